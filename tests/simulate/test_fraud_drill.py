"""The drill: cases that somebody planted who had not read the tests, and what the tests make of them."""

from __future__ import annotations

from datetime import date

import pyarrow.parquet as pq
import pytest

from gainful.benefits.fraud.definition import own_tests
from gainful.benefits.fraud.run import run_tests
from gainful.benefits.fraud.tables import read_tables, write_tables
from gainful.benefits.fraud.thresholds import thresholds
from gainful.pack import load
from gainful.simulate.drill import finished, make_county, write_drill
from gainful.simulate.score import Score, score
from simulate.words_alone import KINDS, plant_by_words

ON = date(2020, 12, 31)


def drilled(folder, people: int, cases: int, seed: int) -> Score:
    """The score of every test over an invented county."""
    assert write_drill(folder, people, cases, seed)["on"] == ON.isoformat()
    return flagged(folder)


def planted_by_words(folder, people: int, each: int, seed: int) -> Score:
    """The score over an invented county into which the second planter put so many cases of each kind."""
    county = make_county(people, 0, seed)
    plant_by_words(county, each)
    tables, truth = finished(county)
    write_tables(folder, tables)
    pq.write_table(truth, folder / "truth.parquet")
    return flagged(folder)


def flagged(folder) -> Score:
    """What every test flags in a county that lies in a folder, scored."""
    tests = own_tests()
    seen = run_tests(tests, read_tables(folder), ON, thresholds(load("gainful_china"), tests, ON)).to_pylist()
    names = ("person", "employer", "course")
    flags = [
        (next((name, row[name]) for name in names if row[name] is not None), row["test"]) for row in seen
    ]
    return score(folder, flags)


def test_a_tenth_of_the_drill_finds_at_least_95_of_100_cases_and_names_at_most_1_innocent_in_100(tmp_path):
    found = drilled(tmp_path / "drill", 10_000, 100, seed=33)
    assert sum(found.cases.values()) == 100
    assert found.recall >= 0.95, found.missed
    assert found.false_share <= 0.01, found.by_test


@pytest.mark.slow
@pytest.mark.parametrize("seed", [34, 35])
def test_the_whole_drill_finds_at_least_95_of_100_cases_of_each_kind(tmp_path, seed):
    found = drilled(tmp_path / "drill", 100_000, 1000, seed)
    assert found.recall >= 0.95 and found.false_share <= 0.01
    low = {kind: found.found.get(kind, 0) / count for kind, count in found.cases.items()}
    assert min(low.values()) >= 0.9, low


def test_cases_planted_from_the_words_of_the_drill_alone_are_found_too(tmp_path):
    found = planted_by_words(tmp_path / "words", 20_000, 20, seed=6)
    assert found.cases == dict.fromkeys(KINDS, 20)
    assert found.recall >= 0.95 and found.false_share <= 0.01, (found.missed, found.by_test)
    assert min(found.found.get(kind, 0) for kind in KINDS) >= 18, found.missed


@pytest.mark.slow
@pytest.mark.parametrize("seed", [5, 7, 8])
def test_and_so_are_1000_of_them_among_100_000_people(tmp_path, seed):
    found = planted_by_words(tmp_path / "words", 100_000, 112, seed)
    assert sum(found.cases.values()) == 1008
    assert found.recall >= 0.95 and found.false_share <= 0.01, (found.missed, found.by_test)
    assert min(found.found.get(kind, 0) for kind in KINDS) >= 101, found.missed
