"""Each hard filter by a table: what it refuses, what it lets pass, and what the unknown does."""

from __future__ import annotations

from datetime import date

import pytest

from gainful.matching import CODES, ChangedBy, Need, Scope, recommend
from gainful.matching.filters import FILTERS
from gainful.terms.places import LocationClass
from matching.small_counties import (
    COUNTY,
    ELSEWHERE_IN_PROVINCE,
    ON,
    OUTSIDE,
    TOWNSHIP,
    VILLAGE,
    a_seeker,
    an_opening,
)

EVENINGS, HOUSING = frozenset({Need.HOME_EVENINGS}), frozenset({Need.HOUSING_WHEN_AWAY})
SEWER, WELDER = frozenset({"sewer"}), frozenset({"welder"})
EARLIER, LATER = date(2020, 11, 1), date(2020, 11, 20)

# code, what is particular about the seeker, about the opening, whether it is refused
CASES = [
    ("under_16", {"age_years": 15}, {}, True),
    ("under_16", {"age_years": 16}, {}, False),
    ("under_16", {"age_years": None}, {}, False),
    ("age_unknown", {"age_years": None}, {}, True),
    ("age_unknown", {"age_years": 80}, {}, False),
    ("no_consent", {"consents": False}, {}, True),
    ("no_consent", {"consents": True}, {}, False),
    ("not_willing", {"willing": False}, {}, True),
    ("not_willing", {"willing": None}, {}, False),
    ("willingness_unknown", {"willing": None}, {}, True),
    ("willingness_unknown", {"willing": True}, {}, False),
    ("opening_held", {}, {"held": True, "held_for": ("asks_deposit",)}, True),
    ("opening_held", {}, {"held": False}, False),
    ("opening_closed", {}, {"valid_until": EARLIER}, True),
    ("opening_closed", {}, {"valid_until": ON}, False),
    ("opening_closed", {}, {"valid_until": None}, False),
    ("no_free_seat", {}, {"seats_free": 0}, True),
    ("no_free_seat", {}, {"seats_free": 1}, False),
    ("agreed_place_unknown", {"scope": None}, {}, True),
    ("agreed_place_unknown", {"scope": Scope.IN_TOWNSHIP}, {}, False),
    ("place_unknown", {}, {"place": None}, True),
    ("place_unknown", {}, {"place": None, "place_class": LocationClass.UNKNOWN}, True),
    ("place_unknown", {}, {"place": None, "place_class": LocationClass.OUT_OF_PROVINCE}, False),
    ("place_unknown", {"home": None}, {}, True),
    ("place_unknown", {}, {"place": 0}, True),
    ("cannot_leave_home", {"cannot_leave": Scope.IN_VILLAGE}, {"place": VILLAGE}, False),
    ("cannot_leave_home", {"cannot_leave": Scope.IN_VILLAGE}, {"place": TOWNSHIP}, True),
    ("cannot_leave_home", {"cannot_leave": Scope.IN_TOWNSHIP}, {"place": COUNTY}, True),
    ("cannot_leave_home", {"cannot_leave": Scope.IN_COUNTY}, {"place": COUNTY}, False),
    (
        "cannot_leave_home",
        {"cannot_leave": Scope.IN_COUNTY},
        {"place": None, "place_class": LocationClass.OUT_OF_PROVINCE},
        True,
    ),
    ("cannot_leave_home", {"cannot_leave": None}, {"place": OUTSIDE}, False),
    ("beyond_agreed_place", {"scope": Scope.IN_VILLAGE}, {"place": VILLAGE}, False),
    ("beyond_agreed_place", {"scope": Scope.IN_VILLAGE}, {"place": TOWNSHIP}, True),
    ("beyond_agreed_place", {"scope": Scope.IN_TOWNSHIP}, {"place": TOWNSHIP}, False),
    ("beyond_agreed_place", {"scope": Scope.IN_TOWNSHIP}, {"place": COUNTY}, True),
    ("beyond_agreed_place", {"scope": Scope.IN_COUNTY}, {"place": COUNTY}, False),
    ("beyond_agreed_place", {"scope": Scope.IN_COUNTY}, {"place": 621200000000}, True),
    ("beyond_agreed_place", {"scope": Scope.IN_PROVINCE}, {"place": 620000000000}, False),
    ("beyond_agreed_place", {"scope": Scope.IN_PROVINCE}, {"place": OUTSIDE}, True),
    ("beyond_agreed_place", {"scope": Scope.ANYWHERE}, {"place": OUTSIDE}, False),
    (
        "beyond_agreed_place",
        {"scope": Scope.ANYWHERE},
        {"place": None, "place_class": LocationClass.ABROAD},
        True,
    ),
    ("nearer_than_agreed", {"no_nearer_than": Scope.IN_PROVINCE}, {"place": TOWNSHIP}, True),
    ("nearer_than_agreed", {"no_nearer_than": Scope.IN_PROVINCE}, {"place": ELSEWHERE_IN_PROVINCE}, False),
    ("nearer_than_agreed", {"no_nearer_than": None}, {"place": TOWNSHIP}, False),
    ("agreed_occupation_unknown", {"occupations": None}, {}, True),
    ("agreed_occupation_unknown", {"occupations": frozenset()}, {}, False),
    ("occupation_not_stated", {"occupations": SEWER}, {"occupation": None}, True),
    ("occupation_not_stated", {"occupations": frozenset()}, {"occupation": None}, False),
    ("occupation_not_wanted", {"occupations": WELDER}, {"occupation": "sewer"}, True),
    ("occupation_not_wanted", {"occupations": SEWER | WELDER}, {"occupation": "sewer"}, False),
    ("occupation_not_wanted", {"occupations": None}, {"occupation": "sewer"}, False),
    ("pay_below_wish", {"pay_at_least_fen": 350_001}, {}, True),
    ("pay_below_wish", {"pay_at_least_fen": 350_000}, {}, False),
    ("pay_below_wish", {"pay_at_least_fen": None}, {}, False),
    ("pay_may_fall_short", {"pay_at_least_fen": 350_000}, {}, True),
    ("pay_may_fall_short", {"pay_at_least_fen": 300_000}, {}, False),
    ("pay_may_fall_short", {"pay_at_least_fen": 300_001}, {"pay_high_fen": None}, True),
    ("pay_may_fall_short", {"pay_at_least_fen": 300_000}, {"pay_low_fen": None}, True),
    ("pay_not_stated", {"pay_at_least_fen": 1}, {"pay_low_fen": None, "pay_high_fen": None}, True),
    ("pay_not_stated", {"pay_at_least_fen": None}, {"pay_low_fen": None, "pay_high_fen": None}, False),
    ("education_below", {"education_rank": 1}, {"education_rank": 2}, True),
    ("education_below", {"education_rank": 2}, {"education_rank": 2}, False),
    ("education_below", {"education_rank": None}, {"education_rank": 2}, False),
    ("education_below", {"education_rank": 0}, {"education_rank": None}, False),
    (
        "certificate_missing",
        {"certificates": SEWER},
        {"certificate": "welder", "certificate_required": True},
        True,
    ),
    (
        "certificate_missing",
        {"certificates": WELDER},
        {"certificate": "welder", "certificate_required": True},
        False,
    ),
    (
        "certificate_missing",
        {"certificates": None},
        {"certificate": "x", "certificate_required": True},
        False,
    ),
    ("certificate_missing", {"certificates": SEWER}, {"certificate": "x"}, False),
    (
        "certificate_missing",
        {"certificates": SEWER},
        {"certificate": "x", "certificate_required": None},
        False,
    ),
    ("hazardous_under_18", {"age_years": 17}, {"hazardous": True}, True),
    ("hazardous_under_18", {"age_years": 18}, {"hazardous": True}, False),
    ("hazardous_under_18", {"age_years": 17}, {"hazardous": None}, False),
    ("hazard_not_stated", {"age_years": 17}, {"hazardous": None}, True),
    ("hazard_not_stated", {"age_years": 17}, {"hazardous": False}, False),
    ("hazard_not_stated", {"age_years": 18}, {"hazardous": None}, False),
    ("needs_to_be_home_evenings", {"needs": EVENINGS}, {"place": OUTSIDE}, True),
    ("needs_to_be_home_evenings", {"needs": EVENINGS}, {"night_work": True}, True),
    ("needs_to_be_home_evenings", {"needs": EVENINGS}, {"place": COUNTY, "night_work": None}, False),
    ("needs_to_be_home_evenings", {}, {"place": OUTSIDE}, False),
    ("housing_not_provided", {"needs": HOUSING}, {"place": OUTSIDE, "housing": False}, True),
    ("housing_not_provided", {"needs": HOUSING}, {"place": OUTSIDE, "housing": None}, False),
    ("housing_not_provided", {"needs": HOUSING}, {"place": TOWNSHIP, "housing": False}, False),
    ("hours_above_wish", {"hours_at_most": 39}, {}, True),
    ("hours_above_wish", {"hours_at_most": 40}, {}, False),
    ("hours_above_wish", {"hours_at_most": 39}, {"hours_per_week": None}, False),
    ("cannot_do_task", {"cannot_do": frozenset({"lifting"})}, {"demands": frozenset({"lifting", "x"})}, True),
    ("cannot_do_task", {"cannot_do": frozenset({"heights"})}, {"demands": frozenset({"lifting"})}, False),
    ("available_too_late", {"available_on": LATER}, {"start_by": ON}, True),
    ("available_too_late", {"available_on": LATER}, {"start_by": LATER, "valid_until": ON}, False),
    ("available_too_late", {"available_on": LATER}, {"valid_until": ON}, True),
    ("available_too_late", {"available_on": None}, {"valid_until": ON}, False),
    ("available_too_late", {"available_on": LATER}, {}, False),
]


