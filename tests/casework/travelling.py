"""Steps of organised labour export that several tests begin with."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from casework.journey import agreed, asked
from cast import COUNTY, TODAY, Cast
from gainful.casework.actions import check_arrivals, plan_journey, record_departure, seat_people
from gainful.casework.actions.arrivals import Arrival
from gainful.casework.models import Journey, Passenger, Spell
from gainful.jobs.models import Opening
from gainful.registry.models import Person
from make import a_worker, an_opening

LEAVES = TODAY + timedelta(days=5)
ARRIVES = LEAVES + timedelta(days=1)
BEFORE = datetime(2020, 11, 3, 1, tzinfo=UTC)


def day(days: int) -> date:
    """So many days after the tests' day."""
    return TODAY + timedelta(days=days)


def an_order(**more: Any) -> Opening:
    """An opening of organised export, far away."""
    fields = {
        "channel": "organised_export", "place": 440306_000_000, "place_text": "广东深圳", "seats": 60,
        "title": "普工",
    } | more  # fmt: skip
    return an_opening(**fields)


def a_traveller(cast: Cast, person: Person | None = None, order: Opening | None = None) -> Spell:
    """Somebody who agreed to work far away; their 48 hours are over by the day of the journey."""
    return asked(cast, agreed(cast, person or a_worker(scope="any"), order or an_order()))


def a_journey(cast: Cast, **more: Any) -> Journey:
    """A coach planned for five days later."""
    fields = {
        "area": COUNTY, "on": TODAY, "vehicle": "样例客车1号", "seats": 10, "leaves_on": LEAVES,
        "from_text": "样例县汽车站", "to_text": "样例工业园", "escort": "样例带队",
    } | more  # fmt: skip
    return plan_journey(actor=cast.officer, **fields)


def seated(cast: Cast, journey: Journey, *spells: Spell, on: date = LEAVES) -> list[Passenger]:
    """These people seated, in the order of their seats."""
    seat_people(actor=cast.officer, journey=journey, spells=spells, on=on)
    return list(Passenger.objects.aboard().filter(journey=journey).order_by("seat_number"))


def departed(cast: Cast, *spells: Spell, **more: Any) -> Journey:
    """A journey that left with these people."""
    journey = a_journey(cast, **more)
    seated(cast, journey, *spells)
    return record_departure(actor=cast.officer, journey=journey, on=LEAVES, departed_on=LEAVES)


def arrived(cast: Cast, journey: Journey, **more: Any) -> int:
    """Everybody aboard arrived a day later."""
    found = {one.pk: Arrival(True) for one in Passenger.objects.aboard().filter(journey=journey)}
    return check_arrivals(actor=cast.officer, journey=journey, **({"on": ARRIVES, "found": found} | more))
