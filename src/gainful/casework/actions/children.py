"""A child found working, told by hand: the case for the independent desk opens by the same act."""

from __future__ import annotations

from datetime import date
from typing import Any

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.casework.actions.protection import open_protection_case
from gainful.casework.actions.spells import record_spell
from gainful.casework.models import ProtectionCase, Spell
from gainful.casework.shared import PLACEABLE_FROM
from gainful.registry.actions import correct_person
from gainful.registry.actions.people import PersonChanges
from gainful.registry.models import Person
from gainful.terms.periods import age_on

CHILD_WORKING = "child_working"


@action(right="casework.record_spell", on_what="person")
def tell_of_job(
    *, actor: Actor, person: Person, on: date, starts_on: date, **told: Any
) -> Spell | ProtectionCase:
    """A job as record_spell keeps it; where it is a child's, no job is kept, and a case opens and is given back.

    Refused: as record_spell; child_found_working only to those who may open no case.
    """
    if _is_child(person, starts_on) and actor.may("protection.open", person.area):
        case: ProtectionCase = open_protection_case(
            actor=actor, area=person.area, kind=CHILD_WORKING, on=on, person=person,
            employer_name=told.get("employer_name", ""), words=f"{starts_on:%Y-%m-%d}",
            source=f"told {starts_on:%Y-%m-%d}",
        )  # fmt: skip
        return case
    spell: Spell = record_spell(actor=actor, person=person, on=on, starts_on=starts_on, **told)
    return spell


@action(right="people.correct", on_what="person")
def correct_person_at_work(
    *, actor: Actor, person: Person, on: date, changes: PersonChanges
) -> list[ProtectionCase]:
    """Put right as correct_person does; where that makes a child of somebody at work, a case opens for each job.

    A child by the birth date stated or by the personal number: the younger holds until it is cleared which is right.
    Refused: as correct_person; child_found_working to those who may open no case.
    """
    before = _birth_dates(person, on)
    person = correct_person(actor=actor, person=person, on=on, changes=changes)
    if _birth_dates(person, on) == before or not _is_child(person, on):
        return []
    jobs = Spell.objects.filter(person=person, state__in=[Spell.State.AGREED, Spell.State.WORKING]).order_by(
        "pk"
    )
    if jobs and not actor.may("protection.open", person.area):
        raise Refused("child_found_working")
    return [
        open_protection_case(
            actor=actor,
            area=person.area,
            kind=CHILD_WORKING,
            on=on,
            person=person,
            employer_name=job.employer_name,
            words=f"{job.starts_on:%Y-%m-%d}",
            source=f"told {job.starts_on:%Y-%m-%d}",
        )
        for job in jobs
    ]


def _is_child(person: Person, on: date) -> bool:
    """Whether somebody was under 16 on a day, by either of two dates; one that is not known is nobody's."""
    return any(born_on > on or age_on(born_on, on) < PLACEABLE_FROM for born_on in _birth_dates(person, on))


def _birth_dates(person: Person, on: date) -> set[date]:
    """The birth date stated and the one of the personal number, as far as they are known."""
    return {one for one in (person.born_on, person.born_on_by_number(on)) if one is not None}
