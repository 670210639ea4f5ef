"""What unknown means, against a slow truth: an answer given in spite of blanks stands however the blanks are filled,
and the facts asked for are the fewest that can settle a rule in somebody's favour, found by trying all sets.
"""

from __future__ import annotations

from itertools import combinations, product
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gainful.rules import nodes as n
from gainful.rules.answer import Compiled, compiled
from gainful.rules.ask import IMPOSSIBLE, NOT_COMPUTABLE, Needs, bits
from gainful.rules.expression import ExpressionError, parse
from gainful.terms.facts import Facts
from rules.invent import FACTS, PARAMETERS, a_fact, a_record, a_value, an_expression

QUIET = settings(
    max_examples=150, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
TRUTHS = Facts([a_fact(f"t{number}", "boolean") for number in range(8)])


@QUIET
@given(st.integers(0, 2**64 - 1))
def test_an_answer_in_spite_of_blanks_stands_however_they_are_filled(seed):
    random = Random(seed)
    try:
        root = parse(an_expression(random, "boolean"), facts=FACTS, parameters=PARAMETERS).root
    except ExpressionError:
        return
    if any(isinstance(node, n.IsUnknown) for node in n.walk(root)):
        return  # `is null` asks about the blank itself, so filling it may change the answer
    value = compiled(root)
    for _ in range(10):
        record = {**a_record(random, blank=0.6), "limit_set": 12, "limit_missing": None}
        known = value(record)
        for _ in range(20 if known is not None else 0):
            filled = {
                name: a_value(random, FACTS[name].kind) if was is None and name in FACTS else was
                for name, was in record.items()
            }
            assert value(filled) is known


def a_formula(random: Random, names: list[str]) -> str:
    """And, or, not and case over these names, each standing once."""
    if len(names) == 1:
        return names[0] if random.random() < 0.7 else f"(not {names[0]})"
    cut = random.randint(1, len(names) - 1)
    left, right = a_formula(random, names[:cut]), a_formula(random, names[cut:])
    if cut > 1 and random.random() < 0.3:
        middle = random.randint(1, cut - 1)
        condition, then = a_formula(random, names[:middle]), a_formula(random, names[middle:cut])
        return f"(case when {condition} then {then} else {right} end)"
    return f"({left} {random.choice(('and', 'or'))} {right})"


def fewest_by_trying(value: Compiled, record: dict[str, bool | None]) -> int:
    """How many blanks must be filled, at least, for the formula to come out true."""
    blanks = [name for name, known in record.items() if known is None]
    for size in range(len(blanks) + 1):
        for chosen in combinations(blanks, size):
            for filling in product((True, False), repeat=size):
                if value({**record, **dict(zip(chosen, filling, strict=True))}):
                    return size
    raise AssertionError("an unknown formula that nothing makes true")


@QUIET
@given(st.integers(0, 2**64 - 1))
def test_the_facts_asked_for_are_the_fewest_that_can_make_it_true(seed):
    random = Random(seed)
    names = random.sample(sorted(TRUTHS), random.randint(2, 8))
    expression = parse(a_formula(random, names), facts=TRUTHS)
    bit = bits(expression.facts)
    value, need = compiled(expression.root), Needs(bit).of(expression.root, True)
    for _ in range(6):
        record = {name: random.choice((True, False, None, None)) for name in names}
        asked = [name for name in names if need(record) & bit[name]]
        if value(record) is None:
            assert all(record[name] is None for name in asked)
            assert len(asked) == fewest_by_trying(value, record)
            assert not need(record) & (NOT_COMPUTABLE | IMPOSSIBLE)
        else:
            assert asked == []
