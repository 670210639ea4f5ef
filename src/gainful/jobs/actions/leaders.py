"""From an application to a leader's certificate, step by step, and the households that a leader brings along."""

from __future__ import annotations

from datetime import date, timedelta

from gainful.accounts.action import action, require
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.jobs.models import BroughtAlong, Leader, LeaderApplication, LeaderStep
from gainful.jobs.programme import days_of_notice
from gainful.registry.models import Household, Person

STEPS = tuple(LeaderStep.Kind)


@action(right="jobs.record", on_what="person")
def apply_as_leader(
    *, actor: Actor, person: Person, business_name: str, applied_on: date, on: date, business_kind: str = ""
) -> LeaderApplication:
    """Somebody applies, with the business they lead. Refused: not_yet_happened, applied_already,
    record_was_merged, say_the_business."""
    if person.merged_into_id:
        raise Refused("record_was_merged")
    if not business_name.strip():
        raise Refused("say_the_business")
    if applied_on > on:
        raise Refused("not_yet_happened")
    if LeaderApplication.objects.filter(person=person, state=LeaderApplication.State.OPEN).exists():
        raise Refused("applied_already")
    return LeaderApplication.objects.create(
        area=person.area,
        person=person,
        business_name=business_name.strip(),
        business_kind=business_kind,
        applied_on=applied_on,
        recorded_by_id=actor.account_id,
    )


@action(right="jobs.record", on_what="application")
def take_leader_step(
    *,
    actor: Actor,
    application: LeaderApplication,
    kind: str,
    done_on: date,
    on: date,
    decided_by: str,
    passed: bool,
    because: str = "",
    certificate: str = "",
) -> LeaderStep:
    """The next step, passed or refused. The county's list starts the public notice; the certificate waits for its
    end and makes the leader.

    Refused: application_is_over, not_the_next_step, not_yet_happened, step_before_the_last, say_who_decided,
    refusal_needs_a_reason, notice_not_over, say_the_certificate.
    """
    application = LeaderApplication.objects.select_for_update().get(pk=application.pk)
    _needs_to_be_next(application, kind, done_on, on)
    if not decided_by.strip():
        raise Refused("say_who_decided")
    if not passed and not because.strip():
        raise Refused("refusal_needs_a_reason")
    if passed:
        _pass(application, kind, done_on, certificate)
    else:
        application.state = LeaderApplication.State.REFUSED
    application.save()
    return LeaderStep.objects.create(
        area=application.area,
        application=application,
        kind=kind,
        done_on=done_on,
        decided_by=decided_by.strip(),
        recorded_by_id=actor.account_id,
        passed=passed,
        because=because.strip(),
    )


@action(right="jobs.record", on_what="leader")
def record_brought_along(
    *,
    actor: Actor,
    leader: Leader,
    household: Household,
    year: int,
    evidence: str,
    on: date,
    income_raised_fen: int | None = None,
) -> BroughtAlong:
    """A household's income raised in a year, with evidence: never a job. The same household and year is put right.

    Refused: say_the_evidence, not_yet_happened.
    """
    require(actor, "jobs.record", household)
    if not evidence.strip():
        raise Refused("say_the_evidence")
    if year > on.year:
        raise Refused("not_yet_happened")
    row, _made = BroughtAlong.objects.update_or_create(
        leader=leader,
        household=household,
        year=year,
        defaults={
            "area": household.area,
            "income_raised_fen": income_raised_fen,
            "evidence": evidence.strip(),
            "recorded_on": on,
            "recorded_by_id": actor.account_id,
        },
    )
    return row


def _needs_to_be_next(application: LeaderApplication, kind: str, done_on: date, on: date) -> None:
    """Steps come in their order, on days that follow each other."""
    if application.state != LeaderApplication.State.OPEN:
        raise Refused("application_is_over")
    taken = list(application.steps.order_by("pk"))
    if kind != STEPS[len(taken)]:
        raise Refused("not_the_next_step")
    if done_on > on:
        raise Refused("not_yet_happened")
    if done_on < (taken[-1].done_on if taken else application.applied_on):
        raise Refused("step_before_the_last")


def _pass(application: LeaderApplication, kind: str, done_on: date, certificate: str) -> None:
    if kind == LeaderStep.Kind.COUNTY_LIST:
        days = days_of_notice(application.area, done_on)
        application.notice_from, application.notice_until = done_on, done_on + timedelta(days=days - 1)
    if kind != LeaderStep.Kind.CERTIFICATE:
        return
    if application.notice_until is None or done_on <= application.notice_until:
        raise Refused("notice_not_over", day=str(application.notice_until))
    if not certificate.strip():
        raise Refused("say_the_certificate")
    application.leader = _leader(application, done_on)
    application.certificate, application.certified_on = certificate.strip(), done_on
    application.state = LeaderApplication.State.CERTIFIED


def _leader(application: LeaderApplication, on: date) -> Leader:
    """The leader of the business: one that a workbook named before, or a new one."""
    known = Leader.objects.filter(
        person=application.person, business_name=application.business_name, application=None
    ).first()
    leader = known or Leader(
        area=application.area, person=application.person, business_name=application.business_name
    )
    leader.business_kind, leader.recognised_on = application.business_kind or leader.business_kind, on
    leader.save()
    return leader
