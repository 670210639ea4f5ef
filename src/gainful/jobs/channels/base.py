"""What a channel is: what it demands of an opening, of a spell, and of the person's consent."""

from __future__ import annotations

from typing import Protocol

from gainful.terms.places import LocationClass

WITHIN_COUNTY = frozenset({LocationClass.IN_TOWNSHIP, LocationClass.IN_COUNTY})


class OpeningLike(Protocol):
    """What a channel reads of an opening."""

    workshop_id: int | None
    project_id: int | None
    place: int | None
    hours_per_week: int | None
    contract_months: int | None
    pay_low_fen: int | None
    housing: str
    deductions_stated: bool | None


class SpellLike(Protocol):
    """What a channel reads of a spell."""

    workshop_id: int | None
    employer_id: int | None
    employer_name: str
    location_class: str


class Channel:
    """One way to work. A file beside this one makes one, says its code, and what is particular to it."""

    code = ""
    """The code in the pack's list of channels, which gives the name in each language."""
    has_openings = True
    """Whether openings are recorded for it; work that people arrange themselves has none."""
    can_place = True
    """Whether Gainful may bring such work about, or it is only ever recorded."""
    last_resort = False
    """For those for whom there is nothing else or who cannot leave home."""
    own_business = False
    """The person's own business: no employer's pay, no contract."""
    counts_as_workshop = False
    """Spells count among the people in workshops."""
    minimum_wage_applies = True
    """Openings of full-time hours are held against the minimum wage of the place of work."""

    def consents(self, location_class: str) -> tuple[str, ...]:
        """Purposes to each of which the person must agree before being placed at such a place."""
        return ("placement",)

    def cools_off(self, location_class: str) -> bool:
        """Whether an accepted offer rests before it binds: outside the home county, or where nobody knows."""
        return location_class not in WITHIN_COUNTY

    def opening_lacks(self, opening: OpeningLike) -> tuple[str, ...]:
        """Codes of what an opening does not state and must, before a person can accept."""
        lacking = {
            "place_not_stated": opening.place is None,
            "pay_not_stated": opening.pay_low_fen is None,
            "hours_not_stated": opening.hours_per_week is None,
            "deductions_not_stated": not opening.deductions_stated,
        }
        return tuple(code for code, lacks in lacking.items() if lacks)

    def spell_lacks(self, spell: SpellLike) -> tuple[str, ...]:
        """Codes of what a spell of this channel does not say and should."""
        return () if spell.employer_id or spell.employer_name else ("employer_not_stated",)
