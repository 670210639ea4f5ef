"""Who said that they want training, and who of them has had a seat: everybody who should be trained, by trade.

Need is what people said in the answer that stands, nothing else: nobody is counted whom nobody asked, and nobody
drops out by declining a seat. A person is covered by a seat in a course that had not ended when they answered; for
whoever named a trade, a course of that trade.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from gainful.accounts.actor import Actor
from gainful.registry.models import Person, Wish
from gainful.training.models import Enrolment

SEE = "training.see"
ANY_TRADE = ""


@dataclass(frozen=True)
class TradeNeed:
    """One trade (ANY_TRADE where none was named): people who want it, of them with a seat, and seats of the year."""

    trade: str
    wanting: int
    covered: int
    seats: int

    @property
    def uncovered(self) -> int:
        """People who want it and have had no seat."""
        return self.wanting - self.covered


@dataclass(frozen=True)
class Coverage:
    """Need against seats in the actor's areas on a date, the trade with most people uncovered first."""

    trades: list[TradeNeed]

    @property
    def wanting(self) -> int:
        """People who said that they want training."""
        return sum(one.wanting for one in self.trades)

    @property
    def covered(self) -> int:
        """Of them, people who have had a seat."""
        return sum(one.covered for one in self.trades)


def coverage(actor: Actor, on: date) -> Coverage:
    """All who should be trained, by trade; four queries."""
    people = Person.objects.visible_to(actor, SEE).current().order_by()
    wanting = _wanting(people, on)
    seats = _seats_of(wanting, on)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for who, (trade, asked_on) in wanting.items():
        counts[trade]["wanting"] += 1
        counts[trade]["covered"] += any(
            (ends_on is None or ends_on >= asked_on) and trade in (ANY_TRADE, taught)
            for taught, ends_on in seats.get(who, ())
        )
    for trade, number in _seats_of_the_year(actor, on).items():
        counts[trade]["seats"] += number
    rows = [TradeNeed(trade, n["wanting"], n["covered"], n["seats"]) for trade, n in counts.items()]
    return Coverage(sorted(rows, key=lambda one: (-one.uncovered, one.trade)))


def _wanting(people: QuerySet, on: date) -> dict[int, tuple[str, date]]:
    """(trade, day asked) of the standing answer of each person who wants training, by their id."""
    rows = Wish.objects.filter(person__in=people).latest_by_person(on).filter(training_willing=True)
    return {
        who: (trade, asked_on)
        for who, trade, asked_on in rows.order_by().values_list(
            "person_id", "training_occupation", "asked_on"
        )
    }


def _seats_of(wanting: dict[int, tuple[str, date]], on: date) -> dict[int, list[tuple[str, date | None]]]:
    """(trade, last day) of the courses begun by a date in which each person has a seat."""
    found: dict[int, list[tuple[str, date | None]]] = defaultdict(list)
    begun = Enrolment.objects.filter(Q(course__starts_on=None) | Q(course__starts_on__lte=on))
    rows = begun.order_by().values_list("person_id", "course__occupation", "course__ends_on")
    for who, trade, ends_on in rows.iterator():
        if who in wanting:
            found[who].append((trade, ends_on))
    return found


def _seats_of_the_year(actor: Actor, on: date) -> dict[str, int]:
    """Seats taken by the actor's people in courses begun in the year up to a date, by trade."""
    mine = Enrolment.objects.visible_to(actor, SEE)
    begun = mine.filter(course__starts_on__gte=date(on.year, 1, 1), course__starts_on__lte=on)
    return dict(Counter(begun.order_by().values_list("course__occupation", flat=True)))
