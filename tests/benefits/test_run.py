"""Every engine gives every case the same answer, and a table that is no table of facts is refused in sentences."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from benefits.invented import CHINA, file_of, table
from gainful.benefits.facts_table import TableRefused
from gainful.benefits.run import EngineMissing, months_of, run

ON = date(2020, 10, 31)
ORDER = [("id", "ascending"), ("benefit", "ascending"), ("on", "ascending")]


def answers(facts, folder, engine, *, days=(ON,), rules=CHINA.rules) -> pa.Table:
    """What a run wrote, in one order."""
    out = folder / f"{engine}.parquet"
    run(facts, rules, days=list(days), engine=engine, out=out)
    return pq.read_table(out).sort_by(ORDER)


@pytest.mark.parametrize(
    "day", [ON, date(2019, 12, 31), date(2021, 6, 30), date(2024, 1, 1), date(2018, 3, 1)]
)
def test_python_and_duckdb_agree_on_every_rule_case_and_amount(tmp_path, day):
    facts = file_of(tmp_path, 400, seed=day.toordinal())
    one, two = (answers(facts, tmp_path, engine, days=[day]) for engine in ("python", "duckdb"))
    assert one.num_rows == 400 * len(CHINA.rules) and one.equals(two)


def test_every_rule_is_due_not_due_or_cannot_be_told_to_somebody(tmp_path):
    days = [ON, date(2024, 6, 1)]
    found = answers(file_of(tmp_path, 3_000, seed=7), tmp_path, "duckdb", days=days)
    for name, rule in CHINA.rules.items():
        met = set(found.filter(pc.field("benefit") == name)["due"].to_pylist())
        nobody_yet = any(not parameter.spans for parameter in rule.parameters.values())
        assert met >= {False, None} and (True in met or nobody_yet), name


def test_a_year_is_asked_month_by_month(tmp_path):
    facts = file_of(tmp_path, 60)
    rules = {"training_through_work": CHINA.rules["training_through_work"]}
    one = answers(facts, tmp_path, "python", days=months_of(2020), rules=rules)
    two = answers(facts, tmp_path, "duckdb", days=months_of(2020), rules=rules)
    assert one.equals(two) and one.num_rows == 60 * 12
    before = one.filter(pc.field("on") < pa.scalar(date(2020, 5, 20)))
    assert set(before["due"].to_pylist()) == {False}


def test_the_result_does_not_hang_on_the_order_of_rows(tmp_path):
    whole = table(300, 3)
    pq.write_table(whole, tmp_path / "a.parquet")
    pq.write_table(whole.sort_by([("id", "descending")]), tmp_path / "b.parquet")
    assert answers(tmp_path / "a.parquet", tmp_path, "duckdb").equals(
        answers(tmp_path / "b.parquet", tmp_path, "python")
    )


def test_a_fact_without_a_column_is_unknown_and_asked_for(tmp_path):
    facts = tmp_path / "few.parquet"
    pq.write_table(
        pa.table({"id": ["x"], "area": ["62"], "household_registered": [True], "months_worked": [7]}), facts
    )
    for engine in ("python", "duckdb"):
        [row] = answers(facts, tmp_path, engine, rules={"a": CHINA.rules["workshop_award"]}).to_pylist()
        assert (row["due"], row["amount_fen"], row["ask"]) == (None, None, ["workshop_recognised"])


def test_a_row_of_one_subject_is_asked_only_its_own_rules(tmp_path):
    facts = tmp_path / "subjects.parquet"
    pq.write_table(
        pa.table({"id": [1, 2], "area": ["62", "62"], "subject": ["spell", "loan"], "loan_months": [12, 12]}),
        facts,
    )
    for engine in ("python", "duckdb"):
        found = answers(facts, tmp_path, engine)
        assert {row["subject"] for row in found.to_pylist() if row["id"] == 2} == {"loan"}
        assert {row["subject"] for row in found.to_pylist() if row["id"] == 1} == {"spell"}


def test_another_provinces_rule_cannot_be_told_here(tmp_path):
    facts = tmp_path / "yunnan.parquet"
    held = {"household_registered": [True], "workshop_recognised": [True], "months_worked": [12]}
    pq.write_table(pa.table({"id": [1], "area": ["530399"], **held}), facts)
    [row] = answers(facts, tmp_path, "duckdb", rules={"a": CHINA.rules["workshop_award"]}).to_pylist()
    assert row["due"] is None and "second_tier_amount" in row["missing"] and row["amount_fen"] is None


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"area": ["62"]}, "lacks the column id"),
        ({"id": [1]}, "lacks the column area"),
        ({"id": [1], "area": ["62"], "household_registred": [True]}, "household_registered is one"),
        ({"id": [1], "area": ["62"], "months_worked": ["six"]}, "months_worked is of type string"),
        ({"id": [1], "area": ["62"], "household_registered": [1]}, "it must be bool"),
        ({"id": [1], "area": ["62"]}, "no fact that any rule asks for"),
    ],
)
def test_a_table_that_is_none_of_facts_is_refused_in_a_sentence(tmp_path, columns, said):
    facts = tmp_path / "bad.parquet"
    pq.write_table(pa.table(columns), facts)
    with pytest.raises(TableRefused) as refused:
        run(facts, CHINA.rules, days=[ON], engine="duckdb", out=tmp_path / "out.parquet")
    assert said in str(refused.value) and not (tmp_path / "out.parquet").exists()


def test_a_file_that_is_no_parquet_is_refused(tmp_path):
    (tmp_path / "bad.parquet").write_text("id,area\n")
    with pytest.raises(TableRefused, match="no Parquet file"):
        run(tmp_path / "bad.parquet", CHINA.rules, days=[ON], engine="python", out=tmp_path / "out.parquet")


def test_without_spark_the_engine_is_said_to_be_missing(tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(EngineMissing, match="Spark is not installed"):
        run(file_of(tmp_path, 5), CHINA.rules, days=[ON], engine="spark", out=tmp_path / "out.parquet")
