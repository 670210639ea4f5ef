"""Refuses an opening whose place is not certain as seen from the person's home.

An offer must name the place of work, and a place that may be anywhere may be beyond what was agreed.
"""

from __future__ import annotations

from collections.abc import Mapping

from gainful.matching.columns import UNKNOWN, BoolArray, Pairs, placed
from gainful.matching.filters.kind import ChangedBy, Filter, Value
from gainful.matching.tables import Opening, Round, Seeker


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    return pairs.scope_needed == UNKNOWN


def values(seeker: Seeker, opening: Opening, round_: Round) -> Mapping[str, Value]:
    """The facts that the refusal rests on."""
    return {"place": opening.place, "location_class": placed(seeker.home, opening).value}


PLACE_UNKNOWN = Filter("place_unknown", ChangedBy.OFFICE, refuses, values)
