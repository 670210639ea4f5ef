"""Refuses an opening that asks for more education than the person is known to have.

Unknown is not no: a person whose education nobody noted is shown the opening with a question.
"""

from __future__ import annotations

from collections.abc import Mapping

from gainful.matching.columns import UNKNOWN, BoolArray, Pairs
from gainful.matching.filters.kind import ChangedBy, Filter, Value
from gainful.matching.tables import Opening, Round, Seeker


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    has, asked = pairs.person("education"), pairs.openings.education[None, :]
    return (has != UNKNOWN) & (has < asked)


def values(seeker: Seeker, opening: Opening, round_: Round) -> Mapping[str, Value]:
    """The facts that the refusal rests on."""
    return {"education_rank": seeker.education_rank, "asked_rank": opening.education_rank}


EDUCATION_BELOW = Filter("education_below", ChangedBy.EMPLOYER, refuses, values)
