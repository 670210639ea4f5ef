"""`gainful audit fraud`: 0 where nothing is seen, 1 where something is for review, 2 with one line where refused."""

from __future__ import annotations

import json
from datetime import date

import pyarrow.csv as csv
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from benefits.granted import an_account_of
from cast import TODAY
from gainful.benefits.fraud.tables import write_tables
from gainful.benefits.models import FraudFlag
from gainful.cli import app
from gainful.simulate.drill import write_drill
from make import a_household, a_person


def run(*words: object):
    """One command, of the tests' day."""
    return CliRunner().invoke(app, [str(word) for word in words], env={"GAINFUL_TODAY": TODAY.isoformat()})


def refused(result, said: str) -> bool:
    """Whether a command was refused with one line that says so."""
    lines = result.output.strip().splitlines()
    return (result.exit_code, len(lines)) == (2, 1) and said in lines[0]


@pytest.mark.django_db
def test_nothing_seen_is_0_and_something_for_review_is_1_and_opens_a_flag_once():
    assert run("audit", "fraud", "--on", TODAY).exit_code == 0
    for born in (date(1985, 3, 4), date(1971, 11, 20)):
        an_account_of(a_person(household=a_household(), born_on=born), "6222020000000001")
    told = run("audit", "fraud", "--on", TODAY)
    assert told.exit_code == 1 and "2 new flags to review" in told.output
    assert "2  person    shared_accounts" in told.output
    again = run("audit", "fraud", "--on", TODAY)
    assert again.exit_code == 1 and "0 new flags to review" in again.output
    assert FraudFlag.objects.count() == 2


@pytest.mark.django_db
def test_what_was_seen_is_written_without_a_name_and_over_tables_no_flag_is_opened(tmp_path):
    write_drill(tmp_path / "drill", 2000, 10, seed=3)
    on = json.loads((tmp_path / "drill/drill.json").read_text())["on"]
    for end in ("csv", "parquet"):
        to = tmp_path / f"seen.{end}"
        told = run("audit", "fraud", "--tables", tmp_path / "drill", "--on", on, "--out", to)
        assert told.exit_code == 1 and "new flags" not in told.output, told.output
        rows = csv.read_csv(to) if end == "csv" else pq.read_table(to)
        assert f"{rows.num_rows} rows in" in told.output
        assert set(rows.column_names) >= {"test", "person", "how_many"} and "name" not in rows.column_names
    assert not FraudFlag.objects.exists()


def test_a_folder_of_empty_tables_has_nothing_to_review(tmp_path):
    write_tables(tmp_path / "none", {})
    assert run("audit", "fraud", "--tables", tmp_path / "none", "--on", TODAY).exit_code == 0


def test_what_cannot_be_read_or_written_is_said_in_one_line(tmp_path):
    write_tables(tmp_path / "short", {})
    (tmp_path / "short/pay.parquet").unlink()
    assert refused(run("audit", "fraud", "--tables", tmp_path / "short"), "lacks pay.parquet")
    assert refused(run("audit", "fraud", "--tables", tmp_path / "nowhere"), "lacks")
    (tmp_path / "short/pay.parquet").write_text("no table")
    assert refused(run("audit", "fraud", "--tables", tmp_path / "short"), "do not fit")
    assert refused(run("audit", "fraud", "--out", tmp_path / "seen.xlsx"), ".parquet or .csv")
    assert refused(run("audit", "fraud", "--out", tmp_path / "no" / "seen.csv"), "cannot be written")
    assert run("audit", "fraud", "--on", "yesterday").exit_code == 2
