"""Attendance read by month: what each roll says of each job, whether a list or somebody on screen told it.

Where a roll says both the month and single days of it, the month counts: days are never added to their own sum.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gainful.casework.models import Attendance

ROLLS = {"paper_days": "paper", "phone_days": "phone"}
"""The two rolls of a list handed in: the fact of a row → which roll."""


@dataclass(frozen=True)
class Rolled:
    """Days that one roll says of one month (None: it does not say), and the account that wrote it, where known."""

    days: int | None
    hand: int | None


Months = dict[date, dict[str, Rolled]]


def by_month(rows: Iterable[Attendance]) -> dict[int | None, Months]:
    """Job → first day of the month → roll → what it says. Rows without a job stand under None."""
    found: dict[int | None, Months] = defaultdict(lambda: defaultdict(dict))
    for one in sorted(rows, key=lambda row: row.unit == Attendance.Unit.MONTH):
        rolls = found[one.spell_id][one.begins_on.replace(day=1)]
        before = rolls.get(one.source)
        days = one.present_days
        if one.unit == Attendance.Unit.DAY and before is not None and days is not None:
            days += before.days or 0
        rolls[one.source] = Rolled(days, one.recorded_by_id)
    return found


def told_together(row: Attendance) -> dict[str, Attendance]:
    """Every roll of the month of a row, of the same person and job (without a job: of the same post), by roll."""
    rows = Attendance.objects.filter(person=row.person_id, unit=row.unit, begins_on=row.begins_on)
    same = rows.filter(spell=row.spell_id) if row.spell_id else rows.filter(spell=None, post=row.post)
    return {one.source: one for one in same.order_by("pk")}


def due_days(rolls: Mapping[str, Attendance]) -> int | None:
    """Days to be worked in the month of these rolls, None where no list says."""
    return next((one.due_days for one in rolls.values() if one.due_days is not None), None)
