"""Recommending: for each person the openings they may be shown, the best first, with reasons.

The matcher only proposes. A list holds min(at_most, admissible) openings: a price may change which of many
stand on it and in what order, never take one from somebody who has few. The result is the same in any order
of the rows given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gainful.matching.candidates import Candidates, admissible_pairs
from gainful.matching.columns import CLASSES, Market
from gainful.matching.explain import Refusal, Shortlist, refusers, shortlists, why_not
from gainful.matching.filters import FILTERS
from gainful.matching.prices import congestion_prices
from gainful.matching.tables import ENTRIES, Opening, Round, Seeker

_TOGETHER = 512


@dataclass(frozen=True)
class Recommendation:
    """The lists of one round. `admissible` are all pairs in order of score, `lists` those shown, in order."""

    market: Market
    admissible: Candidates
    lists: Candidates
    prices: NDArray[np.int32]
    """Points that each opening costs on lists, int32 (openings,)."""
    refused: NDArray[np.int32]
    """Openings refused, by seeker and filter, int32 (seekers, FILTERS)."""

    @cached_property
    def _seeker_rows(self) -> dict[int, int]:
        return {int(number): row for row, number in enumerate(self.market.seekers.number)}

    @cached_property
    def _opening_rows(self) -> dict[int, int]:
        return {int(number): row for row, number in enumerate(self.market.openings.number)}

    def shortlist(self, seeker: int) -> Shortlist:
        """What the seeker of this number is shown; KeyError for an unknown number."""
        return next(self._shortlists([self._seeker_rows[seeker]]))

    def listed(self) -> dict[int, list[int]]:
        """The openings (numbers) on the list of each seeker (number), the best first, without their reasons."""
        numbers = self.market.openings.number[self.lists.opening]
        parts = np.split(numbers, self.lists.start[1:-1])
        seekers = self.market.seekers.number.tolist()
        return {seeker: part.tolist() for seeker, part in zip(seekers, parts, strict=True)} if seekers else {}

    def shortlists(self) -> Iterator[Shortlist]:
        """Every seeker's list, by number."""
        for first in range(0, len(self.market.seekers), _TOGETHER):
            last = min(first + _TOGETHER, len(self.market.seekers))
            yield from self._shortlists(list(range(first, last)))

    def why_not(self, seeker: int, opening: int) -> tuple[Refusal, ...]:
        """Every filter that refuses this opening to this seeker (numbers); () when it is admissible."""
        return why_not(self.market, self._seeker_rows[seeker], self._opening_rows[opening])

    def refusers(self, seeker: int) -> dict[int, frozenset[str]]:
        """Codes of the filters that refuse each opening (number) to a seeker (number); none where it is admissible."""
        return refusers(self.market, self._seeker_rows[seeker])

    def refusal_counts(self, seeker: int) -> dict[str, int]:
        """How many openings each filter refused to the seeker of this number, zeros left out."""
        counts = self.refused[self._seeker_rows[seeker]]
        return {one.code: int(count) for one, count in zip(FILTERS, counts, strict=True) if count}

    def _shortlists(self, rows: list[int]) -> Iterator[Shortlist]:
        start, opening = self.lists.start, self.lists.opening
        chosen = [(row, [int(o) for o in opening[start[row] : start[row + 1]]]) for row in rows]
        yield from shortlists(self.market, chosen, self.prices)

    def with_seats(self, seats: dict[int, int]) -> Recommendation:
        """The lists with the opening (number) of which a seat is kept for a seeker (number) on each.

        Where prices had left it off a full list, it takes the last place.
        """
        missing: list[int] = []
        listed = set(zip(self.lists.seeker.tolist(), self.lists.opening.tolist(), strict=True))
        drop = np.zeros(len(self.lists), dtype=bool)
        for seeker, opening in seats.items():
            row, column = self._seeker_rows[seeker], self._opening_rows[opening]
            if (row, column) not in listed:
                drop[self.lists.start[row + 1] - 1] = self.lists.counts[row] >= self.market.round.at_most
                first, last = self.admissible.start[row : row + 2]
                at = np.flatnonzero(self.admissible.opening[first:last] == column)
                missing.extend(int(first + one) for one in at)
        extra = self.admissible.take(np.array(sorted(missing), dtype=np.intp))
        kept = self.lists.take(~drop)
        columns = [
            np.concatenate((getattr(kept, name), getattr(extra, name)))
            for name in ("seeker", "opening", "score", "claim")
        ]
        order = np.argsort(columns[0], kind="stable")
        both = Candidates.of(len(self.market.seekers), *(column[order] for column in columns))
        return replace(self, lists=both)

    def to_table(self, pairs: Candidates | None = None) -> pa.Table:
        """The lists (or other pairs, as `admissible`) as an ENTRIES table, by seeker and rank."""
        pairs = self.lists if pairs is None else pairs
        location = np.empty(len(pairs), dtype=np.int8)
        for first in range(0, len(pairs), 1 << 16):
            part = slice(first, first + (1 << 16))
            location[part] = self.market.location_of(pairs.seeker[part], pairs.opening[part])
        names = pa.array([one.value for one in CLASSES])
        return pa.table(
            {
                "seeker": self.market.seekers.number[pairs.seeker].astype(np.int32),
                "rank": (pairs.ranks() + 1).astype(np.int16),
                "opening": self.market.openings.number[pairs.opening].astype(np.int32),
                "score": pairs.score,
                "price": self.prices[pairs.opening],
                "claim": pairs.claim,
                "location_class": names.take(pa.array(location)),
            },
            schema=ENTRIES,
        )


def recommend(
    seekers: Iterable[Seeker],
    openings: Iterable[Opening],
    on: date,
    *,
    at_least: int = 3,
    at_most: int = 10,
    name: str = "",
    courses: frozenset[str] = frozenset(),
    priced: bool = True,
) -> Recommendation:
    """The lists as known on a date, at_least to at_most openings each where so many are admissible.

    `name` is the round's public name, which salts the lots (default: the date). `priced=False` leaves
    congestion prices out, for comparison. Raises ValueError when a number or a key occurs twice.
    """
    round_ = Round(on, name or on.isoformat(), at_least, at_most, courses)
    return recommend_in(Market.of(seekers, openings, round_), priced=priced)


def recommend_in(market: Market, *, priced: bool = True) -> Recommendation:
    """The lists of a market; see `recommend`."""
    admissible, refused = admissible_pairs(market)
    prices = np.zeros(len(market.openings), dtype=np.int32)
    if priced:
        prices = congestion_prices(market, admissible)
    order = admissible.sorted_by(admissible.score - prices[admissible.opening], market)
    shown = order[admissible.ranks() < market.round.at_most]
    return Recommendation(market, admissible, admissible.take(shown), prices, refused)
