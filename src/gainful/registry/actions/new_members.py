"""A person recorded by hand, together with the household they belong to: one act of an officer."""

from __future__ import annotations

from datetime import date
from typing import Any

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.registry.actions.memberships import add_member
from gainful.registry.actions.people import record_person
from gainful.registry.models import Household, Person


@action(right="people.record", on_what="household")
def record_member(
    *,
    actor: Actor,
    household: Household,
    on: date,
    relation: str = "",
    number: str = "",
    from_on: date | None = None,
    **person: Any,
) -> Person:
    """A new person of a household, with what was stated of them (names as in record_person).

    Refused without a name, and as record_person and add_member refuse.
    """
    if not str(person.get("name", "")).strip():
        raise Refused("person_needs_a_name")
    recorded: Person = record_person(actor=actor, area=household.area, on=on, **person)
    add_member(
        actor=actor, household=household, person=recorded, relation=relation, number=number, from_on=from_on
    )
    return recorded
