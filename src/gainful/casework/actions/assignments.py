"""Who looks after a household."""

from __future__ import annotations

from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.models import Account
from gainful.accounts.refusals import Refused
from gainful.casework.models import Assignment
from gainful.registry.models import Household


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
