"""Refuses an opening that pays less, even at best, than the least the person agreed to."""

from __future__ import annotations

from collections.abc import Mapping

from gainful.matching.columns import UNKNOWN, BoolArray, Pairs
from gainful.matching.filters.kind import ChangedBy, Filter, Value
from gainful.matching.tables import Opening, Round, Seeker


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    best = pairs.openings.pay_high[None, :]
    return (best != UNKNOWN) & (best < pairs.person("pay_at_least"))


def values(seeker: Seeker, opening: Opening, round_: Round) -> Mapping[str, Value]:
    """The facts that the refusal rests on."""
    return {
        "pay_low_fen": opening.pay_low_fen,
        "pay_high_fen": opening.pay_high_fen,
        "pay_at_least_fen": seeker.pay_at_least_fen,
    }


PAY_BELOW_WISH = Filter("pay_below_wish", ChangedBy.PERSON, refuses, values)
