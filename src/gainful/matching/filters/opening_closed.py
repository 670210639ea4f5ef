"""Refuses an opening whose last day has passed; one without a last day stays open."""

from __future__ import annotations

from collections.abc import Mapping

from gainful.matching.columns import UNKNOWN, BoolArray, Pairs
from gainful.matching.filters.kind import ChangedBy, Filter, Value
from gainful.matching.tables import Opening, Round, Seeker


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    until = pairs.openings.valid_until
    return ((until != UNKNOWN) & (until < pairs.on))[None, :]


def values(seeker: Seeker, opening: Opening, round_: Round) -> Mapping[str, Value]:
    """The facts that the refusal rests on."""
    return {"valid_until": opening.valid_until, "on": round_.on}


OPENING_CLOSED = Filter("opening_closed", ChangedBy.EMPLOYER, refuses, values)
