"""Refuses work with a demand that the person declared they cannot meet."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from gainful.matching.columns import BoolArray, Pairs
from gainful.matching.filters.kind import ChangedBy, Filter, Value
from gainful.matching.tables import Opening, Round, Seeker


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    unable = pairs.market.cannot_do[pairs.at].astype(np.int32)
    return unable @ pairs.openings.demanded.astype(np.int32) > 0


def values(seeker: Seeker, opening: Opening, round_: Round) -> Mapping[str, Value]:
    """The facts that the refusal rests on."""
    return {"demands": tuple(sorted(opening.demands & seeker.cannot_do))}


CANNOT_DO_TASK = Filter("cannot_do_task", ChangedBy.EMPLOYER, refuses, values)
