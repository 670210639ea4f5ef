"""Which facts to ask for: the smallest set that, answered in the person's favour, settles an expression.

Sets of names are bits of one whole number, so that `sql` can find the same sets for a nation. `and` needs all of
its unknown parts, `or` only the part that needs fewest (of equals the first), `case` the branches that
need fewest. The set is smallest where no name stands twice; where one does, it is enough but may hold one too many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from operator import itemgetter

from gainful.rules import nodes as n
from gainful.rules.answer import Compiled, Values, compiled

MOST_NAMES = 56
MOST_TRUTHS = 6
"""Names of true or not of which every combination (three to that power) is kept."""
NOT_COMPUTABLE = 1 << 60
"""Bit of a part that no fact settles: a division by nothing, or a number beyond 64 bits."""
IMPOSSIBLE = 1 << 61
"""Bit of a way that cannot lead to what is wanted any more."""

Need = Callable[[Values], int]
_STRICT = (n.Compare, n.In, n.Arithmetic, n.Negative, n.Call)
"""Nodes that are unknown as soon as one of their parts is."""
_BEYOND = ("floor_div", "add_months", "add_days")
"""Functions that may come to nothing of what is known."""


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
        # The same few sets are weighed over and over.
        self._weight = lru_cache(maxsize=4096)(partial(weight, parameters=parameters))
        self._found: dict[tuple[n.Node, bool | None], Need] = {}
        self._open: dict[tuple[n.Node, bool | None], Need] = {}

    def of(self, node: n.Node, want: bool | None = None) -> Need:
        """The function that gives the bits needed to make a node come out as wanted (None: known at all)."""
        if (node, want) not in self._found:
            self._found[node, want] = self._guarded(node, want)
        return self._found[node, want]

    def of_unknown(self, node: n.Node, want: bool | None = None) -> Need:
        """The same where the node is known to be unknown: nothing is worked out again to see that it is."""
        if isinstance(node, (n.Name, *_STRICT)):
            # Whatever is wanted of it, its parts must be known.
            want = None
        if (node, want) not in self._open:
            need = self._when_unknown(node, want)
            self._open[node, want] = self._remembered(node, need) if _is_of_truths(node) else need
        return self._open[node, want]

    def _remembered(self, node: n.Node, need: Need) -> Need:
        """The same of a node of truths alone, each combination of which is worked out once."""
        names = tuple(dict.fromkeys(part.name for part in n.walk(node) if isinstance(part, n.Name)))
        if not 2 <= len(names) <= MOST_TRUTHS:
            return need
        told, found = itemgetter(*names), dict[tuple[bool | None, ...], int]()

        def remembered(values: Values) -> int:
            here = told(values)
            if here not in found:
                found[here] = need(values)
            return found[here]

        return remembered

    def fixed(self, node: n.Node) -> int | None:
        """The need of a node that is known to be unknown, where it is always the same one name; else None."""
        parts = list(n.walk(node))
        names = {part.name for part in parts if isinstance(part, n.Name)}
        simple = all(isinstance(part, (n.Name, n.Literal, n.Not, *_STRICT)) for part in parts)
        return self.bit[names.pop()] if simple and len(names) == 1 and not _may_go_beyond(node) else None

    def _guarded(self, node: n.Node, want: bool | None) -> Need:
        if isinstance(node, n.Name):
            return self._named(node.name, want)
        value = compiled(node)
        if isinstance(node, _STRICT) and _is_plain(node):
            return self._plainly_guarded(node, value, want)
        unknown = self.of_unknown(node, want)

        def need(values: Values) -> int:
            known = value(values)
            if known is None:
                return unknown(values)
            return 0 if want is None or known is want else IMPOSSIBLE

        return need

    def _named(self, name: str, want: bool | None) -> Need:
        """What a fact or parameter needs: to be told, where it is not."""
        bit = self.bit[name]
        if want is None:
            return lambda values: bit if values[name] is None else 0

        def need(values: Values) -> int:
            known = values[name]
            return bit if known is None else 0 if known is want else IMPOSSIBLE

        return need

    def _plainly_guarded(self, node: n.Node, value: Compiled, want: bool | None) -> Need:
        """The same of a node in which nothing branches: what is not told is looked for first."""
        strict, any_will_do = self._strict(node), want is None and not _may_go_beyond(node)

        def need(values: Values) -> int:
            found = strict(values)
            if found or any_will_do:
                return found
            known = value(values)
            if known is None:
                return NOT_COMPUTABLE
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
        if _is_plain(node) and not _may_go_beyond(node):
            # What comes of what is told is known itself.
            return found
        return lambda values: found(values) or NOT_COMPUTABLE

    def _strict(self, node: n.Node) -> Need:
        """What a node needs that is unknown as soon as one part is, for those parts to be known; 0 where they are."""
        if _is_plain(node):
            return self._plainly_strict(node)
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

    def _bits_in(self, node: n.Node) -> list[tuple[str, int]]:
        """Each name in a node with its bit."""
        names = dict.fromkeys(part.name for part in n.walk(node) if isinstance(part, n.Name))
        return [(name, self.bit[name]) for name in names]

    def _plainly_strict(self, node: n.Node) -> Need:
        """The same of a node in which nothing branches: the names that are not told, and what went beyond 64 bits."""
        needs = self._bits_in(node)
        if len(needs) == 1 and not _largest_told(node, needs[0][1], self.bit):
            return self._named(needs[0][0], None)
        untold = _untold(needs)

        @lru_cache(maxsize=1024)
        def settled(found: int) -> tuple[Compiled, ...]:
            """The largest parts all of whose names are told, as far as they may come to nothing all the same."""
            return tuple(compiled(part) for part in _largest_told(node, found, self.bit))

        def need(values: Values) -> int:
            found = untold(values)
            if found:
                for value in settled(found):
                    if value(values) is None:
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
        ways = [
            (self.of(when, True), self.of(when, False), self.of(then, want)) for when, then in node.branches
        ]
        open_ways = [
            (
                self._told_first(when),
                (self.of_unknown(when, True), self.of_unknown(when, False), self.of(then, want)),
            )
            for when, then in node.branches
        ]

        def need(values: Values) -> int:
            """Only branches still possible are looked at; where one turns out not to be, all are weighed."""
            open_ones, rest = [], otherwise
            for when, way in open_ways:
                holds = when(values)
                if holds:
                    rest = way[2]
                    break
                if holds is None:
                    open_ones.append(way)
            found = self._weighed(open_ones, rest, values, want)
            return self._weighed(ways, otherwise, values, want) if found & IMPOSSIBLE else found

        return need

    def _told_first(self, node: n.Node) -> Compiled:
        """The value of a node; one that reckons is not worked out where a name in it is not told."""
        value = compiled(node)
        if not (_is_plain(node) and _may_go_beyond(node)):
            return value
        untold = _untold(self._bits_in(node))
        return lambda values: None if untold(values) else value(values)

    def _weighed(
        self, branches: Sequence[tuple[Need, Need, Need]], otherwise: Need, values: Values, want: bool | None
    ) -> int:
        rest = otherwise(values)
        for taken, passed, then in reversed(branches):
            here, first = then(values), taken(values)
            choices = [first | here, (first if passed is taken else passed(values)) | rest]
            if want is not None:
                choices.append(here | rest)
            rest = min(choices, key=self._weight)
        return rest

    def _together(self, parts: Sequence[Need]) -> Need:
        if len(parts) == 1:
            return parts[0]

        def union(values: Values) -> int:
            found = 0
            for part in parts:
                found |= part(values)
            return found

        return union

    def _fewest(self, parts: Sequence[Need]) -> Need:
        if len(parts) == 1:
            return parts[0]
        weight = self._weight

        def lightest(values: Values) -> int:
            # min keeps the first of equals, as the comparison <= in `sql` does.
            return min([part(values) for part in parts], key=weight)

        return lightest


def needs_all(node: n.All | n.AnyOf, want: bool | None) -> bool:
    """Whether every part must come out as wanted: true of an `and` wanted true and an `or` wanted false."""
    return isinstance(node, n.All) == want


def _untold(needs: Sequence[tuple[str, int]]) -> Need:
    """The bits of those names that are not told; written out for two, which is most comparisons."""
    if len(needs) == 2:
        (one, one_bit), (two, two_bit) = needs
        return lambda values: (
            (one_bit if values[one] is None else 0) | (two_bit if values[two] is None else 0)
        )
    return lambda values: sum([bit for name, bit in needs if values[name] is None])


def _is_of_truths(node: n.Node) -> bool:
    """Whether a node is put together from facts that are true or not, and nothing else."""
    return all(
        isinstance(part, n.Not | n.All | n.AnyOf | n.Case | n.Name) and part.kind == n.BOOLEAN
        for part in n.walk(node)
    )


def _is_plain(node: n.Node) -> bool:
    """Whether nothing below branches, so that one name not told leaves the whole unknown."""
    return all(isinstance(part, (n.Name, n.Literal, *_STRICT)) for part in n.walk(node))


def _may_go_beyond(node: n.Node) -> bool:
    """Whether something below may be unknown though all is told: beyond 64 bits or the calendar, or over nothing."""
    return any(
        isinstance(part, n.Arithmetic) or (isinstance(part, n.Call) and part.function in _BEYOND)
        for part in n.walk(node)
    )


def _largest_told(node: n.Node, unknown: int, bit: Mapping[str, int]) -> list[n.Node]:
    """The largest parts of a node that has unknown names which have none themselves and may go beyond."""
    found: list[n.Node] = []
    for part in n.children(node):
        if any(isinstance(one, n.Name) and unknown & bit[one.name] for one in n.walk(part)):
            found += _largest_told(part, unknown, bit)
        elif _may_go_beyond(part):
            found.append(part)
    return found
