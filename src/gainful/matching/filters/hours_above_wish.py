"""Refuses an opening with longer weekly hours than the person agreed to."""

from __future__ import annotations

from collections.abc import Mapping

from gainful.matching.columns import UNKNOWN, BoolArray, Pairs
from gainful.matching.filters.kind import ChangedBy, Filter, Value
from gainful.matching.tables import Opening, Round, Seeker


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    most = pairs.person("hours_at_most")
    return (most != UNKNOWN) & (pairs.openings.hours[None, :] > most)


def values(seeker: Seeker, opening: Opening, round_: Round) -> Mapping[str, Value]:
    """The facts that the refusal rests on."""
    return {"hours_per_week": opening.hours_per_week, "hours_at_most": seeker.hours_at_most}


HOURS_ABOVE_WISH = Filter("hours_above_wish", ChangedBy.PERSON, refuses, values)
