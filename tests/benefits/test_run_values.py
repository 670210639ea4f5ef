"""Values that no fact can have, and codes that no list has, are refused at once: column, row, range, every engine."""

from __future__ import annotations

import json
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from benefits.invented import CHINA, table
from gainful.benefits.facts_table import TableRefused
from gainful.benefits.run import run
from gainful.cli import app

DAYS = [date(2020, 10, 31)]
ENGINES = ["columns", "python", "duckdb"]


def _table(path, **columns):
    """Five rows in two groups, with the columns that the test changes."""
    rows = table(5, seed=5)
    for name, values in columns.items():
        rows = rows.drop_columns([name]).append_column(name, values)
    pq.write_table(rows, path, row_group_size=3)
    return path


def _refused(path, engine="columns"):
    out = path.with_name("out.parquet")
    with pytest.raises(TableRefused) as refused:
        run(path, CHINA.rules, days=DAYS, engine=engine, out=out)
    assert not out.exists()
    return refused.value.problems


@pytest.mark.parametrize("engine", ENGINES)
def test_a_code_that_no_list_has_is_refused_and_never_answered_as_no(tmp_path, engine):
    channels = pa.array(["workshop", None, "unknown", "", "xyz"])
    [said] = _refused(_table(tmp_path / "facts.parquet", channel=channels), engine)
    assert "1 rows have a channel that is no code of channels, the first in row 5: 'xyz'" in said
    assert all(item.code in said for item in CHINA.codes["channels"])


def test_a_code_that_stands_in_a_dictionary_alone_is_not_refused(tmp_path):
    held = pa.DictionaryArray.from_arrays(pa.array([0, 0, None, 0, 0]), ["workshop", "xyz"])
    run(
        _table(tmp_path / "facts.parquet", channel=held),
        CHINA.rules,
        days=DAYS,
        engine="columns",
        out=tmp_path / "out.parquet",
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_all_values_outside_their_range_are_refused_at_once_and_of_people_not_repeated(tmp_path, engine):
    whole = pa.int64()
    path = _table(
        tmp_path / "facts.parquet",
        business_months_in_year=pa.array([12, 1, None, 13, 14], whole),
        partners=pa.array([0, 1, 1, 1, 1], whole),
        tax_due=pa.array([0, 1, -100, 0, -7], whole),
        age_years=pa.array([16, 17, 18, 19, 300], pa.int16()),
        loan_rate=pa.array([10_001, 1, 2, 3, 4], whole),
        started_on=pa.array([18_000, None, 3_000_000, 1, 2], pa.int32()).cast(pa.date32()),
    )
    problems = _refused(path, engine)
    assert len(problems) == 6
    said = {name: next(one for one in problems if name in one) for name in pq.read_schema(path).names
            if any(name in one for one in problems)}  # fmt: skip
    assert "2 values" in said["business_months_in_year"] and "row 4" in said["business_months_in_year"]
    assert (
        "0 to 12 (month)" in said["business_months_in_year"] and "13" not in said["business_months_in_year"]
    )
    assert "1 or more" in said["partners"]
    assert "row 3: is -100, it must be 0 or more (fen)" in said["tax_due"]
    assert "row 5" in said["age_years"] and "300" not in said["age_years"]
    assert "0 to 10000 (basis_point)" in said["loan_rate"]
    assert "row 3: it must be a day of the years 1 to 9999" in said["started_on"]


@pytest.mark.parametrize("engine", ENGINES)
def test_the_ends_of_64_bits_are_answered_or_refused_alike(tmp_path, engine):
    least, most = -(2**63), 2**63 - 1
    incomes = pa.array([least + 1, most, None, 0, least], pa.int64())
    [said] = _refused(_table(tmp_path / "facts.parquet", net_income_per_head=incomes), engine)
    assert "1 values of net_income_per_head cannot be, the first in row 5" in said and str(least) not in said
    large = pa.array([most] * 5, pa.int64())
    path = _table(tmp_path / "large.parquet", loan_amount=large, insurance_contribution_paid=large)
    ran = run(path, CHINA.rules, days=DAYS, engine=engine, out=tmp_path / "out.parquet")
    assert ran.rows == 5 * len(CHINA.rules)


@pytest.mark.parametrize("statistics", [True, False])
def test_a_range_is_held_with_and_without_the_files_own_statistics(tmp_path, statistics):
    rows = table(5, seed=5).drop_columns(["age_years"])
    rows = rows.append_column("age_years", pa.array([1, 2, 3, 4, 151], pa.int64()))
    pq.write_table(rows, tmp_path / "facts.parquet", write_statistics=statistics)
    assert "row 5" in _refused(tmp_path / "facts.parquet")[0]


def test_a_personal_number_in_place_of_a_code_is_not_said_again(tmp_path):
    number = "621299198001011234"
    rows = (
        table(5, seed=5)
        .drop_columns(["channel"])
        .append_column("channel", pa.array(["workshop"] * 4 + [number]))
    )
    pq.write_table(rows, tmp_path / "facts.parquet")
    [said] = _refused(tmp_path / "facts.parquet")
    assert "a value of 18 characters" in said and number[-4:] not in said


def test_a_case_in_a_file_is_held_to_the_same(tmp_path):
    case = tmp_path / "case.json"
    case.write_text(
        json.dumps({"age_years": 300, "channel": "xyz", "tax_due": -1, "partners": 0, "health": "unknown"})
    )
    ran = CliRunner().invoke(
        app, ["benefits", "explain", "--facts", str(case), "--rule", "public_post_subsidy"]
    )
    said = " ".join(ran.output.split())
    assert ran.exit_code == 2 and said.count("refused:") == 4, ran.output
    assert "age_years is outside its range, it must be 0 to 150 (age)" in said and "300" not in said
    assert "'xyz', which is no code of channels" in said and "tax_due is -1" in said
