"""What a run, what-if or recompute refuses: everything at once, rows that come twice, subjects that there are not."""

from __future__ import annotations

import json
from datetime import date
from time import process_time

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from benefits.invented import CHINA
from gainful.benefits.facts_table import TableRefused, check_tables
from gainful.benefits.run import run
from gainful.cli import app

ON = date(2020, 10, 31)
NAME = "欧阳小明"


def _table(path, count=2, **columns):
    """Rows that a rule can be asked of, with the columns that the test adds or changes."""
    held = {
        "id": [f"r{at}" for at in range(count)],
        "area": ["62"] * count,
        "household_registered": [True] * count,
    } | columns
    pq.write_table(pa.table(held), path)
    return path


def _problems(*paths):
    with pytest.raises(TableRefused) as refused:
        check_tables(paths, CHINA.rules)
    return refused.value.problems


def _asked(*words):
    ran = CliRunner().invoke(app, ["benefits", *map(str, words)])
    return ran.exit_code, " ".join(ran.output.split())


def test_keys_values_and_unknown_columns_are_refused_together(tmp_path):
    path = _table(
        tmp_path / "facts.parquet", 4, id=["a", "a", None, "b"], area=["62", "623", "62", None],
        age_years=[10, 300, 20, 30], no_such_fact=[1, 2, 3, 4], subject=["spell", "martian", None, "person"],
    )  # fmt: skip
    said = "\n".join(_problems(path))
    assert len(said.splitlines()) == 5
    for part in ("1 rows have no id", "'623'", "values of age_years cannot be", "no_such_fact", "martian"):
        assert part in said
    assert "there are person, household, spell" in said


@pytest.mark.parametrize("more", [{}, {"subject": ["spell"] * 3}])
def test_two_rows_of_one_day_with_one_id_are_refused_and_two_days_are_not(tmp_path, more):
    days = pa.array([ON, ON, date(2020, 9, 30)], pa.date32())
    path = _table(tmp_path / "facts.parquet", 3, id=["a", "b", "a"], on=days, **more)
    check_tables([path], CHINA.rules)
    path = _table(tmp_path / "facts.parquet", 3, id=["a", "a", "a"], on=days, **more)
    [said] = _problems(path)
    assert "1 rows have an id and on" in said


def test_a_table_given_twice_is_refused(tmp_path):
    path = _table(tmp_path / "facts.parquet")
    assert "facts.parquet is given 2 times" in _problems(path, tmp_path / "." / "facts.parquet")


def test_a_million_rows_that_name_their_day_are_looked_at_quickly(tmp_path):
    count = 1_000_000
    days = pa.array([18_566] * count, pa.int32()).cast(pa.date32())
    path = _table(tmp_path / "facts.parquet", count, id=pa.array(range(count), pa.int64()), on=days)
    began = process_time()
    check_tables([path], CHINA.rules)
    assert process_time() - began < 1


@pytest.mark.parametrize("column", ["channel", "area", "subject"])
def test_a_name_in_place_of_a_code_is_not_repeated(tmp_path, column):
    said = " ".join(_problems(_table(tmp_path / "facts.parquet", 2, **{column: [NAME, "13800138000"]})))
    assert NAME not in said and "13800138000" not in said
    assert "a value of 4 characters" in said and "a value of 11 characters" in said


def test_a_name_in_a_case_is_not_repeated(tmp_path):
    case = tmp_path / "case.json"
    case.write_text(json.dumps({"channel": NAME}), encoding="utf-8")
    code, said = _asked("explain", "--facts", case, "--rule", "public_post_subsidy")
    assert code == 2 and NAME not in said and "a value of 4 characters" in said


def test_an_unknown_rule_hides_no_fault_of_the_table(tmp_path):
    path = _table(tmp_path / "facts.parquet", 2, age_years=[300, 1])
    code, said = _asked("run", path, "--rule", "nonesuch", "--out", tmp_path / "out.parquet")
    assert code == 2 and "age_years" in said and "no rule is called nonesuch" in said


def test_every_change_that_cannot_be_tried_is_named(tmp_path):
    path = _table(tmp_path / "facts.parquet")
    sets = ["--set", "nonesuch.x=1", "--set", "workshop_award.nothing=1", "--set", "rubbish"]
    code, said = _asked("what-if", path, *sets)
    assert code == 2 and said.count("refused:") == 3
    assert all(part in said for part in ("nonesuch", "nothing", "rubbish"))


def test_rows_of_no_day_that_was_asked_are_counted(tmp_path):
    days = pa.array([ON, date(2020, 10, 30), None], pa.date32())
    path = _table(tmp_path / "facts.parquet", 3, on=days)
    ran = run(path, CHINA.rules, days=[ON], engine="columns", out=tmp_path / "out.parquet")
    assert ran.of_no_day == 2
    code, said = _asked("run", path, "--on", "2020-10-31", "--out", tmp_path / "out.parquet")
    assert code == 0 and "2 rows not asked: their day is none of those" in said


def test_a_pack_that_is_not_in_order_is_refused_before_decisions_are_asked(monkeypatch, tmp_path):
    monkeypatch.setenv("GAINFUL_PACK", str(tmp_path))
    code, said = _asked("recompute")
    assert code == 2 and "the pack is not in order" in said
