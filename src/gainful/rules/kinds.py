"""Which kinds go together, and what comes out. Months never meet days, nor money plain numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gainful.rules import nodes as n
from gainful.terms.facts import Fact

# Function -> fewest and most arguments. Every one is unknown when an argument is unknown.
FUNCTIONS: dict[str, tuple[int, int]] = {
    "least": (2, 12),
    "greatest": (2, 12),
    "abs": (1, 1),
    "floor_div": (2, 2),
    "months_between": (2, 2),
    "add_months": (2, 2),
    "days_between": (2, 2),
    "add_days": (2, 2),
    "year_of": (1, 1),
}


def kind_of_fact(fact: Fact) -> n.Kind:
    """The kind of a fact's values, with its unit or code list."""
    return n.Kind(fact.kind, fact.unit or fact.code_list)


class Mismatch(Exception):
    """Kinds that do not go together; the text says which."""


def common_kind(kinds: Sequence[n.Kind]) -> n.Kind:
    """The one kind of values that are compared, added or chosen from. Raises Mismatch."""
    found = kinds[0]
    for kind in kinds[1:]:
        if {found.name, kind.name} == {"text", "code"}:
            found = found if found.name == "code" else kind
        elif {found.name, kind.name} == {"money", "integer"}:
            raise Mismatch("money is not a number: write yuan(3000), or a parameter of unit CNY")
        elif found.name != kind.name or (found.detail and kind.detail and found.detail != kind.detail):
            raise Mismatch(f"{found} and {kind} do not go together")
        else:
            found = found if found.detail else kind
    return found


def alike(parts: Sequence[n.Node]) -> list[n.Node]:
    """The parts with literals fitted to their common kind (a text becomes a code, 6 becomes 6 months)."""
    if any(part.kind == n.BROKEN for part in parts):
        return list(parts)
    kind = common_kind([part.kind for part in parts])
    if kind == n.TEXT:
        raise Mismatch("a text can only be compared with a code")
    fits = [replace(part, kind=kind) if isinstance(part, n.Literal) else part for part in parts]
    if any(part.kind == n.TEXT for part in fits):
        raise Mismatch("a text can only be compared with a code")
    return fits


def arithmetic_kind(operator: str, left: n.Kind, right: n.Kind) -> n.Kind:
    """The kind of left + - * right. Raises Mismatch for dates, codes, booleans, money times money."""
    if n.BROKEN in (left, right):
        return n.BROKEN
    names = (left.name, right.name)
    if not set(names) <= {"integer", "money"}:
        wrong = left if left.name not in ("integer", "money") else right
        hint = ": use add_days, add_months, days_between or months_between" if wrong.name == "date" else ""
        raise Mismatch(f"one cannot reckon with {wrong}{hint}")
    if operator != "*":
        return common_kind([left, right])
    if names == ("money", "money"):
        raise Mismatch("money times money means nothing")
    if "money" in names:
        return n.MONEY
    return n.INTEGER if left.detail and right.detail else n.Kind("integer", left.detail or right.detail)


def _quotient_kind(over: n.Kind, under: n.Kind) -> n.Kind:
    if under.name == "money" and over.name != "money":
        raise Mismatch("a number over money means nothing")
    if over.name == "money":
        return n.INTEGER if under.name == "money" else n.MONEY
    return n.INTEGER if under.detail else over


_TAKES = {
    "months_between": ("date", "date"),
    "days_between": ("date", "date"),
    "year_of": ("date",),
    "add_months": ("date", "integer"),
    "add_days": ("date", "integer"),
}
_STEP = {"add_months": "month", "add_days": "day"}
_GIVES = {
    "months_between": n.Kind("integer", "month"),
    "days_between": n.Kind("integer", "day"),
    "year_of": n.Kind("integer", "calendar_year"),
    "add_months": n.DATE,
    "add_days": n.DATE,
}


def call_kind(function: str, kinds: Sequence[n.Kind]) -> n.Kind:
    """The kind that a function gives for arguments of these kinds. Raises Mismatch."""
    if n.BROKEN in kinds:
        return n.BROKEN
    if function in _TAKES:
        wanted = _TAKES[function]
        if tuple(kind.name for kind in kinds) != wanted:
            raise Mismatch(f"{function} takes {' and '.join(wanted)}, not {' and '.join(map(str, kinds))}")
        if function in _STEP and kinds[1].detail not in (None, _STEP[function]):
            raise Mismatch(f"{function} counts in {_STEP[function]}s, not {kinds[1].detail}s")
        return _GIVES[function]
    allowed = ("integer", "money", "date") if function in ("least", "greatest") else ("integer", "money")
    for kind in kinds:
        if kind.name not in allowed:
            raise Mismatch(f"{function} does not take {kind}")
    if function == "floor_div":
        return _quotient_kind(kinds[0], kinds[1])
    return common_kind(kinds)
