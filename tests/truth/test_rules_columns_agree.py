"""Whole columns give what compiled Python gives, value for value, and ask for the same facts; sums never wrap."""

from __future__ import annotations

import warnings
from datetime import date
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gainful.rules import nodes as n
from gainful.rules.answer import compiled
from gainful.rules.ask import Needs, bits
from gainful.rules.column_ask import ColumnNeeds
from gainful.rules.column_parts import Column, day_number
from gainful.rules.columns import Batch, ByArea, Program, column_of
from gainful.rules.expression import FUNCTIONS, Expression, ExpressionError, parse
from gainful.terms.facts import LARGEST
from rules.invent import FACTS, PARAMETERS, a_record, an_expression

KINDS = ("boolean", "boolean", "integer", "money", "date", "code")
SIGNS = {"=", "<>", "<", "<=", ">", ">=", "+", "-", "*"}
# Two areas: one parameter differs, the other has a value in neither; and a third with a blank for the first.
AREAS = [{"limit_set": 12, "limit_missing": None}, {"limit_set": -3, "limit_missing": None},
         {"limit_set": None, "limit_missing": None}]  # fmt: skip
HELD = {"limit_set": ByArea((12, -3, None)), "limit_missing": None}
ROWS = 300


def an_accepted_expression(random: Random) -> Expression:
    """A random expression that the parser accepts (a random one may mix units)."""
    while True:
        try:
            return parse(an_expression(random, random.choice(KINDS)), facts=FACTS, parameters=PARAMETERS)
        except ExpressionError:
            continue


def a_batch(program: Program, records: list[dict], areas: list[int]) -> Batch:
    """The records as a batch of a program that is complete."""
    facts = {name: column_of([r[name] for r in records], f.kind, program.book) for name, f in FACTS.items()}
    return Batch(program, facts, len(records), np.array(areas))


def in_python(column: Column, kind: str, count: int, book) -> list:
    """A column as Python values, None for unknown."""
    values = np.broadcast_to(column.value, (count,)).tolist()
    known = np.broadcast_to(column.known, (count,)).tolist()
    names = {number: code for code, number in book.numbers.items()}
    read = {
        "boolean": bool,
        "date": lambda day: date.fromordinal(day - day_number(date(1, 1, 1)) + 1),
        "code": names.get,
    }
    return [read.get(kind, int)(value) if there else None for value, there in zip(values, known, strict=True)]


def agree(seed: int) -> set[object]:
    """Compares eight random expressions over random records; the node types, signs and functions met."""
    random, met = Random(seed), set()
    expressions = [an_accepted_expression(random) for _ in range(8)]
    records = [a_record(random) for _ in range(ROWS)]
    areas = [random.randrange(3) for _ in records]
    values = [{**record, **AREAS[area]} for record, area in zip(records, areas, strict=True)]
    program = Program()
    parts = [program.part(expression.root, HELD) for expression in expressions]
    bit = bits((*FACTS, *PARAMETERS))
    of_parameters = sum(bit[name] for name in PARAMETERS)
    needs = ColumnNeeds(program, HELD, bit, of_parameters)
    wanted = [(e, want, needs.of(e.root, want)) for e in expressions
              for want in ((True, False, None) if e.root.kind == n.BOOLEAN else (None,))]  # fmt: skip
    batch = a_batch(program, records, areas)
    for expression, part in zip(expressions, parts, strict=True):
        found = in_python(batch.at(part), expression.root.kind.name, ROWS, program.book)
        expected = [compiled(expression.root)(one) for one in values]
        assert [(one, type(one)) for one in found] == [(one, type(one)) for one in expected], expression.text
        for node in n.walk(expression.root):
            met.update((type(node), getattr(node, "operator", None), getattr(node, "function", None)))
    for expression, want, need in wanted:
        plain = Needs(bit, of_parameters).of(expression.root, want)
        assert np.broadcast_to(need(batch), (ROWS,)).tolist() == [plain(one) for one in values], (
            expression.text
        )
    return met


def test_columns_and_python_agree_on_every_allowed_part_and_on_what_to_ask():
    met: set[object] = set()

    @settings(max_examples=40, deadline=None, derandomize=True, database=None,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(st.integers(0, 2**64 - 1))
    def compare(seed: int) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            met.update(agree(seed))

    compare()
    assert met >= {*n.NODE_TYPES, *SIGNS, *FUNCTIONS}


@settings(deadline=None, database=None)
@given(st.lists(st.integers(-LARGEST, LARGEST) | st.integers(-99, 99) | st.none(), min_size=2, max_size=12),
       st.sampled_from("+-*"))  # fmt: skip
@example([LARGEST, 1], "+")
@example([-LARGEST, 1], "-")
@example([2**31, 2**32], "*")
@example([0, LARGEST], "*")
@example([-(2**31), 1], "-")
def test_a_sum_beyond_64_bits_is_unknown_and_never_wraps(numbers, sign):
    root = parse(f"count_a {sign} count_b", facts=FACTS, parameters={}).root
    program = Program()
    part = program.part(root, {})
    turned = numbers[::-1]
    facts = {"count_a": column_of(numbers, "integer", program.book),
             "count_b": column_of(turned, "integer", program.book)}  # fmt: skip
    found = in_python(Batch(program, facts, len(numbers)).at(part), "integer", len(numbers), program.book)
    asked = [{"count_a": one, "count_b": two} for one, two in zip(numbers, turned, strict=True)]
    assert found == [compiled(root)(one) for one in asked]


@pytest.mark.parametrize("size", [np.int8, np.int16, np.int32])
def test_minus_and_the_distance_from_nothing_hold_for_the_least_number_of_any_size(size):
    program = Program()
    minus, distance = (
        program.part(parse(text, facts=FACTS, parameters={}).root, {})
        for text in ("-count_a", "abs(count_a)")
    )
    least = np.array([np.iinfo(size).min], size)
    for part in (minus, distance):
        batch = Batch(program, {"count_a": Column(least)}, 1)
        assert int(np.asarray(batch.at(part).value)[0]) == -int(least[0])


def test_a_part_that_several_rules_share_is_worked_out_once():
    program = Program()
    texts = ("count_a >= 6 and truth_a", "truth_b or count_a >= 6", "count_a >= limit_set")
    roots = [parse(text, facts=FACTS, parameters=PARAMETERS).root for text in texts]
    before = program.part(roots[0], {"limit_set": 6}), len(program.steps)
    program.part(roots[1], {"limit_set": 6})
    assert len(program.steps) == before[1] + 2  # truth_b and the or: the comparison was there
    count = len(program.steps)
    program.part(roots[2], {"limit_set": 6})
    assert len(program.steps) == count
