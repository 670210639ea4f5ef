"""The seats of a journey as its actions need them: who has one, which are free, whose household is whose."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.casework.models import Journey, Passenger, Spell
from gainful.registry.models import Membership

CHANNEL = "organised_export"


def of_journey(journey: Journey, ids: Collection[int]) -> list[Passenger]:
    """The passengers of a journey of these ids, held until we are done; refused when one is not aboard."""
    rows = list(
        Passenger.objects.aboard().select_for_update().filter(journey=journey, pk__in=ids).order_by("pk")
    )
    if len(rows) != len(set(ids)):
        raise Refused("not_on_the_manifest")
    return rows


def a_seat(actor: Actor, journey: Journey, spell: Spell, seat: int, on: date, paper: str) -> Passenger:
    """The row of a seat, not written yet; a seat out is given the consent that it needs."""
    return Passenger(
        area=spell.area,
        journey=journey,
        person_id=spell.person_id,
        spell=spell,
        leaves_on=journey.leaves_on,
        seat_number=seat,
        seated_on=on,
        seated_by_id=actor.account_id,
        seated_paper=paper,
    )


def free_seats(journey: Journey, aboard: Sequence[Passenger]) -> list[int]:
    """The numbers of the seats that nobody has."""
    taken = {one.seat_number for one in aboard}
    return [number for number in range(1, journey.seats + 1) if number not in taken]


def households_of(people: Collection[int]) -> dict[int, int]:
    """The household today of each of these people, by id."""
    held = Membership.objects.filter(person__in=people, until_on=None)
    return dict(held.values_list("person_id", "household_id"))
