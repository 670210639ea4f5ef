"""A county with ten applicants a seat: the promises hold, and prices spread the lists."""

from __future__ import annotations

from functools import cache

import numpy as np

from gainful.matching import Recommendation, Within, allocate, audit_lists, audit_seats, recommend
from matching import plain_form
from matching.invented_county import a_county
from matching.small_counties import ON

SEEKERS, OPENINGS, SEATS = 2_000, 100, 200


@cache
def county():
    return a_county(SEEKERS, OPENINGS, SEATS)


@cache
def lists(priced: bool = True, at_most: int = 10) -> Recommendation:
    return recommend(*county(), ON, priced=priced, at_most=at_most)


def test_there_are_ten_applicants_a_seat():
    assert sum(opening.seats_free for opening in county()[1]) * 10 == len(county()[0])


def test_everybody_willing_and_consenting_gets_three_openings_or_all_that_are_admissible():
    people, works = county()
    for seeker, shortlist in zip(people, lists().shortlists(), strict=True):
        refused = plain_form.refusals(seeker, works, lists().market.round)
        admissible = {number for number, codes in refused.items() if not codes}
        shown = [entry.opening for entry in shortlist.entries]
        assert len(shown) == len(set(shown)) >= min(3, len(admissible))
        assert set(shown) <= admissible
        assert all(entry.reasons or entry.score == 0 for entry in shortlist.entries)


def test_whoever_has_no_opening_gets_the_reasons_and_what_would_change_it():
    without = [shortlist for shortlist in lists().shortlists() if not shortlist.entries]
    assert without
    for shortlist in without:
        assert all(one.count for one in shortlist.refused)
        assert shortlist.changes
        assert all(change.opens for change in shortlist.changes)


def test_no_breach_and_no_justified_envy_over_any_admissible_opening():
    assert audit_lists(lists()) == []
    seats = allocate(lists()).seats
    assert audit_seats(lists().market, seats.items()) == []
    assert len(seats) > 150


def test_envy_is_free_of_breaches_along_short_lists_too():
    short = lists(at_most=3)
    table = short.to_table().to_pylist()
    asked = [(row["seeker"], row["opening"]) for row in table]
    assert audit_seats(short.market, allocate(short, Within.LISTS).seats.items(), asked) == []


def test_the_neediest_are_seated_first_at_every_full_opening():
    made = allocate(lists())
    tier = {seeker.number: seeker.tier for seeker in county()[0]}
    seated = {number: [tier[s] for s, o in made.seats.items() if o == number] for number in made.cut_offs}
    by_tier = [one for one in made.cut_offs.values() if one.code == "cut_off_by_tier"]
    assert by_tier
    for one in by_tier:
        assert max(seated[one.opening]) == one.tier < 2


def test_the_order_of_the_rows_changes_nothing_under_pressure():
    people, works = county()
    other = recommend(people[::-1], works[::-1], ON)
    assert other.to_table().equals(lists().to_table())
    assert allocate(other).to_tables() == allocate(lists()).to_tables()


def crowding(made: Recommendation) -> np.ndarray:
    """How many people see each opening among their first three, a seat; admissible openings only."""
    firsts = made.lists.opening[made.lists.ranks() < 3]
    per_seat = np.bincount(firsts, minlength=OPENINGS) / made.market.openings.seats_free
    return per_seat[np.unique(made.admissible.opening)]


def test_prices_spread_the_lists():
    priced, plain = crowding(lists()), crowding(lists(priced=False))
    assert priced.max() < plain.max()
    assert priced.std() < plain.std()
    assert (priced == 0).sum() < (plain == 0).sum()


def test_short_lists_with_prices_fill_more_seats_than_without():
    filled = {priced: len(allocate(lists(priced, at_most=3), Within.LISTS).seats) for priced in (True, False)}
    assert filled[True] > filled[False]


def test_prices_take_no_entry_from_anybody():
    priced, plain = lists(), lists(priced=False)
    assert priced.lists.counts.tolist() == plain.lists.counts.tolist()


def test_prices_change_nobodys_seat():
    assert allocate(lists()).seats == allocate(lists(priced=False)).seats
