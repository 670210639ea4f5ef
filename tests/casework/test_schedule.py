"""Follow-ups and pay by the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gainful.casework.schedule import (
    Mark,
    PayStanding,
    Standing,
    marks,
    may_be_put_off,
    months_worked,
    pay_due_on,
    pay_outstanding,
    pay_standing,
    standing,
)

START = date(2020, 1, 15)
DAYS = st.dates(date(2016, 1, 1), date(2021, 12, 31))


def test_a_placement_is_followed_up_after_30_90_180_and_365_days():
    due = [date(2020, 2, 14), date(2020, 4, 14), date(2020, 7, 13), date(2021, 1, 14)]
    assert marks(START) == [Mark(days, day) for days, day in zip((30, 90, 180, 365), due, strict=True)]


@pytest.mark.parametrize(
    ("started", "expected"),
    [(date(2016, 3, 1), []), (date(2020, 7, 1), [180, 365]), (date(2020, 10, 30), [30, 90, 180, 365])],
)
def test_a_recorded_job_is_followed_up_looking_forward(started, expected):
    assert [mark.days for mark in marks(started, recorded_on=date(2020, 10, 31))] == expected


@given(start=DAYS, recorded=DAYS)
def test_nothing_is_overdue_on_the_day_a_job_is_recorded(start, recorded):
    assert all(mark.due_on > recorded for mark in marks(start, recorded_on=recorded))


def test_no_follow_up_lies_after_the_end():
    assert [mark.days for mark in marks(START, ends_on=date(2020, 4, 14))] == [30, 90]


@pytest.mark.parametrize(
    ("state", "put_off", "on", "expected"),
    [
        ("due", None, date(2020, 2, 13), Standing.LATER),
        ("due", None, date(2020, 2, 14), Standing.DUE),
        ("due", None, date(2020, 2, 15), Standing.OVERDUE),
        ("put_off", date(2020, 3, 1), date(2020, 2, 29), Standing.PUT_OFF),
        ("put_off", date(2020, 3, 1), date(2020, 3, 1), Standing.DUE),
        ("put_off", date(2020, 3, 1), date(2020, 3, 2), Standing.OVERDUE),
        ("done", None, date(2021, 1, 1), Standing.SETTLED),
        ("dropped", None, date(2021, 1, 1), Standing.SETTLED),
    ],
)
def test_where_a_follow_up_stands(state, put_off, on, expected):
    assert standing(state, date(2020, 2, 14), put_off, on) is expected


def test_a_follow_up_is_put_off_60_days_at_most():
    due = date(2020, 2, 14)
    assert may_be_put_off(due, due + timedelta(days=60), on=due)
    assert not may_be_put_off(due, due + timedelta(days=61), on=due)
    assert not may_be_put_off(due, due, on=due)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2020, 2, 28), PayStanding.NOT_DUE),
        (date(2020, 2, 29), PayStanding.WAITING),
        (date(2020, 3, 6), PayStanding.WAITING),
        (date(2020, 3, 7), PayStanding.ALERT),
        (date(2020, 3, 14), PayStanding.ALERT),
        (date(2020, 3, 15), PayStanding.BLOCK),
        (date(2020, 3, 29), PayStanding.BLOCK),
        (date(2020, 3, 30), PayStanding.CASE),
    ],
)
def test_late_pay_is_an_alert_after_7_days_a_block_after_15_a_case_after_30(on, expected):
    assert pay_standing(date(2020, 2, 1), None, on) is expected
    assert pay_standing(date(2020, 2, 1), False, on) is expected
    assert pay_standing(date(2020, 2, 1), True, on) is PayStanding.CONFIRMED


@given(start=DAYS, days=st.integers(0, 700), on=DAYS, skip=st.integers(0, 30))
def test_no_month_is_missed_and_none_comes_early(start, days, on, skip):
    end = start + timedelta(days=days)
    confirmed = months_worked(start, end, on)[: skip or None]
    found = dict(pay_outstanding(start, end, confirmed, on))
    day, expected = start, {}
    while day <= min(end, on):
        month = day.replace(day=1)
        if pay_due_on(month) <= on and month not in confirmed:
            late = (on - pay_due_on(month)).days
            expected[month] = [n for n in ("waiting", "alert", "block", "case")][
                (late >= 7) + (late >= 15) + (late >= 30)
            ]
        day += timedelta(days=1)
    assert found == expected
