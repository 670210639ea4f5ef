"""Refuses work away from the county, or at night, to a person who asked to be home in the evenings.

Work elsewhere in the county may be near enough or not: that is a question, not a refusal.
"""

from __future__ import annotations

from collections.abc import Mapping

from gainful.matching.columns import BoolArray, Pairs, placed
from gainful.matching.filters.kind import ChangedBy, Filter, Value
from gainful.matching.tables import Opening, Round, Seeker


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    asked = pairs.person("home_evenings")
    return asked & (pairs.away | (pairs.openings.night_work == 1)[None, :])


def values(seeker: Seeker, opening: Opening, round_: Round) -> Mapping[str, Value]:
    """The facts that the refusal rests on."""
    night = "yes" if opening.night_work else "no"
    return {"location_class": placed(seeker.home, opening).value, "night_work": night}


NEEDS_TO_BE_HOME_EVENINGS = Filter("needs_to_be_home_evenings", ChangedBy.PERSON, refuses, values)
