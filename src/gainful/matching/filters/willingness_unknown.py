"""Refuses everything to a person whom nobody has asked whether they want work."""

from __future__ import annotations

from gainful.matching.columns import UNKNOWN, BoolArray, Pairs
from gainful.matching.filters.kind import ChangedBy, Filter, no_values


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    return pairs.person("willing") == UNKNOWN


WILLINGNESS_UNKNOWN = Filter("willingness_unknown", ChangedBy.OFFICE, refuses, no_values)
