"""What casework asks of the loaded programme: who is able to work, which work is hazardous, how good evidence is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from django.conf import settings
from django.utils import timezone

from gainful.accounts.refusals import Refused
from gainful.pack import Pack, load
from gainful.terms.areas import LocationClass, location_class

NEAR_HOME = frozenset({LocationClass.IN_TOWNSHIP, LocationClass.IN_COUNTY})
"""Work there needs no cooling-off; a place that is not known is not near."""


def programme() -> Pack:
    """The loaded programme pack."""
    return load(settings.GAINFUL_PACK)


@cache
def capacities(able: bool) -> frozenset[str]:
    """The codes of labour capacity that allow work (weak capacity included), or those that do not."""
    codes = programme().codes["labour_capacity"]
    return frozenset(item.code for item in codes if item.is_marked("able") is able)


@cache
def hazardous(occupation: str) -> bool | None:
    """Whether nobody under 18 may work in an occupation; None where it is not named, or too broad to tell."""
    return programme().codes["occupations"].marked(occupation, "hazardous")


@cache
def occupations(is_hazardous: bool) -> frozenset[str]:
    """The codes of occupations that are hazardous, or certainly are not; those that cannot be told are in neither."""
    codes = {item.code for item in programme().codes["occupations"]}
    return frozenset(code for code in codes if hazardous(code) is is_hazardous)


def evidence_rank(code: str) -> int:
    """How good evidence of a grade is, higher is better; raises Refused for a code that is no grade."""
    item = programme().codes["evidence_grades"].get(code)
    if item is None:
        raise Refused("not_an_evidence_grade", given=code)
    return item.rank or 0


def needs_code(name: str, code: str, refusal: str) -> None:
    """Raise Refused with a code unless the text is a code of the programme's list of that name."""
    if code not in programme().codes[name]:
        raise Refused(refusal, given=code)


def quantity(name: str, area: int, on: date) -> int:
    """A whole number that the programme sets for an area on a date; raises Refused where it sets none."""
    found = programme().parameters.value(name, area, on)
    if found is None:
        raise Refused("parameter_not_set", name=name)
    return int(found.value)


def cooling_off_ends(area: int, on: date, at: datetime | None) -> datetime:
    """The end of the hours to think again, from the moment of a yes; without one from the end of its day `on`."""
    start = at or timezone.make_aware(datetime.combine(on + timedelta(days=1), time()))
    return (start + timedelta(hours=quantity("cooling_off_hours", area, on))).astimezone(UTC)


def where(home: int, place: int | None, place_text: str, on: date) -> LocationClass:
    """Where work lies as seen from home: by its area, else by what its text says for certain."""
    if place is not None:
        return location_class(home, place)
    return programme().gazetteer().resolve(place_text, home, on).location_class
