"""What is stated of employers and workshops, as facts on a date. Unknown stays unknown, and so does the outdated.

`benefits/facts_sql/employers.sql` says the same of everybody at once; a test compares them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from gainful.benefits.models.own_business import OwnStatement
from gainful.benefits.models.statements import Statement

ALWAYS, SINCE, MONTH, YEAR, YEAR_BEFORE = "always", "since", "month", "year", "year_before"
"""How long a statement holds: for good, whatever day is asked about; from its day until another; for its month and the
next; for its year; in the year after its own."""

STATED: dict[str, str] = {
    "staff_count": MONTH,
    "small_or_micro": SINCE,
    "employment_base_recognised": SINCE,
    "base_award_paid": SINCE,
    "tax_due": YEAR,
    "unemployment_premium_paid": YEAR_BEFORE,
    "layoffs_within_limit": YEAR_BEFORE,
    "attendance_kept": SINCE,
    "freight_paid": YEAR,
}
"""The facts that are told by statements alone, each with how long one holds."""
OF_WORKSHOPS = ("attendance_kept", "freight_paid")
"""Those of a workshop; the others are of the employer itself."""

Known = dict[str, Any]


Row = TypeVar("Row", bound=Statement | OwnStatement)


@dataclass(frozen=True)
class Said(Generic[Row]):
    """A fact's value on a date, and the statement that says so."""

    value: Any
    row: Row


def holds(row: Statement | OwnStatement, on: date, lasts: str | None) -> bool:
    """Whether a statement tells of a date, by how long one of its fact lasts."""
    match lasts:
        case "always":
            return True
        case "year":
            return row.year == on.year
        case "year_before":
            return row.year == on.year - 1
        case "month":
            return row.since is not None and row.since <= on and _months(on) - _months(row.since) <= 1
        case "since":
            return row.since is not None and row.since <= on
        case _:
            return False


def _months(day: date) -> int:
    return day.year * 12 + day.month


def latest(rows: Iterable[Row], on: date, lasts: Mapping[str, str]) -> list[Said[Row]]:
    """Those that tell of a date, opened; what counts comes last: of the latest day, then written down last."""
    told = [row for row in rows if holds(row, on, lasts.get(row.fact))]
    return [
        Said(json.loads(row.unsealed("value") or "null"), row)
        for row in sorted(told, key=lambda row: (row.since or date.min, row.pk))
    ]


def said_of(employers: Iterable[int], on: date) -> dict[tuple[int, int | None], dict[str, Said[Statement]]]:
    """What is stated of employers and their workshops on a date, by the ids of both (None: the employer itself).

    Of several that tell of the date the one of the latest day counts, then the one written down last. One query.
    """
    rows = Statement.objects.filter(employer__in=list(employers))
    found: dict[tuple[int, int | None], dict[str, Said[Statement]]] = {}
    for said in latest(rows, on, STATED):
        found.setdefault((said.row.employer_id, said.row.workshop_id), {})[said.row.fact] = said
    return found


def stated_facts(employer: int, workshop: int | None, on: date) -> Known:
    """The facts stated of an employer, or of one of its workshops, on a date."""
    said = said_of([employer], on).get((employer, workshop), {})
    return {name: one.value for name, one in said.items()}
