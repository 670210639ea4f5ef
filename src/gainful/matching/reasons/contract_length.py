"""The contract is long: half a year, a year, two years."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from gainful.matching.columns import Pairs
from gainful.matching.filters.kind import Value
from gainful.matching.points import CONTRACT
from gainful.matching.reasons.kind import Points, Reason
from gainful.matching.tables import Opening, Seeker


def points(pairs: Pairs) -> Points:
    """Points of each pair."""
    months = pairs.openings.contract_months
    earned = np.zeros(len(months), dtype=np.int32)
    for least, worth in reversed(CONTRACT):
        earned[months >= least] = worth
    return earned[None, :]


def values(seeker: Seeker, opening: Opening) -> Mapping[str, Value]:
    """The facts that earned the points."""
    return {"contract_months": opening.contract_months}


CONTRACT_LENGTH = Reason("contract_length", False, points, values)
