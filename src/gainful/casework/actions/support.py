"""Services given to people: guidance, referral, advice, a training offer."""

from __future__ import annotations

from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.casework.models import Service
from gainful.casework.programme import needs_code
from gainful.registry.models import Person


@action(right="casework.follow_up", on_what="person")
def record_service(*, actor: Actor, person: Person, kind: str, given_on: date, note: str = "") -> Service:
    """A service given to a person on a day. Refused: not_a_service, not_yet_happened."""
    needs_code("service_needs", kind, "not_a_service")
    if actor.on and given_on > actor.on:
        raise Refused("not_yet_happened")
    return Service.objects.create(
        area=person.area, person=person, kind=kind, given_on=given_on, given_by_id=actor.account_id, note=note
    )
