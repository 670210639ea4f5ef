"""What a claim is for: whom a rule's limit counts it against, for which period, and what it cannot be had with."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from gainful.benefits.cases import Case
from gainful.benefits.paid_before import BEGINNING
from gainful.registry.models import Person
from gainful.rules.benefit import Benefit

LIFE = (BEGINNING, date(9999, 12, 31))
PAID_TO = ("person", "employer")
"""Whom claims are paid to. A loan, a relief from taxes, and what a provider is paid are no claims for payment."""


@dataclass(frozen=True)
class Limit:
    """Against whom a claim counts, and its period, both days included."""

    once_for: str
    first: date
    last: date


def is_for_payment(rule: Benefit) -> bool:
    """Whether claims are made by a rule: not for loans themselves, nor for what is set against taxes or paid to a
    provider."""
    return rule.payee in PAID_TO and not rule.set_against


def limit_of(rule: Benefit, case: Case, person: Person | None, on: date) -> Limit | None:
    """What a claim by the rule for this case is counted against; None where the record does not name it."""
    once_for = _once_for(str(rule.limit.get("once_per", rule.subject)), case, person)
    if once_for is None:
        return None
    first, last = period_of(rule, on)
    if case.interest is not None:  # a claim for each period for which interest was paid
        first, last = case.interest.period_from, case.interest.period_to
    return Limit(once_for, first, last)


def period_of(rule: Benefit, on: date) -> tuple[date, date]:
    """The life, the year or the month that one claim is for, as the rule's limit says."""
    match rule.limit.get("within"):
        case "year":
            return date(on.year, 1, 1), date(on.year, 12, 31)
        case "month":
            return on.replace(day=1), on.replace(day=monthrange(on.year, on.month)[1])
        case _:
            return LIFE


def _once_for(once_per: str, case: Case, person: Person | None) -> str | None:
    match once_per:
        case "person" if person is not None:
            return f"person:{person.key}"
        case "household" if case.household_id is not None:
            return f"household:{case.household_id}"
        case "spell" if case.spell is not None:
            return f"spell:{case.spell.key}"
        case "employer" if case.employer_id:
            return f"employer:{case.employer_id}"
        case "workshop" if case.spell is not None and case.spell.workshop_id:
            return f"workshop:{case.spell.workshop_id}"
        case "workshop" if case.workshop is not None:
            return f"workshop:{case.workshop.pk}"
        case "business" if case.business is not None:
            return f"business:{case.business.pk}"
        case "loan" if case.loan is not None and case.interest is not None:
            return f"loan:{case.loan.pk}"
        case "training" if case.seat is not None:
            return f"training:{case.seat.key}"
        case "trade_and_level" if case.seat is not None and person is not None:
            return f"trade:{person.key}:{case.seat.course.occupation or case.seat.key}"[:60]
        case _:
            return None
