"""What casework tells the rules of an employer: the jobs there that the record knows, as facts on a date.

Somebody whose registration, contract or insurance the record does not know leaves what hangs on it unknown: a count is
told only where everybody who might belong to it is known to, or not to. An employer at whom nobody on record ever
worked has no such fact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gainful.casework.models import Spell
from gainful.jobs.models import Employer
from gainful.registry.facts import registered_people
from gainful.terms.periods import add_months, last_day_of_month

YEAR_OF_CONTRACT = 12
"""Months of contract from which a hire counts for relief and loans."""
RELIEF_MONTHS = 36
"""Months from the month of the hire in which it counts for relief."""


@dataclass(frozen=True)
class Hire:
    """One job at an employer as facts look at it: whose, whether registered (None: unknown), and the months touched.

    `months` are the calendar months of the date's year up to it that lie within 36 months of the hire.
    """

    person: int
    registered: bool | None
    starts_on: date
    there: bool
    contract_months: int | None
    insured: bool | None
    months: frozenset[int]

    @property
    def long_contract(self) -> bool | None:
        """Whether the contract is for a year or more."""
        return None if self.contract_months is None else self.contract_months >= YEAR_OF_CONTRACT

    def counts(self, *conditions: bool | None) -> bool | None:
        """Whether it is a hire of the target groups under conditions. Somebody not registered may be of another group,
        which no record tells."""
        if False in conditions:
            return False
        return True if self.registered and None not in conditions else None


def hires_at(employers: Iterable[Employer], on: date) -> dict[int, list[Hire]]:
    """The jobs begun at each employer by a date, by the employer's id; a few queries whatever the number.

    A job of which the ledger names the workshop alone is at whoever runs that workshop.
    """
    ids = [one.pk for one in employers]
    theirs = Q(employer__in=ids) | Q(employer=None, workshop__employer__in=ids)
    begun = Spell.objects.counted().filter(theirs, starts_on__lte=on)
    rows = list(begun.select_related("person", "workshop").order_by("pk"))
    whose = {row.pk: row.person.merged_into_id or row.person_id for row in rows}
    registered = registered_people(set(whose.values()), on)
    found: dict[int, list[Hire]] = defaultdict(list)
    for row in rows:
        until = min(row.ends_on or on, on)
        run_by = row.workshop.employer_id if row.workshop is not None else None
        found[row.employer_id or run_by or 0].append(
            Hire(
                whose[row.pk], registered.get(whose[row.pk]), row.starts_on, row.ends_on is None or row.ends_on >= on,
                row.contract_months, row.insured, _months(row.starts_on, until, on.year),
            )
        )  # fmt: skip
    return dict(found)


def _months(starts_on: date, until: date, year: int) -> frozenset[int]:
    until = min(until, last_day_of_month(add_months(starts_on.replace(day=1), RELIEF_MONTHS - 1)))
    if until < date(year, 1, 1):
        return frozenset()
    first = max(starts_on, date(year, 1, 1))
    return frozenset(range(first.month, until.month + 1))


def roll_facts(hires: list[Hire], on: date) -> dict[str, int]:
    """registered_staff_count, new_target_hires and target_hire_months_in_year, each where it can be told."""
    if not hires:
        return {}
    facts: dict[str, int | None] = {
        "registered_staff_count": _staff(hires),
        "new_target_hires": _new(hires, on),
        "target_hire_months_in_year": _months_of_hires(hires),
    }
    return {name: value for name, value in facts.items() if value is not None}


def _staff(hires: list[Hire]) -> int | None:
    there = {one.person: one.registered for one in hires if one.there}
    return None if None in there.values() else sum(map(bool, there.values()))


def _new(hires: list[Hire], on: date) -> int | None:
    since = add_months(on, -YEAR_OF_CONTRACT)
    told: dict[int, set[bool | None]] = defaultdict(set)
    for one in hires:
        if one.there and one.starts_on > since:
            told[one.person].add(one.counts(one.long_contract))
    if any(True not in said and None in said for said in told.values()):
        return None
    return sum(True in said for said in told.values())


def _months_of_hires(hires: list[Hire]) -> int | None:
    months: dict[int, set[int]] = defaultdict(set)
    for one in hires:
        counts = one.counts(one.long_contract, one.insured) if one.months else False
        if counts is None:
            return None
        if counts:
            months[one.person] |= one.months
    return sum(map(len, months.values()))
