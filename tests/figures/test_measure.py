"""Measuring: what a reader of the figures would notice."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from figures.world import (
    COUNTING,
    COUNTY,
    ON,
    OTHER_COUNTY,
    TOWNSHIP,
    a_row,
    covered,
    together,
    workers,
    write_world,
)
from gainful.figures.engine import opened
from gainful.figures.indicator import load_indicators
from gainful.figures.measure import measure
from gainful.pack.pack import load
from gainful.terms.places import Level

ALL = load_indicators(load("gainful_china").indicators)


def figure(folder, world, name, *, area=0, breakdown="", on=ON):
    """One row of the figures of a world."""
    table = measure(write_world(folder, world, on=on), {name: ALL[name]}, on, counting=COUNTING)
    (row,) = [r for r in table.to_pylist() if (r["area"], r["breakdown"]) == (area, breakdown)]
    return row


def test_a_person_in_two_spells_counts_once_in_the_class_of_the_latest(tmp_path):
    world = workers(1) | {
        "spells": [
            a_row(
                "spells", location_class="in_county", starts_on=date(2020, 1, 5), evidence="payroll", grade=5
            ),
            a_row("spells", location_class="out_of_province", starts_on=date(2020, 6, 1)),
        ]
    }
    row = figure(tmp_path, world, "gone_out_in_year", breakdown="out_of_province")
    assert (row["value"], row["evidence"], row["well_evidenced_share"]) == (1, "payroll=1", 1)


def test_the_classes_add_up_to_the_whole(tmp_path):
    world = together(workers(3), workers(2, first=3, location_class="in_township"))
    table = measure(write_world(tmp_path, world), {"g": ALL["gone_out_in_year"]}, ON, counting=COUNTING)
    values = {r["breakdown"]: r["value"] for r in table.to_pylist() if r["area"] == COUNTY}
    assert values == {"": 5, "in_township": 2, "out_of_province": 3}


def test_an_unknown_place_is_left_out_and_counted_as_left_out(tmp_path):
    world = together(workers(3), workers(2, first=3, location_class="unknown"))
    row = figure(tmp_path, world, "gone_out_in_year")
    assert (row["value"], row["left_out"]) == (3, 2)


def test_who_came_back_is_in_the_cumulative_figure_and_not_in_the_stock(tmp_path):
    world = workers(4, ends_on=date(2020, 6, 30))
    assert figure(tmp_path / "a", world, "gone_out_in_year")["value"] == 4
    assert figure(tmp_path / "b", world, "gone_out_on_day")["value"] == 0


def test_a_ledger_that_starts_this_year_gives_no_progress_on_last_year(tmp_path):
    world = workers(4) | {"coverage": covered(COUNTY, spells_since=date(2020, 1, 1))}
    row = figure(tmp_path, world, "gone_out_progress", area=COUNTY)
    assert (row["value"], row["state"]) == (None, "not_computable")
    assert (row["reason"], row["reason_value"]) == ("ledger_incomplete_before", "2020")


def test_a_complete_ledger_gives_progress_that_may_pass_one(tmp_path):
    last_year = workers(2, first=4, starts_on=date(2019, 2, 1), ends_on=date(2019, 9, 1))
    row = figure(tmp_path, together(workers(4), last_year), "gone_out_progress")
    assert (row["value"], row["state"]) == (2.0, "value")


def test_two_counties_are_not_the_nation(tmp_path):
    world = together(workers(4), workers(3, first=4, area=OTHER_COUNTY)) | {
        "coverage": covered(COUNTY, OTHER_COUNTY)
    }
    row = figure(tmp_path, world, "gone_out_in_year")
    assert (row["value"], row["state"], row["reason_value"]) == (7, "not_comparable", "2")


def test_the_county_is_whole_and_its_township_too(tmp_path):
    world = workers(4) | {"coverage": covered(COUNTY)}
    asked = [COUNTY, TOWNSHIP]
    indicator = {"g": ALL["gone_out_in_year"]}
    table = measure(write_world(tmp_path, world), indicator, ON, asked, counting=COUNTING).to_pylist()
    whole = [row for row in table if row["breakdown"] == ""]
    assert [(row["area"], row["level"], row["state"]) for row in whole] == [
        (COUNTY, "county", "value"),
        (TOWNSHIP, "township", "value"),
    ]


def test_whoever_has_no_known_township_counts_in_the_county_and_in_no_township(tmp_path):
    world = together(workers(4), workers(3, first=4, area=COUNTY))
    levels, indicator = (Level.COUNTY, Level.TOWNSHIP), {"g": ALL["gone_out_in_year"]}
    table = measure(write_world(tmp_path, world), indicator, ON, counting=COUNTING, levels=levels).to_pylist()
    values = {(row["level"], row["area"]): row["value"] for row in table if row["breakdown"] == ""}
    assert values == {("county", COUNTY): 7, ("township", TOWNSHIP): 4}


def test_a_share_of_nobody_has_no_value(tmp_path):
    world = workers(3) | {"spells": []}
    row = figure(tmp_path, world, "share_beyond_half_year")
    assert (row["value"], row["reason"]) == (None, "nobody_counted")


@pytest.mark.parametrize(
    ("spells", "long_enough"),
    [
        ([("2020-01-01", "2020-07-01")], 1),
        ([("2020-01-01", "2020-06-30")], 0),
        ([("2020-01-01", "2020-03-31"), ("2020-03-01", "2020-06-30")], 0),
        ([("2020-01-01", "2020-05-31"), ("2020-02-01", "2020-02-10"), ("2020-04-01", "2020-06-30")], 0),
        ([("2020-01-01", "2020-03-31"), ("2020-08-01", None)], 1),
        ([("2019-03-01", "2020-02-28"), ("2020-08-01", "2021-01-31")], 0),
        ([("2020-05-02", None)], 1),
        ([("2020-05-03", None)], 0),
    ],
)
def test_half_a_year_is_183_days_of_the_year_each_day_once(tmp_path, spells, long_enough):
    rows = [
        a_row("spells", starts_on=date.fromisoformat(start), ends_on=end and date.fromisoformat(end))
        for start, end in spells
    ]
    row = figure(tmp_path, workers(1) | {"spells": rows}, "share_beyond_half_year")
    assert (row["numerator"], row["denominator"]) == (long_enough, 1)


def test_an_unknown_income_is_left_out_never_nothing(tmp_path):
    incomes = {"business_fen": 0, "property_fen": 0, "transfer_fen": 100_00}
    world = workers(3) | {
        "household_years": [
            a_row("household_years", household=0, wage_fen=300_00, **incomes),
            a_row("household_years", household=1, wage_fen=None, **incomes),
        ]
    }
    row = figure(tmp_path, world, "wage_share_of_income", breakdown="2019")
    assert (row["value"], row["counted"], row["left_out"]) == (0.75, 1, 2)


def test_nothing_after_the_extracts_day_can_be_asked(tmp_path):
    folder = write_world(tmp_path, workers(1))
    with pytest.raises(ValueError, match="knows nothing after"):
        measure(folder, ALL, date(2020, 11, 1), counting=COUNTING)


def test_the_engine_reads_the_extract_and_nothing_else(tmp_path):
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with opened(write_world(tmp_path / "extract", workers(1))) as connection:
        assert connection.execute("select count(*) from people").fetchone() == (1,)
        with pytest.raises(duckdb.Error):
            connection.execute("select * from read_csv($file)", {"file": str(tmp_path / "secret.csv")})
        with pytest.raises(duckdb.Error):
            connection.execute("set enable_external_access = true")
