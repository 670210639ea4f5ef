"""Refuses an opening that must start, or that closes, before the person is free."""

from __future__ import annotations

from collections.abc import Mapping

from gainful.matching.columns import UNKNOWN, BoolArray, Pairs
from gainful.matching.filters.kind import ChangedBy, Filter, Value
from gainful.matching.tables import Opening, Round, Seeker


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    latest, free = pairs.openings.latest_start[None, :], pairs.person("available_on")
    return (latest != UNKNOWN) & (free > latest)


def values(seeker: Seeker, opening: Opening, round_: Round) -> Mapping[str, Value]:
    """The facts that the refusal rests on."""
    return {"available_on": seeker.available_on, "latest_start": opening.start_by or opening.valid_until}


AVAILABLE_TOO_LATE = Filter("available_too_late", ChangedBy.TIME, refuses, values)
