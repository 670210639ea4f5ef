"""Refuses an opening whose pay may, but need not, reach the least the person agreed to.

A span of 3,200 to 3,700 is no agreement to at least 3,500 until the employer says so; nor is
"from 3,200".
"""

from __future__ import annotations

from collections.abc import Mapping

from gainful.matching.columns import UNKNOWN, BoolArray, Pairs
from gainful.matching.filters.kind import ChangedBy, Filter, Value
from gainful.matching.tables import Opening, Round, Seeker


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    wish = pairs.person("pay_at_least")
    low, high = pairs.openings.pay_low[None, :], pairs.openings.pay_high[None, :]
    stated = (low != UNKNOWN) | (high != UNKNOWN)
    return stated & (low < wish) & ((high >= wish) | (high == UNKNOWN))


def values(seeker: Seeker, opening: Opening, round_: Round) -> Mapping[str, Value]:
    """The facts that the refusal rests on."""
    return {
        "pay_low_fen": opening.pay_low_fen,
        "pay_high_fen": opening.pay_high_fen,
        "pay_at_least_fen": seeker.pay_at_least_fen,
    }


PAY_MAY_FALL_SHORT = Filter("pay_may_fall_short", ChangedBy.EMPLOYER, refuses, values)
