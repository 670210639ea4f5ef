"""A workshop gets its plaque and leaves with a reason; a project promises local hire."""

from __future__ import annotations

from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.jobs.actions.employers import correct_workshop, record_employer, record_project
from gainful.jobs.models import LocalHireClause, Project, Workshop, WorkshopRecognition
from gainful.terms.areas import county_of


@action(right="jobs.record", on_what="workshop")
def recognise_workshop(
    *, actor: Actor, workshop: Workshop, plaque: str, recognised_on: date, on: date
) -> WorkshopRecognition:
    """The plaque and its day. One that came without a plaque gets it now.

    Refused: say_the_plaque, recognised_already, not_yet_happened, ends_before_it_began.
    """
    if not plaque.strip():
        raise Refused("say_the_plaque")
    if recognised_on > on:
        raise Refused("not_yet_happened")
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    if workshop.recognitions.filter(exited_on=None).exists():
        raise Refused("recognised_already")
    last = workshop.recognitions.exclude(exited_on=None).order_by("-exited_on").first()
    if last is not None and last.exited_on is not None and recognised_on <= last.exited_on:
        raise Refused("ends_before_it_began")
    workshop.recognised_on, workshop.exited_on, workshop.running = recognised_on, None, "running"
    workshop.save(update_fields=["recognised_on", "exited_on", "running"])
    return WorkshopRecognition.objects.create(
        area=workshop.area,
        workshop=workshop,
        plaque=plaque.strip(),
        recognised_on=recognised_on,
        recorded_by_id=actor.account_id,
    )


@action(right="jobs.record", on_what="workshop")
def withdraw_recognition(
    *, actor: Actor, workshop: Workshop, exited_on: date, because: str, on: date
) -> WorkshopRecognition:
    """The workshop leaves the programme with a reason. Nobody's job ends by it.

    Refused: not_recognised, say_why_it_leaves, not_yet_happened, ends_before_it_began.
    """
    if not because.strip():
        raise Refused("say_why_it_leaves")
    if exited_on > on:
        raise Refused("not_yet_happened")
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    found = workshop.recognitions.filter(exited_on=None).first()
    if found is None:
        if workshop.recognised_on is None or workshop.exited_on is not None:
            raise Refused("not_recognised")
        found = WorkshopRecognition(
            area=workshop.area, workshop=workshop, recognised_on=workshop.recognised_on
        )
    if exited_on < found.recognised_on:
        raise Refused("ends_before_it_began")
    found.exited_on, found.exit_because, found.recorded_by_id = exited_on, because.strip(), actor.account_id
    found.save()
    workshop.exited_on, workshop.running = exited_on, "withdrawn"
    workshop.save(update_fields=["exited_on", "running"])
    return found


@action(right="jobs.record", on_what="workshop")
def name_operator(*, actor: Actor, workshop: Workshop, name: str, code: str = "") -> Workshop:
    """Who runs a workshop: an employer of its county's office under name and code, made where it is not known.

    What is paid for the workshop is paid to it. Refused: employer_needs_a_name.
    """
    office = county_of(workshop.area)
    operator = record_employer(actor=actor, area=office, name=name.strip(), code=code.strip())
    corrected: Workshop = correct_workshop(actor=actor, workshop=workshop, changes={"employer": operator})
    return corrected


@action(right="jobs.record", on_what="project")
def record_local_hire_clause(
    *,
    actor: Actor,
    project: Project,
    contract: str,
    signed_on: date,
    on: date,
    promised_percent: int | None = None,
    promised_people: int | None = None,
    workers_stated: int | None = None,
    stated_on: date | None = None,
) -> LocalHireClause:
    """What a contract promises: a share or a number, never both. The same contract is put right.

    Refused: promise_a_share_or_a_number, not_yet_happened.
    """
    one = (promised_percent is None) != (promised_people is None)
    if not one or promised_people == 0 or (promised_percent is not None and not 1 <= promised_percent <= 100):
        raise Refused("promise_a_share_or_a_number")
    if max(signed_on, stated_on or signed_on) > on:
        raise Refused("not_yet_happened")
    clause, _made = LocalHireClause.objects.update_or_create(
        project=project,
        contract=contract.strip(),
        defaults={
            "area": project.area,
            "signed_on": signed_on,
            "promised_percent": promised_percent,
            "promised_people": promised_people,
            "workers_stated": workers_stated,
            "stated_on": stated_on if workers_stated is not None else None,
        },
    )
    return clause


@action(right="jobs.record", on_what="area")
def record_project_by_hand(
    *,
    actor: Actor,
    area: int,
    name: str,
    employer_name: str,
    kind: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Project:
    """A project with its employer, who is recorded under that name if not known. Refused as record_project does."""
    employer = record_employer(actor=actor, area=area, name=employer_name.strip())
    return record_project(
        actor=actor,
        area=area,
        name=name.strip(),
        employer=employer,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
    )
