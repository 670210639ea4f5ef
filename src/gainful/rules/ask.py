"""Which facts to ask for: the smallest set that, answered in the person's favour, settles an expression.

Sets of names are bits of one whole number, so that `sql` can find the same sets for a nation. `and` needs all of
its unknown parts, `or` only the part that needs fewest (of equals the first), `case` the branches that
need fewest. The set is smallest where no name stands twice; where one does, it is enough but may hold one too many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from gainful.rules import nodes as n
from gainful.rules.answer import Values, compiled

MOST_NAMES = 56
NOT_COMPUTABLE = 1 << 60
"""Bit of a part that no fact settles: a division by nothing, or a number beyond 64 bits."""
IMPOSSIBLE = 1 << 61
"""Bit of a way that cannot lead to what is wanted any more."""

Need = Callable[[Values], int]
_STRICT = (n.Compare, n.In, n.Arithmetic, n.Negative, n.Call)
"""Nodes that are unknown as soon as one of their parts is."""


def bits(names: Iterable[str]) -> dict[str, int]:
    """A bit for each different name, in order. Raises ValueError beyond MOST_NAMES."""
    different = tuple(dict.fromkeys(names))
    if len(different) > MOST_NAMES:
        raise ValueError(f"more than {MOST_NAMES} facts and parameters in one rule")
    return {name: 1 << place for place, name in enumerate(different)}


def weight(need: int, parameters: int) -> int:
    """What a need weighs: facts first, then parameters with no value, then what nobody can answer."""
    return (
        need.bit_count()
        + ((need & parameters).bit_count() << 6)
        + ((need & NOT_COMPUTABLE).bit_count() << 12)
        + ((need & IMPOSSIBLE).bit_count() << 18)
    )


class Needs:
    """Finds what an expression still needs. `bit` gives each name its bit, `parameters` has those of parameters."""

    def __init__(self, bit: Mapping[str, int], parameters: int = 0) -> None:
        self.bit = bit
        self.parameters = parameters
        self._found: dict[tuple[n.Node, bool | None], Need] = {}

    def of(self, node: n.Node, want: bool | None = None) -> Need:
        """The function that gives the bits needed to make a node come out as wanted (None: known at all)."""
        if (node, want) not in self._found:
            self._found[node, want] = self._guarded(node, want)
        return self._found[node, want]

    def of_unknown(self, node: n.Node, want: bool | None = None) -> Need:
        """The same where the node is known to be unknown: nothing is worked out again to see that it is."""
        return self._when_unknown(node, want)

    def _guarded(self, node: n.Node, want: bool | None) -> Need:
        value = compiled(node)
        unknown = self._when_unknown(node, want)

        def need(values: Values) -> int:
            known = value(values)
            if known is None:
                return unknown(values)
            return 0 if want is None or known is want else IMPOSSIBLE

        return need

    def _when_unknown(self, node: n.Node, want: bool | None) -> Need:
        match node:
            case n.Name():
                bit = self.bit[node.name]
                return lambda values: bit
            case n.Not():
                return self.of(node.of, None if want is None else not want)
            case n.All() | n.AnyOf():
                return self._connective(node, want)
            case n.Case():
                return self._case(node, want)
        found = self._strict(node)
        if isinstance(node, n.Compare | n.In) and all(
            isinstance(p, n.Name | n.Literal) for p in n.children(node)
        ):
            # A comparison of what is known is known itself.
            return found
        return lambda values: found(values) or NOT_COMPUTABLE

    def _strict(self, node: n.Node) -> Need:
        """What a node needs that is unknown as soon as one part is, for those parts to be known; 0 where they are."""
        parts = [
            (self._strict(part) if inner else self.of(part), compiled(part) if inner else None)
            for part in n.children(node)
            if not isinstance(part, n.Literal)
            for inner in [isinstance(part, _STRICT)]
        ]
        if len(parts) == 1 and parts[0][1] is None:
            return parts[0][0]

        def need(values: Values) -> int:
            found, settled = 0, []
            for part, inner in parts:
                here = part(values)
                found |= here
                if not here and inner:
                    settled.append(inner)
            # A part of which all is known, but not what it comes to, went beyond 64 bits.
            if found and None in [value(values) for value in settled]:
                return found | NOT_COMPUTABLE
            return found

        return need

    def _connective(self, node: n.All | n.AnyOf, want: bool | None) -> Need:
        if want is None:
            return self._fewest([self._connective(node, True), self._connective(node, False)])
        parts = [self.of(part, want) for part in node.of]
        return self._together(parts) if needs_all(node, want) else self._fewest(parts)

    def _case(self, node: n.Case, want: bool | None) -> Need:
        """From the last branch to the first: take it, pass it by, or leave its condition open where both sides suit."""
        if want is None and node.kind == n.BOOLEAN:
            return self._fewest([self._case(node, True), self._case(node, False)])
        otherwise = self.of(node.otherwise, want)
        branches = [
            (compiled(when), self.of(when, True), self.of(when, False), self.of(then, want))
            for when, then in node.branches
        ]

        def need(values: Values) -> int:
            """Only branches still possible are looked at; where one turns out not to be, all are weighed."""
            open_ones, rest = [], otherwise
            for when, taken, passed, then in branches:
                holds = when(values)
                if holds:
                    rest = then
                    break
                if holds is None:
                    open_ones.append((taken, passed, then))
            found = self._weighed(open_ones, rest, values, want)
            if found & IMPOSSIBLE:
                return self._weighed([branch[1:] for branch in branches], otherwise, values, want)
            return found

        return need

    def _weighed(
        self, branches: Sequence[tuple[Need, Need, Need]], otherwise: Need, values: Values, want: bool | None
    ) -> int:
        rest = otherwise(values)
        for taken, passed, then in reversed(branches):
            here = then(values)
            choices = [taken(values) | here, passed(values) | rest]
            if want is not None:
                choices.append(here | rest)
            rest = self._lightest(choices)
        return rest

    def _together(self, parts: Sequence[Need]) -> Need:
        def union(values: Values) -> int:
            found = 0
            for part in parts:
                found |= part(values)
            return found

        return union

    def _fewest(self, parts: Sequence[Need]) -> Need:
        return lambda values: self._lightest([part(values) for part in parts])

    def _lightest(self, needs: Sequence[int]) -> int:
        # min keeps the first of equals, as the comparison <= in `sql` does.
        return min(needs, key=lambda need: weight(need, self.parameters))


def needs_all(node: n.All | n.AnyOf, want: bool | None) -> bool:
    """Whether every part must come out as wanted: true of an `and` wanted true and an `or` wanted false."""
    return isinstance(node, n.All) == want
