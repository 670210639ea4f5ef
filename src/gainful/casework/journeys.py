"""What an office reads of journeys: orders, who may be seated, the manifest by household, and the lists of a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from gainful.accounts.actor import Actor
from gainful.casework.models import Journey, Passenger, Spell, TravelAnswer
from gainful.casework.seating import side_by_side
from gainful.casework.seats import CHANNEL, households_of
from gainful.jobs.models import Opening

SEE = "casework.see"


def journeys_seen(actor: Actor) -> QuerySet:
    """The journeys of the actor's counties, with how many are aboard and how many of them are not checked."""
    return Journey.objects.of_their_counties(actor, SEE).with_counts().order_by("-leaves_on", "-pk")


def departures_due(actor: Actor, on: date) -> QuerySet:
    """Journeys that leave today, or whose departure nobody recorded."""
    return Journey.objects.of_their_counties(actor, SEE).departures_due(on).order_by("leaves_on", "pk")


def arrivals_unchecked(actor: Actor, on: date) -> QuerySet:
    """Departed journeys with somebody of the actor's areas aboard whose arrival nobody has checked."""
    mine = Passenger.objects.visible_to(actor, SEE).aboard().filter(arrived=None).values("journey_id")
    found = Journey.objects.of_their_counties(actor, SEE).filter(
        state="departed", departed_on__lte=on, pk__in=mine
    )
    return found.order_by("departed_on", "pk")


def asked_again(journey: Journey, actor: Actor) -> QuerySet:
    """Who of the actor's areas was asked again after a change of a journey, those still to answer at the top."""
    rows = TravelAnswer.objects.visible_to(actor, SEE).standing().filter(journey=journey)
    return rows.select_related("person", "recorded_by").order_by("-state", "pk")


def changes_unanswered(actor: Actor, on: date) -> QuerySet:
    """People who have not said yet whether a changed journey suits them, the soonest to leave at the top."""
    rows = TravelAnswer.objects.visible_to(actor, SEE).waiting().filter(asked_on__lte=on)
    return rows.select_related("person", "journey").order_by("journey__leaves_on", "pk")


def returns_due(actor: Actor, on: date) -> QuerySet:
    """Passengers who travelled out by the day and are not staying, and whose way home nobody has settled."""
    due = Passenger.objects.visible_to(actor, SEE).returns_due().filter(journey__departed_on__lte=on)
    return due.select_related("person", "journey", "spell").order_by("leaves_on", "pk")


def orders(actor: Actor, on: date) -> QuerySet:
    """Openings of organised export with `agreed` (placements not begun), `working`, and `aboard` (of those seated)."""
    seen = Opening.objects.of_their_counties(actor, SEE).in_channel(CHANNEL)
    placed = Q(spells__origin="brought_about")
    counts = {
        "agreed": Count("spells", filter=placed & Q(spells__state="agreed"), distinct=True),
        "working": Count("spells", filter=placed & Q(spells__state="working"), distinct=True),
        "aboard": Count(
            "spells", filter=placed & Q(spells__state="agreed", spells__seats__state="seated"), distinct=True
        ),
    }
    return seen.exclude(state="held").annotate(**counts).select_related("employer").order_by("title", "pk")


def to_be_seated(actor: Actor, at: datetime, journey: Journey | None = None) -> QuerySet:
    """Agreed placements of organised export, thought over, consented to, and in no vehicle, households together.

    For a `journey` that was changed, without those who have not said yes to the change and thought it over.
    """
    agreed = Spell.objects.visible_to(actor, "casework.record_spell").filter(
        state=Spell.State.AGREED,
        channel=CHANNEL,
        origin=Spell.Origin.BROUGHT_ABOUT,
        consent__withdrawn_at=None,
    )
    thought_over = agreed.filter(Q(offer__cooling_off_until=None) | Q(offer__cooling_off_until__lte=at))
    if journey is not None:
        said = TravelAnswer.objects.standing().filter(journey=journey)
        yes = Q(state=TravelAnswer.State.AGREED)
        not_yet = said.exclude(yes & (Q(cooling_off_until=None) | Q(cooling_off_until__lte=at)))
        thought_over = thought_over.exclude(pk__in=not_yet.values("spell_id"))
    waiting = thought_over.exclude(seats__state="seated").select_related("person", "opening__employer")
    return waiting.order_by(
        "area", "person__memberships__household_id", "person__name_pinyin", "pk"
    ).distinct()


@dataclass(frozen=True)
class Apart:
    """Why somebody of a household does not sit beside the others: a reason, and who of the household it is about."""

    reason: str
    people: tuple[int, ...]


def households_apart(journey: Journey, aboard: Iterable[Passenger], at: datetime) -> dict[int, list[Apart]]:
    """For each passenger (by person) whose household travels and does not sit together, why not.

    Reasons: seats_apart, in_another_vehicle, cooling_off, not_seated. A member without an agreed placement of
    organised export does not travel, and is not named.
    """
    rows = list(aboard)
    mine: dict[int, list[Passenger]] = defaultdict(list)
    household = households_of([one.person_id for one in rows])
    for one in rows:
        if one.person_id in household:
            mine[household[one.person_id]].append(one)
    absent = _others(journey, mine, {one.person_id for one in rows}, at)
    found: dict[int, list[Apart]] = {}
    for held, members in mine.items():
        why = list(absent.get(held, []))
        if not side_by_side([one.seat_number for one in members]):
            why.insert(0, Apart("seats_apart", tuple(one.person_id for one in members)))
        if why:
            found |= {one.person_id: why for one in members}
    return found


def _others(
    journey: Journey, mine: dict[int, list[Passenger]], here: set[int], at: datetime
) -> dict[int, list[Apart]]:
    """Members of these households who agreed to go and are not aboard, by reason."""
    agreed = Spell.objects.filter(
        state=Spell.State.AGREED,
        channel=CHANNEL,
        person__memberships__until_on=None,
        person__memberships__household__in=list(mine),
    ).exclude(person__in=here)
    elsewhere = set(
        Passenger.objects.aboard()
        .filter(spell__in=agreed)
        .exclude(journey=journey)
        .values_list("spell_id", flat=True)
    )
    household = households_of([spell.person_id for spell in agreed])
    found: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for spell in agreed.select_related("offer"):
        until = spell.offer.cooling_off_until if spell.offer else None
        reason = "not_seated"
        if spell.pk in elsewhere:
            reason = "in_another_vehicle"
        elif until and at < until:
            reason = "cooling_off"
        found[household[spell.person_id]][reason].append(spell.person_id)
    return {
        held: [Apart(reason, tuple(people)) for reason, people in reasons.items()]
        for held, reasons in found.items()
    }
