"""What is known of a person's own business, as facts on a date. Unknown stays unknown.

`benefits/facts_sql/businesses.sql` says the same of everybody at once; a test compares them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from gainful.benefits.models import Business, BusinessStatement
from gainful.benefits.statements import ALWAYS, SINCE, YEAR, Said, latest
from gainful.registry.models import Person
from gainful.terms.periods import months_between

REGISTERED, ENDED, STRUCK, TAXES = (
    "business_registered_on", "business_ended_on", "business_struck", "business_tax_due"
)  # fmt: skip
"""The day of the licence, the last day of running, written down by mistake, the taxes of a year."""
STATED_OF_BUSINESS: dict[str, str] = {
    REGISTERED: ALWAYS,
    ENDED: ALWAYS,
    STRUCK: ALWAYS,
    TAXES: YEAR,
    "first_business": ALWAYS,
    "returned_migrant": ALWAYS,
    "start_subsidy_paid": SINCE,
}
"""What is stated of a business, each with how long one holds. Its end and a mistake are no facts of rules."""
RELIEF_MONTHS = 36
"""The months of relief from the month of registration, as the meaning of `relief_months_left` says."""

Known = dict[str, Any]
Told = Mapping[str, Said[BusinessStatement]]


def businesses_of(person: Person, on: date) -> list[tuple[Business, Told]]:
    """The businesses of a person with what is stated of each for a date, the latest first; those that were written
    down by mistake too. At most two queries."""
    rows = list(Business.objects.of_person(person).order_by("-registered_on", "-pk"))
    said = stated_of(rows, on)
    return [(row, said.get(row.pk, {})) for row in rows]


def stated_of(rows: Sequence[Business], on: date) -> dict[int, dict[str, Said[BusinessStatement]]]:
    """What is stated of businesses for a date, by their ids."""
    found: dict[int, dict[str, Said[BusinessStatement]]] = {}
    if not rows:
        return found
    for said in latest(BusinessStatement.objects.filter(business__in=rows), on, STATED_OF_BUSINESS):
        found.setdefault(said.row.business_id, {})[said.row.fact] = said
    return found


def value(told: Told, fact: str) -> Any:
    """What is stated of one fact; None where nothing is, or where it is said to be not known."""
    return told[fact].value if fact in told else None


def registered_on(row: Business, told: Told) -> date:
    """The day of the licence, as last put right."""
    said = value(told, REGISTERED)
    return date.fromisoformat(said) if said else row.registered_on


def ended_on(told: Told) -> date | None:
    """The last day on which it ran; None while it runs, or where nobody said."""
    said = value(told, ENDED)
    return date.fromisoformat(said) if said else None


def total(taxes: Mapping[str, int]) -> int:
    """The taxes of a year together, fen."""
    return sum(taxes.values())


def business_facts(row: Business, told: Told, on: date) -> Known | None:
    """The facts of a business on a date; None where it did not stand by then, or was written down by mistake."""
    begun = registered_on(row, told)
    if begun > on or value(told, STRUCK):
        return None
    last = min(on, ended_on(told) or on)
    taxes = value(told, TAXES)
    facts: Known = {
        REGISTERED: begun,
        "business_months_running": 0 if last < begun else months_between(begun, last + timedelta(days=1)),
        "business_months_in_year": _months_in_year(begun, last, on.year),
        "relief_months_left": max(0, RELIEF_MONTHS - max(0, _month(date(on.year, 1, 1)) - _month(begun))),
        TAXES: total(taxes) if taxes is not None else None,
        **{name: value(told, name) for name in ("first_business", "returned_migrant", "start_subsidy_paid")},
    }
    return {name: one for name, one in facts.items() if one is not None}


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _months_in_year(begun: date, last: date, year: int) -> int:
    """The calendar months of a year in which it ran on some day."""
    first = max(begun, date(year, 1, 1))
    return 0 if last < first else _month(last) - _month(first) + 1


def standing(rows: Iterable[tuple[Business, Told]], on: date) -> list[tuple[Business, Known]]:
    """Those that stand on a date, with their facts."""
    told = [(row, business_facts(row, said, on)) for row, said in rows]
    return [(row, facts) for row, facts in told if facts is not None]
