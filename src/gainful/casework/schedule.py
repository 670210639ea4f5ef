"""When a worker is looked after: follow-ups after the start of a job, and pay that is due. Pure calendar.

A placement that Gainful brought about is followed up 30, 90, 180 and 365 days after its start. A spell that was only
recorded, from a ledger, is followed up looking forward: it gets the marks that lie after the day it was recorded, and
none that were past by then, however long it has lasted. Nobody could have asked on those days.

Pay is due on the last day of the month worked, counted in days from there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gainful.terms.periods import add_months, last_day_of_month

MARKS = (30, 90, 180, 365)
"""Days after the start of work."""

PUT_OFF_AT_MOST = 60
"""Days by which one follow-up may be put off, counted from the day it was due."""


@dataclass(frozen=True)
class PayLimits:
    """Days after pay was due without the worker's word that it came: alert, employer blocked, case."""

    alert: int = 7
    block: int = 15
    case: int = 30


@dataclass(frozen=True)
class Mark:
    """One follow-up to be done: which mark, in days after the start, and the day it is due."""

    days: int
    due_on: date


class Standing(StrEnum):
    """Where a follow-up stands on a date."""

    LATER = "later"
    DUE = "due"
    OVERDUE = "overdue"
    PUT_OFF = "put_off"
    SETTLED = "settled"


class PayStanding(StrEnum):
    """Where a month's pay stands on a date."""

    NOT_DUE = "not_due"
    WAITING = "waiting"
    CONFIRMED = "confirmed"
    ALERT = "alert"
    BLOCK = "block"
    CASE = "case"


def marks(starts_on: date, *, ends_on: date | None = None, recorded_on: date | None = None) -> list[Mark]:
    """The follow-ups of a spell, in order of their due dates.

    With `recorded_on` (a spell that was only recorded) the marks that lie after that day; without it all of them.
    Marks after the end of the spell are left out: there is nothing left to follow.
    """
    dated = [Mark(days, starts_on + timedelta(days=days)) for days in MARKS]
    return [
        mark
        for mark in dated
        if (ends_on is None or mark.due_on <= ends_on) and (recorded_on is None or mark.due_on > recorded_on)
    ]


def standing(state: str, due_on: date, put_off_until: date | None, on: date) -> Standing:
    """Where a follow-up of a state stands on a date; the day it is due it is due, the day after overdue."""
    if state in ("done", "dropped"):
        return Standing.SETTLED
    if state == "put_off" and put_off_until is not None:
        if on < put_off_until:
            return Standing.PUT_OFF
        due_on = put_off_until
    if on < due_on:
        return Standing.LATER
    return Standing.DUE if on == due_on else Standing.OVERDUE


def may_be_put_off(due_on: date, until: date, on: date) -> bool:
    """Whether a follow-up may be put off until a day: later than today, within the days allowed since it was due."""
    return on < until <= due_on + timedelta(days=PUT_OFF_AT_MOST)


def pay_due_on(month: date) -> date:
    """The day on which the pay of a month worked is due: its last day."""
    return last_day_of_month(month)


def pay_standing(
    month: date, confirmed: bool | None, on: date, limits: PayLimits = PayLimits()
) -> PayStanding:
    """Where the pay of a month stands on a date, given the worker's own word that it came (None: not asked)."""
    if confirmed:
        return PayStanding.CONFIRMED
    late = (on - pay_due_on(month)).days
    if late < 0:
        return PayStanding.NOT_DUE
    if late >= limits.case:
        return PayStanding.CASE
    if late >= limits.block:
        return PayStanding.BLOCK
    return PayStanding.ALERT if late >= limits.alert else PayStanding.WAITING


def last_month_late(on: date, limits: PayLimits = PayLimits()) -> date:
    """The first day of the last month whose pay is late on a date, had it not come."""
    month = on.replace(day=1)
    while (on - pay_due_on(month)).days < limits.alert:
        month = add_months(month, -1)
    return month


def months_worked(starts_on: date, ends_on: date | None, on: date) -> list[date]:
    """The first days of the months of a spell whose pay is due by a date, the earliest first."""
    last = on if ends_on is None else min(on, ends_on)
    found: list[date] = []
    month = starts_on.replace(day=1)
    while month <= last and pay_due_on(month) <= on:
        found.append(month)
        month = add_months(month, 1)
    return found


def pay_outstanding(
    starts_on: date,
    ends_on: date | None,
    confirmed_months: Iterable[date],
    on: date,
    limits: PayLimits = PayLimits(),
) -> list[tuple[date, PayStanding]]:
    """The months of a spell whose pay is due and not confirmed by the worker, with where each stands."""
    confirmed = set(confirmed_months)
    return [
        (month, pay_standing(month, None, on, limits))
        for month in months_worked(starts_on, ends_on, on)
        if month not in confirmed
    ]
