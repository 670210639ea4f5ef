"""Conditions that can never hold, always hold, or contradict each other, and outcomes that nobody can reach.

Found by trial: every fact takes the values around which its conditions could turn, and all combinations are tried.
Where those are too many, nothing is claimed. A rule whose turning points lie elsewhere (months times 7 above 1,000)
is tried at far values too; a report means "never in all trials", which an author can answer with an example.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import product
from math import prod
from typing import Any

from gainful.rules import nodes as n
from gainful.rules.answer import compiled
from gainful.rules.benefit import Benefit, Problem
from gainful.rules.expression import Expression

MOST_TRIALS = 20_000
_FAR = {"integer": (0, 1, 10**6), "money": (0, 1, 10**10), "date": (date(1950, 1, 1), date(2099, 12, 31))}


def unreachable(benefit: Benefit) -> list[Problem]:
    """What can never be reached, on any of the days from which parameter values hold."""
    moments = _moments(benefit)
    problems = []
    constant = set()
    for name, condition in benefit.conditions.items():
        outcomes = _outcomes([condition], moments)
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
            _outcomes([benefit.conditions[name] for name in group], moments) if len(group) > 1 else None
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


def _outcomes(expressions: list[Expression], moments: list[dict[str, Any]]) -> set[bool] | None:
    """Whether the conditions hold together: the answers met in the trials; None when they could not all be tried."""
    tests = [compiled(expression.root) for expression in expressions]
    met: set[bool] = set()
    for trials in _trials(expressions, moments):
        if trials is None:
            return None
        for values in trials:
            holds = [test(values) for test in tests]
            if None in holds and False not in holds:
                return None
            met.add(False not in holds)
    return met or None


def _trials(
    expressions: list[Expression], moments: list[dict[str, Any]]
) -> Iterator[Iterator[Mapping[str, Any]] | None]:
    """For each moment, all combinations of trial values; None where they are too many or a parameter has no value."""
    parameters = {name for expression in expressions for name in expression.parameters}
    facts = list(dict.fromkeys(name for expression in expressions for name in expression.facts))
    different = {tuple(moment[name] for name in sorted(parameters)): moment for moment in moments}
    for moment in different.values():
        tried = [_trial_values(name, expressions, moment) for name in facts]
        too_many = prod(len(values) for values in tried) > MOST_TRIALS
        if too_many or any(moment[name] is None for name in parameters):
            yield None
        else:
            yield ({**moment, **dict(zip(facts, values, strict=True))} for values in product(*tried))


def _trial_values(name: str, expressions: list[Expression], moment: Mapping[str, Any]) -> list[Any]:
    """The values around which something could turn: each constant of the fact's kind, and its neighbours."""
    parts = [node for expression in expressions for node in n.walk(expression.root)]
    kind = next(node.kind for node in parts if isinstance(node, n.Name) and node.name == name)
    if kind.name == "boolean":
        return [True, False]
    known = [node.value for node in parts if isinstance(node, n.Literal) and node.kind.name == kind.name]
    known += [
        moment[p.name] for p in parts if isinstance(p, n.Name) and p.is_parameter and p.kind.name == kind.name
    ]
    known += [
        v.value for node in parts if isinstance(node, n.In) for v in node.values if v.kind.name == kind.name
    ]
    if kind.name == "code":
        return [*dict.fromkeys([*known, "-"])]
    one: Any = timedelta(1) if kind.name == "date" else 1
    near = {
        value
        for constant in known
        if constant is not None
        for value in (constant - one, constant, constant + one)
    }
    return sorted(near | set(_FAR[kind.name]))


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
    touching = [e for e in benefit.conditions.values() if set(e.facts) & set(amount.facts)]
    conditions = [compiled(e.root) for e in touching]
    whens = [compiled(when) for when, _ in amount.root.branches]
    reached: set[int] = set()
    for trials in _trials([*touching, amount], moments):
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
