"""Allocating scarce seats: worker-proposing deferred acceptance with need tiers.

Each person asks for openings in the order of their own score; each opening keeps those with the best claim:
need tier first, then claim (points.py), then lot, then number. The order is strict, so the outcome is one and
the same in whatever order people are taken up; and as no wish is in the claim, nobody gets a seat they would
like better by stating their wishes otherwise.

The cut-off of an opening, the last person admitted, is the public explanation: whoever stands before it and
would rather have this opening than what they got, has it. An allocation is a proposal: a seat is taken only
by the person's own acceptance.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gainful.matching.candidates import Candidates
from gainful.matching.columns import Market
from gainful.matching.recommend import Recommendation
from gainful.matching.tables import CUT_OFFS, SEATS

_CLAIM_TOP = (1 << 16) - 1
_NOBODY_REFUSED = np.iinfo(np.int64).max


class Within(StrEnum):
    """Which pairs people ask along: everything admissible to them, or only the lists they were shown."""

    ADMISSIBLE = "admissible"
    LISTS = "lists"


@dataclass(frozen=True)
class CutOff:
    """The public explanation of one opening. `code` says what decided between the last in and the first out.

    `asked`: people who have a seat here or would rather have had one than what they got. tier, claim and
    lot are those of the last person admitted, None while seats are left.
    """

    opening: int
    code: str
    seats: int
    taken: int
    asked: int
    tier: int | None = None
    claim: int | None = None
    lot: int | None = None

    @property
    def values(self) -> dict[str, int | None]:
        """What the sentence of the code is filled with."""
        return {
            "seats": self.seats,
            "taken": self.taken,
            "asked": self.asked,
            "tier": self.tier,
            "claim": self.claim,
            "lot": self.lot,
        }


@dataclass(frozen=True)
class Allocation:
    """Who is offered which seat. `seats` maps seeker number to opening number; `cut_offs` are by opening."""

    market: Market
    pairs: Candidates
    taken: NDArray[np.int64]
    """For each seeker row the position of their pair in `pairs`, or -1."""
    cut_offs: Mapping[int, CutOff]

    @property
    def seats(self) -> dict[int, int]:
        """Opening number by seeker number, for those who have a seat."""
        rows = np.flatnonzero(self.taken >= 0)
        openings = self.market.openings.number[self.pairs.opening[self.taken[rows]]]
        return dict(zip(self.market.seekers.number[rows].tolist(), openings.tolist(), strict=True))

    def to_tables(self) -> tuple[pa.Table, pa.Table]:
        """A SEATS table by seeker and a CUT_OFFS table by opening."""
        rows = np.flatnonzero(self.taken >= 0)
        at = self.taken[rows]
        seats = pa.table(
            {
                "seeker": self.market.seekers.number[rows].astype(np.int32),
                "opening": self.market.openings.number[self.pairs.opening[at]].astype(np.int32),
                "score": self.pairs.score[at],
                "claim": self.pairs.claim[at],
            },
            schema=SEATS,
        )
        lines = [self.cut_offs[number] for number in sorted(self.cut_offs)]
        columns = {
            name: pa.array([getattr(line, name) for line in lines], CUT_OFFS.field(name).type)
            for name in CUT_OFFS.names
        }
        return seats, pa.table(columns, schema=CUT_OFFS)


def allocate(recommendation: Recommendation, within: Within = Within.ADMISSIBLE) -> Allocation:
    """The seats of a round.

    Within ADMISSIBLE (a county) nobody has justified envy over any admissible opening, shown or not; within
    LISTS (the form a nation can afford) over none on their list.
    """
    pairs = recommendation.admissible if within is Within.ADMISSIBLE else recommendation.lists
    return allocate_pairs(recommendation.market, pairs)


def allocate_pairs(market: Market, pairs: Candidates) -> Allocation:
    """The seats when people ask along these pairs; each in order of their own score."""
    pairs = pairs.take(pairs.sorted_by(pairs.score, market))
    keys = admission_keys(market, pairs)
    taken = deferred_acceptance(pairs, keys, market.openings.seats_free)
    return Allocation(market, pairs, taken, _cut_offs(market, pairs, keys, taken))


def admission_keys(market: Market, pairs: Candidates) -> NDArray[np.int64]:
    """The order of people at openings, one strict key a pair, the smallest first; int64 (pairs,).

    Bits: tier (8) | 65535 - claim (16) | rank by lot and number (32).
    """
    rank = np.empty(len(market.seekers), dtype=np.int64)
    rank[np.lexsort((market.seekers.number, market.seekers.lot))] = np.arange(len(rank))
    tier = market.seekers.tier[pairs.seeker]
    claim = np.int64(_CLAIM_TOP) - pairs.claim
    return (tier << np.int64(48)) | (claim << np.int64(32)) | rank[pairs.seeker]


def deferred_acceptance(
    pairs: Candidates, keys: NDArray[np.int64], seats: NDArray[np.int64]
) -> NDArray[np.int64]:
    """For each seeker row the position of the pair they end with, or -1; int64 (seekers,).

    `pairs` stand in each seeker's order of preference, `keys` are strict at each opening, `seats` by opening
    row. A person asks the first opening whose cut-off still admits them; cut-offs only ever tighten, so one
    that was passed over stays closed. Linear in the pairs looked at.
    """
    nearest = pairs.start[:-1].copy()
    taken = np.full(len(nearest), -1, dtype=np.int64)
    cut = np.where(seats > 0, _NOBODY_REFUSED, np.int64(-1))
    kept: list[list[tuple[int, int]]] = [[] for _ in seats]
    waiting = list(range(len(nearest) - 1, -1, -1))
    while waiting:
        seeker = waiting.pop()
        first, last = nearest[seeker], pairs.start[seeker + 1]
        admitted = keys[first:last] < cut[pairs.opening[first:last]]
        at = int(admitted.argmax()) if len(admitted) else 0
        if not len(admitted) or not admitted[at]:
            nearest[seeker] = last
            continue
        at += int(first)
        nearest[seeker], taken[seeker] = at + 1, at
        opening = pairs.opening[at]
        heapq.heappush(kept[opening], (-int(keys[at]), seeker))
        if len(kept[opening]) > seats[opening]:
            _, out = heapq.heappop(kept[opening])
            taken[out] = -1
            waiting.append(out)
        if len(kept[opening]) == seats[opening]:
            cut[opening] = -kept[opening][0][0]
    return taken


def _cut_offs(
    market: Market, pairs: Candidates, keys: NDArray[np.int64], taken: NDArray[np.int64]
) -> dict[int, CutOff]:
    ended = np.where(taken >= 0, taken, np.int64(len(pairs)))
    at = np.arange(len(pairs))
    inside = at == ended[pairs.seeker]
    outside = at < ended[pairs.seeker]
    cut_offs = {}
    order = np.argsort(pairs.opening, kind="stable")
    edges = np.searchsorted(pairs.opening[order], np.arange(len(market.openings) + 1))
    for row, opening in enumerate(market.openings.rows):
        here = order[edges[row] : edges[row + 1]]
        into, out = here[inside[here]], here[outside[here]]
        seats, asked = max(0, opening.seats_free), len(into) + len(out)
        last = into[np.argmax(keys[into])] if len(into) and len(into) == seats else None
        if last is None:
            code = "cut_off_no_seat" if not seats else "cut_off_open" if asked else "cut_off_nobody_asked"
            cut_offs[opening.number] = CutOff(opening.number, code, seats, len(into), asked)
            continue
        first_out = out[np.argmin(keys[out])] if len(out) else None
        cut_offs[opening.number] = CutOff(
            opening.number,
            _decided(market, pairs, int(last), first_out),
            seats,
            len(into),
            asked,
            int(market.seekers.tier[pairs.seeker[last]]),
            int(pairs.claim[last]),
            int(market.seekers.lot[pairs.seeker[last]]),
        )
    return cut_offs


def _decided(market: Market, pairs: Candidates, last: int, first_out: np.intp | None) -> str:
    """What told the last person in from the first one out."""
    if first_out is None:
        return "cut_off_just_enough"
    tier = market.seekers.tier
    if tier[pairs.seeker[last]] != tier[pairs.seeker[first_out]]:
        return "cut_off_by_tier"
    return "cut_off_by_claim" if pairs.claim[last] != pairs.claim[first_out] else "cut_off_by_lot"
