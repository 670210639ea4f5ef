"""The drill: cases that somebody planted who had not read the tests, and what the tests make of them."""

from __future__ import annotations

from datetime import date

import pytest

from gainful.benefits.fraud.definition import own_tests
from gainful.benefits.fraud.run import run_tests
from gainful.benefits.fraud.tables import read_tables
from gainful.benefits.fraud.thresholds import thresholds
from gainful.pack import load
from gainful.simulate.drill import write_drill
from gainful.simulate.score import Score, score

ON = date(2020, 12, 31)


def drilled(folder, people: int, cases: int, seed: int) -> Score:
    """The score of every test over an invented county."""
    assert write_drill(folder, people, cases, seed)["on"] == ON.isoformat()
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
