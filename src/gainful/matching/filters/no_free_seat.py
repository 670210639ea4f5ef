"""Refuses an opening whose seats are all taken."""

from __future__ import annotations

from gainful.matching.columns import BoolArray, Pairs
from gainful.matching.filters.kind import ChangedBy, Filter, no_values


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    return (pairs.openings.seats_free <= 0)[None, :]


NO_FREE_SEAT = Filter("no_free_seat", ChangedBy.TIME, refuses, no_values)
