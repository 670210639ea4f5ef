"""Where an employer's word differs from the worker's or the record, whoever spoke last: a review for an officer."""

from __future__ import annotations

from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.casework.ledgers import KINDS, OnRecord, pay_differs
from gainful.casework.models import HireReport, PayrollLine, Review, RollLine, Spell
from gainful.casework.schedule import pay_due_on


@action(right="reviews.raise", on_what=None)
def raise_review(
    *,
    actor: Actor,
    spell: Spell,
    kind: str,
    on: date,
    about: str,
    report: HireReport | None = None,
    line: RollLine | None = None,
    payroll: PayrollLine | None = None,
    worker_said_fen: int | None = None,
) -> Review:
    """A difference about a job, for the office of the worker's home to look into; the same matter is raised once.

    Refused: not_a_review.
    """
    if kind not in KINDS:
        raise Refused("not_a_review", given=kind)
    review, _new = Review.objects.get_or_create(
        person_id=spell.person_id, kind=kind, employer_name=spell.employer_name, about=about,
        defaults={
            "area": spell.area, "opened_on": on, "spell": spell, "report": report, "roll_line": line,
            "payroll": payroll, "worker_said_fen": worker_said_fen,
        },
    )  # fmt: skip
    return review


@action(right="reviews.raise", on_what=None)
def compare_pay_with_employer(
    *, actor: Actor, spell: Spell, month: date, on: date, came: bool | None, received_fen: int | None
) -> Review | None:
    """After the worker has spoken about a month's pay: a review where payrolls or the employer's roll say otherwise.

    None where they agree, or where the employer has said nothing. Where less came for a whole month than was agreed,
    that is a review as well, as it is when the employer says so.
    """
    if received_fen is not None and came is not False:
        _raise_below_agreed(actor, spell, month, on, received_fen)
    told = list(PayrollLine.objects.filter(spell=spell, month=month).order_by("part"))
    paid = [one.paid_fen for one in told if one.paid_fen is not None]
    said = 0 if came is False and received_fen is None else received_fen
    if not paid or not pay_differs(sum(paid), OnRecord(said_fen=said, said_it_came=came)):
        return None
    review: Review = raise_review(
        actor=actor, spell=spell, kind="roll_pay_differs", on=on, about=f"{month:%Y-%m}", payroll=told[0],
        line=RollLine.objects.filter(spell=spell, roll__month=month).first(), worker_said_fen=said,
    )  # fmt: skip
    return review


def _raise_below_agreed(actor: Actor, spell: Spell, month: date, on: date, received_fen: int) -> None:
    """Some pay came, and less than the least that was agreed for a month; nobody looks at months worked in part."""
    whole = spell.starts_on <= month and (spell.ends_on is None or spell.ends_on >= pay_due_on(month))
    if whole and spell.pay_low_fen is not None and 0 < received_fen < spell.pay_low_fen:
        raise_review(
            actor=actor, spell=spell, kind="paid_below_agreed", on=on, about=f"{month:%Y-%m}",
            worker_said_fen=received_fen,
        )  # fmt: skip


@action(right="reviews.raise", on_what=None)
def compare_end_with_employer(*, actor: Actor, spell: Spell, on: date) -> None:
    """After an end was recorded: a review for each month whose roll has the worker still there after it."""
    assert spell.ends_on is not None
    lines = RollLine.objects.filter(spell=spell, still_there=True).select_related("roll")
    for line in lines.order_by("roll__month"):
        if spell.ends_on < pay_due_on(line.roll.month):
            raise_review(
                actor=actor, spell=spell, kind="employer_says_there", on=on, about=f"{line.roll.month:%Y-%m}",
                line=line,
            )  # fmt: skip
