"""What a benefit answers and asks, said once more by walking its expressions: slow and plain, nothing kept or prepared.

Nobody optimises this. The bits of a need are those of `gainful.rules.ask`, so that both can be compared.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from gainful.rules import nodes as n
from gainful.rules.ask import IMPOSSIBLE, NOT_COMPUTABLE, bits, needs_all
from gainful.rules.benefit import Benefit
from gainful.terms.facts import LARGEST
from gainful.terms.periods import add_months, days_between, months_between

SIGNS = {"=": operator.eq, "<>": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt,
         ">=": operator.ge, "+": operator.add, "-": operator.sub, "*": operator.mul}  # fmt: skip
STRICT = (n.Compare, n.In, n.Arithmetic, n.Negative, n.Call)


def value(node: n.Node, record: Mapping[str, Any]) -> Any:
    """The node's value, None for unknown."""
    if isinstance(node, n.Literal):
        return node.value
    if isinstance(node, n.Name):
        return record[node.name]
    if isinstance(node, n.Case):
        return case(node, record)
    parts = [value(part, record) for part in n.children(node)]
    if isinstance(node, n.IsUnknown):
        return parts[0] is None
    if isinstance(node, n.All | n.AnyOf):
        settles = isinstance(node, n.AnyOf)
        return settles if settles in parts else None if None in parts else not settles
    if None in parts:
        return None
    if isinstance(node, n.Not):
        return not parts[0]
    if isinstance(node, n.Compare):
        return SIGNS[node.operator](*parts)
    if isinstance(node, n.In):
        return parts[0] in [one.value for one in node.values]
    if isinstance(node, n.Negative):
        return -parts[0]
    if isinstance(node, n.Arithmetic):
        found = SIGNS[node.operator](*parts)
        return found if abs(found) <= LARGEST else None
    return call(node.function, parts)


def call(function: str, parts: list[Any]) -> Any:
    """One of the functions, of known values."""
    one = parts[0]
    if function in ("least", "greatest"):
        return min(parts) if function == "least" else max(parts)
    if function in ("abs", "year_of"):
        return abs(one) if function == "abs" else one.year
    two = parts[1]
    if function == "floor_div":
        return one // two if two else None
    if function in ("months_between", "days_between"):
        return months_between(one, two) if function == "months_between" else days_between(one, two)
    try:
        return add_months(one, two) if function == "add_months" else one + timedelta(two)
    except (ValueError, OverflowError):
        return None


def case(node: n.Case, record: Mapping[str, Any]) -> Any:
    """The outcome of the first true condition; what is open before it must come to the same."""
    possible = []
    for when, then in node.branches:
        holds = value(when, record)
        if holds is not False:
            possible.append(value(then, record))
        if holds:
            break
    else:
        possible.append(value(node.otherwise, record))
    return possible[0] if all(one == possible[0] and one is not None for one in possible) else None


