"""The engine's interface: Arrow tables in, Arrow tables out, the same as the values say."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings

from gainful.matching import LocalEngine, Within, allocate, recommend
from gainful.matching.tables import (
    CUT_OFFS,
    ENTRIES,
    OPENINGS,
    SEATS,
    SEEKERS,
    Round,
    openings_of,
    seekers_of,
    to_table,
)
from matching.small_counties import ON, ROUND, a_seeker, an_opening, counties

SOME = settings(max_examples=60, deadline=None)


@SOME
@given(counties())
def test_rows_come_back_from_a_table_as_they_went_in(county):
    assert seekers_of(to_table(county[0], SEEKERS)) == county[0]
    assert openings_of(to_table(county[1], OPENINGS)) == county[1]


@SOME
@given(counties())
def test_the_local_engine_gives_what_the_functions_give(county):
    seekers, openings = to_table(county[0], SEEKERS), to_table(county[1], OPENINGS)
    engine, values = LocalEngine(), recommend(*county, ON, name=ROUND.name)
    made = engine.recommend(seekers, openings, ROUND)
    assert made.lists.equals(values.to_table())
    assert made.lists.schema.equals(ENTRIES)
    for pairs, within in ((made.admissible, Within.ADMISSIBLE), (made.lists, Within.LISTS)):
        found = engine.allocate(seekers, openings, pairs, ROUND)
        seats, cut_offs = allocate(values, within).to_tables()
        assert found.seats.equals(seats)
        assert found.cut_offs.equals(cut_offs)
        assert (seats.schema, cut_offs.schema) == (SEATS, CUT_OFFS)


def test_numbers_with_gaps_are_kept():
    people, works = [a_seeker(40), a_seeker(7)], [an_opening(900), an_opening(12)]
    made = recommend(people, works, ON)
    assert set(made.to_table().column("seeker").to_pylist()) == {7, 40}
    assert set(made.to_table().column("opening").to_pylist()) == {12, 900}
    assert [one.seeker for one in made.shortlists()] == [7, 40]


def test_a_table_of_another_shape_is_refused():
    with pytest.raises(ValueError, match="Seeker"):
        LocalEngine().recommend(pa.table({"number": [1]}), to_table([], OPENINGS), ROUND)
    with pytest.raises(ValueError, match="entries"):
        LocalEngine().allocate(
            to_table([], SEEKERS), to_table([], OPENINGS), pa.table({"seeker": [1]}), ROUND
        )


def test_entries_about_somebody_unknown_are_refused():
    seekers, openings = to_table([a_seeker(1)], SEEKERS), to_table([an_opening(1)], OPENINGS)
    pairs = LocalEngine().recommend(seekers, openings, ROUND).lists
    with pytest.raises(ValueError, match="not among"):
        LocalEngine().allocate(to_table([a_seeker(2)], SEEKERS), openings, pairs, ROUND)


def test_a_round_that_promises_more_than_a_list_holds_is_refused():
    with pytest.raises(ValueError, match="at_least"):
        Round(ON, "r", at_least=4, at_most=3)
