"""What matching promises to a person, whatever the county looks like."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gainful.matching import (
    Scope,
    Within,
    agreed,
    allocate,
    audit_lists,
    audit_seats,
    recommend,
)
from gainful.matching.lots import lot
from gainful.matching.tables import OPENINGS, SEEKERS, Seeker
from gainful.terms.places import LocationClass
from matching.small_counties import COUNTY, ON, OUTSIDE, TOWNSHIP, a_seeker, an_opening, counties

SOME = settings(max_examples=60, deadline=None)
NEVER_KNOWN = (
    "sex",
    "gender",
    "ethnic",
    "religion",
    "disab",
    "health",
    "decline",
    "refus",
    "motivation",
    "party",
)


def test_what_must_not_be_used_is_not_in_the_tables():
    names = [*SEEKERS.names, *OPENINGS.names]
    assert not [name for name in names for word in NEVER_KNOWN if word in name]
    assert SEEKERS.names == [field.name for field in fields(Seeker)]


def test_a_seeker_shows_nothing_but_a_number_in_print():
    assert repr(a_seeker(7, pay_at_least_fen=300_000)) == "Seeker(number=7)"


@SOME
@given(counties(), st.integers(18, 80), st.integers(18, 80))
def test_another_adult_age_changes_no_list_and_no_seat(county, age, other):
    def outcome(years):
        people = [replace(s, age_years=years if (s.age_years or 0) >= 18 else s.age_years) for s in county[0]]
        lists = recommend(people, county[1], ON)
        return lists.to_table(), allocate(lists).seats

    assert outcome(age) == outcome(other)


@SOME
@given(counties())
def test_the_same_county_elsewhere_gets_the_same_scores(county):
    def moved(code):
        return None if not code else code + 10**10

    elsewhere = (
        [replace(s, home=moved(s.home)) for s in county[0]],
        [replace(o, place=moved(o.place)) for o in county[1]],
    )
    assert recommend(*county, ON).to_table() == recommend(*elsewhere, ON).to_table()


@SOME
@given(counties())
def test_nobody_without_consent_or_will_is_on_any_list_or_seat(county):
    lists = recommend(*county, ON)
    shown = {row["seeker"] for row in lists.to_table().to_pylist()} | set(allocate(lists).seats)
    assert all(s.consents and s.willing for s in county[0] if s.number in shown)


@SOME
@given(counties())
def test_whoever_has_no_list_gets_the_reasons_and_what_would_change_them(county):
    for shortlist in recommend(*county, ON).shortlists():
        if not shortlist.entries:
            assert shortlist.refused
            assert shortlist.changes or not county[1]
            assert all(change.opens >= 1 and change.steps for change in shortlist.changes)


def test_no_openings_at_all_is_said_as_such():
    (shortlist,) = recommend([a_seeker()], [], ON).shortlists()
    assert [one.code for one in shortlist.refused] == ["no_openings"]


def test_the_smallest_change_comes_first_with_how_many_openings_it_would_open():
    far = [an_opening(number, place=OUTSIDE) for number in (1, 2)]
    far_and_poor = an_opening(3, place=OUTSIDE, pay_low_fen=100_000, pay_high_fen=100_000)
    seeker = a_seeker(scope=Scope.IN_COUNTY, pay_at_least_fen=200_000)
    first, second = recommend([seeker], [*far, far_and_poor], ON).shortlist(1).changes
    assert ([step.code for step in first.steps], first.opens) == (["beyond_agreed_place"], 2)
    assert first.steps[0].values["needed"] == "anywhere"
    assert ([step.code for step in second.steps], second.opens) == (
        ["beyond_agreed_place", "pay_below_wish"],
        3,
    )


def test_a_course_with_free_seats_is_named_where_a_certificate_is_missing():
    seeker = a_seeker(certificates=frozenset())
    opening = an_opening(certificate="welder", certificate_required=True)
    lists = recommend([seeker], [opening], ON, courses=frozenset({"welder"}))
    assert lists.shortlist(1).changes[0].steps[0].values == {"certificate": "welder", "course": "open"}


def test_the_neediest_tier_goes_first_whatever_the_points():
    needy, skilled = a_seeker(1, tier=0), a_seeker(2, tier=1, worked_as=frozenset({"sewer"}))
    made = allocate(recommend([needy, skilled], [an_opening(seats_free=1)], ON))
    assert made.seats == {1: 1}
    assert made.cut_offs[1].code == "cut_off_by_tier"
    assert (made.cut_offs[1].asked, made.cut_offs[1].seats, made.cut_offs[1].tier) == (2, 1, 0)


def test_experience_decides_inside_a_tier_and_lots_among_equals():
    plain, skilled = a_seeker(1), a_seeker(2, worked_as=frozenset({"sewer"}))
    made = allocate(recommend([plain, skilled], [an_opening(seats_free=1)], ON))
    assert made.seats == {2: 1}
    assert made.cut_offs[1].code == "cut_off_by_claim"

    equals = allocate(recommend([a_seeker(1), a_seeker(2)], [an_opening(seats_free=1)], ON, name="r"))
    first = min((1, 2), key=lambda number: lot("r", "seeker", f"s{number}"))
    assert equals.seats == {first: 1}
    assert equals.cut_offs[1].code == "cut_off_by_lot"


def test_another_round_draws_other_lots():
    drawn = {
        allocate(
            recommend([a_seeker(1), a_seeker(2)], [an_opening(seats_free=1)], ON, name=name)
        ).seats.popitem()
        for name in "abcdefgh"
    }
    assert drawn == {(1, 1), (2, 1)}


@pytest.mark.parametrize(
    ("seats", "people", "code"),
    [
        (0, 1, "cut_off_no_seat"),
        (2, 0, "cut_off_nobody_asked"),
        (2, 1, "cut_off_open"),
        (1, 1, "cut_off_just_enough"),
    ],
)
def test_a_cut_off_says_when_nobody_had_to_be_left_out(seats, people, code):
    crowd = [a_seeker(number) for number in range(1, people + 1)]
    assert allocate(recommend(crowd, [an_opening(seats_free=seats)], ON)).cut_offs[1].code == code


def test_a_person_asking_for_less_pay_does_not_get_ahead_of_another():
    def winner(wish):
        people = [a_seeker(1, pay_at_least_fen=wish), a_seeker(2, pay_at_least_fen=300_000)]
        return allocate(recommend(people, [an_opening(seats_free=1)], ON)).seats

    assert winner(100_000) == winner(300_000)


def test_a_seat_that_a_full_list_left_off_is_put_on_it():
    works = [an_opening(number, seats_free=2) for number in (1, 2, 3, 4)]
    lists = recommend([a_seeker(number) for number in range(1, 9)], works, ON, at_least=1, at_most=1)
    made = allocate(lists)
    off = [s for s, o in made.seats.items() if o not in [e.opening for e in lists.shortlist(s).entries]]
    assert off
    complete = lists.with_seats(made.seats)
    assert audit_lists(complete) == []
    for seeker, opening in made.seats.items():
        assert opening in [entry.opening for entry in complete.shortlist(seeker).entries]


def test_the_audit_names_each_kind_of_breach():
    people = [
        a_seeker(1, tier=0),
        a_seeker(2),
        a_seeker(3, consents=False),
        a_seeker(4, scope=Scope.IN_TOWNSHIP),
    ]
    works = [an_opening(1, seats_free=1), an_opening(2, place=COUNTY, seats_free=1)]
    market = recommend(people, works, ON).market

    def codes(*seats):
        return {(one.code, one.seeker, one.opening) for one in audit_seats(market, seats)}

    assert ("justified_envy", 1, 1) in codes((2, 1), (1, 2))
    assert ("wasted_seat", 1, 2) in codes((2, 1))
    assert ("over_capacity", None, 1) in codes((1, 1), (2, 1))
    assert ("two_seats", 1, 2) in codes((1, 1), (1, 2))
    assert ("without_agreement", 3, 1) in codes((3, 1))
    assert ("not_admissible", 4, 2) in codes((4, 2))
    assert ("unknown_number", 9, 1) in codes((9, 1))


def test_the_audit_of_lists_finds_a_list_cut_short():
    lists = recommend([a_seeker()], [an_opening(number) for number in (1, 2, 3, 4)], ON)
    broken = replace(lists, lists=lists.lists.take(lists.lists.ranks() < 2))
    assert [one.code for one in audit_lists(broken)] == ["list_too_short"]


def test_numbers_and_keys_that_occur_twice_are_refused():
    with pytest.raises(ValueError, match="twice"):
        recommend([a_seeker(1), a_seeker(1)], [], ON)
    with pytest.raises(ValueError, match="twice"):
        recommend([], [an_opening(1), replace(an_opening(2), key="o1")], ON)


def test_a_wish_as_location_classes_becomes_the_nearest_and_the_furthest_agreed():
    assert agreed([LocationClass.IN_TOWNSHIP, LocationClass.IN_COUNTY]) == (None, Scope.IN_COUNTY)
    assert agreed([LocationClass.OUT_OF_PROVINCE]) == (Scope.ANYWHERE, Scope.ANYWHERE)
    assert agreed([LocationClass.IN_PROVINCE, LocationClass.IN_PROVINCE_UNKNOWN]) == (
        Scope.IN_PROVINCE,
        Scope.IN_PROVINCE,
    )
    assert agreed([]) == (None, None)


def test_seats_along_lists_never_leave_the_lists():
    works = [an_opening(number, place=TOWNSHIP, seats_free=1) for number in range(1, 7)]
    lists = recommend([a_seeker(number) for number in range(1, 9)], works, ON, at_least=1, at_most=2)
    for seeker, opening in allocate(lists, Within.LISTS).seats.items():
        assert opening in [entry.opening for entry in lists.shortlist(seeker).entries]


def test_one_person_alone_crowds_nothing_and_sees_the_best_first():
    works = [
        an_opening(number, seats_free=1, contract_months=months)
        for number, months in enumerate((6, 12, 24, 36, 3, None))
    ]
    lists = recommend([a_seeker()], works, ON)
    assert not lists.prices.any()
    scores = [entry.score for entry in lists.shortlist(1).entries]
    assert scores == sorted(scores, reverse=True)


def test_an_opening_that_more_people_would_see_first_than_it_has_seats_costs_points():
    works = [
        an_opening(number, seats_free=1, contract_months=36 if number == 1 else None)
        for number in range(1, 7)
    ]
    lists = recommend([a_seeker(number) for number in range(1, 21)], works, ON)
    assert lists.prices[0] > max(lists.prices[1:])
    assert all(entry.price == lists.prices[0] for entry in lists.shortlist(1).entries if entry.opening == 1)


@SOME
@given(counties())
def test_the_bare_lists_name_the_openings_of_the_shortlists_in_their_order(county):
    made = recommend(*county, ON)
    assert made.listed() == {
        one.seeker: [entry.opening for entry in one.entries] for one in made.shortlists()
    }