def refused(seeker, *openings):
    return {one.code: one for one in recommend([seeker], openings, ON).why_not(1, 1)}


@pytest.mark.parametrize(("code", "person", "work", "expected"), CASES)
def test_a_filter_refuses_what_it_says_and_nothing_else(code, person, work, expected):
    assert (code in refused(a_seeker(**person), an_opening(**work))) is expected


def test_nothing_refuses_the_pair_that_every_case_starts_from():
    assert refused(a_seeker(), an_opening()) == {}


def test_every_filter_but_the_last_has_a_case_that_refuses_and_one_that_lets_pass():
    shown = {(code, expected) for code, _, _, expected in CASES}
    assert {(one.code, answer) for one in FILTERS[:-1] for answer in (True, False)} <= shown


@pytest.mark.parametrize("one", FILTERS, ids=lambda one: one.code)
def test_every_filter_has_its_sentence_its_change_and_somebody_who_could_change_it(one):
    assert one.code in CODES
    assert f"change_{one.code}" in CODES
    assert isinstance(one.changed_by, ChangedBy)


def test_a_refusal_carries_the_values_that_caused_it():
    found = refused(a_seeker(pay_at_least_fen=400_000), an_opening())["pay_below_wish"]
    assert found.values == {"pay_low_fen": 300_000, "pay_high_fen": 350_000, "pay_at_least_fen": 400_000}


