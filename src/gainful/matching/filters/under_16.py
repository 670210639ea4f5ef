"""Refuses everything to a child: nobody under 16 is ever placeable (safeguards.md 5)."""

from __future__ import annotations

from collections.abc import Mapping

from gainful.matching.columns import UNKNOWN, BoolArray, Pairs
from gainful.matching.filters.kind import ChangedBy, Filter, Value
from gainful.matching.tables import Opening, Round, Seeker

YEARS = 16


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    return (pairs.person("age") < YEARS) & (pairs.person("age") != UNKNOWN)


def values(seeker: Seeker, opening: Opening, round_: Round) -> Mapping[str, Value]:
    """The facts that the refusal rests on."""
    return {"age_years": seeker.age_years}


UNDER_16 = Filter("under_16", ChangedBy.TIME, refuses, values)
