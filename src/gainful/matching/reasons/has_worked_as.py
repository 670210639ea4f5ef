"""The person has done this work before."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from gainful.matching.columns import Pairs
from gainful.matching.filters.kind import Value
from gainful.matching.points import WORKED_AS as POINTS
from gainful.matching.reasons.kind import Points, Reason
from gainful.matching.tables import Opening, Seeker


def points(pairs: Pairs) -> Points:
    """Points of each pair."""
    worked = pairs.coded(pairs.market.worked_as, pairs.openings.occupation)
    return worked * np.int32(POINTS)


def values(seeker: Seeker, opening: Opening) -> Mapping[str, Value]:
    """The facts that earned the points."""
    return {"occupation": opening.occupation}


HAS_WORKED_AS = Reason("has_worked_as", True, points, values)
