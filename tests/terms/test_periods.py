"""Calendar arithmetic: whole months as the calendar and DuckDB count them."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gainful.terms.periods import (
    Period,
    add_months,
    age_on,
    days_between,
    last_day_of_month,
    months_between,
)

days = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2019, 1, 31), 1, date(2019, 2, 28)),
        (date(2020, 8, 31), -6, date(2020, 2, 29)),
        (date(2020, 11, 15), 2, date(2021, 1, 15)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
    ],
)
def test_months_are_added_and_the_31st_becomes_the_last_day(start, months, end):
    assert add_months(start, months) == end


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2020, 1, 15), date(2020, 7, 14), 5),
        (date(2020, 1, 15), date(2020, 7, 15), 6),
        (date(2020, 8, 31), date(2020, 9, 30), 1),
        (date(2020, 7, 15), date(2020, 1, 15), -6),
        (date(2020, 1, 1), date(2020, 1, 1), 0),
    ],
)
def test_only_whole_months_count(start, end, months):
    assert months_between(start, end) == months


def test_months_agree_with_duckdb_on_many_days():
    starts = [date(2018, 12, 31), date(2019, 2, 28), date(2020, 1, 30), date(2020, 2, 29), date(2020, 8, 31)]
    pairs = [
        (start, date.fromordinal(start.toordinal() + step)) for start in starts for step in range(0, 900, 7)
    ]
    con = duckdb.connect()
    asked = con.execute(
        "select date_sub('month', s, e) from (select unnest(?::date[]) s, unnest(?::date[]) e)",
        [[s for s, _ in pairs], [e for _, e in pairs]],
    ).fetchall()
    assert [months_between(s, e) for s, e in pairs] == [months for (months,) in asked]


@given(days, st.integers(-300, 300))
def test_adding_months_never_leaves_the_month_meant(day, months):
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert months_between(day, later) == months or day.day > 28


def test_days_and_last_days():
    assert days_between(date(2020, 2, 28), date(2020, 3, 1)) == 2
    assert last_day_of_month(date(2020, 2, 3)) == date(2020, 2, 29)
    assert last_day_of_month(date(2020, 12, 3)) == date(2020, 12, 31)


@pytest.mark.parametrize(
    ("on", "age"), [(date(2020, 11, 1), 15), (date(2020, 11, 2), 16), (date(2021, 11, 1), 16)]
)
def test_a_year_of_life_is_complete_on_the_birthday(on, age):
    assert age_on(date(2004, 11, 2), on) == age


def test_nobody_has_an_age_before_birth():
    with pytest.raises(ValueError, match="born after"):
        age_on(date(2020, 11, 3), date(2020, 11, 2))


def test_a_period_holds_both_its_ends_and_an_open_one_has_none():
    march = Period.month(2020, 3)
    assert march.contains(date(2020, 3, 1)) and march.contains(date(2020, 3, 31))
    assert not march.contains(date(2020, 4, 1))
    assert Period(date(2020, 1, 1)).contains(date(2999, 1, 1))


def test_a_period_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="before it starts"):
        Period(date(2020, 1, 2), date(2020, 1, 1))


@pytest.mark.parametrize(
    ("a", "b", "common"),
    [
        (Period(date(2020, 1, 1), date(2020, 1, 31)), Period(date(2020, 2, 1)), None),
        (
            Period(date(2020, 1, 1), date(2020, 2, 1)),
            Period(date(2020, 2, 1)),
            Period(date(2020, 2, 1), date(2020, 2, 1)),
        ),
        (Period(date(2019, 5, 1)), Period(date(2020, 1, 1)), Period(date(2020, 1, 1))),
    ],
)
def test_two_periods_share_their_common_days_or_none(a, b, common):
    assert a.common(b) == b.common(a) == common
    assert a.overlaps(b) == (common is not None)


def test_the_first_half_of_the_year_is_182_days_and_six_months():
    half = Period(date(2020, 1, 1), date(2020, 6, 30))
    assert half.days(on=date(2020, 12, 31)) == 182
    assert half.months(on=date(2020, 12, 31)) == 6
    assert half.months(on=date(2020, 6, 29)) == 5
    assert half.days(on=date(2019, 1, 1)) == 0 == half.months(on=date(2019, 1, 1))
    assert Period.year(2020).days(on=date(2021, 1, 1)) == 366
