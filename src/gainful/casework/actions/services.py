"""Who looks after a household, and services given to people."""

from __future__ import annotations

from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.models import Account
from gainful.accounts.refusals import Refused
from gainful.casework.models import Assignment, Service
from gainful.casework.programme import needs_code
from gainful.registry.models import Household, Person


@action(right="casework.assign", on_what="household")
def assign_officer(*, actor: Actor, household: Household, officer: Account, on: date) -> Assignment:
    """From a day on an officer looks after a household; whoever did before, does so no longer.

    Refused: officer_not_posted_here, already_assigned.
    """
    if not officer.actor(on).may("casework.see", household.area):
        raise Refused("officer_not_posted_here")
    held = Assignment.objects.select_for_update().filter(household=household, until_on=None).first()
    if held is not None:
        if held.officer_id == officer.pk:
            raise Refused("already_assigned")
        held.until_on = max(on, held.from_on)
        held.save(update_fields=["until_on"])
    return Assignment.objects.create(area=household.area, household=household, officer=officer, from_on=on)


@action(right="casework.follow_up", on_what="person")
def record_service(*, actor: Actor, person: Person, kind: str, given_on: date, note: str = "") -> Service:
    """A service given to a person on a day. Refused: not_a_service, not_yet_happened."""
    needs_code("service_needs", kind, "not_a_service")
    if actor.on and given_on > actor.on:
        raise Refused("not_yet_happened")
    return Service.objects.create(
        area=person.area, person=person, kind=kind, given_on=given_on, given_by_id=actor.account_id, note=note
    )
