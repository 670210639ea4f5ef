"""What an employer states: the month's roll, pay that came later, who arrived, who did not, who left.

All of it is evidence. It begins, ends and changes no job and docks nobody; where it differs from the record or from
the worker's own word, a review waits for an officer.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework.actions.raised import raise_review
from gainful.casework.late_pay import pay_limits
from gainful.casework.ledgers import OnRecord, RollWord, days_late, roll_faults
from gainful.casework.models import EmployerRoll, HireReport, PayEvidence, PayrollLine, RollLine, Spell
from gainful.casework.programme import evidence_rank
from gainful.casework.rolls import SOURCE, their_spells, worked_in
from gainful.casework.schedule import pay_due_on
from gainful.jobs.models import Employer

GRADE = "employer_confirmed"
"""The grade of evidence that an employer's word is."""
SAID = {
    HireReport.Kind.ARRIVED: "employer_says_arrived",
    HireReport.Kind.NOT_ARRIVED: "employer_says_not_arrived",
    HireReport.Kind.LEFT: "employer_says_left",
}
ARRIVALS = (HireReport.Kind.ARRIVED, HireReport.Kind.NOT_ARRIVED)


@action(right="employer.report", on_what="employer")
def confirm_roll(
    *, actor: Actor, employer: Employer, month: date, on: date, words: Mapping[str, RollWord]
) -> EmployerRoll:
    """The employer's word on workers of a month (spell key → word), all or none; the rest may follow later.

    Each is a line of the roll and a payroll line as file 09 keeps it, and raises the month's pay evidence and the
    job's evidence to "employer confirmed" where nothing better is known and the worker says nothing else. Refused:
    roll_not_due, roll_says_nothing, not_on_the_roll, told_already, more_days_than_there_are, say_when_paid,
    say_when_they_left, not_yet_happened.
    """
    _needs_own(actor, employer)
    month = month.replace(day=1)
    if on < pay_due_on(month):
        raise Refused("roll_not_due", day=pay_due_on(month))
    spells = {one.key: one for one in _spells(employer, month, list(words))}
    if not words:
        raise Refused("roll_says_nothing")
    if set(words) - set(spells):
        raise Refused("not_on_the_roll")
    defaults = {"area": employer.area, "begun_on": on}
    EmployerRoll.objects.get_or_create(employer=employer, month=month, defaults=defaults)
    roll = EmployerRoll.objects.select_for_update().get(employer=employer, month=month)
    if RollLine.objects.filter(roll=roll, spell__in=[one.pk for one in spells.values()]).exists():
        raise Refused("told_already")
    for key, word in words.items():
        _needs_sense(word, spells[key], month, on)
        _tell(actor, roll, spells[key], word, on)
    return roll


@action(right="employer.report", on_what="employer")
def add_roll_payment(
    *, actor: Actor, employer: Employer, spell: Spell, month: date, on: date, paid_fen: int, paid_on: date
) -> PayrollLine:
    """Pay for a month that came after its roll was told: a further payment, what was told before stays.

    Refused: not_on_the_roll, say_what_was_paid, not_yet_happened.
    """
    _needs_own(actor, employer)
    month = month.replace(day=1)
    roll = EmployerRoll.objects.select_for_update().filter(employer=employer, month=month).first()
    line = RollLine.objects.filter(roll=roll, spell=spell).select_related("payroll").first() if roll else None
    if roll is None or line is None or not their_spells(employer).filter(pk=spell.pk).exists():
        raise Refused("not_on_the_roll")
    if paid_fen <= 0:
        raise Refused("say_what_was_paid")
    if paid_on > on:
        raise Refused("not_yet_happened")
    before = list(_same_payments(spell, month))
    word = RollWord(line.attended_days, paid_fen, paid_on, line.still_there, line.left_on)
    kept = _payment(spell, month, len(before) + 1, word, on)
    earlier = sum(one.paid_fen or 0 for one in before)
    _keep_evidence(spell, month, earlier, earlier + paid_fen, on)
    _raise(actor, spell, line, _late(word, month, on), on, kept)
    return kept


@action(right="employer.report", on_what="employer")
def report_hire(
    *,
    actor: Actor,
    employer: Employer,
    spell: Spell,
    kind: HireReport.Kind | str,
    happened_on: date,
    on: date,
    words: str = "",
) -> HireReport:
    """The employer says that somebody arrived, did not arrive, or left. The same report again is given back.

    The job stays as it is: an officer asks the worker. Refused: not_a_report, not_on_the_roll, not_yet_happened,
    not_at_work_yet (left), at_work_already (arrived, not arrived).
    """
    _needs_own(actor, employer)
    if kind not in HireReport.Kind.values:
        raise Refused("not_a_report")
    spell = _one(employer, spell)
    if happened_on > on:
        raise Refused("not_yet_happened")
    if kind == HireReport.Kind.LEFT and spell.state != Spell.State.WORKING:
        raise Refused("not_at_work_yet")
    if kind in ARRIVALS and spell.state != Spell.State.AGREED:
        raise Refused("at_work_already")
    said = {"words": words.strip(), "told_on": on, "told_by_id": actor.account_id, "area": spell.area}
    report, new = HireReport.objects.get_or_create(
        employer=employer, spell=spell, kind=kind, happened_on=happened_on, defaults=said
    )
    if new:
        raise_review(
            actor=actor, spell=spell, kind=SAID[HireReport.Kind(kind)], on=on, about=happened_on.isoformat(),
            report=report,
        )  # fmt: skip
    return report


