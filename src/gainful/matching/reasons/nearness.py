"""The work is near home. Distance by class only; which district home is in plays no part."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from gainful.matching.columns import Pairs, placed
from gainful.matching.filters.kind import Value
from gainful.matching.points import NEARNESS_POINTS
from gainful.matching.reasons.kind import Points, Reason
from gainful.matching.tables import Opening, Scope, Seeker


def points(pairs: Pairs) -> Points:
    """Points of each pair."""
    by_scope = np.zeros(len(Scope) + 1, dtype=np.int32)  # the last answers for -1, a place not certain
    for scope, name in zip(Scope, NEARNESS_POINTS, strict=False):
        by_scope[scope] = NEARNESS_POINTS[name]
    return by_scope[pairs.scope_needed]


def values(seeker: Seeker, opening: Opening) -> Mapping[str, Value]:
    """The facts that earned the points."""
    return {"location_class": placed(seeker.home, opening).value}


NEARNESS = Reason("nearness", False, points, values)
