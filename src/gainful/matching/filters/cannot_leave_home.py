"""Refuses an opening further away than the person said they can leave home for, whatever they would like.

A wish says how far somebody would go; this says how far they can (care, health, strength: their own statement, and
no field of health or disability is read). What was never asked refuses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from gainful.matching.columns import UNKNOWN, BoolArray, Pairs, scope_needed
from gainful.matching.filters.kind import ChangedBy, Filter, Value
from gainful.matching.tables import Opening, Round, Seeker


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    furthest = pairs.person("cannot_leave")
    return (furthest != UNKNOWN) & (pairs.scope_needed > furthest)


def values(seeker: Seeker, opening: Opening, round_: Round) -> Mapping[str, Value]:
    """The facts that the refusal rests on."""
    needed = scope_needed(seeker.home, opening)
    return {
        "stays": None if seeker.cannot_leave is None else seeker.cannot_leave.name.lower(),
        "needed": None if needed is None else needed.name.lower(),
        "place": opening.place,
    }


CANNOT_LEAVE_HOME = Filter("cannot_leave_home", ChangedBy.PERSON, refuses, values)
