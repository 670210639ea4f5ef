"""The person holds the certificate that the opening requires or prefers."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from gainful.matching.columns import Pairs
from gainful.matching.filters.kind import Value
from gainful.matching.points import CERTIFICATE_HELD as POINTS
from gainful.matching.reasons.kind import Points, Reason
from gainful.matching.tables import Opening, Seeker


def points(pairs: Pairs) -> Points:
    """Points of each pair."""
    held = pairs.coded(pairs.market.holds_certificate, pairs.openings.certificate)
    return held * np.int32(POINTS)


def values(seeker: Seeker, opening: Opening) -> Mapping[str, Value]:
    """The facts that earned the points."""
    return {"certificate": opening.certificate}


CERTIFICATE_HELD = Reason("certificate_held", True, points, values)
