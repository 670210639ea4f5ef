"""What payrolls and insurance lists say, kept as told, never over what is on record; and the reviews of any list."""

from __future__ import annotations

from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.casework.actions.pay import record_pay
from gainful.casework.ledgers import KINDS, Payment, owed
from gainful.casework.models import (
    Attendance,
    InsuranceLine,
    PayEvidence,
    PayrollLine,
    Review,
    Spell,
)
from gainful.casework.programme import evidence_rank
from gainful.registry.models import Person


@action(right="casework.follow_up", on_what="person")
def record_payroll_line(
    *,
    actor: Actor,
    person: Person,
    month: date,
    on: date,
    evidence: str,
    employer_name: str = "",
    spell: Spell | None = None,
    part: int = 1,
    gross_fen: int | None = None,
    deducted_fen: int | None = None,
    deducted_for: str = "",
    paid_fen: int | None = None,
    paid_on: date | None = None,
    paid_by: str = "",
    source: str = "",
) -> PayrollLine:
    """One payment for a month as a payroll of the day `on` tells it, and the month's pay evidence on the spell.

    Pay evidence that somebody recorded before stays as it is. A further part is added to what the earlier ones brought
    unless more than what was due would come of it: then a person looks first. The worker's own word stays unknown.
    """
    line = PayrollLine.objects.create(
        area=person.area, person=person, spell=spell, employer_name=employer_name, month=month.replace(day=1),
        part=part, gross_fen=gross_fen, deducted_fen=deducted_fen, deducted_for=deducted_for, paid_fen=paid_fen,
        paid_on=paid_on, paid_by=paid_by, told_on=on, source=source,
    )  # fmt: skip
    if spell is not None and paid_fen is not None:
        _keep_evidence(actor, spell, line, evidence)
    return line


def _keep_evidence(actor: Actor, spell: Spell, line: PayrollLine, evidence: str) -> None:
    """What came for the month, where nobody has recorded it otherwise."""
    before, known = None, PayEvidence.objects.filter(spell=spell, month=line.month).first()
    if line.part > 1:
        parts = list(
            PayrollLine.objects.filter(
                person_id=line.person_id, employer_name=line.employer_name, month=line.month
            )
        )
        before = sum(one.paid_fen or 0 for one in parts if one.part < line.part)
        payments = [Payment(o.gross_fen, o.deducted_fen, o.paid_fen, o.paid_on) for o in parts]
        still_owed = owed(payments)
        if still_owed is None or still_owed < 0:
            return
    if known is None and before is None:
        # The same as record_pay, without an act of its own for each of a payroll's thousands of lines.
        evidence_rank(evidence)
        if spell.starts_on.replace(day=1) <= line.month <= min(line.told_on, spell.ends_on or line.told_on):
            PayEvidence.objects.create(
                area=spell.area, spell=spell, month=line.month, received_fen=line.paid_fen, evidence=evidence,
                recorded_on=line.told_on,
            )  # fmt: skip
    elif known is not None and known.received_fen == before and known.evidence == evidence:
        received = (before or 0) + (line.paid_fen or 0)
        record_pay(
            actor=actor,
            spell=spell,
            month=line.month,
            on=line.told_on,
            evidence=evidence,
            received_fen=received,
        )


@action(right="casework.record_spell", on_what="person")
def record_insurance_line(
    *,
    actor: Actor,
    person: Person,
    insured_from: date,
    on: date,
    employer_name: str = "",
    state: str = "",
    source: str = "",
) -> InsuranceLine:
    """Somebody insured through an employer, as a list of the day `on` has it. No job is made or changed by it."""
    return InsuranceLine.objects.create(
        area=person.area, person=person, employer_name=employer_name, insured_from=insured_from, state=state,
        told_on=on, source=source,
    )  # fmt: skip


@action(right="casework.follow_up", on_what="person")
def open_review(
    *,
    actor: Actor,
    person: Person,
    kind: str,
    on: date,
    employer_name: str = "",
    about: str = "",
    spell: Spell | None = None,
    payroll: PayrollLine | None = None,
    attendance: Attendance | None = None,
    insurance: InsuranceLine | None = None,
    source: str = "",
) -> Review:
    """Something about a person that waits for somebody's decision. The same matter is given back as it is, decided or
    not, so that a list handed in twice asks nobody twice. Refused: not_a_review."""
    if kind not in KINDS:
        raise Refused("not_a_review", given=kind)
    same = Review.objects.filter(person=person, kind=kind, employer_name=employer_name, about=about).first()
    return same or Review.objects.create(
        area=person.area, person=person, kind=kind, opened_on=on, employer_name=employer_name, about=about,
        spell=spell, payroll=payroll, attendance=attendance, insurance=insurance, source=source,
    )  # fmt: skip
