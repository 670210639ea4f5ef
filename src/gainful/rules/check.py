"""Checking a benefit: everything that is wrong with its page, at once, before it decides about anybody."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from gainful.rules.benefit import Benefit, Example, Problem, answer
from gainful.rules.reach import unreachable

_WORD = {True: "true", False: "false", None: "unknown"}


def check(benefit: Benefit, known: Collection[str] | None = None) -> list[Problem]:
    """Every problem of the benefit; none means it may be used. `known` are the names of all benefits of the pack.

    Reading problems come first; the examples are worked out, and the conditions tried, only where the page could be
    read whole, since they would only repeat what is wrong with it.
    """
    problems = [*benefit.problems, *_exclusions(benefit, known), *_values(benefit)]
    problems += _example_kinds(benefit)
    if not benefit.problems:
        for number, example in enumerate(benefit.examples, start=1):
            problems += _disagreements(benefit, example, f"examples.{number}")
        problems += unreachable(benefit)
    return problems


def _exclusions(benefit: Benefit, known: Collection[str] | None) -> list[Problem]:
    found = []
    if benefit.name in benefit.not_with:
        found.append(Problem("not_with", "not_with", "a benefit does not exclude itself"))
    for name in benefit.not_with:
        if known is not None and name not in known:
            found.append(Problem("not_with", "not_with", f"no benefit of the pack is called {name}"))
    return found


def _values(benefit: Benefit) -> list[Problem]:
    """Values that begin to hold only after the benefit has ended are a slip of the pen."""
    return [
        Problem(
            "never_in_force",
            f"parameters.{parameter.name}.{span.first}",
            "it begins after the benefit has ended",
        )
        for parameter in benefit.parameters.values()
        for span in parameter.spans
        if benefit.valid_to is not None and span.first > benefit.valid_to
    ]


def _example_kinds(benefit: Benefit) -> list[Problem]:
    """A page shows at least one case that is due, one that is not, and one where it cannot be told.

    Where a parameter has no value anywhere, nobody can be told to be due it yet.
    """
    shown = {example.due for example in benefit.examples}
    if any(not parameter.spans for parameter in benefit.parameters.values()):
        shown.add(True)
    return [
        Problem("example_missing", "examples", f"no example where due is {_WORD[due]}")
        for due in (True, False, None)
        if due not in shown
    ]


def _disagreements(benefit: Benefit, example: Example, where: str) -> list[Problem]:
    found = answer(benefit, example.facts, example.on, example.places)
    told: list[tuple[str, object, object]] = [("due", _WORD[example.due], _WORD[found.due])]
    if "amount" in example.expected:
        told.append(("amount", _yuan(example.expected["amount"]), _yuan(found.amount_fen)))
    for key in ("ask", "missing", "failed"):
        if key in example.expected:
            told.append((key, sorted(map(str, example.expected[key])), sorted(getattr(found, key))))
    problems = [
        Problem("example_disagrees", where, f"{key} is {got}, the example says {wanted}")
        for key, wanted, got in told
        if wanted != got
    ]
    if not benefit.in_force(example.on):
        problems.append(
            Problem("example_disagrees", where, f"the benefit is not in force on {_day(example.on)}")
        )
    return problems


def _yuan(fen: int | None) -> str:
    return "not told" if fen is None else f"{fen // 100}.{fen % 100:02d}"


def _day(on: date) -> str:
    return on.isoformat()
