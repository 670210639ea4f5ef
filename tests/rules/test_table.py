"""A benefit asked of a table gives each row what `answer` gives one person, the facts to ask for included."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pyarrow as pa
import pytest
import sqlglot

import gainful_china
from gainful.rules.benefit import Benefit, answer
from gainful.rules.expression import ExpressionError, parse
from gainful.rules.nodes import Kind
from gainful.rules.page import load, read
from gainful.rules.sql import query, text
from gainful.rules.table import benefit_query
from rules.invent import FACTS, a_record, a_table, an_expression, answers

ON = date(2020, 11, 2)
MONTH = Kind("integer", "month")


def an_expression_of(random: Random, kind: str) -> str:
    """The text of a random expression that is accepted."""
    while True:
        written = an_expression(random, kind, 3)
        try:
            parse(
                written, facts=FACTS, parameters={"limit_set": MONTH, "limit_missing": MONTH}, expected=kind
            )
        except ExpressionError:
            continue
        return written


def a_benefit(random: Random) -> Benefit:
    """A benefit with random conditions and a random amount."""
    conditions = {f"c{number}": an_expression_of(random, "boolean") for number in range(random.randint(1, 4))}
    conditions["uses"] = "(truth_a or truth_b) or count_a >= limit_set or count_b >= limit_missing"
    return read(
        "invented",
        {
            "name": {"en": "Invented", "zh": "虚构"},
            "subject": "spell",
            "source": "invented",
            "jurisdiction": "00",
            "valid": {"from": date(2020, 1, 1)},
            "conditions": conditions,
            "amount": an_expression_of(random, "money"),
            "parameters": {
                "limit_set": {"unit": "month", "values": {date(2020, 1, 1): 12}},
                "limit_missing": {"unit": "month", "values": {}},
            },
            "examples": [],
        },
        facts=FACTS,
    )


@pytest.mark.parametrize("seed", range(12))
def test_a_table_is_answered_like_its_people_one_by_one(seed):
    random = Random(seed)
    benefit = a_benefit(random)
    records = [a_record(random, blank=0.4) for _ in range(300)]
    rows = answers(text(benefit_query(benefit, source="facts", on=ON, keys=("row",))), a_table(records))
    for record, row in zip(records, rows, strict=True):
        one = answer(benefit, record, ON)
        lists = tuple(list(names) for names in (one.failed, one.unknown, one.ask, one.missing))
        assert row[1:] == (one.due, one.amount_fen, *lists)


def workshop_award() -> Benefit:
    """The worked province's benefit, from the pack."""
    return load(Path(gainful_china.__path__[0]) / "benefits" / "workshop_award.yaml")


def test_a_fact_that_the_table_lacks_is_unknown_for_everybody():
    table = pa.table(
        {"worker": [7], "household_registered": [True], "months_worked": pa.array([12], pa.int16())}
    )
    select = benefit_query(
        workshop_award(),
        source="facts",
        on=ON,
        keys=("worker",),
        columns=("household_registered", "months_worked"),
    )
    assert answers(text(select), table) == [
        (7, None, None, [], ["recognised"], ["workshop_recognised"], []),
    ]


def test_before_the_benefit_is_in_force_nobody_is_due_it():
    table = pa.table(
        {"worker": [7], "household_registered": [True], "workshop_recognised": [True], "months_worked": [9]}
    )
    select = benefit_query(workshop_award(), source="facts", on=date(2019, 1, 1), keys=("worker",))
    assert answers(text(select), table)[0][1:3] == (False, None)


def test_small_columns_do_not_overflow_where_large_ones_would_not():
    expression = parse("count_a * count_a", facts=FACTS)
    table = pa.table({"row": [0], "count_a": pa.array([2_000_000], pa.int32())})
    assert answers(text(query({"it": expression}, facts=FACTS, source="facts", keys=("row",))), table) == [
        (0, 4 * 10**12)
    ]


def test_what_no_fact_can_be_is_unknown_in_a_table():
    expressions = {name: parse(f"{name} is null", facts=FACTS) for name in ("count_a", "day_a", "class_a")}
    select = query(expressions, facts=FACTS, source="facts", keys=("row",))
    table = pa.table({"row": [0], "count_a": [-(2**63)], "day_a": ["infinity"], "class_a": [""]})
    assert answers(text(select), table) == [(0, True, True, True)]


@pytest.mark.parametrize(
    "source", ["facts; drop table x", "read_csv('x')", "facts --", "(select 1)", 'a"b', ""]
)
def test_a_source_that_is_no_table_name_is_refused(source):
    with pytest.raises(ValueError, match="plain table name"):
        query({"it": parse("truth_a", facts=FACTS)}, facts=FACTS, source=source)


def in_spark(written: str) -> str:
    """The Spark text of one expression."""
    return text(query({"it": parse(written, facts=FACTS)}, facts=FACTS, source="facts"), "spark")


@pytest.mark.parametrize(
    ("written", "there", "not_there"),
    [
        ("count_a + count_b", "TRY_ADD(`count_a`, `count_b`)", "TRY(`"),
        ("count_a * count_b", "TRY_MULTIPLY(`count_a`, `count_b`)", "TRY(`"),
        ("count_a - count_b", "TRY_SUBTRACT(`count_a`, `count_b`)", "TRY(`"),
        ("floor_div(count_a, count_b)", "DIV NULLIF(`count_b`, CAST(0 AS BIGINT))", " / "),
        ("least(count_a, count_b)", "WHEN `count_a` IS NULL OR `count_b` IS NULL THEN NULL", "//"),
        ("greatest(day_a, day_b)", "WHEN `day_a` IS NULL OR `day_b` IS NULL THEN NULL", "//"),
        ("days_between(day_a, day_b)", "DATEDIFF(DAY, `day_a`, `day_b`)", "MONTHS_BETWEEN"),
        ("months_between(day_a, day_b)", "LAST_DAY(`day_b`)", "MONTHS_BETWEEN"),
        ("add_months(day_a, 1)", "ADD_MONTHS(`day_a`", "INTERVAL"),
        ("add_days(day_a, 1)", "DATE_ADD(`day_a`", "INTERVAL"),
        ("class_a = 'red'", "`class_a` = CAST('red' AS STRING)", '"'),
    ],
)
def test_what_spark_would_read_otherwise_is_spelt_out(written, there, not_there):
    assert there in in_spark(written)
    assert not_there not in in_spark(written)


def test_spark_text_is_read_again_as_spark():
    random = Random(5)
    for _ in range(40):
        written = in_spark(
            an_expression_of(random, "boolean").replace("limit_set", "1").replace("limit_missing", "2")
        )
        assert sqlglot.parse_one(written, read="spark").sql("spark") == written
    award = text(benefit_query(workshop_award(), source="facts", on=ON, keys=("worker",)), "spark")
    assert sqlglot.parse_one(award, read="spark").find(sqlglot.exp.Try) is None
    assert "FILTER(ARRAY(" in award


def test_there_are_two_engines():
    with pytest.raises(ValueError, match="no such engine"):
        text(query({"it": parse("truth_a", facts=FACTS)}, facts=FACTS, source="facts"), "oracle")
