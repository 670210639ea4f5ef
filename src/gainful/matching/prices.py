"""Congestion prices: points that crowded openings cost on lists, so that lists do not all show the same few.

A price moves an opening down a list; it removes nothing, and it plays no part in who gets a seat. An opening
is crowded when more people see it among their first places than it has seats, and its share of all first
places is larger than its share of the seats. Prices rise and fall in STEPS of whole points, the same for
everybody, by the demand of a sample of seekers drawn by lot. One person alone crowds nothing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gainful.matching.candidates import Candidates
from gainful.matching.columns import Market

STEPS = (16, 8, 8, 4, 4, 2, 2, 1)
SAMPLE = 4_000
"""Seekers whose demand is counted: in the prototype 1-2% of a nation was enough; a county has fewer."""


def congestion_prices(market: Market, candidates: Candidates) -> NDArray[np.int32]:
    """Price of each opening in points, never negative, int32 (m,)."""
    prices = np.zeros(len(market.openings), dtype=np.int32)
    choosing = np.flatnonzero(candidates.counts > market.round.at_least)
    drawn = choosing[np.lexsort((choosing, market.seekers.lot[choosing]))][:SAMPLE]
    sample = candidates.take(np.isin(candidates.seeker, drawn))
    seats = market.openings.seats_free * np.isin(np.arange(len(prices)), sample.opening)
    if seats.sum() == 0:
        return prices
    for step in STEPS:
        demand = _demand(market, sample, prices)
        # Compared in whole numbers: demand / all demand > seats / all seats, and demand (of all) > seats.
        moves = np.sign(demand * seats.sum() - seats * demand.sum())
        moves[demand * len(choosing) <= seats * len(drawn)] = -1
        prices = np.maximum(prices + step * moves, 0).astype(np.int32)
    return prices


def _demand(market: Market, sample: Candidates, prices: NDArray[np.int32]) -> NDArray[np.int64]:
    """How often each opening stands among the first at_least places of the sample's lists."""
    order = sample.sorted_by(sample.score - prices[sample.opening], market)
    firsts = order[sample.ranks() < market.round.at_least]
    return np.bincount(sample.opening[firsts], minlength=len(prices))
