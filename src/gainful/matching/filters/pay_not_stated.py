"""Refuses an opening that states no pay to a person who agreed to a least pay."""

from __future__ import annotations

from collections.abc import Mapping

from gainful.matching.columns import UNKNOWN, BoolArray, Pairs
from gainful.matching.filters.kind import ChangedBy, Filter, Value
from gainful.matching.tables import Opening, Round, Seeker


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    unstated = (pairs.openings.pay_low == UNKNOWN) & (pairs.openings.pay_high == UNKNOWN)
    return unstated[None, :] & (pairs.person("pay_at_least") != UNKNOWN)


def values(seeker: Seeker, opening: Opening, round_: Round) -> Mapping[str, Value]:
    """The facts that the refusal rests on."""
    return {"pay_at_least_fen": seeker.pay_at_least_fen}


PAY_NOT_STATED = Filter("pay_not_stated", ChangedBy.EMPLOYER, refuses, values)
