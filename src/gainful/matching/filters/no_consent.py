"""Refuses everything to a person without a live consent to referral (safeguards.md 1)."""

from __future__ import annotations

from gainful.matching.columns import BoolArray, Pairs
from gainful.matching.filters.kind import ChangedBy, Filter, no_values


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    return ~pairs.person("consents")


NO_CONSENT = Filter("no_consent", ChangedBy.PERSON, refuses, no_values)
