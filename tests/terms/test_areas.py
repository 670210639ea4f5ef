"""Areas are numbers; where a place lies follows from the two numbers alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gainful.terms.areas import (
    Level,
    LocationClass,
    area_at,
    area_number,
    area_range,
    area_text,
    common_area,
    contains,
    county_of,
    level_of,
    location_class,
    parent_of,
    prefecture_of,
    province_of,
    township_of,
)

HOME = 621299102003

areas = st.integers(10**11, 10**12 - 1).flatmap(
    lambda n: st.sampled_from([n, *(n - n % size for size in (10**3, 10**6, 10**8, 10**10))])
)


@pytest.mark.parametrize(
    ("text", "number", "level"),
    [
        ("0", 0, Level.NATION),
        ("000000", 0, Level.NATION),
        ("62", 620000000000, Level.PROVINCE),
        ("620000", 620000000000, Level.PROVINCE),
        ("6212", 621200000000, Level.PREFECTURE),
        ("621299", 621299000000, Level.COUNTY),
        (621299, 621299000000, Level.COUNTY),
        ("621299102", 621299102000, Level.TOWNSHIP),
        ("621299102003", 621299102003, Level.VILLAGE),
        (" 62 ", 620000000000, Level.PROVINCE),
    ],
)
def test_a_division_code_of_any_length_is_one_number_and_level(text, number, level):
    assert area_number(text) == number
    assert level_of(number) is level


@pytest.mark.parametrize(
    "text", ["", "6", "621", "62129", "6212991", "abc", "062", "6212991020031", "-62", "62.0", "６２"]
)
def test_what_is_no_division_code_is_refused(text):
    with pytest.raises(ValueError, match="division code"):
        area_number(text)


@pytest.mark.parametrize("number", [62, 621299, -1, 10**12])
def test_a_number_of_another_size_is_no_area(number):
    with pytest.raises(ValueError, match="12 digits"):
        level_of(number)


@given(areas)
def test_the_text_of_an_area_gives_the_area_back(number):
    assert area_number(area_text(number)) == number


@given(areas, areas)
def test_inside_is_the_same_by_range_and_by_parents(a, b):
    steps = {b, parent_of(b)}
    while (up := parent_of(min(steps, key=lambda n: list(Level).index(level_of(n))))) not in steps:
        steps.add(up)
    steps.add(0)
    low, high = area_range(a)
    assert contains(a, b) == (low <= b <= high) == (a in steps or a == 0)


@given(areas)
def test_every_area_lies_in_its_parent_and_in_the_nation(number):
    assert contains(parent_of(number), number)
    assert area_range(0) == (0, 999_999_999_999)
    assert contains(0, number)


def test_an_area_is_cut_down_to_each_larger_one():
    assert province_of(HOME) == 620000000000
    assert prefecture_of(HOME) == 621200000000
    assert county_of(HOME) == 621299000000
    assert township_of(HOME) == 621299102000
    assert parent_of(620000000000) == 0 == parent_of(0)


def test_a_larger_area_than_asked_for_comes_back_as_it_is():
    assert county_of(620000000000) == 620000000000
    assert area_at(0, Level.COUNTY) == 0


def test_the_common_area_of_two_counties_is_their_prefecture_and_of_two_provinces_the_nation():
    assert common_area([621202000000, 621226000000]) == 621200000000
    assert common_area([620000000000, 530000000000]) == 0
    assert common_area([]) == 0


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (621299102000, LocationClass.IN_TOWNSHIP),
        (621299102009, LocationClass.IN_TOWNSHIP),
        (621299104000, LocationClass.IN_COUNTY),
        (621299000000, LocationClass.IN_COUNTY),
        (621202000000, LocationClass.IN_PROVINCE),
        (620100000000, LocationClass.IN_PROVINCE),
        (621200000000, LocationClass.IN_PROVINCE_UNKNOWN),
        (620000000000, LocationClass.IN_PROVINCE_UNKNOWN),
        (440300000000, LocationClass.OUT_OF_PROVINCE),
        (0, LocationClass.UNKNOWN),
        (None, LocationClass.UNKNOWN),
    ],
)
def test_where_a_place_lies_as_seen_from_home(place, expected):
    assert location_class(HOME, place) is expected


def test_a_home_known_by_county_only_claims_no_township():
    assert location_class(621299000000, 621299102000) is LocationClass.IN_COUNTY


def test_a_home_known_by_province_only_claims_no_county():
    assert location_class(620000000000, 621299000000) is LocationClass.IN_PROVINCE_UNKNOWN
    assert location_class(0, 621299000000) is LocationClass.UNKNOWN
