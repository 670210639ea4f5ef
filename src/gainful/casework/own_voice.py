"""Complaining without a login: as whom one then acts, and reading the answer with the code."""

from __future__ import annotations

from datetime import date

from gainful.accounts.actor import Actor, Grant, Role
from gainful.accounts.models import Posting
from gainful.accounts.refusals import Refused
from gainful.accounts.sealed import digest
from gainful.casework.models import Grievance
from gainful.terms.areas import Level, county_of, level_of


def somebody(area: int, on: date) -> Actor:
    """Whoever complains, unnamed: a person of that area and no more; nothing says which."""
    return Actor(
        account_id=None, label="complainant", grants=(Grant(Role.WORKER, area),), person_id=None, on=on
    )


def grievance_of_code(code: str) -> Grievance:
    """The complaint that this code was given for. Refused: grievance_code_not_good."""
    given = "".join(character for character in code.upper() if character.isalnum())
    found = Grievance.objects.filter(code_digest=digest(given, "grievance")).first()
    if found is None:
        raise Refused("grievance_code_not_good")
    return found


def counties_with_an_office(on: date) -> list[int]:
    """The counties where somebody is posted on a day: where a complaint can be about, lowest number first."""
    areas = Posting.objects.in_force(on).values_list("area", flat=True).distinct()
    return sorted({county_of(area) for area in areas if level_of(county_of(area)) is Level.COUNTY})
