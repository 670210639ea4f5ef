"""Journeys of organised labour export before they leave: planned, people seated, taken off, called off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time

from django.db.models import Q, QuerySet
from django.utils import timezone

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.accounts.trail import current_act
from gainful.casework.actions.in_bulk import DoneInBulk
from gainful.casework.database_refusals import told_by_name
from gainful.casework.models import Journey, Offer, Passenger, Spell, TravelAnswer
from gainful.casework.seating import choose_seats
from gainful.casework.seats import CHANNEL, a_seat, free_seats, households_of, of_journey
from gainful.casework.shared import needs_no_stop
from gainful.jobs.channels.organised_export import CHANNEL as ORGANISED_EXPORT
from gainful.jobs.models import Opening
from gainful.registry.models import Consent, Person

MOST_SEATS = 500


@action(right="casework.record_spell", on_what="area")
def plan_journey(
    *,
    actor: Actor,
    area: int,
    on: date,
    vehicle: str,
    seats: int,
    leaves_on: date,
    from_text: str,
    to_text: str,
    escort: str = "",
    direction: Journey.Direction | str = Journey.Direction.OUT,
) -> Journey:
    """A vehicle with its seats and its day, that nobody sits in yet. Refused: leaves_in_the_past, not_so_many_seats."""
    if leaves_on < on:
        raise Refused("leaves_in_the_past")
    if not 1 <= seats <= MOST_SEATS:
        raise Refused("not_so_many_seats", most=MOST_SEATS)
    return Journey.objects.create(
        area=area,
        direction=direction,
        vehicle=vehicle,
        seats=seats,
        leaves_on=leaves_on,
        from_text=from_text,
        to_text=to_text,
        escort=escort,
        planned_by_id=actor.account_id,
    )


@action(right="casework.record_spell", on_what="journey")
def call_off_journey(*, actor: Actor, journey: Journey, because: str) -> Journey:
    """The vehicle does not leave; everybody comes off the manifest, their placements stand.

    Refused: journey_not_planned, say_why.
    """
    journey = _lock_planned(journey)
    if not because.strip():
        raise Refused("say_why")
    journey.state, journey.called_off_because = Journey.State.CALLED_OFF, because
    with told_by_name():
        journey.save(update_fields=["state", "called_off_because"])
    return journey


@action(right="casework.record_spell", on_what="journey")
def seat_people(
    *,
    actor: Actor,
    journey: Journey,
    spells: Collection[Spell],
    on: date,
    at: datetime | None = None,
    paper: str = "",
) -> DoneInBulk:
    """Seats for all these people, households side by side where there is room; who sits there already stays. All or
    none; one act, which its officer can take back before departure (`take_back`).

    Refused: vehicle_full, cooling_off, no_agreed_placement, no_consent_to_travel, seated_elsewhere_that_day,
    not_an_outward_journey, ask_again_first, journey_not_planned, placements_stopped_there, and what the database
    holds at that instant: no_live_consent, under_16, person_not_placeable.
    """
    for spell in spells:
        if not actor.may("casework.record_spell", spell.area):
            raise NotAllowed("not_allowed")
    placements = _lock_placements(spells)
    journey = _lock_planned(journey)
    if journey.direction != Journey.Direction.OUT:
        raise Refused("not_an_outward_journey")
    aboard = list(Passenger.objects.aboard().filter(journey=journey))
    here = {one.person_id for one in aboard}
    coming = [spell for spell in placements if spell.person_id not in here]
    _need_to_be_free(coming, journey.leaves_on)
    moment = at or timezone.make_aware(datetime.combine(on, time()))
    for spell in coming:
        _needs_agreement(spell, moment)
    _need_their_word(journey, coming, moment)
    needs_no_stop(coming, on)
    seats = _seats_for(journey, coming, aboard)
    with told_by_name():
        for spell in coming:
            seat = a_seat(actor, journey, spell, seats[spell.person_id], on, paper)
            seat.consent_id = spell.consent_id
            seat.save(force_insert=True)
    return DoneInBulk(current_act(), len(coming), len(placements) - len(coming))


@action(right="casework.record_spell", on_what="passenger")
def take_off_journey(*, actor: Actor, passenger: Passenger, because: str) -> Passenger:
    """Somebody comes off the manifest before it leaves; their placement stands, and so does all else.

    Refused: not_on_the_manifest, journey_not_planned, say_why.
    """
    _lock_planned(passenger.journey)
    passenger = Passenger.objects.select_for_update().get(pk=passenger.pk)
    if passenger.state != Passenger.State.SEATED:
        raise Refused("not_on_the_manifest")
    if not because.strip():
        raise Refused("say_why")
    passenger.state, passenger.off_because = Passenger.State.OFF, because
    passenger.save(update_fields=["state", "off_because"])
    return passenger


@action(right="casework.record_spell", on_what="journey")
def record_health_checks(
    *, actor: Actor, journey: Journey, said: Mapping[int, bool | None], paper: str = ""
) -> int:
    """Whether each passenger (by id) says that their health check was done: yes, no, None not known; how many.

    That it was done is all that is kept, never what it found. Refused: not_on_the_manifest.
    """
    rows = of_journey(journey, said)
    for passenger in rows:
        passenger.health_checked, passenger.health_paper = said[passenger.pk], paper
        passenger.save(update_fields=["health_checked", "health_paper"])
    return len(rows)


def _lock_planned(journey: Journey) -> Journey:
    """The journey as it stands, held until we are done; refused unless it is still to leave."""
    journey = Journey.objects.select_for_update(no_key=True).get(pk=journey.pk)
    if journey.state != Journey.State.PLANNED:
        raise Refused("journey_not_planned")
    return journey


def _lock_placements(spells: Collection[Spell]) -> list[Spell]:
    """Holds consents, people, openings, offers and spells in the order in which everybody takes them (guards.py)."""
    keys = [spell.pk for spell in spells]
    rows = Spell.objects.filter(pk__in=keys)
    _lock_consents(rows)
    for model, name in (
        (Person, "person_id"),
        (Opening, "opening_id"),
        (Offer, "offer_id"),
    ):
        held = model._default_manager.filter(pk__in=rows.values(name)).order_by("pk")
        list(held.select_for_update(no_key=True).values_list("pk", flat=True))
    return list(Spell.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def _lock_consents(rows: QuerySet) -> None:
    """Holds the consents to these placements, and those of the same people to travelling together."""
    together = Q(purpose=Consent.Purpose.ORGANISED_EXPORT, person__in=rows.values("person_id"))
    held = Consent.objects.filter(Q(pk__in=rows.values("consent_id")) | together).order_by("pk")
    list(held.select_for_update().values_list("pk", flat=True))


def _need_to_be_free(coming: Collection[Spell], day: date) -> None:
    """Nobody sits in two vehicles on one day."""
    people = [spell.person_id for spell in coming]
    if Passenger.objects.aboard().filter(person__in=people, leaves_on=day).exists():
        raise Refused("seated_elsewhere_that_day")


def _needs_agreement(spell: Spell, moment: datetime) -> None:
    """Agreed by the person, of the organised channel, with the consent to travel together, and thought over."""
    if spell.state != Spell.State.AGREED or spell.channel != CHANNEL or spell.offer is None:
        raise Refused("no_agreed_placement")
    live = Consent.objects.live(Consent.Purpose.ORGANISED_EXPORT).filter(person=spell.person_id)
    needed = Consent.Purpose.ORGANISED_EXPORT in ORGANISED_EXPORT.consents(spell.location_class)
    if needed and not live.exists():
        raise Refused("no_consent_to_travel")
    if spell.offer.cooling_off_until and moment < spell.offer.cooling_off_until:
        raise Refused("cooling_off")


def _need_their_word(journey: Journey, coming: Collection[Spell], moment: datetime) -> None:
    """Whoever was asked again since the journey was changed has said yes, and thought it over."""
    asked = TravelAnswer.objects.standing().filter(journey=journey, person__in=[s.person_id for s in coming])
    for one in asked:
        if one.state != TravelAnswer.State.AGREED:
            raise Refused("ask_again_first")
        if one.cooling_off_until and moment < one.cooling_off_until:
            raise Refused("cooling_off")


def _seats_for(journey: Journey, coming: Sequence[Spell], aboard: Sequence[Passenger]) -> dict[int, int]:
    """A seat for each person, households side by side."""
    household = households_of([spell.person_id for spell in coming] + [one.person_id for one in aboard])
    groups: dict[int, list[int]] = defaultdict(list)
    for spell in coming:
        groups[household.get(spell.person_id, -spell.person_id)].append(spell.person_id)
    beside: dict[int, list[int]] = defaultdict(list)
    order = list(groups)
    for one in aboard:
        if household.get(one.person_id) in groups:
            beside[order.index(household[one.person_id])].append(one.seat_number)
    chosen = choose_seats(free_seats(journey, aboard), [groups[one] for one in order], beside)
    if chosen is None:
        raise Refused("vehicle_full")
    return chosen
