"""A benefit asked of whole batches of rows with numpy: the answers of `benefit.answer`, as columns and bits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from gainful.rules.ask import NOT_COMPUTABLE
from gainful.rules.benefit import Benefit
from gainful.rules.column_ask import ColumnNeeds
from gainful.rules.column_parts import Column
from gainful.rules.columns import Batch, ByArea, Program


class Asked:
    """A benefit made ready to be asked of batches on one day; `places` are the chain of codes of each area's number.

    A fact of the benefit that a batch has not is unknown for everybody: the batch's facts hold a column for each.
    Raises BenefitError for a faulty page.
    """

    def __init__(
        self, program: Program, benefit: Benefit, on: date, places: Sequence[tuple[str, ...]] = ((),)
    ) -> None:
        ready = benefit.ready
        by_area = [ready.values_on(on, place) for place in places]
        held: dict[str, Any] = {}
        for name in ready.parameters:
            values = tuple(one[name] for one in by_area)
            held[name] = values[0] if len(set(values)) == 1 else ByArea(values)
        self._ready, self._needs = ready, ColumnNeeds(program, held, ready.bit, ready.parameter_bits)
        self.benefit, self.in_force = benefit, benefit.in_force(on)
        self._conditions = [program.part(e.root, held) for e in benefit.conditions.values()]
        self._every = program.part(ready.every, held)
        self._amount = program.part(ready.amount_root, held)

    def due(self, batch: Batch) -> Column:
        """Whether each row is due the benefit."""
        if not self.in_force:
            return Column(np.zeros(batch.count, bool))
        every, amount = batch.at(self._every), batch.at(self._amount)
        if amount.known is True and np.min(amount.value) >= 0:
            return every
        due = every.value & (amount.value >= 0) & amount.known
        return Column(due, every.false | due)

    def amount(self, batch: Batch) -> Any:
        """The amount in fen of the rows that are due, an array or one for all; elsewhere it means nothing."""
        return batch.at(self._amount).value

    def failed(self, batch: Batch) -> np.ndarray:
        """Of each row, a bit for each condition that does not hold, in the page's order."""
        return _bits(batch, [batch.at(part).false for part in self._conditions])

    @cached_property
    def _wanted(self) -> tuple[Any, Any]:
        return self._needs.of(self._ready.every, True), self._needs.of(self._ready.amount_root)

    def ask(self, batch: Batch) -> np.ndarray:
        """Bits of what each row needs, given a batch whose rows cannot be told: `Ready.bit` names them."""
        every, known = (need(batch) for need in self._wanted)
        amount = batch.at(self._amount)
        negative = (amount.value < 0) & amount.known
        found = every | np.where(negative, np.int64(NOT_COMPUTABLE), known)
        return np.broadcast_to(found, (batch.count,))


def _bits(batch: Batch, truths: Sequence[Any]) -> np.ndarray:
    """One bit for each truth, in the smallest numbers that hold them."""
    size = next(
        size for size in (np.uint8, np.uint16, np.uint32, np.uint64) if size(0).nbytes * 8 >= len(truths)
    )
    found: np.ndarray = np.zeros(batch.count, size)
    for place, truth in enumerate(truths):
        np.bitwise_or(found, np.multiply(truth, size(1 << place), dtype=size), out=found)
    return found
