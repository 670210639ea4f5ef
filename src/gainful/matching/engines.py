"""Engines: the same matching on one machine or many, behind one interface over Arrow tables.

Tables in and out have the schemas of tables.py, rows in any order in, in order of number out. Whatever runs
behind it, an engine gives the same bytes: integer sums, lots and numbers leave nothing to chance. The local
engine is plain numpy, for a county; `allocate` takes either table that `recommend` gives (every admissible
pair, or only the lists), since a nation can afford the lists alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pyarrow as pa

from gainful.matching.allocate import allocate_pairs
from gainful.matching.candidates import Candidates
from gainful.matching.columns import Market
from gainful.matching.recommend import recommend_in
from gainful.matching.tables import ENTRIES, Round, openings_of, seekers_of


@dataclass(frozen=True)
class Lists:
    """What recommending gives: the lists shown and all admissible pairs, both as ENTRIES tables."""

    lists: pa.Table
    admissible: pa.Table


@dataclass(frozen=True)
class Seats:
    """What allocating gives: a SEATS and a CUT_OFFS table."""

    seats: pa.Table
    cut_offs: pa.Table


class Engine(Protocol):
    """Something that can match a round."""

    def recommend(self, seekers: pa.Table, openings: pa.Table, round_: Round) -> Lists:
        """The lists of a round, from a SEEKERS and an OPENINGS table; ValueError for other tables."""
        ...

    def allocate(self, seekers: pa.Table, openings: pa.Table, pairs: pa.Table, round_: Round) -> Seats:
        """The seats when people ask along the pairs of an ENTRIES table; ValueError for other tables."""
        ...


class LocalEngine:
    """One process, one core, numpy."""

    def recommend(self, seekers: pa.Table, openings: pa.Table, round_: Round) -> Lists:
        """The lists of a round; see Engine."""
        made = recommend_in(Market.of(seekers_of(seekers), openings_of(openings), round_))
        return Lists(made.to_table(), made.to_table(made.admissible))

    def allocate(self, seekers: pa.Table, openings: pa.Table, pairs: pa.Table, round_: Round) -> Seats:
        """The seats of a round; see Engine."""
        if not pairs.schema.equals(ENTRIES):
            raise ValueError(f"not a table of entries: {pairs.schema.names}")
        market = Market.of(seekers_of(seekers), openings_of(openings), round_)
        seats, cut_offs = allocate_pairs(market, _candidates(market, pairs)).to_tables()
        return Seats(seats, cut_offs)


def _candidates(market: Market, pairs: pa.Table) -> Candidates:
    """The pairs of an ENTRIES table in rows; ValueError for a number that is in neither table."""
    seeker = pairs.column("seeker").to_numpy()
    opening = pairs.column("opening").to_numpy()
    if not np.isin(seeker, market.seekers.number).all() or not np.isin(opening, market.openings.number).all():
        raise ValueError("entries name a number that is not among the seekers or openings")
    at = np.searchsorted(market.seekers.number, seeker).astype(np.int32)
    column = np.searchsorted(market.openings.number, opening).astype(np.int32)
    order = np.argsort(at, kind="stable")
    score, claim = pairs.column("score").to_numpy(), pairs.column("claim").to_numpy()
    return Candidates.of(len(market.seekers), at[order], column[order], score[order], claim[order])
