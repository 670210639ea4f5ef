"""The pay that is sure to be paid lies above the least the person agreed to."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from gainful.matching.columns import UNKNOWN, Pairs
from gainful.matching.filters.kind import Value
from gainful.matching.points import PAY_MOST, PAY_STEP_FEN
from gainful.matching.reasons.kind import Points, Reason
from gainful.matching.tables import Opening, Seeker


def points(pairs: Pairs) -> Points:
    """Points of each pair."""
    wish, low = pairs.person("pay_at_least"), pairs.openings.pay_low[None, :]
    steps = np.clip((low - wish) // PAY_STEP_FEN, 0, PAY_MOST)
    return np.where((wish != UNKNOWN) & (low != UNKNOWN), steps, 0).astype(np.int32)


def values(seeker: Seeker, opening: Opening) -> Mapping[str, Value]:
    """The facts that earned the points."""
    return {"pay_low_fen": opening.pay_low_fen, "pay_at_least_fen": seeker.pay_at_least_fen}


PAY_ABOVE_WISH = Reason("pay_above_wish", False, points, values)
