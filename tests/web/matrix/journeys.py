"""Journeys in each county of the world: one planned with room, one that has left, somebody owed the way home."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from cast import TODAY
from gainful.accounts.actor import Actor
from gainful.casework.actions import (
    accept_offer,
    change_journey,
    plan_journey,
    record_departure,
    seat_people,
    show_offer,
    withdraw,
)
from gainful.casework.models import Passenger, Spell, TravelAnswer
from make import an_opening

PLACE_OF_WORK = 440304_000_000


def furnish_journeys(place: Any, actor: Actor, person: Callable[..., Any]) -> None:
    """Fill a county with them."""
    rows = place.rows
    order = an_opening(
        area=place.county,
        employer=rows.employer,
        title=place.word("work", "岗"),
        channel="organised_export",
        seats=9,
    )
    aboard, waits, gone, home, coming, moved = (_agreed(place, actor, person, order) for _ in range(6))
    rows.to_seat = waits
    rows.journey, rows.left, rows.free_journey = (_journey(place, actor) for _ in range(3))
    changed = _journey(place, actor, "told")
    seat_people(actor=actor, journey=rows.journey, spells=[aboard], on=TODAY)
    seat_people(actor=actor, journey=rows.left, spells=[gone, home, coming], on=TODAY)
    record_departure(actor=actor, journey=rows.left, on=TODAY, departed_on=TODAY)
    withdraw(actor=actor, offer=home.offer, on=TODAY, how="at_desk")
    rows.aboard = Passenger.objects.get(spell=aboard)
    rows.travelled = Passenger.objects.get(spell=gone)
    rows.owed = Passenger.objects.get(spell=home)
    rows.coming = Passenger.objects.get(spell=coming)
    Spell.objects.filter(pk=coming.pk).update(place=PLACE_OF_WORK, employer_name=place.word("shared", "厂"))
    seat_people(actor=actor, journey=changed, spells=[moved], on=TODAY)
    change = change_journey(
        actor=actor, journey=changed, on=TODAY, leaves_on=TODAY + timedelta(days=3),
        from_text=place.word("told", "改"), because=place.word("told", "因"),
    )  # fmt: skip
    rows.asked = change.answers.get()
    rows.asked_themselves = TravelAnswer.objects.create(
        area=rows.seeker.area, change=change, journey=changed, person=rows.seeker, spell=rows.spell,
        asked_on=TODAY,
    )  # fmt: skip


def _journey(place: Any, actor: Actor, kind: str = "casework") -> Any:
    return plan_journey(
        actor=actor, area=place.county, on=TODAY, leaves_on=TODAY, seats=4, vehicle=place.word(kind, "车"),
        from_text=place.word(kind, "从"), to_text=place.word(kind, "到"),
        escort=place.word(kind, "带"),
    )  # fmt: skip


def _agreed(place: Any, actor: Actor, person: Callable[..., Any], order: Any) -> Spell:
    offer = show_offer(actor=actor, person=person(place, area=place.township), opening=order, on=TODAY)
    return accept_offer(
        actor=actor, offer=offer, on=TODAY, how="paper_at_desk", evidence="acceptance form 13"
    ).spell
