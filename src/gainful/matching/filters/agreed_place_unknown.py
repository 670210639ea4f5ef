"""Refuses everything to a person whom nobody has asked how far they would go: nothing was agreed."""

from __future__ import annotations

from gainful.matching.columns import UNKNOWN, BoolArray, Pairs
from gainful.matching.filters.kind import ChangedBy, Filter, no_values


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    return pairs.person("scope") == UNKNOWN


AGREED_PLACE_UNKNOWN = Filter("agreed_place_unknown", ChangedBy.OFFICE, refuses, no_values)
