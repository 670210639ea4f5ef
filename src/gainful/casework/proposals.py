"""What the matcher proposes, and no more: nothing here is stored, nobody is placed, every proposal has its reasons.

An officer shows what was proposed (actions/offers.py keeps the reasons shown), and the person answers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from gainful.accounts.action import require
from gainful.accounts.actor import Actor
from gainful.casework import seekers
from gainful.casework.need import willing_people
from gainful.jobs import models as jobs
from gainful.matching import Allocation, Entry, Recommendation, Refusal, Shortlist, allocate, recommend
from gainful.registry.models import Person
from gainful.terms.areas import area_range, county_of


@dataclass(frozen=True)
class Proposals:
    """One round: lists with reasons for everybody willing, and who would be kept a seat, in row numbers."""

    recommendation: Recommendation = field(repr=False)
    allocation: Allocation = field(repr=False)

    @property
    def seats(self) -> dict[int, int]:
        """Opening id by person id, for those kept a seat. A proposal: only the person's own yes takes a seat."""
        return self.allocation.seats


def run_matching(*, actor: Actor, area: int, on: date) -> Proposals:
    """A round for everybody willing in a county, on a date: lists and seats. Raises NotAllowed without the right.

    People in work who want another job take part as well. Nothing is written.
    """
    require(actor, "matching.run", area)
    low, high = area_range(area)
    people = Person.objects.visible_to(actor, "matching.run").in_area(low, high).current()
    people = people.filter(pk__in=willing_people(on))
    found = recommend(seekers.seekers(people, on), seekers.openings(_openings_for(area), area, on), on)
    allocation = allocate(found)
    return Proposals(found.with_seats(allocation.seats), allocation)


def shortlist(person: Person, on: date) -> Shortlist:
    """One person's openings with reasons, the best first; or why there are none, and what would change it."""
    return _alone(person, on).shortlist(person.pk)


def kept_away(person: Person, on: date, codes: frozenset[str], *, alone: bool) -> list[int]:
    """Ids of the openings that any of these codes keeps away from a person; `alone`: these, all or some, and no other.

    These are the openings that the counts of `shortlist` speak of: `refused` one code each, `changes` alone.
    """
    found = _alone(person, on).refusers(person.pk)
    if alone:
        return [pk for pk, refused in found.items() if refused and refused <= codes]
    return [pk for pk, refused in found.items() if refused & codes]


def why_not(person: Person, opening: jobs.Opening, on: date) -> tuple[str, ...]:
    """The codes of everything that speaks against showing an opening to a person on a date; () when it may be."""
    return tuple(one.code for one in against(person, opening, on))


def against(person: Person, opening: jobs.Opening, on: date) -> tuple[Refusal, ...]:
    """The same with the values that each code's sentence is filled with."""
    return _alone(person, on, opening).why_not(person.pk, opening.pk)


def explained(
    person: Person, opening: jobs.Opening, on: date
) -> tuple[tuple[str, ...], list[dict[str, Any]]]:
    """(codes against, reasons for) of one opening for one person: the reasons as they are kept with an offer.

    A reason has its code, points and values; a question that must be asked before acceptance has no points.
    """
    found = _alone(person, on, opening)
    against = tuple(one.code for one in found.why_not(person.pk, opening.pk))
    listed = found.with_seats({person.pk: opening.pk}) if not against else found
    entries = [e for e in listed.shortlist(person.pk).entries if e.opening == opening.pk]
    return against, as_kept(entries[0]) if entries else []


def as_kept(entry: Entry) -> list[dict[str, Any]]:
    """An entry's reasons and questions as JSON keeps them."""
    reasons = [
        {"code": one.code, "points": one.points, "values": {n: _plain(v) for n, v in one.values.items()}}
        for one in entry.reasons
    ]
    return reasons + [{"code": code, "points": 0, "values": {}} for code in entry.questions]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _openings_for(area: int) -> QuerySet:
    """The openings that the offices of a county keep."""
    low, high = area_range(county_of(area))
    return jobs.Opening.objects.in_area(low, high)


def _alone(person: Person, on: date, opening: jobs.Opening | None = None) -> Recommendation:
    """The person among the county's openings (and one more), without anybody else's claim or price."""
    rows = _openings_for(person.area)
    if opening is not None:
        rows = rows | jobs.Opening.objects.filter(pk=opening.pk)
    people = Person.objects.filter(pk=person.pk)
    return recommend(seekers.seekers(people, on), seekers.openings(rows, county_of(person.area), on), on)
