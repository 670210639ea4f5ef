"""Checking lists and seats after the fact: every promise of matching, recomputed, with the breaches by name.

Nothing is taken from the run that is checked but its outcome: who may be shown what, scores and claims are
computed again from the seekers and openings. An empty list of breaches is the proof that goes with a round.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gainful.matching.columns import Market
from gainful.matching.filters import FILTERS, refusals
from gainful.matching.lots import pair_lots
from gainful.matching.reasons import scores
from gainful.matching.recommend import Recommendation

_BLOCK = 1024
_CONSENT_BITS = np.uint32(
    sum(
        1 << bit
        for bit, one in enumerate(FILTERS)
        if one.code in ("no_consent", "not_willing", "willingness_unknown", "under_16", "age_unknown")
    )
)


@dataclass(frozen=True)
class Violation:
    """A promise that was broken: its code and the numbers of the seeker and the opening concerned."""

    code: str
    seeker: int | None
    opening: int | None


Pair = tuple[int, int]


def audit_lists(recommendation: Recommendation) -> list[Violation]:
    """Breaches in the lists: too few entries, more than at_most, one twice, or one that is not admissible."""
    market, lists = recommendation.market, recommendation.lists
    at_least, at_most = market.round.at_least, market.round.at_most
    found: list[Violation] = []
    for first in range(0, len(market.seekers), _BLOCK):
        mask = refusals(market.pairs(first, first + _BLOCK))
        for row in range(first, first + len(mask)):
            shown = lists.opening[lists.start[row] : lists.start[row + 1]]
            here = mask[row - first]
            number = int(market.seekers.number[row])
            for column in shown[here[shown] != 0]:
                found.append(_not_admissible(here[column], number, int(market.openings.number[column])))
            if len(shown) < min(at_least, int((here == 0).sum())):
                found.append(Violation("list_too_short", number, None))
            if len(shown) > at_most or len(set(shown.tolist())) < len(shown):
                found.append(Violation("list_too_long_or_twice", number, None))
    return found


def audit_seats(
    market: Market, seats: Iterable[Pair], asked: Iterable[Pair] | None = None
) -> list[Violation]:
    """Breaches in seats, given as (seeker number, opening number).

    Codes: unknown_number, two_seats, over_capacity, without_agreement, not_admissible, justified_envy (the
    person would rather have that opening, and it admitted somebody who stands behind them), wasted_seat (they
    would rather have it, and a seat is free). Envy and waste are looked for over every admissible pair, or
    only over the pairs `asked` (the lists) when those are given.
    """
    rows = _rows(market.seekers.number), _rows(market.openings.number)
    known: list[Pair] = []
    found: list[Violation] = []
    for seeker, opening in sorted(seats):
        if seeker not in rows[0] or opening not in rows[1]:
            found.append(Violation("unknown_number", seeker, opening))
        else:
            known.append((rows[0][seeker], rows[1][opening]))
    taken = np.full(len(market.seekers), -1, dtype=np.int64)
    for row, column in known:
        if taken[row] >= 0:
            found.append(_violation(market, "two_seats", row, column))
        taken[row] = column
    load = np.bincount([column for _, column in known], minlength=len(market.openings))
    over = np.flatnonzero(load > np.maximum(market.openings.seats_free, 0))
    found += [Violation("over_capacity", None, int(market.openings.number[column])) for column in over]
    along = None if asked is None else {(rows[0][s], rows[1][o]) for s, o in asked}
    free = load < market.openings.seats_free
    worst = _worst_admitted(market, taken)
    for first in range(0, len(market.seekers), _BLOCK):
        found += _audit_block(market, taken, worst, free, along, first)
    return found


def _audit_block(
    market: Market,
    taken: NDArray[np.int64],
    worst: Mapping[int, tuple[int, ...]],
    free: NDArray[np.bool_],
    along: set[Pair] | None,
    first: int,
) -> list[Violation]:
    """Breaches that concern one block of seekers."""
    pairs = market.pairs(first, first + _BLOCK)
    mask = refusals(pairs)
    score, claim = scores(pairs)
    lot = pair_lots(market.seekers.lot[pairs.at][:, None], market.openings.lot[None, :])
    found: list[Violation] = []
    for at, row in enumerate(pairs.at):
        own = int(taken[row])
        if own >= 0 and mask[at, own]:
            found.append(
                _not_admissible(
                    mask[at, own], int(market.seekers.number[row]), int(market.openings.number[own])
                )
            )
        better = mask[at] == 0
        if own >= 0:
            tie = (score[at] == score[at, own]) & (lot[at] < lot[at, own])
            better &= (score[at] > score[at, own]) | tie
        for column in np.flatnonzero(better):
            if along is not None and (int(row), int(column)) not in along:
                continue
            if free[column]:
                found.append(_violation(market, "wasted_seat", int(row), int(column)))
            elif _standing(market, int(row), int(claim[at, column])) < worst.get(int(column), ()):
                found.append(_violation(market, "justified_envy", int(row), int(column)))
    return found


def _standing(market: Market, row: int, claim: int) -> tuple[int, ...]:
    """Where somebody stands at an opening; smaller is before."""
    seekers = market.seekers
    return int(seekers.tier[row]), -claim, int(seekers.lot[row]), int(seekers.number[row])


def _worst_admitted(market: Market, taken: NDArray[np.int64]) -> dict[int, tuple[int, ...]]:
    """The standing of the last person admitted at each opening row that admitted anybody."""
    worst: dict[int, tuple[int, ...]] = {}
    for first in range(0, len(market.seekers), _BLOCK):
        pairs = market.pairs(first, first + _BLOCK)
        _, claim = scores(pairs)
        for at, row in enumerate(pairs.at):
            column = int(taken[row])
            if column >= 0:
                here = _standing(market, int(row), int(claim[at, column]))
                worst[column] = max(worst.get(column, here), here)
    return worst


def _not_admissible(mask: np.uint32, seeker: int, opening: int) -> Violation:
    code = "without_agreement" if mask & _CONSENT_BITS else "not_admissible"
    return Violation(code, seeker, opening)


def _violation(market: Market, code: str, row: int, column: int) -> Violation:
    return Violation(code, int(market.seekers.number[row]), int(market.openings.number[column]))


def _rows(numbers: NDArray[np.int64]) -> dict[int, int]:
    return {int(number): row for row, number in enumerate(numbers)}
