"""Refuses an opening that is held back (it discriminates, asks a deposit, exceeds hours, undercuts pay)."""

from __future__ import annotations

from collections.abc import Mapping

from gainful.matching.columns import BoolArray, Pairs
from gainful.matching.filters.kind import ChangedBy, Filter, Value
from gainful.matching.tables import Opening, Round, Seeker


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    return pairs.openings.held[None, :]


def values(seeker: Seeker, opening: Opening, round_: Round) -> Mapping[str, Value]:
    """The facts that the refusal rests on."""
    return {"held_for": opening.held_for}


OPENING_HELD = Filter("opening_held", ChangedBy.EMPLOYER, refuses, values)
