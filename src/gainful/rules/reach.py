"""Conditions that can never hold, always hold, or contradict each other, and outcomes that nobody can reach.

Every fact takes the values around which its comparisons turn, and all combinations are tried: where facts are only
compared, that is every case there is. Where a fact goes through arithmetic or a function its turning points lie
elsewhere, and where there are too many combinations not all are tried: then nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import product
from math import prod
from typing import Any

from gainful.rules import nodes as n
from gainful.rules.answer import compiled
from gainful.rules.benefit import Benefit, Problem
from gainful.rules.expression import Expression
from gainful.terms.facts import Fact

MOST_TRIALS = 20_000
_START: dict[str, Any] = {"integer": 0, "money": 0, "date": date(2020, 1, 1)}


def unreachable(benefit: Benefit) -> list[Problem]:
    """What can never be reached, on any of the days from which parameter values hold."""
    moments = _moments(benefit)
    problems = []
    constant = set()
    for name, condition in benefit.conditions.items():
        outcomes = _outcomes([condition], moments, benefit.facts)
        for never, code, word in (
            (True, "never_true", "never holds"),
            (False, "never_false", "always holds"),
        ):
            if outcomes is not None and never not in outcomes:
                constant.add(name)
                problems.append(
                    Problem(code, f"conditions.{name}", f"the condition {word}, whatever the facts")
                )
    for group in _groups({k: e for k, e in benefit.conditions.items() if k not in constant}):
        outcomes = (
            _outcomes([benefit.conditions[name] for name in group], moments, benefit.facts)
            if len(group) > 1
            else None
        )
        if outcomes is not None and True not in outcomes:
            problems.append(Problem("contradiction", "conditions", f"{', '.join(group)} never hold together"))
    if not problems and benefit.amount is not None:
        problems += _dead_branches(benefit, benefit.amount, moments)
    return problems


def _moments(benefit: Benefit) -> list[dict[str, Any]]:
    """The parameters' values on every day that one of them changes, per place that has its own."""
    days = {benefit.valid_from}
    places: set[str | None] = {None}
    for parameter in benefit.parameters.values():
        days |= {span.first for span in parameter.spans if benefit.in_force(span.first)}
        places |= {span.place for span in parameter.spans}
    return [
        {name: p.value_on(day, (place,) if place else ()) for name, p in benefit.parameters.items()}
        for day in sorted(days)
        for place in sorted(places, key=str)
    ]


def _outcomes(
    expressions: list[Expression], moments: list[dict[str, Any]], known: Mapping[str, Fact]
) -> set[bool] | None:
    """Whether the conditions hold together: the answers met in the trials; None when they could not all be tried."""
    tests = [compiled(expression.root) for expression in expressions]
    met: set[bool] = set()
    for trials in _trials([expression.root for expression in expressions], moments, known):
        if trials is None:
            return None
        for values in trials:
            holds = [test(values) for test in tests]
            if None in holds and False not in holds:
                return None
            met.add(False not in holds)
    return met or None


def _trials(
    roots: list[n.Node], moments: list[dict[str, Any]], known: Mapping[str, Fact]
) -> Iterator[Iterator[Mapping[str, Any]] | None]:
    """For each moment, all combinations of trial values; None where they are too many or a parameter has no value."""
    parts = [node for root in roots for node in n.walk(root)]
    if any(isinstance(node, _RECKONING) and any(_is_fact(part) for part in n.walk(node)) for node in parts):
        yield None
        return
    names = [node for node in parts if isinstance(node, n.Name)]
    parameters = {node.name for node in names if node.is_parameter}
    facts = list(dict.fromkeys(node.name for node in names if not node.is_parameter))
    different = {tuple(moment[name] for name in sorted(parameters)): moment for moment in moments}
    for moment in different.values():
        tried = [_trial_values(known[name], parts, moment, len(facts)) for name in facts]
        too_many = prod(len(values) for values in tried) > MOST_TRIALS
        if too_many or any(moment[name] is None for name in parameters):
            yield None
        else:
            yield ({**moment, **dict(zip(facts, values, strict=True))} for values in product(*tried))


_RECKONING = (n.Arithmetic, n.Negative, n.Call)


def _is_fact(node: n.Node) -> bool:
    return isinstance(node, n.Name) and not node.is_parameter


def _trial_values(fact: Fact, parts: list[n.Node], moment: Mapping[str, Any], apart: int) -> list[Any]:
    """The constants that a fact could be compared with, and so many neighbours that all facts fit in between.

    No number is tried that the fact cannot be.
    """
    name = fact.name
    kind = next(node.kind for node in parts if isinstance(node, n.Name) and node.name == name)
    if kind.name == "boolean":
        return [True, False]
    known: list[Any] = [
        node.value for node in parts if isinstance(node, n.Literal) and node.kind.name == kind.name
    ]
    known += [
        moment[p.name] for p in parts if isinstance(p, n.Name) and p.is_parameter and p.kind.name == kind.name
    ]
    known += [
        v.value for node in parts if isinstance(node, n.In) for v in node.values if v.kind.name == kind.name
    ]
    if kind.name == "code":
        # One code more than the rule names, for each fact.
        return [*dict.fromkeys([*known, *(f"-{number}" for number in range(apart))])]
    middles = [value for value in known if value is not None] or [_START[kind.name]]
    steps = range(-apart, apart + 1)
    if kind.name == "date":
        days = {middle.toordinal() + step for middle in middles for step in steps}
        return [date.fromordinal(day) for day in sorted(days) if 1 <= day <= date.max.toordinal()]
    low, high = fact.range
    numbers = {min(max(middle + step, low), high) for middle in middles for step in steps}
    return sorted({*numbers, *(end for end in (fact.minimum, fact.maximum) if end is not None)})


def _groups(conditions: Mapping[str, Expression]) -> list[list[str]]:
    """The conditions in groups that share facts."""
    groups: list[tuple[set[str], list[str]]] = []
    for name, expression in conditions.items():
        facts, members = set(expression.facts), [name]
        for group in [group for group in groups if group[0] & facts]:
            groups.remove(group)
            facts, members = facts | group[0], [*group[1], *members]
        groups.append((facts, members))
    return [members for _, members in groups]


def _dead_branches(benefit: Benefit, amount: Expression, moments: list[dict[str, Any]]) -> Iterable[Problem]:
    """Outcomes of the amount that nobody who is due it can get."""
    if not isinstance(amount.root, n.Case):
        return []
    asked = [when for when, _ in amount.root.branches]
    looked_at = {node.name for when in asked for node in n.walk(when) if isinstance(node, n.Name)}
    touching = [e.root for e in benefit.conditions.values() if set(e.facts) & looked_at]
    conditions, whens = [compiled(root) for root in touching], [compiled(when) for when in asked]
    reached: set[int] = set()
    for trials in _trials([*touching, *asked], moments, benefit.facts):
        if trials is None:
            return []
        for values in trials:
            if all(condition(values) for condition in conditions):
                taken = [number for number, when in enumerate(whens) if when(values)]
                reached.add(taken[0] if taken else len(whens))
    return [
        Problem("dead_branch", "amount", f"nobody who is due the benefit reaches outcome {number + 1}")
        for number in range(len(whens) + 1)
        if number not in reached
    ]
