"""Journeys under way: departure, the check of who arrived (and began work), the way home, hires taken back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework.actions.spells import begin_spell
from gainful.casework.database_refusals import told_by_name
from gainful.casework.models import HireRetraction, Journey, Offer, Passenger, ReturnTransport, Spell
from gainful.casework.seats import a_seat, free_seats, of_journey
from gainful.casework.shared import needs_no_stop
from gainful.jobs.models import Opening
from gainful.registry.models import Consent, Person


@dataclass(frozen=True)
class Arrival:
    """What was found about one passenger."""

    arrived: bool
    because: str = ""


@action(right="casework.record_spell", on_what="journey")
def record_departure(
    *,
    actor: Actor,
    journey: Journey,
    on: date,
    departed_on: date,
    absent: Collection[int] = (),
    paper: str = "",
) -> Journey:
    """The vehicle has left with all on the manifest but the `absent` (passengers by id), who come off it. Not to have
    come changes nothing else for them.

    Refused: journey_not_planned, not_yet_happened, left_before_its_day, nobody_aboard, not_on_the_manifest,
    placements_stopped_there (those people come off it first), and what the database holds: no_live_consent.
    """
    seated = Passenger.objects.aboard().filter(journey=journey)
    consents = Consent.objects.filter(pk__in=seated.values("consent_id")).order_by("pk")
    list(consents.select_for_update().values_list("pk", flat=True))
    journey = Journey.objects.select_for_update(no_key=True).get(pk=journey.pk)
    if journey.state != Journey.State.PLANNED:
        raise Refused("journey_not_planned")
    if departed_on > on:
        raise Refused("not_yet_happened")
    if departed_on < journey.leaves_on:
        raise Refused("left_before_its_day")
    for passenger in of_journey(journey, absent):
        passenger.state, passenger.off_because = Passenger.State.OFF, "did_not_come"
        passenger.save(update_fields=["state", "off_because"])
    if not seated.exists():
        raise Refused("nobody_aboard")
    if journey.direction == Journey.Direction.OUT:
        going = Spell.objects.filter(seats__in=seated, state=Spell.State.AGREED).select_related("employer")
        needs_no_stop(going, on)
    journey.state, journey.departed_on, journey.departure_paper = Journey.State.DEPARTED, departed_on, paper
    journey.departed_by_id = actor.account_id
    with told_by_name():
        journey.save(update_fields=["state", "departed_on", "departed_by", "departure_paper"])
    return journey


@action(right="casework.record_spell", on_what="journey")
def check_arrivals(
    *,
    actor: Actor,
    journey: Journey,
    on: date,
    found: Mapping[int, Arrival],
    begins_on: date | None = None,
    at: datetime | None = None,
    evidence: str = "visited",
    paper: str = "",
    not_asked_because: str = "",
) -> int:
    """Who arrived and who did not (passengers by id), checked on the day `on`; how many.

    With `begins_on` work begins on that day for all who arrived and whose placement is still agreed, by begin_spell
    and with its refusals, all or none; `not_asked_because` is for those whom nobody asked the questions before it.
    Refused: not_departed, not_on_the_manifest, say_why (they did not arrive), checked_before_departure,
    not_yet_happened, begins_before_arrival.
    """
    journey = Journey.objects.get(pk=journey.pk)
    if journey.state != Journey.State.DEPARTED or journey.departed_on is None:
        raise Refused("not_departed")
    if on < journey.departed_on:
        raise Refused("checked_before_departure")
    _needs_a_day(begins_on, on, journey.departed_on)
    if begins_on and journey.direction == Journey.Direction.OUT:
        _begin(actor, journey, found, begins_on, at, evidence, not_asked_because)
    rows = of_journey(journey, found)
    for passenger in rows:
        one = found[passenger.pk]
        if not one.arrived and not one.because.strip():
            raise Refused("say_why")
        if passenger.arrived is None or passenger.arrived != one.arrived:
            _keep_check(actor, passenger, one, on, paper)
    return len(rows)


@action(right="casework.follow_up", on_what=None)
def check_arrival_here(
    *, actor: Actor, passenger: Passenger, on: date, arrived: bool, because: str = "", paper: str = ""
) -> Passenger:
    """The office of the place of work says whether somebody arrived; work begins at their home office.

    Who has said so before is not overwritten from there. Refused: not_departed, checked_before_departure, say_why (they
    did not arrive), arrival_checked_already.
    """
    spell = passenger.spell
    if spell.place is None or not actor.may("casework.follow_up", spell.place):
        raise NotAllowed("not_allowed", right="casework.follow_up")
    passenger = (
        Passenger.objects.select_for_update(of=("self",)).select_related("journey").get(pk=passenger.pk)
    )
    left = passenger.journey.departed_on
    outward = passenger.journey.direction == Journey.Direction.OUT
    if passenger.state != Passenger.State.SEATED or left is None or not outward:
        raise Refused("not_departed")
    if on < left:
        raise Refused("checked_before_departure")
    if passenger.arrived is not None:
        raise Refused("arrival_checked_already")
    if not arrived and not because.strip():
        raise Refused("say_why")
    _keep_check(actor, passenger, Arrival(arrived, because.strip()), on, paper)
    return passenger


def _keep_check(actor: Actor, passenger: Passenger, one: Arrival, on: date, paper: str) -> None:
    passenger.arrived, passenger.not_arrived_because = one.arrived, "" if one.arrived else one.because
    passenger.checked_on, passenger.checked_by_id, passenger.arrival_paper = on, actor.account_id, paper
    passenger.save(
        update_fields=["arrived", "not_arrived_because", "checked_on", "checked_by", "arrival_paper"]
    )


@action(right="casework.record_spell", on_what="passenger")
def settle_return(
    *,
    actor: Actor,
    passenger: Passenger,
    on: date,
    kind: ReturnTransport.Kind | str,
    journey: Journey | None = None,
    paid_fen: int | None = None,
    paper: str = "",
) -> ReturnTransport:
    """How somebody who travelled out and is not staying comes home: a seat in a return journey, the fare paid, or none
    wanted by the person themselves.

    Refused: return_not_due, say_which_return_journey, say_what_was_paid, answer_needs_evidence (they want none:
    on which paper), vehicle_full, seated_elsewhere_that_day, journey_not_planned.
    """
    Person.objects.select_for_update(no_key=True).get(pk=passenger.person_id)
    passenger = Passenger.objects.select_for_update(of=("self",)).select_related("spell").get(pk=passenger.pk)
    if not Passenger.objects.returns_due().filter(pk=passenger.pk).exists():
        raise Refused("return_not_due")
    if kind == ReturnTransport.Kind.JOURNEY:
        _seat_homeward(actor, journey, passenger, on, paper)
    elif kind == ReturnTransport.Kind.PAID and not paid_fen:
        raise Refused("say_what_was_paid")
    elif kind == ReturnTransport.Kind.NOT_WANTED and not paper.strip():
        raise Refused("answer_needs_evidence")
    return ReturnTransport.objects.create(
        area=passenger.area,
        person_id=passenger.person_id,
        passenger=passenger,
        kind=kind,
        journey=journey if kind == ReturnTransport.Kind.JOURNEY else None,
        paid_fen=paid_fen if kind == ReturnTransport.Kind.PAID else None,
        settled_on=on,
        settled_by_id=actor.account_id,
        paper=paper,
    )


@action(right="casework.record_spell", on_what="spell")
def retract_hire(*, actor: Actor, spell: Spell, on: date, because: str, paper: str = "") -> HireRetraction:
    """The employer takes a hire back before work began: the job never begins, its seat is free again, and the person
    keeps everything (their answer, their consents, their place in every list).

    Refused: not_agreed, say_why.
    """
    Person.objects.select_for_update(no_key=True).get(pk=spell.person_id)
    Opening.objects.select_for_update(no_key=True).get(pk=spell.opening_id)
    offer = Offer.objects.select_for_update().get(pk=spell.offer_id)
    spell = Spell.objects.select_for_update().get(pk=spell.pk)
    if spell.state != Spell.State.AGREED:
        raise Refused("not_agreed", state=spell.state)
    if not because.strip():
        raise Refused("say_why")
    offer.state = Offer.State.LAPSED
    offer.save(update_fields=["state"])
    return HireRetraction.objects.create(
        area=spell.area,
        person_id=spell.person_id,
        spell=spell,
        retracted_on=on,
        because=because,
        paper=paper,
        recorded_by_id=actor.account_id,
    )


def _needs_a_day(begins_on: date | None, on: date, departed_on: date) -> None:
    """Work that began after the journey left, and not after today."""
    if begins_on and begins_on > on:
        raise Refused("not_yet_happened")
    if begins_on and begins_on < departed_on:
        raise Refused("begins_before_arrival")


def _begin(
    actor: Actor,
    journey: Journey,
    found: Mapping[int, Arrival],
    day: date,
    at: datetime | None,
    evidence: str,
    not_asked_because: str,
) -> None:
    """Work begins for those who arrived; who withdrew on the way, or was taken back, only arrived."""
    arrived = [pk for pk, one in found.items() if one.arrived]
    rows = Passenger.objects.aboard().filter(journey=journey, pk__in=arrived, spell__state=Spell.State.AGREED)
    for passenger in rows.select_related("spell").order_by("spell_id"):
        begin_spell(
            actor=actor,
            spell=passenger.spell,
            on=day,
            at=at,
            evidence=evidence,
            not_asked_because=not_asked_because,
        )


def _seat_homeward(actor: Actor, journey: Journey | None, passenger: Passenger, on: date, paper: str) -> None:
    """A seat home, for somebody who travelled out: no consent to a placement is asked for it."""
    if journey is None or journey.direction != Journey.Direction.RETURN:
        raise Refused("say_which_return_journey")
    journey = Journey.objects.select_for_update(no_key=True).get(pk=journey.pk)
    aboard = list(Passenger.objects.aboard().filter(journey=journey))
    free = free_seats(journey, aboard)
    if not free:
        raise Refused("vehicle_full")
    same_day = Passenger.objects.aboard().filter(person=passenger.person_id, leaves_on=journey.leaves_on)
    if same_day.exists():
        raise Refused("seated_elsewhere_that_day")
    with told_by_name():
        a_seat(actor, journey, passenger.spell, free[0], on, paper).save(force_insert=True)
