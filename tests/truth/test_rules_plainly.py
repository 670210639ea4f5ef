"""Answers, reasons and what to ask are what a slow plain walk over the expressions says, of invented and real rules."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benefits.invented import CHINA, table
from gainful.rules.answer import compiled
from gainful.rules.ask import Needs, bits
from gainful.rules.benefit import answer
from gainful.rules.expression import ExpressionError, parse
from rules.invent import FACTS, PARAMETERS, a_record, an_expression
from truth.plain_rules import Asked, plain_answer, value

ON = date(2020, 11, 2)
QUIET = settings(
    max_examples=300, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@QUIET
@given(st.integers(0, 2**64 - 1))
def test_values_and_needs_of_any_expression_are_those_of_a_plain_walk(seed):
    random = Random(seed)
    kind = random.choice(("boolean", "boolean", "integer", "money", "date"))
    try:
        expression = parse(an_expression(random, kind), facts=FACTS, parameters=PARAMETERS)
    except ExpressionError:
        return
    bit = bits((*expression.facts, *expression.parameters))
    parameters = sum(bit[name] for name in expression.parameters)
    finder, wants = Needs(bit, parameters), (None, True, False) if kind == "boolean" else (None,)
    valued, root = compiled(expression.root), expression.root
    needed = {want: finder.of(root, want) for want in wants}
    unknown = {want: finder.of_unknown(root, want) for want in wants}
    for _ in range(8):
        record = {**a_record(random, blank=0.5), "limit_set": 12, "limit_missing": None}
        plain = Asked(bit, parameters, record)
        assert valued(record) == value(root, record)
        for want in wants:
            assert needed[want](record) == plain.of(root, want)
            if valued(record) is None:
                assert unknown[want](record) == plain.of(root, want)


@pytest.mark.parametrize("seed", range(3))
def test_every_rule_of_the_programme_says_what_a_plain_walk_says(seed):
    random = Random(seed)
    days = (ON, date(2019, 3, 31), date(2016, 1, 1), date(2024, 6, 1))
    places = ((), ("621299102", "621299", "6212", "62"), ("530399", "5303", "53"), ("4405", "44"))
    for case in table(60, 100 + seed).to_pylist():
        on, here = random.choice(days), random.choice(places)
        for rule in CHINA.rules.values():
            told, plain = answer(rule, case, on, here), plain_answer(rule, case, on, here)
            assert {name: getattr(told, name) for name in plain} == plain, rule.name
            assert [one.holds for one in told.conditions] == [
                False if one.name in plain["failed"] else None if one.name in plain["unknown"] else True
                for one in told.conditions
            ]