class Asked:
    """What is still needed, for one record."""

    def __init__(self, bit: Mapping[str, int], parameters: int, record: Mapping[str, Any]) -> None:
        self.bit, self.parameters, self.record = bit, parameters, record

    def weight(self, need: int) -> tuple[int, int, int, int]:
        """What nobody can bring about first, then what nobody can answer, then values of a place, then facts."""
        return (
            (need & IMPOSSIBLE).bit_count(), (need & NOT_COMPUTABLE).bit_count(),
            (need & self.parameters).bit_count(), need.bit_count(),
        )  # fmt: skip

    def lightest(self, needs: Sequence[int]) -> int:
        """The first of the lightest."""
        return min(needs, key=self.weight)

    def of(self, node: n.Node, want: bool | None) -> int:
        """The bits needed for the node to come out as wanted (None: known at all)."""
        known = value(node, self.record)
        if known is not None:
            return 0 if want is None or known is want else IMPOSSIBLE
        if isinstance(node, n.Name):
            return self.bit[node.name]
        if isinstance(node, n.Not):
            return self.of(node.of, None if want is None else not want)
        if want is None and isinstance(node, n.All | n.AnyOf | n.Case) and node.kind == n.BOOLEAN:
            return self.lightest([self.branching(node, True), self.branching(node, False)])
        if isinstance(node, n.All | n.AnyOf | n.Case):
            return self.branching(node, want)
        return self.strict(node) or NOT_COMPUTABLE

    def branching(self, node: n.All | n.AnyOf | n.Case, want: bool | None) -> int:
        """Of `and` and `or` all parts or the lightest; of `case` the lightest way through it."""
        if not isinstance(node, n.Case):
            parts = [self.of(part, want) for part in node.of]
            return union(parts) if needs_all(node, want) else self.lightest(parts)
        open_ones, rest = [], node.otherwise
        for when, then in node.branches:
            holds = value(when, self.record)
            if holds:
                rest = then
                break
            if holds is None:
                open_ones.append((when, then))
        found = self.through(open_ones, rest, want)
        return self.through(list(node.branches), node.otherwise, want) if found & IMPOSSIBLE else found

    def through(self, branches: list[tuple[n.Node, n.Node]], otherwise: n.Node, want: bool | None) -> int:
        """From the last branch to the first: take it, pass it by, or leave its condition open."""
        rest = self.of(otherwise, want)
        for when, then in reversed(branches):
            here = self.of(then, want)
            ways = [self.of(when, True) | here, self.of(when, False) | rest]
            rest = self.lightest(ways if want is None else [*ways, here | rest])
        return rest

    def strict(self, node: n.Node) -> int:
        """What all parts need to be known; what is known and comes to nothing cannot be settled."""
        found, settled = 0, []
        for part in n.children(node):
            if isinstance(part, n.Literal):
                continue
            inner = isinstance(part, STRICT)
            here = self.strict(part) if inner else self.of(part, None)
            found |= here
            if inner and not here:
                settled.append(value(part, self.record))
        return found | NOT_COMPUTABLE if found and None in settled else found


def union(needs: Sequence[int]) -> int:
    """All of them."""
    found = 0
    for need in needs:
        found |= need
    return found


def plain_answer(
    benefit: Benefit, facts: Mapping[str, Any], on: date, places: tuple[str, ...] = ()
) -> dict[str, Any]:
    """What `gainful.rules.benefit.answer` must say: due, amount, what fails and is open, what to ask, and why."""
    expressions = [*benefit.conditions.values(), benefit.amount]
    used = list(dict.fromkeys(name for one in expressions for name in one.facts))
    set_here = list(dict.fromkeys(name for one in expressions for name in one.parameters))
    bit = bits([*used, *set_here])
    held = benefit.holds_in(places)
    record = {name: facts.get(name) for name in used}
    record |= {name: benefit.parameters[name].value_on(on, places) if held else None for name in set_here}
    holds = {name: value(one.root, record) for name, one in benefit.conditions.items()}
    amount = value(benefit.amount.root, record)
    due: bool | None = None
    if not benefit.in_force(on) or False in holds.values():
        due = False
    elif None not in holds.values() and amount is not None and amount >= 0:
        due = True
    need = 0
    if due is None:
        asked = Asked(bit, union([bit[name] for name in set_here]), record)
        roots = [benefit.conditions[name].root for name, one in holds.items() if one is None]
        below = amount is not None and amount < 0
        need = union([asked.of(root, True) for root in roots])
        need |= NOT_COMPUTABLE if below else asked.of(benefit.amount.root, None)
    missing = tuple(name for name in set_here if need & bit[name])
    return {
        "due": due, "amount_fen": amount if due else None,
        "failed": tuple(name for name, one in holds.items() if one is False),
        "unknown": tuple(name for name, one in holds.items() if one is None),
        "ask": tuple(name for name in used if need & bit[name]), "missing": missing,
        "reason": "due" if due else why_not(due, benefit.in_force(on), missing, need), "need": need,
    }  # fmt: skip


def why_not(due: bool | None, in_force: bool, missing: tuple[str, ...], need: int) -> str:
    """The reason of what is not due, or cannot be told."""
    if due is False:
        return "condition_failed" if in_force else "not_in_force"
    if missing:
        return "no_local_value"
    return "not_computable" if need & NOT_COMPUTABLE else "facts_unknown"
