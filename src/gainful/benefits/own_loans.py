"""What is known of a person's guaranteed loan, as facts on a date. Unknown stays unknown.

`benefits/facts_sql/loans.sql` says the same of everybody at once; a test compares them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef

from gainful.benefits.models import Decision, Loan, LoanInterest, LoanStatement
from gainful.benefits.statements import ALWAYS, SINCE, Said, latest
from gainful.registry.models import Person
from gainful.terms.periods import add_months, months_between

GRANTED, OVERDUE, STRUCK, INTEREST = (
    "loan_granted_on", "loan_overdue", "loan_struck", "loan_interest_paid"
)  # fmt: skip
"""The day of the grant, overdue, written down by mistake, the interest of a period."""
APPLIED_FOR = {"loan_amount": "amount_fen", "loan_months": "months", "partners": "partners"}
"""The facts of the application, each with its column; a statement puts one right."""
STATED_OF_LOAN: dict[str, str] = {
    **dict.fromkeys(APPLIED_FOR, ALWAYS),
    GRANTED: ALWAYS,
    "loan_rate": ALWAYS,
    "prime_rate": ALWAYS,
    STRUCK: ALWAYS,
    OVERDUE: SINCE,
}
"""What is stated of a loan, each with how long one holds. That it is a mistake is no fact of rules."""

Known = dict[str, Any]
Told = Mapping[str, Said[LoanStatement]]


@dataclass(frozen=True)
class Part:
    """A loan as such (`interest` None), or one period of it, with its facts; `has_periods`: whether it has any."""

    loan: Loan
    interest: LoanInterest | None
    facts: Known
    has_periods: bool


def loans_of(person: Person, on: date) -> list[tuple[Loan, Told, list[LoanInterest]]]:
    """The loans of a person, what is stated of each for a date, and the periods of interest; the latest first. Those
    that were written down by mistake too. At most three queries."""
    rows = list(Loan.objects.of_person(person).order_by("-applied_on", "-pk"))
    if not rows:
        return []
    said = stated_of(rows, on)
    paid: dict[int, dict[tuple[date, date], LoanInterest]] = {}
    for one in LoanInterest.objects.filter(loan__in=rows).order_by("pk"):
        paid.setdefault(one.loan_id, {})[one.period_from, one.period_to] = one
    return [
        (row, said.get(row.pk, {}), sorted(paid.get(row.pk, {}).values(), key=lambda one: one.period_from))
        for row in rows
    ]


def stated_of(rows: Sequence[Loan], on: date) -> dict[int, dict[str, Said[LoanStatement]]]:
    """What is stated of loans for a date, by their ids."""
    found: dict[int, dict[str, Said[LoanStatement]]] = {}
    for said in latest(LoanStatement.objects.filter(loan__in=rows), on, STATED_OF_LOAN):
        found.setdefault(said.row.loan_id, {})[said.row.fact] = said
    return found


def value(told: Told, fact: str) -> Any:
    """What is stated of one fact; None where nothing is, or where it is said to be not known."""
    return told[fact].value if fact in told else None


def granted_on(told: Told) -> date | None:
    """The day on which it was granted; None where nobody said."""
    said = value(told, GRANTED)
    return date.fromisoformat(said) if said else None


def loan_facts(row: Loan, told: Told, on: date) -> Known | None:
    """The facts of a loan on a date, without any interest; None before the application, or for a mistake."""
    if row.applied_on > on or value(told, STRUCK):
        return None
    facts: Known = {}
    for fact, column in APPLIED_FOR.items():
        said = value(told, fact)
        facts[fact] = getattr(row, column) if said is None else said
    granted = granted_on(told)
    if granted is not None and granted <= on:
        facts |= {
            GRANTED: granted,
            "loan_rate": value(told, "loan_rate"),
            "prime_rate": value(told, "prime_rate"),
        }
    facts[OVERDUE] = value(told, OVERDUE)
    return {name: one for name, one in facts.items() if one is not None}


def granted_for(interest: LoanInterest) -> list[Decision]:
    """The standing decisions that grant something for the days of a period of interest."""
    replaced = Decision.objects.filter(replaces=OuterRef("pk"), state=Decision.State.APPROVED)
    rows = Decision.objects.filter(
        ~Exists(replaced), state=Decision.State.APPROVED, grants=True, claim__subject="loan",
        claim__once_for=f"loan:{interest.loan_id}", claim__period_from__lte=interest.period_to,
        claim__period_to__gte=interest.period_from,
    )  # fmt: skip
    return list(rows.select_related("claim__person").order_by("pk"))


def parts_of(person: Person, on: date) -> Iterator[Part]:
    """Each loan of a person on a date as such, then each period for which interest was paid by then. A period's facts
    leave out what was applied for: what may be lent is asked of the loan once."""
    for row, told, paid in loans_of(person, on):
        facts = loan_facts(row, told, on)
        if facts is None:
            continue
        by_then = [one for one in paid if one.paid_on <= on]
        yield Part(row, None, facts, bool(by_then))
        for one in by_then:
            rest = {name: known for name, known in facts.items() if name not in APPLIED_FOR}
            yield Part(row, one, rest | {INTEREST: one.paid_fen}, True)


def months_of(first: date, last: date) -> int:
    """The months of a period, both days included, a month begun counting as one."""
    after = last + timedelta(days=1)
    whole = months_between(first, after)
    return whole + (add_months(first, whole) < after)
