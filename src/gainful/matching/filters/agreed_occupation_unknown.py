"""Refuses everything to a person whom nobody has asked what work they would do: nothing was agreed."""

from __future__ import annotations

from gainful.matching.columns import BoolArray, Pairs
from gainful.matching.filters.kind import ChangedBy, Filter, no_values


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    return ~pairs.person("occupations_asked")


AGREED_OCCUPATION_UNKNOWN = Filter("agreed_occupation_unknown", ChangedBy.OFFICE, refuses, no_values)
