"""The engine against the plain form, over small counties that Hypothesis invents."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from gainful.matching import Within, allocate, audit_lists, audit_seats, recommend
from gainful.matching.filters import FILTERS
from gainful.matching.reasons import REASONS
from matching import plain_form
from matching.small_counties import ON, ROUND, counties

MORE = settings(max_examples=150, deadline=None)


def made(county, **more):
    return recommend(*county, ON, name=ROUND.name, **more)


@MORE
@given(counties())
def test_every_refusal_is_the_one_that_the_words_mean(county):
    lists = made(county)
    for seeker in county[0]:
        truth = plain_form.refusals(seeker, county[1], ROUND)
        for opening in county[1]:
            found = {one.code for one in lists.why_not(seeker.number, opening.number)}
            assert found == truth[opening.number]


@MORE
@given(counties(), st.booleans())
def test_lists_are_those_of_the_plain_form_at_the_same_prices(county, priced):
    lists = made(county, at_most=4, priced=priced)
    prices = dict(zip(lists.market.openings.number.tolist(), lists.prices.tolist(), strict=True))
    for seeker, shortlist in zip(county[0], lists.shortlists(), strict=True):
        truth = plain_form.wanted(seeker, county[1], ROUND, prices)
        assert [entry.opening for entry in shortlist.entries] == truth[:4]
        assert shortlist.admissible == len(truth)


@MORE
@given(counties())
def test_reasons_and_points_are_those_of_the_plain_form(county):
    works = {opening.number: opening for opening in county[1]}
    for seeker, shortlist in zip(county[0], made(county).shortlists(), strict=True):
        for entry in shortlist.entries:
            truth = plain_form.earned(seeker, works[entry.opening])
            assert {one.code: one.points for one in entry.reasons} == truth
            assert entry.score == sum(truth.values())
            assert entry.claim == plain_form.claim(seeker, works[entry.opening])


@MORE
@given(counties())
def test_seats_are_those_of_gale_and_shapley(county):
    wishes = {seeker.number: plain_form.wanted(seeker, county[1], ROUND, {}) for seeker in county[0]}
    assert allocate(made(county)).seats == plain_form.allocate(*county, ROUND, wishes)


@MORE
@given(counties())
def test_seats_along_lists_are_those_of_gale_and_shapley_on_lists(county):
    lists = made(county, at_least=1, at_most=2)
    shown = {one.seeker: {entry.opening for entry in one.entries} for one in lists.shortlists()}
    wishes = {
        seeker.number: [
            n for n in plain_form.wanted(seeker, county[1], ROUND, {}) if n in shown[seeker.number]
        ]
        for seeker in county[0]
    }
    assert allocate(lists, Within.LISTS).seats == plain_form.allocate(*county, ROUND, wishes)


@MORE
@given(counties())
def test_the_audit_finds_nothing_in_lists_and_seats(county):
    lists = made(county)
    assert audit_lists(lists) == []
    assert audit_seats(lists.market, allocate(lists).seats.items()) == []
    asked = [(one.seeker, entry.opening) for one in lists.shortlists() for entry in one.entries]
    assert audit_seats(lists.market, allocate(lists, Within.LISTS).seats.items(), asked) == []


@MORE
@given(counties(), st.randoms(use_true_random=False))
def test_the_result_is_the_same_bytes_in_any_order_of_the_rows(county, chance):
    first = made(county)
    shuffled = tuple(chance.sample(rows, len(rows)) for rows in county)
    second = made(shuffled)
    assert first.to_table().equals(second.to_table())
    assert list(first.shortlists()) == list(second.shortlists())
    for one, other in zip(allocate(first).to_tables(), allocate(second).to_tables(), strict=True):
        assert one.equals(other)


def test_the_plain_form_and_the_engine_know_the_same_codes():
    source = Path(plain_form.__file__).read_text()
    missing = [one.code for one in (*FILTERS, *REASONS) if f'"{one.code}"' not in source]
    assert not missing
