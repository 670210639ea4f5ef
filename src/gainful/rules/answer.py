"""An expression as a Python function of one subject's facts. None is unknown, and unknown is not no.

The functions take a dictionary that has every name the expression uses, None where it is not known. They agree
with `sql` value for value; a test compares them on random expressions and records.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from gainful.rules import nodes as n
from gainful.terms.facts import LARGEST
from gainful.terms.periods import add_months, days_between, months_between

Values = Mapping[str, Any]
Compiled = Callable[[Values], Any]

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_RECKON: dict[str, Callable[[int, int], int]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}


def compiled(node: n.Node) -> Compiled:
    """The function that gives the node's value (truth, whole number, fen, date, code), None for unknown."""
    match node:
        case n.Literal():
            value = node.value
            return lambda values: value
        case n.Name():
            return operator.itemgetter(node.name)
        case n.Not():
            return _not_name(node.of.name) if isinstance(node.of, n.Name) else _not(compiled(node.of))
        case n.All():
            return _all([compiled(part) for part in node.of])
        case n.AnyOf():
            return _any([compiled(part) for part in node.of])
        case n.Compare():
            return _compare(node)
        case n.In():
            return _in(compiled(node.of), frozenset(value.value for value in node.values))
        case n.IsUnknown():
            known = compiled(node.of)
            return lambda values: known(values) is None
        case n.Arithmetic():
            return _bounded(_RECKON[node.operator], compiled(node.left), compiled(node.right))
        case n.Negative():
            of = compiled(node.of)
            return lambda values: None if (value := of(values)) is None else -value
        case n.Call():
            return _call(node.function, [compiled(part) for part in node.arguments])
        case n.Case():
            branches = [(compiled(when), compiled(then)) for when, then in node.branches]
            return _case(branches, compiled(node.otherwise))


def _not(of: Compiled) -> Compiled:
    return lambda values: None if (value := of(values)) is None else not value


def _not_name(name: str) -> Compiled:
    return lambda values: None if (value := values[name]) is None else not value


def _all(parts: list[Compiled]) -> Compiled:
    def every(values: Values) -> bool | None:
        result: bool | None = True
        for part in parts:
            value = part(values)
            if value is False:
                return False
            if value is None:
                result = None
        return result

    return every


def _any(parts: list[Compiled]) -> Compiled:
    if len(parts) == 2:
        return _either(*parts)

    def some(values: Values) -> bool | None:
        result: bool | None = False
        for part in parts:
            value = part(values)
            if value is True:
                return True
            if value is None:
                result = None
        return result

    return some


def _either(one: Compiled, two: Compiled) -> Compiled:
    """The usual `or`, of two."""

    def some(values: Values) -> bool | None:
        left = one(values)
        if left is True:
            return True
        right = two(values)
        return right if right is True or left is False else None

    return some


def _compare(node: n.Compare) -> Compiled:
    """A comparison, with short ways for the common shape: a name against a literal or another name."""
    test = _COMPARE[node.operator]
    if isinstance(node.left, n.Name) and isinstance(node.right, n.Literal):
        return _limited(node.operator, node.left.name, node.right.value)
    if isinstance(node.left, n.Name) and isinstance(node.right, n.Name):
        return _two_names(node.operator, node.left.name, node.right.name)
    return _strict(test, [compiled(node.left), compiled(node.right)])


def _limited(sign: str, name: str, limit: Any) -> Compiled:
    """A name against a literal, with the sign written out: most conditions are this, and everybody's are asked."""
    match sign:
        case "=":
            return lambda values: None if (value := values[name]) is None else value == limit
        case ">":
            return lambda values: None if (value := values[name]) is None else value > limit
        case ">=":
            return lambda values: None if (value := values[name]) is None else value >= limit
        case "<=":
            return lambda values: None if (value := values[name]) is None else value <= limit
    test = _COMPARE[sign]
    return lambda values: None if (value := values[name]) is None else test(value, limit)


def _two_names(sign: str, one: str, two: str) -> Compiled:
    """A name against a name, the usual signs written out."""
    match sign:
        case ">=":
            return lambda values: (
                None if (left := values[one]) is None or (right := values[two]) is None else left >= right
            )
        case "<=":
            return lambda values: (
                None if (left := values[one]) is None or (right := values[two]) is None else left <= right
            )
        case "<":
            return lambda values: (
                None if (left := values[one]) is None or (right := values[two]) is None else left < right
            )
    test = _COMPARE[sign]
    return lambda values: (
        None if (left := values[one]) is None or (right := values[two]) is None else test(left, right)
    )


def _in(of: Compiled, members: frozenset[n.Value]) -> Compiled:
    return lambda values: None if (value := of(values)) is None else value in members


def _bounded(reckon: Callable[[int, int], int], left: Compiled, right: Compiled) -> Compiled:
    """Whole numbers within 64 bits, either sign; a result beyond is unknown, as it is in `sql`."""

    def number(values: Values) -> int | None:
        if (one := left(values)) is None or (two := right(values)) is None:
            return None
        result = reckon(one, two)
        return result if -LARGEST <= result <= LARGEST else None

    return number


def _strict(function: Callable[..., Any], parts: list[Compiled]) -> Compiled:
    """The function of its arguments' values; unknown when one is."""
    if len(parts) == 2:
        left, right = parts
        return lambda values: (
            None if (one := left(values)) is None or (two := right(values)) is None else function(one, two)
        )

    def value(values: Values) -> Any:
        known = [part(values) for part in parts]
        return None if None in known else function(*known)

    return value


def _floor_div(over: int, under: int) -> int | None:
    """Divides and rounds down (towards minus infinity); over nothing, unknown."""
    return over // under if under else None


def _later_by_months(day: date, months: int) -> date | None:
    """The date so many months later, in short months their last day; unknown outside years 1-9999."""
    if not 1 <= (day.year * 12 + day.month - 1 + months) // 12 <= 9999:
        return None
    return add_months(day, months)


def _later_by_days(day: date, days: int) -> date | None:
    """The date so many days later; unknown outside years 1-9999."""
    if not date.min.toordinal() <= day.toordinal() + days <= date.max.toordinal():
        return None
    return day + timedelta(days)


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "least": min,
    "greatest": max,
    "abs": abs,
    "floor_div": _floor_div,
    "months_between": months_between,
    "days_between": days_between,
    "add_months": _later_by_months,
    "add_days": _later_by_days,
    "year_of": lambda day: day.year,
}


def _call(function: str, parts: list[Compiled]) -> Compiled:
    return _strict(_FUNCTIONS[function], parts)


def _case(branches: list[tuple[Compiled, Compiled]], otherwise: Compiled) -> Compiled:
    """The outcome of the first true condition; after unknown ones only if all possible outcomes agree."""

    def outcome(values: Values) -> Any:
        agreed: list[Any] = []
        for when, then in branches:
            holds = when(values)
            if holds is False:
                continue
            value = then(values)
            if value is None or (agreed and agreed[0] != value):
                return None
            if holds is True:
                return value
            agreed = [value]
        value = otherwise(values)
        return None if agreed and agreed[0] != value else value

    return outcome
