"""Random expressions over random records with blanks: compiled Python and DuckDB give the same, value for value."""

from __future__ import annotations

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gainful.rules import nodes as n
from gainful.rules.answer import compiled
from gainful.rules.expression import FUNCTIONS, Expression, ExpressionError, parse
from gainful.rules.sql import query, text
from rules.invent import FACTS, PARAMETERS, a_record, a_table, an_expression, answers

KINDS = ("boolean", "boolean", "integer", "money", "date", "code")
SIGNS = {"=", "<>", "<", "<=", ">", ">=", "+", "-", "*"}
VALUES = {"limit_set": 12, "limit_missing": None}


def an_accepted_expression(random: Random) -> Expression:
    """A random expression that the parser accepts (a random one may mix units)."""
    while True:
        try:
            return parse(an_expression(random, random.choice(KINDS)), facts=FACTS, parameters=PARAMETERS)
        except ExpressionError:
            continue


def test_python_and_duckdb_agree_on_20_000_records_and_every_allowed_part():
    met: set[object] = set()
    compared = 0

    @settings(
        max_examples=25,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.integers(0, 2**64 - 1))
    def agree(seed: int) -> None:
        nonlocal compared
        random = Random(seed)
        expressions = {f"e{number}": an_accepted_expression(random) for number in range(8)}
        records = [a_record(random) for _ in range(800)]
        select = query(expressions, facts=FACTS, source="facts", keys=("row",), parameters=VALUES)
        rows = answers(text(select), a_table(records))
        for place, expression in enumerate(expressions.values(), start=1):
            in_python = compiled(expression.root)
            expected = [in_python({**record, **VALUES}) for record in records]
            assert [(row[place], type(row[place])) for row in rows] == [(v, type(v)) for v in expected], (
                expression.text
            )
            for node in n.walk(expression.root):
                met.update((type(node), getattr(node, "operator", None), getattr(node, "function", None)))
        compared += len(records)

    agree()
    assert compared >= 20_000
    assert met >= {*n.NODE_TYPES, *SIGNS, *FUNCTIONS}
