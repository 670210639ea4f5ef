"""Housing is provided where the work is away from the home county."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from gainful.matching.columns import Pairs, placed
from gainful.matching.filters.kind import Value
from gainful.matching.points import HOUSING_WHEN_AWAY as POINTS
from gainful.matching.reasons.kind import Points, Reason
from gainful.matching.tables import Opening, Seeker


def points(pairs: Pairs) -> Points:
    """Points of each pair."""
    return (pairs.away & (pairs.openings.housing == 1)[None, :]) * np.int32(POINTS)


def values(seeker: Seeker, opening: Opening) -> Mapping[str, Value]:
    """The facts that earned the points."""
    return {"location_class": placed(seeker.home, opening).value}


HOUSING_AWAY = Reason("housing_away", False, points, values)
