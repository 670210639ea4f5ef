"""Refuses an opening further away than the person agreed to.

Where the place is known no nearer than some area, the whole area must lie within what was agreed: a place
"in the province" is not within "my county", a place in the township is not yet in the own village.
"""

from __future__ import annotations

from collections.abc import Mapping

from gainful.matching.columns import UNKNOWN, BoolArray, Pairs, scope_needed
from gainful.matching.filters.kind import ChangedBy, Filter, Value
from gainful.matching.tables import Opening, Round, Seeker


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    scope = pairs.person("scope")
    return (scope != UNKNOWN) & (pairs.scope_needed > scope)


def values(seeker: Seeker, opening: Opening, round_: Round) -> Mapping[str, Value]:
    """The facts that the refusal rests on."""
    needed = scope_needed(seeker.home, opening)
    return {
        "agreed": None if seeker.scope is None else seeker.scope.name.lower(),
        "needed": None if needed is None else needed.name.lower(),
        "place": opening.place,
    }


BEYOND_AGREED_PLACE = Filter("beyond_agreed_place", ChangedBy.PERSON, refuses, values)
