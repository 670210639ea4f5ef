"""Which facts to ask for, over whole columns: the sets that `ask.Needs` finds, as bits of one number a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any

import numpy as np

from gainful.rules import nodes as n
from gainful.rules.ask import IMPOSSIBLE, NOT_COMPUTABLE, needs_all
from gainful.rules.columns import Batch, Program

Need = Callable[[Batch], Any]
"""The bits that each row of a batch needs: an array of whole numbers, or one for all rows."""

_NOTHING, _IMPOSSIBLE, _NOT_COMPUTABLE = (np.int64(bits) for bits in (0, IMPOSSIBLE, NOT_COMPUTABLE))


class ColumnNeeds:
    """Finds what an expression still needs. `parameters` has the day's values; bits are as `ask` has them."""

    def __init__(
        self, program: Program, parameters: Mapping[str, Any], bit: Mapping[str, int], parameter_bits: int
    ) -> None:
        self._program, self._parameters = program, parameters
        self._bit, self._parameter_bits = bit, parameter_bits
        self._found: dict[tuple[n.Node, bool | None], Need] = {}

    def of(self, node: n.Node, want: bool | None = None) -> Need:
        """The function that gives the bits needed to make a node come out as wanted (None: known at all)."""
        if (node, want) not in self._found:
            self._found[node, want] = self._guarded(node, want)
        return self._found[node, want]

    def _guarded(self, node: n.Node, want: bool | None) -> Need:
        part = self._program.part(node, self._parameters)
        settled = self._program.constants.get(part)
        if settled is not None:
            always = _NOTHING if want is None or settled is want else _IMPOSSIBLE
            return lambda batch: always
        unknown, key = self._when_unknown(node, want), (self, node, want)

        def need(batch: Batch) -> Any:
            if key not in batch.needs:
                column = batch.at(part)
                found = _NOTHING if np.all(column.known) else unknown(batch)
                if want is None:
                    found = np.where(column.known, _NOTHING, found)
                else:
                    right = column.value if want else column.false
                    found = np.where(right, _NOTHING, np.where(column.known, _IMPOSSIBLE, found))
                batch.needs[key] = found
            return batch.needs[key]

        return need

    def _when_unknown(self, node: n.Node, want: bool | None) -> Need:
        match node:
            case n.Name():
                bit = np.int64(self._bit[node.name])
                return lambda batch: bit
            case n.Not():
                return self.of(node.of, None if want is None else not want)
            case n.All() | n.AnyOf():
                return self._connective(node, want)
            case n.Case():
                return self._case(node, want)
        together = _together([self.of(part) for part in n.children(node)])

        def need(batch: Batch) -> Any:
            found = together(batch)
            return np.where(found == 0, _NOT_COMPUTABLE, found)

        return need

    def _connective(self, node: n.All | n.AnyOf, want: bool | None) -> Need:
        if want is None:
            return self._fewest([self._connective(node, True), self._connective(node, False)])
        parts = [self.of(part, want) for part in node.of]
        return _together(parts) if needs_all(node, want) else self._fewest(parts)

    def _case(self, node: n.Case, want: bool | None) -> Need:
        if want is None and node.kind == n.BOOLEAN:
            return self._fewest([self._case(node, True), self._case(node, False)])
        otherwise = self.of(node.otherwise, want)
        branches = [
            (self.of(when, True), self.of(when, False), self.of(then, want))
            for when, then in reversed(node.branches)
        ]

        def need(batch: Batch) -> Any:
            rest = otherwise(batch)
            for taken, passed, then in branches:
                here = then(batch)
                choices = [taken(batch) | here, passed(batch) | rest]
                if want is not None:
                    choices.append(here | rest)
                rest = reduce(self._lighter, choices)
            return rest

        return need

    def _fewest(self, parts: Sequence[Need]) -> Need:
        return lambda batch: reduce(self._lighter, [part(batch) for part in parts])

    def _lighter(self, one: Any, two: Any) -> Any:
        return np.where(self._weight(one) <= self._weight(two), one, two)

    def _weight(self, need: Any) -> Any:
        """`ask.weight` of each row."""
        heavy = ((self._parameter_bits, 6), (NOT_COMPUTABLE, 12), (IMPOSSIBLE, 18))
        found = np.bitwise_count(need).astype(np.int32)
        for bits, times in heavy:
            found = found + (np.bitwise_count(need & np.int64(bits)).astype(np.int32) << times)
        return found


def _together(parts: Sequence[Need]) -> Need:
    return lambda batch: reduce(np.bitwise_or, [part(batch) for part in parts], _NOTHING)
