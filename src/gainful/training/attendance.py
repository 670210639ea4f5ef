"""Attendance of a course by day, as the paper and the phone rolls have it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gainful.training.models import RollMark


@dataclass(frozen=True)
class DayAttended:
    """One day: people present by the paper roll, by the phone's, by either; and those of whom the two differ.

    None where nobody of the day is on that roll: a roll not handed in is not an empty room.
    """

    day: date
    paper: int | None
    phone: int | None
    either: int
    differing: int


def by_day(seats: QuerySet) -> list[DayAttended]:
    """The days of these seats on any roll, the earliest first; one query."""
    marks: dict[date, dict[int, dict[str, bool]]] = defaultdict(lambda: defaultdict(dict))
    rows = RollMark.objects.filter(enrolment__in=seats.order_by().values("pk"))
    for seat, day, roll, present in rows.order_by().values_list("enrolment_id", "day", "roll", "present"):
        marks[day][seat][roll] = present
    return [
        DayAttended(
            day,
            _present(said, RollMark.Roll.PAPER),
            _present(said, RollMark.Roll.PHONE),
            sum(any(rolls.values()) for rolls in said.values()),
            sum(len(set(rolls.values())) > 1 for rolls in said.values()),
        )
        for day, said in sorted(marks.items())
    ]


def _present(said: dict[int, dict[str, bool]], roll: str) -> int | None:
    found = [rolls[roll] for rolls in said.values() if roll in rolls]
    return sum(found) if found else None
