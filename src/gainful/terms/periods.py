"""Dates, whole months and periods. Pure calendar arithmetic: nothing here asks the clock.

A whole month is counted as the calendar counts it: from the 31st of a month, the last day of a shorter month
completes it (31 August to 30 September is one month). DuckDB's date_sub('month', ...) gives the same number.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


def last_day_of_month(day: date) -> date:
    """The last day of the month that `day` lies in."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def add_months(day: date, months: int) -> date:
    """The date `months` later (negative: earlier); the 31st becomes the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_between(start: date, end: date) -> int:
    """Whole months from `start` to `end`; negative, rounded towards zero, when `end` is earlier."""
    if end < start:
        return -months_between(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) <= end else months - 1


def days_between(start: date, end: date) -> int:
    """Days from `start` to `end`, the first not counted; negative when `end` is earlier."""
    return (end - start).days


def age_on(born_on: date, on: date) -> int:
    """Completed years of life on a date; somebody born on 29 February is older from 1 March in a common year.

    Raises ValueError for a birth after `on`: an age below zero is a wrong date, not an age.
    """
    if born_on > on:
        raise ValueError("born after the date asked about")
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


@dataclass(frozen=True, order=True)
class Period:
    """Days from `start` to `end`, both included; `end` None means not over."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError("a period ends before it starts")

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """The calendar month."""
        first = date(year, month, 1)
        return cls(first, last_day_of_month(first))

    @classmethod
    def year(cls, year: int) -> Period:
        """The calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    def contains(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return self.start <= day and (self.end is None or day <= self.end)

    def overlaps(self, other: Period) -> bool:
        """Whether the two periods share at least one day."""
        return self.contains(other.start) or other.contains(self.start)

    def common(self, other: Period) -> Period | None:
        """The days in both periods, or None when there are none."""
        if not self.overlaps(other):
            return None
        ends = [end for end in (self.end, other.end) if end is not None]
        return Period(max(self.start, other.start), min(ends) if ends else None)

    def days(self, on: date) -> int:
        """Days of the period up to its end or `on`, whichever is first, both counted; 0 before it starts."""
        end = on if self.end is None else min(self.end, on)
        return max(0, (end - self.start).days + 1)

    def months(self, on: date) -> int:
        """Whole months of the period up to its end or to `on`, whichever comes first.

        The last day counts as worked: 1 January to 30 June is six months.
        """
        end = on if self.end is None else min(self.end, on)
        return 0 if end < self.start else months_between(self.start, end + timedelta(days=1))
