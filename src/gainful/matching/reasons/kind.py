"""What a scoring reason is: a code, integer points for each pair, and the values that earned them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gainful.matching.columns import Pairs
from gainful.matching.filters.kind import Value
from gainful.matching.tables import Opening, Seeker

Points = NDArray[np.int32]


@dataclass(frozen=True)
class Reason:
    """A reason for a pair. `points` broadcast to the block (n, m) and are never negative.

    `in_claim`: whether the points also count in the order of people for one seat.
    """

    code: str
    in_claim: bool
    points: Callable[[Pairs], Points]
    values: Callable[[Seeker, Opening], Mapping[str, Value]]
