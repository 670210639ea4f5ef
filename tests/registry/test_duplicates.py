"""Records that may be one person: found with their reasons, never by likeness alone."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gainful.registry.duplicates import Reason, Record, find
from gainful.registry.models import Person
from make import a_household, a_person, an_id_number

BASE = Record("a", 1, "621299197906201376", "白岩岩", date(1979, 6, 20), "北岭村")
STRANGER = Record("b", 1, "530399198201021234", "易飞鸣", date(1982, 1, 2), "西湾村")


@pytest.mark.parametrize(
    ("other", "reasons"),
    [
        (replace(STRANGER, number=BASE.number), [Reason.SAME_NUMBER]),
        (replace(STRANGER, number="621299197906021373"), [Reason.TRANSPOSED_DIGITS]),
        (
            replace(BASE, key="b", number="620000197906201370"),
            [Reason.SAME_NAME_BIRTH_AND_VILLAGE],
        ),
        (replace(BASE, key="b"), [Reason.SAME_NAME_BIRTH_AND_VILLAGE, Reason.SAME_NUMBER]),
        (STRANGER, []),
        (replace(BASE, key="b", number="", village="西湾村"), []),
        (replace(BASE, key="b", number="", area=2), []),
    ],
)
def test_a_pair_is_found_with_every_reason(other, reasons):
    assert [list(pair.reasons) for pair in find([BASE, other])] == ([reasons] if reasons else [])


def test_what_is_unknown_equals_nothing():
    blank = Record("a", 1)
    assert find([blank, replace(blank, key="b"), replace(blank, key="c")]) == []


def test_nothing_of_a_person_shows_in_the_repr():
    assert not any(text in repr(BASE) for text in ("621299", "白岩岩", "北岭村", "1979"))


def slow(records):
    """Every pair, compared one by one."""
    expected = {}
    for x, y in combinations(sorted(records, key=lambda r: r.key), 2):
        why = set()
        if x.number and x.number == y.number:
            why.add(Reason.SAME_NUMBER)
        described = [(r.name, r.area, r.village, r.born_on) for r in (x, y)]
        if described[0] == described[1] and all(described[0]):
            why.add(Reason.SAME_NAME_BIRTH_AND_VILLAGE)
        body = x.number[:-1], y.number[:-1]
        differ = [i for i, (p, q) in enumerate(zip(*body, strict=False)) if p != q]
        if len(body[0]) == len(body[1]) and len(differ) == 2 and differ[1] == differ[0] + 1:
            i, j = differ
            if (body[0][i], body[0][j]) == (body[1][j], body[1][i]):
                why.add(Reason.TRANSPOSED_DIGITS)
        if why:
            expected[x.key, y.key] = why
    return expected


RECORDS = st.lists(
    st.builds(
        Record,
        key=st.uuids().map(str),
        area=st.integers(1, 2),
        number=st.just("") | st.text("12", min_size=5, max_size=5),
        name=st.sampled_from(["", "甲", "乙"]),
        born_on=st.none() | st.sampled_from([date(1980, 1, 1), date(1981, 1, 1)]),
        village=st.sampled_from(["", "村"]),
    ),
    max_size=8,
    unique_by=lambda record: record.key,
)


@given(RECORDS)
def test_the_quick_search_finds_what_comparing_every_pair_finds(records):
    assert {(pair.first, pair.second): set(pair.reasons) for pair in find(records)} == slow(records)


@pytest.mark.django_db
def test_records_of_the_registry_are_compared_with_numbers_opened():
    household = a_household(village="北岭村")
    first = a_person(household=household, name="白岩岩", id_number=an_id_number(sex="female"), sex="female")
    second = a_person(household=household, name="白岩岩", relation="spouse")
    a_person(merged_into=first)
    [pair] = find(Person.objects.all().duplicate_records())
    assert {pair.first, pair.second} == {first.key, second.key}
    assert pair.reasons == (Reason.SAME_NAME_BIRTH_AND_VILLAGE,)


def test_the_search_loads_without_django():
    program = "import sys, gainful.registry.duplicates; assert 'django' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True, env={"PYTHONPATH": "src"})
