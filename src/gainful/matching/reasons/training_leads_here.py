"""The person finished training for this work."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from gainful.matching.columns import Pairs
from gainful.matching.filters.kind import Value
from gainful.matching.points import TRAINING_LEADS_HERE as POINTS
from gainful.matching.reasons.kind import Points, Reason
from gainful.matching.tables import Opening, Seeker


def points(pairs: Pairs) -> Points:
    """Points of each pair."""
    trained = pairs.coded(pairs.market.trained_in, pairs.openings.occupation)
    return trained * np.int32(POINTS)


def values(seeker: Seeker, opening: Opening) -> Mapping[str, Value]:
    """The facts that earned the points."""
    return {"occupation": opening.occupation}


TRAINING_LEADS_HERE = Reason("training_leads_here", True, points, values)