def _needs_own(actor: Actor, employer: Employer) -> None:
    """Raise NotAllowed unless a named account acts for this very employer."""
    if actor.account_id is None or actor.employer_id is None or actor.employer_id != employer.pk:
        raise NotAllowed("not_allowed", right="employer.report")


def _one(employer: Employer, spell: Spell) -> Spell:
    """The employer's own spell as it stands now; refused when it is none that they may know of."""
    found = their_spells(employer).filter(pk=spell.pk).first()
    if found is None or (found.state == Spell.State.AGREED and employer.frozen_on is not None):
        raise Refused("not_on_the_roll")
    return found


def _spells(employer: Employer, month: date, keys: list[str]) -> list[Spell]:
    """The spells of these keys that are on a month's roll, whole rows."""
    on_it = worked_in(employer, month).filter(key__in=keys).values("pk")
    return list(Spell.objects.filter(pk__in=on_it).select_related("person").order_by("pk"))


def _needs_sense(word: RollWord, spell: Spell, month: date, on: date) -> None:
    if not 0 <= word.attended_days <= pay_due_on(month).day:
        raise Refused("more_days_than_there_are")
    if word.paid_fen < 0 or (word.paid_fen > 0) != (word.paid_on is not None):
        raise Refused("say_when_paid")
    if word.still_there != (word.left_on is None):
        raise Refused("say_when_they_left")
    if word.left_on and word.left_on < spell.starts_on:
        raise Refused("ends_before_start")
    if max(word.paid_on or on, word.left_on or on) > on:
        raise Refused("not_yet_happened")


def _tell(actor: Actor, roll: EmployerRoll, spell: Spell, word: RollWord, on: date) -> None:
    """One line: kept, its pay as a payroll line, what it shows as evidence, and what differs as a review."""
    month = roll.month
    record = _on_record(spell, month)
    before = list(_same_payments(spell, month))
    payroll = before[0] if before else _payment(spell, month, 1, word, on)
    line = RollLine.objects.create(
        area=spell.area, roll=roll, spell=spell, payroll=payroll, attended_days=word.attended_days,
        paid_fen=word.paid_fen, paid_on=word.paid_on, still_there=word.still_there, left_on=word.left_on,
        trained=word.trained, told_on=on, told_by_id=actor.account_id,
    )  # fmt: skip
    faults = [*roll_faults(word, month, record), *_late(word, month, on)]
    if before and sum(one.paid_fen or 0 for one in before) != word.paid_fen:
        faults.append("roll_pay_differs")
    if not before:
        _keep_evidence(spell, month, None, word.paid_fen, on)
    if not faults and word.still_there and word.paid_fen:
        _raise_grade(spell)
    _raise(actor, spell, line, faults, on, payroll, record.said_fen)


def _on_record(spell: Spell, month: date) -> OnRecord:
    """What is on record beside the roll's word; amounts that an employer told are not the worker's word."""
    pay = PayEvidence.objects.filter(spell=spell, month=month).first()
    theirs = pay is not None and evidence_rank(pay.evidence) < evidence_rank(GRADE)
    whole = spell.starts_on <= month and (spell.ends_on is None or spell.ends_on >= pay_due_on(month))
    return OnRecord(
        ended_on=spell.ends_on,
        agreed_fen=spell.pay_low_fen if whole else None,
        said_fen=pay.received_fen if pay and theirs else None,
        said_it_came=pay.confirmed_by_worker if pay else None,
    )


def _late(word: RollWord, month: date, on: date) -> list[str]:
    return ["pay_late"] if days_late(word.payment, month, on, pay_limits(on)) is not None else []


def _same_payments(spell: Spell, month: date):  # type: ignore[no-untyped-def]
    """What is known already of this person's pay from this employer for a month."""
    return PayrollLine.objects.filter(
        person_id=spell.person_id, employer_name=spell.employer_name, month=month
    ).order_by("part")


def _payment(spell: Spell, month: date, part: int, word: RollWord, on: date) -> PayrollLine:
    return PayrollLine.objects.create(
        area=spell.area, person_id=spell.person_id, spell=spell, employer_name=spell.employer_name, month=month,
        part=part, paid_fen=word.paid_fen, paid_on=word.paid_on, told_on=on, source=SOURCE,
    )  # fmt: skip


def _keep_evidence(spell: Spell, month: date, before: int | None, now: int, on: date) -> None:
    """The month's pay evidence, where nobody has recorded it otherwise. The worker's own word stays theirs."""
    known = PayEvidence.objects.select_for_update().filter(spell=spell, month=month).first()
    if known is None:
        PayEvidence.objects.create(
            area=spell.area, spell=spell, month=month, received_fen=now, evidence=GRADE, recorded_on=on
        )
    elif known.evidence == GRADE and known.received_fen == before:
        known.received_fen, known.recorded_on = now, on
        known.save(update_fields=["received_fen", "recorded_on"])


def _raise_grade(spell: Spell) -> None:
    if evidence_rank(GRADE) > evidence_rank(spell.evidence):
        spell.evidence = GRADE
        spell.save(update_fields=["evidence"])


def _raise(
    actor: Actor, spell: Spell, line: RollLine, faults: list[str], on: date, payroll: PayrollLine,
    said_fen: int | None = None,
) -> None:  # fmt: skip
    for kind in dict.fromkeys(faults):
        raise_review(
            actor=actor, spell=spell, kind=kind, on=on, about=f"{payroll.month:%Y-%m}", line=line, payroll=payroll,
            worker_said_fen=said_fen if kind == "roll_pay_differs" else None,
        )  # fmt: skip
