"""Who somebody is: the programme's personal number, and what it says against what was stated."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

from gainful.accounts.actor import Actor
from gainful.accounts.refusals import NotAllowed
from gainful.accounts.sealed import digest
from gainful.pack import load
from gainful.terms.people_numbers import Checker, Reading

if TYPE_CHECKING:
    from gainful.registry.models import Person

SEX_CONTRADICTS = "sex_contradicts_id"
BIRTH_DATE_CONTRADICTS = "birth_date_contradicts_id"


def number_checker() -> Checker:
    """The checker of the loaded programme's personal numbers."""
    return _checker_of(settings.GAINFUL_PACK)


@cache
def _checker_of(pack: str) -> Checker:
    return load(pack).number_checker()


def contradictions(reading: Reading, *, sex: str, born_on: date | None) -> tuple[str, ...]:
    """Codes for what was stated otherwise than the number says; an unstated fact contradicts nothing."""
    found = []
    if reading.sex and sex and sex != reading.sex:
        found.append(SEX_CONTRADICTS)
    if reading.born_on and born_on and born_on != reading.born_on:
        found.append(BIRTH_DATE_CONTRADICTS)
    return tuple(found)


def number_digest(number: str) -> str:
    """Keyed digest of a whole personal number, for look-up."""
    return digest(number, "id")


def tail_digest(tail: str) -> str:
    """Keyed digest of a number's last four characters, for search."""
    return digest(tail.upper(), "id_tail")


def own_record(actor: Actor, person: Person) -> None:
    """Raise NotAllowed unless the actor is that very person."""
    if actor.person_id is None or actor.person_id != person.pk:
        raise NotAllowed("not_allowed")
