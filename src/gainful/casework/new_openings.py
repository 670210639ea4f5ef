"""Openings that came in since a person was last met, and fit them: worked out anew each time, nothing is kept.

The matcher says what fits, by the same reasons as a shortlist. Whoever declined stands where they would stand had
they never been asked: being shown an opening is contact on that day, whatever was answered.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from gainful.accounts.actor import Actor
from gainful.casework import seekers
from gainful.casework.contacts import last_contacts
from gainful.casework.worklists import NEW_DAYS, willing_not_in_work
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
    by_county: dict[int, list[Person]] = defaultdict(list)
    agreed = Consent.objects.live(Consent.Purpose.REFERRAL).filter(given_on__lte=on).values("person_id")
    for person in willing_not_in_work(actor, on).filter(pk__in=agreed):
        by_county[county_of(person.area)].append(person)
    found: list[NewForPerson] = []
    for county, people in sorted(by_county.items()):
        found += _of_county(county, people, on)
    return sorted(found, key=lambda one: (one.last_met or date.min, one.person.pk))


def new_for(person: Person, on: date) -> list[Opening]:
    """The new openings that fit one person and came in since they were last met, the best first."""
    found = _of_county(county_of(person.area), [person], on)
    return found[0].openings if found else []


def _of_county(county: int, people: list[Person], on: date) -> list[NewForPerson]:
    low, high = area_range(county)
    rows = Opening.objects.in_area(low, high).new_by(on, NEW_DAYS)
    openings = {row.pk: row for row in rows.select_related("employer")}
    if not openings:
        return []
    met = last_contacts([person.pk for person in people], on)
    newest = max(row.recorded_on for row in openings.values() if row.recorded_on)
    waiting = {one.pk: one for one in people if met.get(one.pk, date.min) < newest}
    longest_first = sorted(waiting, key=lambda pk: (met.get(pk, date.min), pk))[:MOST]
    waiting = {pk: waiting[pk] for pk in longest_first}
    if not waiting:
        return []
    seeking = seekers.seekers(Person.objects.filter(pk__in=waiting), on)
    lists = recommend(seeking, seekers.openings(rows, county, on), on)
    found = []
    for pk, person in waiting.items():
        fitting = [openings[entry.opening] for entry in lists.shortlist(pk).entries]
        since = met.get(pk)
        new = [row for row in fitting if since is None or (row.recorded_on or date.min) > since]
        if new:
            found.append(NewForPerson(person, since, new))
    return found
