"""Refuses an opening without a known occupation to a person who agreed to certain occupations only."""

from __future__ import annotations

from gainful.matching.columns import UNKNOWN, BoolArray, Pairs
from gainful.matching.filters.kind import ChangedBy, Filter, no_values


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    unknown = (pairs.openings.occupation == UNKNOWN)[None, :]
    return unknown & pairs.person("occupations_asked") & ~pairs.person("any_occupation")


OCCUPATION_NOT_STATED = Filter("occupation_not_stated", ChangedBy.EMPLOYER, refuses, no_values)
