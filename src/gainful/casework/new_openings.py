"""Openings that came in since a person was last met, and fit them: worked out anew each time.

The matcher says what fits, by the same reasons as a shortlist. Whoever declined stands where they would stand had
they never been asked: being shown an opening is contact on that day, whatever was answered. When each person was
last met is kept, and asked about anew for those alone whom a writing concerns (kept_lists.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef

from gainful.accounts.actor import Actor
from gainful.accounts.changes import CHANGES
from gainful.casework import seekers
from gainful.casework.concerned import Kind
from gainful.casework.contacts import last_met
from gainful.casework.kept_lists import kept_tallies
from gainful.casework.worklists import NEW_DAYS, SEE, willing_not_in_work
from gainful.jobs.models import Opening
from gainful.matching import recommend
from gainful.registry.models import Consent, Person
from gainful.terms.areas import area_range, county_of

MOST = 500
"""People of a county looked at in one go: meeting them makes room for the next."""


@dataclass(frozen=True)
class NewForPerson:
    """A person, the day they were last met (None: never), and the new openings that fit, the best first."""

    person: Person
    last_met: date | None
    openings: list[Opening]


def opened_since_met(actor: Actor, on: date) -> list[NewForPerson]:
    """People who want work and have none, with the new openings that fit them; those not met for longest first.

    Of a county's people who agreed to be shown openings, the 500 not met for longest are looked at.
    """
    by_county: dict[int, dict[int, date | None]] = defaultdict(dict)
    for pk, (area, day) in _to_be_told(actor, on).items():
        by_county[county_of(area)][pk] = day
    found: list[NewForPerson] = []
    for county, met in sorted(by_county.items()):
        found += _of_county(county, met, on)
    return sorted(found, key=lambda one: (one.last_met or date.min, one.person.pk))


def new_for(person: Person, on: date) -> list[Opening]:
    """The new openings that fit one person and came in since they were last met, the best first."""
    met = last_met(Person.objects.filter(pk=person.pk), on)
    found = _of_county(county_of(person.area), {pk: day for pk, (_area, day) in met.items()}, on)
    return found[0].openings if found else []


def _to_be_told(actor: Actor, on: date) -> dict[int, tuple[int, date | None]]:
    """Who wants work, has none and agreed to be shown openings: area, and when they were last met (None: never)."""
    anybody = replace(actor, account_id=None, label="")
    agreed = Consent.objects.live(Consent.Purpose.REFERRAL).filter(given_on__lte=on, person=OuterRef("pk"))

    def ask(people: frozenset[int] | None) -> tuple[dict[int, int], dict[int, int]]:
        rows = willing_not_in_work(anybody, on).filter(Exists(agreed))
        found = last_met(rows if people is None else rows.filter(pk__in=people), on)
        areas = {pk: area for pk, (area, _day) in found.items()}
        return areas, {pk: day.toordinal() if day else 0 for pk, (_area, day) in found.items()}

    areas, days = kept_tallies(
        ("last met", anybody, on), Kind.PEOPLE, ask, CHANGES.look(), tuple(anybody.spans(SEE))
    )
    known = days.by_subject
    return {
        pk: (area, date.fromordinal(known[pk]) if known[pk] else None)
        for pk, area in areas.by_subject.items()
    }


def _of_county(county: int, met: Mapping[int, date | None], on: date) -> list[NewForPerson]:
    low, high = area_range(county)
    rows = Opening.objects.in_area(low, high).new_by(on, NEW_DAYS)
    openings = {row.pk: row for row in rows.select_related("employer")}
    if not openings:
        return []
    newest = max(row.recorded_on for row in openings.values() if row.recorded_on)
    waiting = [pk for pk, day in met.items() if (day or date.min) < newest]
    longest_first = sorted(waiting, key=lambda pk: (met[pk] or date.min, pk))[:MOST]
    if not longest_first:
        return []
    seeking = seekers.seekers(Person.objects.filter(pk__in=longest_first), on, seats=False)
    lists = recommend(seeking, seekers.openings(rows, county, on), on).listed()
    new: dict[int, list[Opening]] = {}
    for pk, fitting in lists.items():
        since = met[pk] or date.min
        new[pk] = [openings[one] for one in fitting if (openings[one].recorded_on or date.min) > since]
    people = Person.objects.in_bulk([pk for pk, rows in new.items() if rows])
    return [NewForPerson(person, met[pk], new[pk]) for pk, person in people.items()]
