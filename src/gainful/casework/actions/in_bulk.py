"""The same for several at once: one act of an officer, which that officer can take back as a whole."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.history import restore
from gainful.accounts.models import Account, Act
from gainful.accounts.refusals import Refused
from gainful.accounts.trail import current_act
from gainful.casework.actions.assignments import assign_officer
from gainful.casework.actions.support import record_service
from gainful.casework.models import Assignment
from gainful.registry.models import Household, Person


@dataclass(frozen=True)
class DoneInBulk:
    """The number of the act, how many it changed, and how many were so already."""

    act: int | None
    changed: int
    same: int = 0


@action(right="casework.assign", on_what=None)
def assign_officer_to_all(
    *, actor: Actor, households: Collection[Household], officer: Account, on: date
) -> DoneInBulk:
    """From a day on an officer looks after all these households; those they look after already stay as they are.

    All or none. Refused: officer_not_posted_here.
    """
    held = set(
        Assignment.objects.filter(officer=officer, until_on=None).values_list("household_id", flat=True)
    )
    others = [household for household in households if household.pk not in held]
    for household in others:
        assign_officer(actor=actor, household=household, officer=officer, on=on)
    return DoneInBulk(current_act(), len(others), len(households) - len(others))


@action(right="casework.follow_up", on_what=None)
def record_service_to_all(
    *, actor: Actor, people: Collection[Person], kind: str, given_on: date, note: str = ""
) -> DoneInBulk:
    """A service that all these people were given on a day. All or none. Refused: not_a_service, not_yet_happened."""
    for person in people:
        record_service(actor=actor, person=person, kind=kind, given_on=given_on, note=note)
    return DoneInBulk(current_act(), len(people))


BULK_ACTS = {
    "casework.assign_officer_to_all": "casework.assign",
    "casework.record_service_to_all": "casework.follow_up",
    "casework.seat_people": "casework.record_spell",
}
"""The acts that can be taken back as a whole, and the right each needs."""


@action(right="casework.follow_up", on_what=None)
def take_back(*, actor: Actor, act: int) -> int:
    """Put everything back as it was before one of the actor's own acts in bulk; how many rows.

    Refused: not_your_bulk_act, and changed_since or referred_to_since where somebody has acted on it since.
    """
    found = Act.objects.filter(pk=act, account_id=actor.account_id, action__in=BULK_ACTS).first()
    if found is None or actor.account_id is None or not actor.may(BULK_ACTS[found.action]):
        raise Refused("not_your_bulk_act")
    return sum(restore(actor=actor, act=found.pk).values())
