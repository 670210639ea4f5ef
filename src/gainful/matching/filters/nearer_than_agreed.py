"""Refuses an opening nearer home than the person agreed to.

For those who said "outside the county", or "outside the province", and mean it. Where the wish is only about
how far somebody would go at most, `no_nearer_than` is None and nothing is refused here.
"""

from __future__ import annotations

from collections.abc import Mapping

from gainful.matching.columns import UNKNOWN, BoolArray, Pairs, scope_needed
from gainful.matching.filters.kind import ChangedBy, Filter, Value
from gainful.matching.tables import Opening, Round, Seeker


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    nearest = pairs.person("no_nearer_than")
    return (pairs.scope_needed != UNKNOWN) & (pairs.scope_needed < nearest)


def values(seeker: Seeker, opening: Opening, round_: Round) -> Mapping[str, Value]:
    """The facts that the refusal rests on."""
    needed = scope_needed(seeker.home, opening)
    return {
        "agreed": None if seeker.no_nearer_than is None else seeker.no_nearer_than.name.lower(),
        "needed": None if needed is None else needed.name.lower(),
        "place": opening.place,
    }


NEARER_THAN_AGREED = Filter("nearer_than_agreed", ChangedBy.PERSON, refuses, values)
