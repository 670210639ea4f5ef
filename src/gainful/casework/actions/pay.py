"""Pay: what came, and what is done when the worker does not confirm it."""

from __future__ import annotations

from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework import schedule
from gainful.casework.actions.raised import compare_pay_with_employer
from gainful.casework.models import EmployerFreeze, PayEvidence, Spell
from gainful.casework.programme import evidence_rank
from gainful.casework.shared import needs_home_or_work

BEGUN = (Spell.State.WORKING, Spell.State.ENDED)


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

    A later record of better or equal evidence is kept in place of the earlier, which stays in the audit. The worker's
    own word whether it came is kept whatever the evidence, with the paper it stands on; where an employer told
    otherwise, a review opens. Refused: month_not_worked, evidence_weaker, not_an_evidence_grade.
    """
    needs_home_or_work(actor, "casework.follow_up", spell)
    month = month.replace(day=1)
    pay = _pay_of(spell, month)
    if month < spell.starts_on.replace(day=1) or month > min(on, spell.ends_on or on):
        raise Refused("month_not_worked")
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
    if confirmed_by_worker is not None:
        compare_pay_with_employer(
            actor=actor, spell=spell, month=month, on=on, came=confirmed_by_worker, received_fen=received_fen
        )
    return pay


@action(right="own.answer", on_what="spell")
def confirm_own_pay(
    *, actor: Actor, spell: Spell, month: date, on: date, came: bool, received_fen: int | None = None
) -> PayEvidence:
    """The worker says themselves whether the pay of a month came, and how much. Refused: month_not_worked."""
    month = month.replace(day=1)
    if spell.person_id != actor.person_id:
        raise NotAllowed("not_allowed")
    pay = _pay_of(spell, month)
    if month not in schedule.months_worked(spell.starts_on, spell.ends_on, on):
        raise Refused("month_not_worked")
    pay.evidence = pay.evidence or "self_reported"
    pay.confirmed_by_worker, pay.paper, pay.recorded_on = came, "", on
    if received_fen is not None and evidence_rank(pay.evidence) <= evidence_rank("self_reported"):
        pay.received_fen = received_fen
    pay.save()
    _mend(pay, on)
    compare_pay_with_employer(
        actor=actor, spell=spell, month=month, on=on, came=came, received_fen=received_fen
    )
    return pay


def _pay_of(spell: Spell, month: date) -> PayEvidence:
    """What is kept of a month, held until we are done; two who write its first word come one after the other.

    Refused: month_not_worked, where work has not begun, or never did.
    """
    held = Spell.objects.select_for_update(no_key=True).get(pk=spell.pk)
    if held.state not in BEGUN:
        raise Refused("month_not_worked")
    known = PayEvidence.objects.select_for_update().filter(spell=spell, month=month).first()
    return known or PayEvidence(area=spell.area, spell=spell, month=month)


def _mend(pay: PayEvidence, on: date) -> None:
    """A month that the worker confirms ends the stop that its lateness brought; what else stops the employer stays."""
    if pay.confirmed_by_worker:
        EmployerFreeze.objects.filter(spell_id=pay.spell_id, month=pay.month, lifted_on=None).update(
            lifted_on=on, lifted_why="the worker confirmed the pay"
        )
