"""Refuses work away without housing to a person who asked for housing when away."""

from __future__ import annotations

from collections.abc import Mapping

from gainful.matching.columns import BoolArray, Pairs, placed
from gainful.matching.filters.kind import ChangedBy, Filter, Value
from gainful.matching.tables import Opening, Round, Seeker


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    without = (pairs.openings.housing == 0)[None, :]
    return pairs.person("housing_when_away") & pairs.away & without


def values(seeker: Seeker, opening: Opening, round_: Round) -> Mapping[str, Value]:
    """The facts that the refusal rests on."""
    return {"location_class": placed(seeker.home, opening).value}


HOUSING_NOT_PROVIDED = Filter("housing_not_provided", ChangedBy.EMPLOYER, refuses, values)
