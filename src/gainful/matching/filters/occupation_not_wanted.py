"""Refuses an opening in an occupation that is not among those the person agreed to."""

from __future__ import annotations

from collections.abc import Mapping

from gainful.matching.columns import UNKNOWN, BoolArray, Pairs
from gainful.matching.filters.kind import ChangedBy, Filter, Value
from gainful.matching.tables import Opening, Round, Seeker


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    known = (pairs.openings.occupation != UNKNOWN)[None, :]
    choosy = pairs.person("occupations_asked") & ~pairs.person("any_occupation")
    wished = pairs.coded(pairs.market.wishes_occupation, pairs.openings.occupation)
    return known & choosy & ~wished


def values(seeker: Seeker, opening: Opening, round_: Round) -> Mapping[str, Value]:
    """The facts that the refusal rests on."""
    return {"occupation": opening.occupation, "agreed": tuple(sorted(seeker.occupations or ()))}


OCCUPATION_NOT_WANTED = Filter("occupation_not_wanted", ChangedBy.PERSON, refuses, values)
