"""Pay: what came, and what is done when the worker does not confirm it."""

from __future__ import annotations

from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework import schedule
from gainful.casework.actions.protection import open_protection_case
from gainful.casework.models import EmployerFreeze, PayEvidence, ProtectionCase, Spell
from gainful.casework.programme import evidence_rank
from gainful.casework.shared import needs_home_or_work
from gainful.casework.worklists import pay_limits, pay_unconfirmed


@action(right="casework.follow_up", on_what=None)
def record_pay(
    *,
    actor: Actor,
    spell: Spell,
    month: date,
    on: date,
    evidence: str,
    received_fen: int | None = None,
    confirmed_by_worker: bool | None = None,
    paper: str = "",
) -> PayEvidence:
    """Pay received for a month, and whether the worker says so; blanks are unknown and overwrite nothing known.

    A later record of better or equal evidence is kept in place of the earlier, which stays in the audit. The
    worker's word counts whatever is better evidenced already, and leaves that as it is; `paper` names the paper it
    was kept on. Refused: month_not_worked, evidence_weaker, not_an_evidence_grade.
    """
    needs_home_or_work(actor, "casework.follow_up", spell)
    month = month.replace(day=1)
    if month < spell.starts_on.replace(day=1) or month > min(on, spell.ends_on or on):
        raise Refused("month_not_worked")
    pay = PayEvidence.objects.select_for_update().filter(spell=spell, month=month).first()
    if pay is None:
        pay = PayEvidence(area=spell.area, spell=spell, month=month)
    weaker = evidence_rank(evidence) < evidence_rank(pay.evidence or evidence)
    if weaker and confirmed_by_worker is None:
        raise Refused("evidence_weaker")
    pay.recorded_on = on
    if not weaker:
        pay.evidence = evidence
        pay.received_fen = pay.received_fen if received_fen is None else received_fen
    if confirmed_by_worker is not None:
        pay.confirmed_by_worker, pay.paper = confirmed_by_worker, paper
    pay.save()
    _mend(pay, on)
    return pay


@action(right="own.answer", on_what="spell")
def confirm_own_pay(
    *, actor: Actor, spell: Spell, month: date, on: date, came: bool, received_fen: int | None = None
) -> PayEvidence:
    """The worker says themselves whether the pay of a month came, and how much. Refused: month_not_worked."""
    month = month.replace(day=1)
    if spell.person_id != actor.person_id:
        raise NotAllowed("not_allowed")
    if month not in schedule.months_worked(spell.starts_on, spell.ends_on, on):
        raise Refused("month_not_worked")
    fields = {"area": spell.area, "evidence": "self_reported", "recorded_on": on}
    pay, _made = PayEvidence.objects.select_for_update().get_or_create(
        spell=spell, month=month, defaults=fields
    )
    pay.confirmed_by_worker, pay.paper, pay.recorded_on = came, "", on
    if received_fen is not None and evidence_rank(pay.evidence) <= evidence_rank("self_reported"):
        pay.received_fen = received_fen
    pay.save()
    _mend(pay, on)
    return pay


@action(right="casework.act_on_late_pay", on_what=None)
def act_on_all_late_pay(*, actor: Actor, on: date) -> int:
    """Do for every month of the actor's areas what its lateness calls for; gives how many months were acted on."""
    late = [one for one in pay_unconfirmed(actor, on) if one.standing != schedule.PayStanding.ALERT]
    for one in late:
        act_on_late_pay(actor=actor, spell=one.spell, month=one.month, on=on)
    return len(late)


def _mend(pay: PayEvidence, on: date) -> None:
    """A month that the worker confirms ends the stop that its lateness brought; what else stops the employer stays."""
    if pay.confirmed_by_worker:
        EmployerFreeze.objects.filter(spell_id=pay.spell_id, month=pay.month, lifted_on=None).update(
            lifted_on=on, lifted_why="the worker confirmed the pay"
        )


@action(right="casework.follow_up", on_what="spell")
def act_on_late_pay(*, actor: Actor, spell: Spell, month: date, on: date) -> ProtectionCase | None:
    """A named officer does what late pay calls for: from 15 days on placements with the employer stop, from 30 on a
    case is opened too (and given back). Refused: month_not_worked, pay_not_late_enough.
    """
    month = month.replace(day=1)
    if month not in schedule.months_worked(spell.starts_on, spell.ends_on, on):
        raise Refused("month_not_worked")
    confirmed = PayEvidence.objects.filter(spell=spell, month=month, confirmed_by_worker=True).exists()
    found = schedule.pay_standing(month, confirmed, on, pay_limits(on))
    if found not in (schedule.PayStanding.BLOCK, schedule.PayStanding.CASE):
        raise Refused("pay_not_late_enough")
    if spell.employer_id:
        EmployerFreeze.objects.get_or_create(
            spell=spell,
            month=month,
            lifted_on=None,
            defaults={
                "area": spell.employer.area,
                "employer_id": spell.employer_id,
                "because": "late_pay",
                "frozen_on": on,
            },
        )
    if found is not schedule.PayStanding.CASE:
        return None
    case: ProtectionCase = open_protection_case(
        actor=actor,
        area=spell.area,
        kind="late_pay",
        on=on,
        person=spell.person,
        employer_name=spell.employer_name,
        words=f"{month:%Y-%m}",
        source=f"pay {month:%Y-%m}",
    )
    return case
