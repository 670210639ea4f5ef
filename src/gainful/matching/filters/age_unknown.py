"""Refuses everything while nobody knows the age: that somebody is not a child must be certain."""

from __future__ import annotations

from gainful.matching.columns import UNKNOWN, BoolArray, Pairs
from gainful.matching.filters.kind import ChangedBy, Filter, no_values


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    return pairs.person("age") == UNKNOWN


AGE_UNKNOWN = Filter("age_unknown", ChangedBy.OFFICE, refuses, no_values)