def test_a_public_post_is_kept_for_those_who_have_nothing_else():
    post, job = an_opening(1, last_resort=True), an_opening(2)
    assert "post_is_last_resort" in refused(a_seeker(), post, job)
    assert refused(a_seeker(), post) == {}
    assert (
        refused(a_seeker(pay_at_least_fen=350_000), an_opening(1, last_resort=True, pay_low_fen=350_000), job)
        == {}
    )


@pytest.mark.parametrize(
    ("stays", "place", "kept_away"),
    [
        (Scope.IN_VILLAGE, TOWNSHIP, False),
        (Scope.IN_TOWNSHIP, COUNTY, False),
        (Scope.IN_COUNTY, OUTSIDE, False),
        (Scope.IN_TOWNSHIP, TOWNSHIP, True),
        (None, OUTSIDE, True),
    ],
)
def test_work_that_somebody_cannot_leave_home_for_does_not_keep_a_public_post_from_them(
    stays, place, kept_away
):
    seeker = a_seeker(cannot_leave=stays, scope=Scope.ANYWHERE)
    post, job = an_opening(1, last_resort=True, place=VILLAGE), an_opening(2, place=place)
    assert ("post_is_last_resort" in refused(seeker, post, job)) is kept_away


def test_a_public_post_is_refused_to_who_cannot_leave_while_work_in_their_village_fits():
    seeker = a_seeker(cannot_leave=Scope.IN_VILLAGE)
    post, job = an_opening(1, last_resort=True, place=VILLAGE), an_opening(2, place=VILLAGE)
    assert set(refused(seeker, post, job)) == {"post_is_last_resort"}


def test_what_cannot_be_left_home_for_is_said_with_its_values():
    found = refused(a_seeker(cannot_leave=Scope.IN_TOWNSHIP), an_opening(place=COUNTY))["cannot_leave_home"]
    assert found.values == {"stays": "in_township", "needed": "in_county", "place": COUNTY}


def test_an_opening_without_a_free_seat_does_not_keep_a_public_post_from_anybody():
    assert refused(a_seeker(), an_opening(1, last_resort=True), an_opening(2, seats_free=0)) == {}
