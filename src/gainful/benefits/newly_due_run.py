"""The daily look for rules that turned: reading stands outside, and what is written is one act a county."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from gainful.accounts.action import require
from gainful.accounts.actor import Actor
from gainful.benefits.actions.newly_due import tell_of_turns
from gainful.benefits.models import RuleTurn
from gainful.benefits.newly_due import Turned, fits, turned
from gainful.terms.areas import NATION

TOLD = (RuleTurn.Kind.BEGINS, RuleTurn.Kind.CHANGES)


def find_newly_due(*, actor: Actor, on: date) -> int:
    """Write down each rule that turned in a county, and each person there whom it fits now; how many people are new.

    A county looked at for the first time has its rules written down and nobody told: what was due before is found by
    `propose`. Running again the same day finds nothing more. Raises NotAllowed.
    """
    require(actor, "clocks.run", NATION)
    by_county: dict[int, list[Turned]] = defaultdict(list)
    for one in turned(on):
        by_county[one.county].append(one)
    found = 0
    for county, turns in by_county.items():
        names = {one.rule for one in turns if one.kind in TOLD}
        fitting = list(fits(county, names, on)) if names else []
        found += tell_of_turns(actor=actor, county=county, turns=turns, fitting=fitting, on=on)
    return found
