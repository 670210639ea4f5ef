"""Every engine gives every case the same answer, and a table that is no table of facts is refused in sentences."""

from __future__ import annotations

from datetime import date
from random import Random

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benefits.invented import CHINA, file_of, table
from gainful.benefits.facts_table import TableRefused
from gainful.benefits.run import EngineMissing, months_of, run
from gainful.terms.facts import FACTS

ON = date(2020, 10, 31)
ENGINES = ("columns", "python", "duckdb")
ORDER = [("id", "ascending"), ("benefit", "ascending"), ("on", "ascending")]


def answers(facts, folder, engine, *, days=(ON,), rules=CHINA.rules) -> pa.Table:
    """What a run wrote, in one order."""
    out = folder / f"{engine}.parquet"
    run(facts, rules, days=list(days), engine=engine, out=out)
    return pq.read_table(out).sort_by(ORDER)


@pytest.mark.parametrize(
    "day", [ON, date(2019, 12, 31), date(2021, 6, 30), date(2024, 1, 1), date(2018, 3, 1)]
)
def test_every_engine_agrees_on_every_rule_case_and_amount(tmp_path, day):
    facts = file_of(tmp_path, 400, seed=day.toordinal())
    one, *others = (answers(facts, tmp_path, engine, days=[day]) for engine in ENGINES)
    assert one.num_rows == 400 * len(CHINA.rules) and all(one.equals(other) for other in others)


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


@settings(max_examples=3, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32), st.sampled_from((2014, 2018, 2019, 2020, 2021, 2023)))
def test_a_years_run_is_its_months_asked_one_by_one(tmp_path, seed, year):
    facts = file_of(tmp_path, 25, seed)
    months = months_of(year)
    alone = pa.concat_tables(answers(facts, tmp_path, "python", days=[day]) for day in months).sort_by(ORDER)
    year = answers(facts, tmp_path, "columns", days=months)
    # Whether an amount counts hangs on the months before it.
    assert year.drop_columns(["counts", "counted_fen"]).equals(alone.drop_columns(["counts", "counted_fen"]))


def test_duckdbs_year_too_is_its_months_asked_one_by_one(tmp_path):
    facts, months = file_of(tmp_path, 25, 3), months_of(2019)
    rules = dict(list(CHINA.rules.items())[::4])
    one, two = (
        [answers(facts, tmp_path, engine, days=days, rules=rules) for days in asked]
        for engine, asked in (("duckdb", [months]), ("python", [[day] for day in months]))
    )
    alone = pa.concat_tables(two).sort_by(ORDER)
    assert (
        one[0].drop_columns(["counts", "counted_fen"]).equals(alone.drop_columns(["counts", "counted_fen"]))
    )


@settings(max_examples=3, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_a_row_of_one_day_and_subject_is_asked_as_of_that_day_on_every_engine(tmp_path, seed):
    chance = Random(seed)
    days = [date(2018, 12, 31), date(2020, 5, 31), ON, date(2021, 1, 31)]
    whole, count = table(80, seed), 80
    on = pa.array([chance.choice([*days, date(2022, 1, 1), None]) for _ in range(count)], pa.date32())
    of = pa.array([chance.choice(["person", "spell", "employer", None]) for _ in range(count)], pa.string())
    pq.write_table(
        whole.append_column("on", on).append_column("subject", of), tmp_path / "a.parquet", row_group_size=30
    )
    one, *others = (answers(tmp_path / "a.parquet", tmp_path, engine, days=days[:3]) for engine in ENGINES)
    assert one.num_rows and all(one.equals(other) for other in others)


def test_columns_read_facts_of_any_size_and_as_codes_by_number(tmp_path):
    whole = table(200, 11)
    for name in whole.schema.names:
        kind = FACTS[name].kind if name in FACTS else None
        at = whole.schema.get_field_index(name)
        if kind == "code":
            whole = whole.set_column(at, name, whole[name].combine_chunks().dictionary_encode())
        if kind == "integer":
            whole = whole.set_column(
                at, name, pc.if_else(pc.less(whole[name], 120), whole[name], None).cast(pa.int8())
            )
        if kind == "money":
            large = pa.array([2**63 - 1 if row % 7 == 0 else row * 1_000 for row in range(200)], pa.int64())
            whole = whole.set_column(at, name, large)
    pq.write_table(whole, tmp_path / "sizes.parquet")
    one, two = (answers(tmp_path / "sizes.parquet", tmp_path, engine) for engine in ("columns", "duckdb"))
    assert one.num_rows == 200 * len(CHINA.rules) and one.equals(two)


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
    for engine in ENGINES:
        [row] = answers(facts, tmp_path, engine, rules={"a": CHINA.rules["workshop_award"]}).to_pylist()
        assert (row["due"], row["amount_fen"], row["ask"]) == (None, None, ["workshop_recognised"])


def test_a_row_of_one_subject_is_asked_only_its_own_rules(tmp_path):
    facts = tmp_path / "subjects.parquet"
    pq.write_table(
        pa.table({"id": [1, 2], "area": ["62", "62"], "subject": ["spell", "loan"], "loan_months": [12, 12]}),
        facts,
    )
    for engine in ENGINES:
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


def test_a_run_that_asks_nobody_says_what_the_tables_hold(tmp_path):
    facts = tmp_path / "spell.parquet"
    day = date(2020, 11, 2)
    pq.write_table(
        pa.table({"id": [1], "area": ["62"], "subject": ["spell"], "on": [day], "months_worked": [7]}), facts
    )
    with pytest.raises(TableRefused) as refused:
        run(facts, CHINA.rules, days=[ON], engine="columns", out=tmp_path / "out.parquet")
    asked, held = refused.value.problems
    assert "2020-10-31" in asked
    assert held == "spell.parquet holds 1 rows; subjects spell; days 2020-11-02"
