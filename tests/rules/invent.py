"""Invented facts, expressions over them and records with blanks, for comparing the engines."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import duckdb
import pyarrow as pa

from gainful.rules.nodes import Kind
from gainful.terms.facts import LARGEST, Fact, Facts

MEANING = {"en": "an invented fact", "zh": "虚构的事实"}


def a_fact(name: str, kind: str, unit: str | None = None, code_list: str | None = None) -> Fact:
    """A fact about a spell."""
    return Fact(name, kind, "spell", MEANING, "invented", unit=unit, code_list=code_list)


FACTS = Facts(
    [
        *(a_fact(f"truth_{letter}", "boolean") for letter in "abc"),
        *(a_fact(f"count_{letter}", "integer", unit="month") for letter in "abc"),
        *(a_fact(f"pay_{letter}", "money") for letter in "abc"),
        *(a_fact(f"day_{letter}", "date") for letter in "abc"),
        *(a_fact(f"class_{letter}", "code", code_list="colours") for letter in "ab"),
    ]
)
PARAMETERS = {"limit_set": Kind("integer", "month"), "limit_missing": Kind("integer", "month")}
COLOURS = ("red", "green", "blue", "weiß", "红")

_NUMBERS = (
    0,
    1,
    -1,
    2,
    3,
    6,
    11,
    12,
    13,
    100,
    120_000,
    4_000_000,
    3_037_000_500,
    LARGEST - 1,
    LARGEST,
    -LARGEST,
)
_DAYS = (
    date(1, 1, 1), date(9999, 12, 31), date(2020, 1, 31), date(2020, 2, 28), date(2020, 2, 29), date(2019, 2, 28),
    date(2020, 3, 31), date(2020, 4, 30), date(2020, 10, 31), date(2020, 12, 31), date(1900, 2, 28),
)  # fmt: skip


def _number(random: Random) -> int:
    return random.choice(_NUMBERS) if random.random() < 0.5 else random.randint(-40, 400)


def _day(random: Random) -> date:
    if random.random() < 0.5:
        return random.choice(_DAYS)
    return date(2018, 1, 1) + timedelta(random.randint(0, 1500))


def a_value(random: Random, kind: str) -> Any:
    """A known value of the kind, edges often among them."""
    if kind == "boolean":
        return random.random() < 0.5
    if kind == "date":
        return _day(random)
    return random.choice(COLOURS) if kind == "code" else _number(random)


def a_record(random: Random, blank: float = 0.25) -> dict[str, Any]:
    """A value or a blank for every fact."""
    return {
        name: None if random.random() < blank else a_value(random, fact.kind) for name, fact in FACTS.items()
    }


def an_expression(random: Random, kind: str, depth: int = 4) -> str:
    """The text of an expression of the kind that `parse` accepts, brackets wherever they could matter."""

    def some(kind: str) -> str:
        return an_expression(random, kind, depth - 1)

    if depth <= 0 or random.random() < 0.12:
        return _leaf(random, kind)
    if random.random() < 0.15:
        return _case(random, kind, some)
    if kind == "boolean":
        return _boolean(random, some)
    if kind == "date":
        return random.choice(
            (
                lambda: f"add_months({some('date')}, {some('integer')})",
                lambda: f"add_days({some('date')}, {some('days')})",
                lambda: f"{random.choice(('least', 'greatest'))}({some('date')}, {some('date')})",
            )
        )()
    return _leaf(random, kind) if kind == "code" else _number_text(random, kind, some)


def _leaf(random: Random, kind: str) -> str:
    literal = random.random() < 0.3
    if kind in ("boolean", "date", "code"):
        if not literal:
            return random.choice([name for name, fact in FACTS.items() if fact.kind == kind])
        value = a_value(random, kind)
        return {"boolean": str(value).lower(), "date": f"date '{value}'", "code": f"'{value}'"}[kind]
    if kind == "money":
        return (
            f"yuan({random.randint(0, 9000)}.{random.randint(0, 99):02d})"
            if literal
            else f"pay_{random.choice('abc')}"
        )
    if kind == "days":
        return str(_number(random))
    return str(_number(random)) if literal else random.choice(("count_a", "count_b", "count_c", *PARAMETERS))


def _boolean(random: Random, some) -> str:
    kind = random.choice(("integer", "money", "date"))
    sign = random.choice(("=", "<>", "<", "<=", ">", ">="))
    same = random.choice(("=", "<>"))
    word = random.choice((" and ", " or "))
    codes = ", ".join(f"'{random.choice(COLOURS)}'" for _ in range(random.randint(1, 3)))
    return random.choice(
        (
            lambda: "(" + word.join(some("boolean") for _ in range(random.randint(2, 4))) + ")",
            lambda: f"(not {some('boolean')})",
            lambda: f"(year_of({some('date')}) {sign} {random.choice((1, 1900, 2019, 2020, 9999))})",
            lambda: f"({some(kind)} {sign} {some(kind)})",
            lambda: f"({some('boolean')} {same} {some('boolean')})",
            lambda: f"(class_a {same} {random.choice(('class_b', repr(random.choice(COLOURS))))})",
            lambda: f"(class_{random.choice('ab')} {random.choice(('in', 'not in'))} ({codes}))",
            lambda: f"({some(kind)} between {some(kind)} and {some(kind)})",
            lambda: f"({some(random.choice((kind, 'boolean')))} is {random.choice(('null', 'not null'))})",
        )
    )()


def _case(random: Random, kind: str, some) -> str:
    if random.random() < 0.2:
        subject = "case " + some("integer")
        whens = [f"when {some('integer')} then {some(kind)}" for _ in range(random.randint(1, 2))]
    else:
        subject = "case"
        whens = [f"when {some('boolean')} then {some(kind)}" for _ in range(random.randint(1, 3))]
    # A code among the outcomes: a case of literals only would be a text, which is no kind of value.
    otherwise = "class_a" if kind == "code" else some(kind)
    return f"({subject} {' '.join(whens)} else {otherwise} end)"


def _number_text(random: Random, kind: str, some) -> str:
    def extremes() -> str:
        parts = ", ".join(some(kind) for _ in range(random.randint(2, 3)))
        return f"{random.choice(('least', 'greatest'))}({parts})"

    choices = [
        lambda: f"({some(kind)} {random.choice('+-')} {some(kind)})",
        lambda: f"({some(kind)} * {random.choice((str(_number(random)), some('days')))})",
        lambda: f"floor_div({some(kind)}, {some('integer')})",
        lambda: f"(-({some(kind)}))",
        lambda: f"abs({some(kind)})",
        extremes,
    ]
    if kind == "integer":
        choices.append(lambda: f"months_between({some('date')}, {some('date')})")
    if kind == "days":
        return f"days_between({some('date')}, {some('date')})"
    return random.choice(choices)()


_ARROW = {
    "boolean": pa.bool_(),
    "integer": pa.int64(),
    "money": pa.int64(),
    "date": pa.date32(),
    "code": pa.string(),
}


def a_table(records: list[dict[str, Any]], facts: Facts = FACTS) -> pa.Table:
    """The records as a table with their number in the column `row`."""
    columns = {"row": pa.array(range(len(records)), pa.int64())}
    for name, fact in facts.items():
        columns[name] = pa.array([record.get(name) for record in records], _ARROW[fact.kind])
    return pa.table(columns)


def answers(sql: str, table: pa.Table) -> list[tuple[Any, ...]]:
    """The rows of a query over `facts`, on a DuckDB that reaches neither files nor network, ordered by `row`."""
    with duckdb.connect(config={"enable_external_access": "false", "threads": 1}) as connection:
        connection.register("facts", table)
        rows = connection.execute(sql).fetchall()
    return sorted(rows, key=lambda row: row[0])
