"""Keeps public-welfare posts for those for whom nothing else is admissible.

A filter over the result: it is asked after all others, since it depends on what they left. For somebody who cannot
leave home, cannot_leave_home has taken away before what lies too far, so that only work within reach counts.
"""

from __future__ import annotations

from gainful.matching.columns import BoolArray, Pairs
from gainful.matching.filters.kind import ChangedBy, Filter, no_values


def refuses_over(pairs: Pairs, admitted: BoolArray) -> BoolArray:
    """Refusal pairs, given the pairs (n, m) that every other filter admitted."""
    last = pairs.openings.last_resort[None, :]
    has_another = (admitted & ~last).any(axis=1)[:, None]
    return last & has_another


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block, every other filter asked first."""
    from gainful.matching.filters import refused_before_last_resort

    return refuses_over(pairs, refused_before_last_resort(pairs) == 0)


POST_IS_LAST_RESORT = Filter("post_is_last_resort", ChangedBy.PERSON, refuses, no_values)
