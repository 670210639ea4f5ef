"""The work lies in the class of place that the person named."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from gainful.matching.columns import UNKNOWN, Pairs
from gainful.matching.filters.kind import Value
from gainful.matching.points import PLACE_AS_NAMED as POINTS
from gainful.matching.reasons.kind import Points, Reason
from gainful.matching.tables import Opening, Seeker


def points(pairs: Pairs) -> Points:
    """Points of each pair."""
    named = pairs.person("place_named")
    return ((named != UNKNOWN) & (pairs.scope_needed == named)) * np.int32(POINTS)


def values(seeker: Seeker, opening: Opening) -> Mapping[str, Value]:
    """The facts that earned the points."""
    named = None if seeker.place_named is None else seeker.place_named.name.lower()
    return {"place": opening.place, "named": named}


PLACE_AS_NAMED = Reason("place_as_named", False, points, values)
