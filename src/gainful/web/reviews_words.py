"""The words of reviews: kinds, families, decisions, and what was told beside what is on record."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _words
from django.utils.translation import gettext_lazy as _

from gainful.casework.attendance import due_days, told_together
from gainful.casework.models import Attendance, Review
from gainful.casework.rolls import SOURCE
from gainful.casework.schedule import pay_due_on
from gainful.words import label, money

FAMILY_WORDS: dict[str, Any] = {
    "pay_alerts": _("Pay"),
    "roll_differences": _("Rolls that differ"),
    "ghost_posts": _("Posts to be seen"),
    "insurance_proposals": _("Insurance list"),
    "employer_reports": _("Employers' reports"),
}
KIND_WORDS: dict[str, Any] = {
    "pay_short": _("Less pay came than was due"),
    "pay_late": _("Pay came late or not at all"),
    "paid_twice": _("A month paid twice, or written twice"),
    "unlawful_deduction": _("A deduction that the law does not allow"),
    "rolls_differ": _("The paper roll and the phone differ"),
    "ghost_post_suspected": _("A post where the phone saw nobody"),
    "insured_but_registered_not_working": _("Insured through an employer, registered without work"),
    "employer_differs": _("Insured through another employer than the ledger's"),
    "insured_in_ledger_only": _("Insured by the ledger, not on the list"),
    "roll_pay_differs": _("The employer and the worker (or a payroll) say different pay"),
    "paid_below_agreed": _("Less pay came for a whole month than was agreed"),
    "employer_says_arrived": _("The employer says that they arrived"),
    "employer_says_not_arrived": _("The employer says that they have not arrived"),
    "employer_says_left": _("The employer says that they left; the record has them at work"),
    "employer_says_there": _("The employer's roll has them still there after the recorded end"),
}
DECISION_WORDS: dict[str, Any] = {
    "made_good": _("It was made good to the worker"),
    "in_order": _("It was in order: the list was wrong or the worker agrees"),
    "to_protection": _("Give it to the independent desk as a case"),
    "at_work": _("They were at work; nothing changes"),
    "not_at_work": _("They were not at the post; nothing stops by itself"),
    "roll_wrong": _("A roll was kept wrongly; nobody is docked"),
    "taken_over": _("Take over what the list says"),
    "left": _("Leave the record as it is"),
    "worker_began": _("The worker says that they began; it is recorded on the job"),
    "did_not_begin": _("The worker did not begin; nothing else changes for them"),
    "still_at_work": _("The worker says that they are at work; nothing changes"),
    "worker_left": _("The worker says that they left; it is recorded on the job"),
}


def facts_of(review: Review) -> list[tuple[str, str]]:
    """(name, value): what the list said and what is on record, in words; unknown is said to be unknown."""
    facts: list[tuple[str, str]] = []
    if review.payroll is not None and (review.roll_line is None or review.payroll.source != SOURCE):
        facts += _payroll(review)
    if review.roll_line is not None:
        facts += _roll(review)
    elif review.worker_said_fen is not None:
        facts += [
            (_words("Month"), review.about),
            (_words("The worker says: came"), money(review.worker_said_fen)),
        ]
    if review.report is not None:
        facts += [
            (_words("The employer says, of the day"), review.report.happened_on.isoformat()),
            (_words("In their words"), review.report.words or "—"),
            (_words("Told by"), f"{review.report.told_by}, {review.report.told_on}"),
        ]
    if review.attendance is not None:
        facts += _attendance(review.attendance)
    if review.insurance is not None:
        insured = review.insurance
        facts += [
            (_words("Insured through"), insured.employer_name),
            (_words("Insured since"), insured.insured_from.isoformat()),
            (_words("Told on"), insured.told_on.isoformat()),
        ]
    if review.spell is not None:
        spell = review.spell
        facts += [
            (_words("Job on record"), f"{review.employer_before or spell.employer_name or '—'}"),
            (_words("Since"), spell.starts_on.isoformat()),
            (_words("Until"), spell.ends_on.isoformat() if spell.ends_on else "—"),
        ]
    else:
        facts.append((_words("Job on record"), _words("none that fits")))
    return facts


def _attendance(line: Attendance) -> list[tuple[str, str]]:
    """Both rolls of the month side by side, and what was seen on the spot where somebody looked."""
    rolls = told_together(line)
    paper, phone, seen = (rolls.get(name) for name in ("paper", "phone", "screen"))
    facts = [
        (_words("Post"), line.post or (line.spell.employer_name if line.spell else "")),
        (_words("Month"), f"{line.begins_on:%Y-%m}"),
        (_words("Days to be worked"), _number(due_days(rolls))),
        (_words("Days on the paper roll"), _number(paper.present_days if paper else None)),
        (_words("Days on the phone"), _number(phone.present_days if phone else None)),
    ]
    if seen is not None:
        facts.append((_words("Days seen on the spot"), _number(seen.present_days)))
    return facts


def _payroll(review: Review) -> list[tuple[str, str]]:
    line = review.payroll
    assert line is not None
    reason = label("deduction_reasons", line.deducted_for) if line.deducted_for else ""
    taken_off = money(line.deducted_fen) if line.deducted_fen is not None else _words("none written")
    return [
        (_words("Employer"), line.employer_name or "—"),
        (_words("Month"), f"{line.month:%Y-%m}"),
        (_words("Earned"), money(line.gross_fen)),
        (_words("Deducted"), f"{taken_off} {reason}".strip()),
        (_words("Came"), money(line.paid_fen)),
        (_words("Was due on"), pay_due_on(line.month).isoformat()),
        (_words("Came on"), line.paid_on.isoformat() if line.paid_on else _words("not known")),
    ]


def _roll(review: Review) -> list[tuple[str, str]]:
    line = review.roll_line
    assert line is not None
    there = _words("yes") if line.still_there else _words("no, left on %(day)s") % {"day": line.left_on}
    facts = [
        (_words("Month"), f"{line.roll.month:%Y-%m}"),
        (_words("The roll says: days attended"), _number(line.attended_days)),
        (_words("The roll says: paid"), f"{money(line.paid_fen)} · {line.paid_on or '—'}"),
        (_words("The roll says: still there"), there),
        (_words("Told by"), f"{line.told_by}, {line.told_on}"),
    ]
    if review.worker_said_fen is not None:
        facts.insert(3, (_words("The worker says: came"), money(review.worker_said_fen)))
    return facts


def _number(days: int | None) -> str:
    return _words("not known") if days is None else str(days)
