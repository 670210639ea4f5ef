"""Refuses everything to a person who said that they do not want work now."""

from __future__ import annotations

from gainful.matching.columns import BoolArray, Pairs
from gainful.matching.filters.kind import ChangedBy, Filter, no_values


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    return pairs.person("willing") == 0


NOT_WILLING = Filter("not_willing", ChangedBy.PERSON, refuses, no_values)
