"""By when a complaint is acknowledged, answered and resolved, and from when on it stands outside the chain. Pure.

Which days are worked the programme's calendar says; without one, Monday to Friday.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SATURDAY = 5


@dataclass(frozen=True)
class GrievanceLimits:
    """Time that the desk has from the day of filing: working days to acknowledge, days to answer and to resolve."""

    acknowledge_working_days: int = 2
    answer_days: int = 15
    resolve_days: int = 30


@dataclass(frozen=True)
class Deadlines:
    """The last day on which each step is still in time."""

    acknowledge_by: date
    answer_by: date
    resolve_by: date


class Step(StrEnum):
    """What is owed to somebody who complained."""

    ACKNOWLEDGE = "acknowledge"
    ANSWER = "answer"
    RESOLVE = "resolve"


def _monday_to_friday(day: date) -> bool:
    return day.weekday() < SATURDAY


IsWorking = Callable[[date], bool]


def working_day_after(day: date, count: int, is_working: IsWorking = _monday_to_friday) -> date:
    """The working day that comes `count` working days after a day; the day itself is not counted."""
    while count:
        day += timedelta(days=1)
        count -= is_working(day)
    return day


def deadlines(
    filed_on: date, limits: GrievanceLimits = GrievanceLimits(), is_working: IsWorking = _monday_to_friday
) -> Deadlines:
    """By when each step is owed for a complaint filed on a day."""
    return Deadlines(
        working_day_after(filed_on, limits.acknowledge_working_days, is_working),
        filed_on + timedelta(days=limits.answer_days),
        filed_on + timedelta(days=limits.resolve_days),
    )


def missed(by: Deadlines, done: dict[Step, date | None], on: date) -> list[Step]:
    """The steps that were not done in time, seen on a date: not done and the day is past, or done after it."""
    last = {Step.ACKNOWLEDGE: by.acknowledge_by, Step.ANSWER: by.answer_by, Step.RESOLVE: by.resolve_by}
    return [step for step, day in last.items() if (done[step] or on) > day]


def escalates_on(by: Deadlines, done: dict[Step, date | None]) -> date | None:
    """The first day on which the complaint stands outside the chain, given what was done; None when all was in time.

    A step not yet done counts with the day after its deadline: nothing has to run for it to come up.
    """
    last = {Step.ACKNOWLEDGE: by.acknowledge_by, Step.ANSWER: by.answer_by, Step.RESOLVE: by.resolve_by}
    days = [day + timedelta(days=1) for step, day in last.items() if done[step] is None or done[step] > day]
    return min(days, default=None)
