"""The person named this occupation as one they would like."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from gainful.matching.columns import Pairs
from gainful.matching.filters.kind import Value
from gainful.matching.points import OCCUPATION_NAMED as POINTS
from gainful.matching.reasons.kind import Points, Reason
from gainful.matching.tables import Opening, Seeker


def points(pairs: Pairs) -> Points:
    """Points of each pair."""
    named = pairs.coded(pairs.market.wishes_occupation, pairs.openings.occupation)
    return named * np.int32(POINTS)


def values(seeker: Seeker, opening: Opening) -> Mapping[str, Value]:
    """The facts that earned the points."""
    return {"occupation": opening.occupation}


OCCUPATION_NAMED = Reason("occupation_named", False, points, values)
