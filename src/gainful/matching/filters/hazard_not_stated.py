"""Refuses work of unknown danger to anybody under 18: that it is not hazardous must be certain."""

from __future__ import annotations

from collections.abc import Mapping

from gainful.matching.columns import UNKNOWN, BoolArray, Pairs
from gainful.matching.filters.kind import ChangedBy, Filter, Value
from gainful.matching.tables import Opening, Round, Seeker

YEARS = 18


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    age = pairs.person("age")
    return (age != UNKNOWN) & (age < YEARS) & (pairs.openings.hazardous == UNKNOWN)[None, :]


def values(seeker: Seeker, opening: Opening, round_: Round) -> Mapping[str, Value]:
    """The facts that the refusal rests on."""
    return {"age_years": seeker.age_years}


HAZARD_NOT_STATED = Filter("hazard_not_stated", ChangedBy.EMPLOYER, refuses, values)
