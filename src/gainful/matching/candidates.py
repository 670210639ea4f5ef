"""The admissible pairs of a round, and the order in which a person would take them.

Everything here is in rows (positions in order of number), not in numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gainful.matching.columns import Market
from gainful.matching.filters import FILTERS, refusals
from gainful.matching.lots import pair_lots
from gainful.matching.reasons import scores

Rows = NDArray[np.int32]
BLOCK_PAIRS = 1_000_000
"""Pairs looked at together: about 30 MB of work space, whatever the size of the county."""


@dataclass(frozen=True)
class Candidates:
    """Pairs grouped by seeker: those of seeker row i are start[i]:start[i+1] of the other arrays.

    `start` is int64 (n+1,); `seeker`, `opening` (rows), `score` and `claim` are int32 (pairs,).
    """

    start: NDArray[np.int64]
    seeker: Rows
    opening: Rows
    score: Rows
    claim: Rows

    @classmethod
    def of(cls, seekers: int, seeker: Rows, opening: Rows, score: Rows, claim: Rows) -> Candidates:
        """Candidates from pairs already grouped by rising seeker row."""
        start = np.zeros(seekers + 1, dtype=np.int64)
        np.cumsum(np.bincount(seeker, minlength=seekers), out=start[1:])
        return cls(start, seeker, opening, score, claim)

    def __len__(self) -> int:
        return len(self.seeker)

    @property
    def counts(self) -> NDArray[np.int64]:
        """Pairs of each seeker, shape (n,)."""
        return np.diff(self.start)

    def take(self, at: NDArray[np.intp] | NDArray[np.bool_]) -> Candidates:
        """The pairs at these positions, which keep the seekers' order."""
        return Candidates.of(
            len(self.start) - 1, self.seeker[at], self.opening[at], self.score[at], self.claim[at]
        )

    def sorted_by(self, worth: NDArray[np.int32], market: Market) -> NDArray[np.intp]:
        """Positions by seeker, falling worth, lot of the pair, opening: a total order without chance."""
        lot = pair_lots(market.seekers.lot[self.seeker], market.openings.lot[self.opening])
        return np.lexsort((self.opening, lot, -worth, self.seeker))

    def ranks(self) -> NDArray[np.int64]:
        """Position of each pair in its seeker's list, from 0."""
        return np.arange(len(self)) - np.repeat(self.start[:-1], self.counts)


def admissible_pairs(market: Market) -> tuple[Candidates, NDArray[np.int32]]:
    """All admissible pairs, in order of preference, and refusals by seeker and filter (n, FILTERS)."""
    count = len(market.seekers)
    step = max(1, BLOCK_PAIRS // max(1, len(market.openings)))
    refused = np.zeros((count, len(FILTERS)), dtype=np.int32)
    parts: list[tuple[NDArray[np.intp], NDArray[np.intp], Rows, Rows]] = []
    for first in range(0, count, step):
        pairs = market.pairs(first, first + step)
        mask = refusals(pairs)
        for bit in range(len(FILTERS)):
            refused[first : first + step, bit] = np.count_nonzero(mask & np.uint32(1 << bit), axis=1)
        seeker, opening = np.nonzero(mask == 0)
        score, claim = scores(pairs)
        parts.append((seeker + first, opening, score[seeker, opening], claim[seeker, opening]))
    columns = [np.concatenate(column).astype(np.int32) for column in zip(*parts, strict=True)]
    if not columns:
        columns = [np.zeros(0, dtype=np.int32) for _ in range(4)]
    found = Candidates.of(count, columns[0], columns[1], columns[2], columns[3])
    return found.take(found.sorted_by(found.score, market)), refused
