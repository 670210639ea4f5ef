"""Flags are read whatever they name, and scored against the truth."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.csv as csv
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from gainful.benefits.fraud.tables import read_tables
from gainful.cli import app
from gainful.simulate.drill import write_drill
from gainful.simulate.score import NotFlags, read_flags, score

FRAUDS = 40


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One small county, written once."""
    out = tmp_path_factory.mktemp("county") / "drill"
    write_drill(out, 5000, FRAUDS, seed=4)
    return out


def _truth(folder, *roles):
    return [row for row in pq.read_table(folder / "truth.parquet").to_pylist() if row["role"] in roles]


def test_flags_on_everything_planted_find_everything_and_nobody_else(folder):
    flags = [
        ((name, row[name]), "t")
        for row in _truth(folder, "planted")
        for name in ("person", "account", "employer", "course")
        if row[name] is not None
    ]
    found = score(folder, flags)
    assert found.recall == 1 and found.false == 0 and found.false_places == 0 and not found.missed


def test_no_flag_finds_nothing(folder):
    found = score(folder, [])
    assert found.recall == 0 and found.false_share == 0 and len(found.missed) == FRAUDS


def test_flags_on_everybody_are_false_alarms(folder):
    people = read_tables(folder)["people"]["person"].to_pylist()
    found = score(folder, [(("person", one), "all") for one in people])
    assert found.recall == 1 and found.false_share == 1 and found.by_test == {"all": found.innocent}
    assert all(got == count for got, count in found.look_alikes.values())


def test_a_household_stands_for_its_people(folder):
    people = {row["person"]: row["household"] for row in read_tables(folder)["people"].to_pylist()}
    (person, house), *_ = [
        (row["person"], people[row["person"]])
        for row in _truth(folder, "planted")
        if people.get(row["person"])
    ]
    found = score(folder, [(("household", house), "t")])
    assert sum(found.found.values()) >= 1
    assert found.false <= sum(one == house for one in people.values()) - 1 and person in people


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_row_names_its_closest_subject(tmp_path, ending):
    table = pa.table(
        {"test": ["a", "b", "c"], "employer": [7, 7, None], "person": pa.array([3, None, None], pa.int64())}
    )
    path = tmp_path / f"flags.{ending}"
    csv.write_csv(table, path) if ending == "csv" else pq.write_table(table, path)
    assert read_flags(path) == [(("person", 3), "a"), (("employer", 7), "b")]


def test_a_row_may_name_two_people_or_a_list(tmp_path):
    pq.write_table(pa.table({"person": [1, 4], "other_person": [2, None]}), tmp_path / "two.parquet")
    assert [subject[1] for subject, _ in read_flags(tmp_path / "two.parquet")] == [1, 2, 4]
    pq.write_table(pa.table({"persons": [[5, 6], None]}), tmp_path / "list.parquet")
    assert [subject[1] for subject, _ in read_flags(tmp_path / "list.parquet")] == [5, 6]


def test_a_file_that_names_nobody_is_refused(tmp_path):
    (tmp_path / "flags.csv").write_text("colour\nred\n")
    with pytest.raises(NotFlags):
        read_flags(tmp_path / "flags.csv")


def test_the_commands_write_score_and_refuse(tmp_path):
    def run(*words):
        return CliRunner().invoke(app, ["simulate", *map(str, words)])

    out, flags = tmp_path / "county", tmp_path / "flags.csv"
    small = ("drill", "--people", 3000, "--frauds", 15, "--seed", 2, "--out", out)
    assert run(*small).exit_code == 0
    assert run(*small).exit_code == 2
    assert (
        run("drill", "--people", 500, "--frauds", 400, "--seed", 2, "--out", tmp_path / "few").exit_code == 2
    )
    assert run("score", out, flags).exit_code == 2
    flags.write_text("colour\nred\n")
    assert run("score", out, flags).exit_code == 2
    flags.write_text("person,test\n1,t\n")
    scored = run("score", out, flags)
    assert scored.exit_code == 0 and "innocent people flagged" in scored.output
