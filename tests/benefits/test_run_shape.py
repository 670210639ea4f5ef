"""What a run says beside the answers: one order of rows, a reason in one word, which amounts count over the days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from benefits.invented import CHINA, file_of, table
from gainful.benefits import run_columns, run_ordered, run_shape
from gainful.benefits.run import months_of, run
from gainful.benefits.run_shape import REASONS
from gainful.rules.benefit import answer

ENGINES = ["columns", "python", "duckdb"]
ON = date(2020, 10, 31)
AWARD = CHINA.rules["workshop_award"]
SOME = {
    name: CHINA.rules[name]
    for name in (
        "workshop_award",
        "out_working_award",
        "training_through_work",
        "transport_subsidy",
        "tax_relief_hiring",
    )
}


def asked(facts, engine, *, days=(ON,), rules=SOME):
    """What a run wrote, as it wrote it."""
    out = facts.with_name(f"{engine}.parquet")
    run(facts, rules, days=list(days), engine=engine, out=out)
    return pq.read_table(out)


@pytest.fixture
def short(monkeypatch):
    """Stretches of 40 rows, so that a small table has several."""
    for module in (run_columns, run_ordered):
        monkeypatch.setattr(module, "AT_ONCE", 40)


def test_the_rows_of_every_engine_come_in_one_order(tmp_path, short):
    whole = table(130, 5)
    pq.write_table(whole, tmp_path / "facts.parquet", row_group_size=90)
    days = [date(2020, 6, 30), date(2020, 3, 31), date(2021, 1, 31)]
    one, *others = (asked(tmp_path / "facts.parquet", engine, days=days) for engine in ENGINES)
    assert all(one.equals(other) for other in others)
    ids = one.filter(pc.and_(pc.equal(one["benefit"], "workshop_award"), pc.equal(one["on"], days[0])))["id"]
    assert ids.to_pylist() == list(range(130))
    assert one["benefit"].to_pylist()[: 3 * 40 * 2 : 3 * 40] == list(SOME)[:2]
    assert one["on"].to_pylist()[: 3 * 40 : 40] == sorted(days)


def a_year(days, *, shuffled, seed=3):
    """Rows that name their day and person: two jobs for some people, each of a month."""
    chance = Random(seed)
    parts = []
    for day in days:
        part = table(30, seed + day.month)
        part = part.append_column("on", pa.array([day] * 30, pa.date32()))
        people = [f"p{chance.randrange(12)}" if chance.random() < 0.9 else None for _ in range(30)]
        parts.append(part.append_column("person", pa.array(people, pa.string())))
    whole = pa.concat_tables(parts)
    return whole.take(pa.array(chance.sample(range(whole.num_rows), whole.num_rows))) if shuffled else whole


@pytest.mark.parametrize("shuffled", [False, True])
def test_rows_that_name_their_day_and_person_come_alike_from_every_engine(tmp_path, short, shuffled):
    days = months_of(2020)
    pq.write_table(a_year(days, shuffled=shuffled), tmp_path / "facts.parquet", row_group_size=70)
    one, *others = (asked(tmp_path / "facts.parquet", engine, days=days) for engine in ENGINES)
    assert one.num_rows and all(one.equals(other) for other in others)


def test_of_a_person_a_limit_of_a_year_counts_once_whatever_the_job(tmp_path):
    held = {"id": [1, 2, 1, 2, 1], "area": ["62"] * 5, "person": ["a", "a", "a", "a", "a"]}
    days = [date(2020, 3, 31)] * 2 + [date(2020, 9, 30)] * 2 + [date(2021, 3, 31)]
    facts = {
        "household_registered": [True] * 5,
        "workshop_recognised": [True] * 5,
        "months_worked": [6, 7, 12, 12, 18],
    }
    pq.write_table(pa.table({**held, "on": pa.array(days, pa.date32()), **facts}), tmp_path / "facts.parquet")
    of_person = replace(AWARD, limit={"once_per": "person", "within": "year"})
    of_job = replace(AWARD, limit={"once_per": "spell"})
    for engine in ENGINES:
        asked_on = sorted(set(days))
        found = asked(tmp_path / "facts.parquet", engine, days=asked_on, rules={"p": of_person, "j": of_job})
        told = {name: found.filter(pc.equal(found["benefit"], name)) for name in "pj"}
        assert set(found["due"].to_pylist()) == {True}
        assert told["p"].sort_by([("on", "ascending"), ("id", "ascending")])["counts"].to_pylist() == [
            True, False, False, False, True,
        ]  # fmt: skip
        assert told["j"].sort_by([("on", "ascending"), ("id", "ascending")])["counts"].to_pylist() == [
            True, True, False, False, False,
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("limit", "counted"),
    [
        ({"once_per": "person", "within": "life"}, [3]),
        ({"once_per": "person", "within": "year"}, [3]),
        ({"once_per": "person", "within": "month"}, [3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
        ({"once_per": "person", "within": "month", "months": 6}, [3, 4, 5, 6, 7, 8]),
        ({"once_per": "loan", "months": 2}, [3, 4]),
        ({"once_per": "person", "within": "year", "times": 2}, [3, 4]),
        ({"once_per": "spell"}, [3]),
        ({}, [3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
    ],
)
@pytest.mark.parametrize("engine", ENGINES)
def test_over_the_months_of_a_year_an_amount_counts_as_often_as_the_limit_says(
    tmp_path, engine, limit, counted
):
    held = {
        "household_registered": [True, False],
        "workshop_recognised": [True] * 2,
        "months_worked": [12, 12],
    }
    pq.write_table(pa.table({"id": [1, 2], "area": ["62"] * 2, **held}), tmp_path / "facts.parquet")
    # Before 2020-02-26 the rule is not in force, and in February it is due: the year begins in March here.
    rule = replace(AWARD, limit=limit, valid_from=date(2020, 3, 1))
    found = asked(tmp_path / "facts.parquet", engine, days=months_of(2020), rules={"award": rule}).to_pylist()
    assert [row["on"].month for row in found if row["counts"]] == counted
    assert {row["id"] for row in found if row["counts"]} == {1}
    assert [row["on"].month for row in found if row["due"]] == list(range(3, 13))


def test_over_two_years_a_yearly_award_counts_in_each_and_one_of_three_years_in_no_fourth(tmp_path):
    held = {"household_registered": [True], "workshop_recognised": [True], "months_worked": [12]}
    pq.write_table(pa.table({"id": [1], "area": ["62"], **held}), tmp_path / "facts.parquet")
    days = [date(year, month, 28) for year in range(2021, 2026) for month in (3, 9)]
    rule = replace(AWARD, limit={"once_per": "spell", "within": "year", "months": 36})
    for engine in ENGINES:
        found = asked(tmp_path / "facts.parquet", engine, days=days, rules={"award": rule}).to_pylist()
        assert [row["on"] for row in found if row["counts"]] == [
            date(year, 3, 28) for year in (2021, 2022, 2023)
        ]


def test_what_may_come_due_counts_at_most_as_often_as_it_is_due(tmp_path):
    found = asked(file_of(tmp_path, 200), "columns", days=months_of(2020), rules=CHINA.rules)
    assert not pc.any(pc.and_(found["counts"], pc.invert(found["due"].fill_null(False)))).as_py()
    assert 0 < pc.sum(found["counts"]).as_py() < pc.sum(found["due"]).as_py()


def test_each_row_says_why_in_one_word(tmp_path):
    facts = file_of(tmp_path, 300, seed=9)
    days = [date(2018, 3, 1), ON]
    one, *others = (asked(facts, engine, days=days, rules=CHINA.rules) for engine in ENGINES)
    assert all(one.equals(other) for other in others)
    met = set()
    for row in one.to_pylist():
        met.add(row["reason"])
        rule = CHINA.rules[row["benefit"]]
        if row["reason"] == "not_in_force":
            assert row["due"] is False and not rule.in_force(row["on"])
        elif row["due"] is False:
            assert row["reason"] == "condition_failed" and row["failed"]
        elif row["due"] is None:
            wanted = (
                "no_local_value" if row["missing"] else "facts_unknown" if row["ask"] else "not_computable"
            )
            assert row["reason"] == wanted or (row["reason"] == "elsewhere" and rule.jurisdiction != "0")
        else:
            assert row["reason"] == "due"
    assert met == set(REASONS) - {"not_computable"}


def test_a_rule_of_another_place_says_so_and_not_that_a_value_is_missing(tmp_path):
    held = {"household_registered": [True] * 3, "workshop_recognised": [True] * 3, "months_worked": [12] * 3}
    pq.write_table(
        pa.table({"id": [1, 2, 3], "area": ["53", None, "621299"], **held}), tmp_path / "facts.parquet"
    )
    assert answer(AWARD, {}, ON, ("53",)).due is None
    for engine in ENGINES:
        found = asked(tmp_path / "facts.parquet", engine, rules={"award": AWARD})
        assert found["reason"].to_pylist() == ["elsewhere", "elsewhere", "due"], engine


def _of_people(path, people, *, groups=10, **facts):
    """Rows of these people without a day, with facts that make an award due in each."""
    held = {"id": [f"r{at}" for at in range(len(people))], "area": ["62"] * len(people), "person": people}
    facts = {"household_registered": [True] * len(people), "workshop_recognised": [True] * len(people),
             "months_worked": [12] * len(people)} | facts  # fmt: skip
    pq.write_table(pa.table({**held, **facts}).cast(_typed(held, facts)), path, row_group_size=groups)
    return path


def _typed(held, facts):
    texts = [(name, pa.string()) for name in held]
    return pa.schema(
        texts + [(name, pa.int64() if name == "months_worked" else pa.bool_()) for name in facts]
    )


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("limit", "counted"),
    [
        ({"once_per": "person", "within": "year"}, [("r0", 3), ("r2", 3), ("r3", 3)]),
        (
            {"once_per": "person", "within": "month", "months": 2},
            [(row, month) for row in ("r0", "r2", "r3") for month in (3, 4)],
        ),
        ({"once_per": "spell"}, [(f"r{at}", 3) for at in range(5)]),
    ],
)
@pytest.mark.parametrize("groups", [10, 1])
def test_without_days_a_persons_limit_runs_over_their_rows_and_the_months(
    tmp_path, engine, limit, counted, groups
):
    facts = _of_people(tmp_path / "facts.parquet", ["a", "a", "b", None, "b"], groups=groups)
    rule = replace(AWARD, limit=limit, valid_from=date(2020, 3, 1))
    found = asked(facts, engine, days=months_of(2020), rules={"award": rule}).to_pylist()
    assert sorted((row["id"], row["on"].month) for row in found if row["counts"]) == counted
    one_day = asked(facts, engine, rules={"award": rule}).to_pylist()
    assert [row["id"] for row in one_day if row["counts"]] == sorted({row for row, _ in counted})


def test_a_fare_counts_once_a_year_for_one_person_with_two_jobs(tmp_path):
    people = ["p1", "p1", "p2"]
    always = replace(AWARD, limit=CHINA.rules["transport_subsidy"].limit)
    told = _of_people(tmp_path / "due.parquet", people)
    found = asked(told, "columns", days=months_of(2023), rules={"fare": always}).to_pylist()
    assert [(row["id"], row["on"].month) for row in found if row["counts"]] == [("r0", 1), ("r2", 1)]


def test_where_each_person_has_one_row_no_row_is_looked_up_by_its_person(tmp_path, monkeypatch):
    facts = _of_people(tmp_path / "facts.parquet", ["a", None, "b", "c"])
    monkeypatch.setattr(run_shape.Limits, "_keys", None)
    rule = replace(AWARD, limit={"once_per": "person", "within": "year"})
    found = asked(facts, "columns", days=months_of(2021), rules={"award": rule})
    assert pc.sum(found["counts"]).as_py() == 4


def _spell(path, months, *, days):
    """One spell whose months grow by the day, as facts that were built for these days."""
    held = {"id": ["s"] * len(months), "area": ["62"] * len(months), "on": pa.array(days, pa.date32())}
    facts = {"household_registered": [True] * len(months), "workshop_recognised": [True] * len(months)}
    pq.write_table(pa.table({**held, **facts, "months_worked": pa.array(months, pa.int64())}), path)
    return path


@pytest.mark.parametrize("engine", ENGINES)
def test_a_higher_tier_later_adds_the_difference_and_the_year_comes_to_the_whole(tmp_path, engine):
    days = [date(2020, 3, 31), date(2020, 4, 30), date(2020, 5, 31), date(2021, 6, 30)]
    facts = _spell(tmp_path / "facts.parquet", [6, 7, None, 12], days=days)
    found = asked(facts, engine, days=days, rules={"award": AWARD})
    assert found["counts"].to_pylist() == [True, False, False, False]
    assert found["counted_fen"].to_pylist() == [300_000, 0, None, 200_000]
    without = replace(AWARD, limit={"once_per": "spell"})
    found = asked(facts, engine, days=days, rules={"award": without})
    assert found["counted_fen"].to_pylist() == [300_000, 0, None, 0]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_value_that_rises_in_the_year_adds_the_difference_where_rows_say_no_day(tmp_path, engine):
    facts = _of_people(tmp_path / "facts.parquet", ["a", "b"], months_worked=[6, 12])
    days = [date(2020, 5, 31), date(2020, 6, 30), date(2020, 7, 31)]
    found = asked(facts, engine, days=days, rules={"award": AWARD})
    told = {name: found.filter(pc.equal(found["id"], name)) for name in ("r0", "r1")}
    assert told["r0"]["counted_fen"].to_pylist() == [300_000, 200_000, 0]
    assert told["r1"]["counted_fen"].to_pylist() == [500_000, 0, 0]


def test_what_is_added_up_is_the_amount_where_it_counts_and_no_rule_tops_up_but_those_that_say_so(tmp_path):
    found = asked(file_of(tmp_path, 200), "columns", days=[ON], rules=CHINA.rules).to_pylist()
    for row in found:
        wanted = row["amount_fen"] if row["counts"] else None if row["due"] is None else 0
        assert row["counted_fen"] == wanted
    assert [name for name, rule in CHINA.rules.items() if rule.limit.get("tops_up")] == ["workshop_award"]
