"""Rows of the People lists: what helps to decide about somebody, in a fixed number of queries a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from gainful.accounts.places import gazetteer
from gainful.casework.contacts import last_contacts
from gainful.casework.models import Assignment, Spell
from gainful.casework.need import able_members, people_in_work, willing_people
from gainful.registry.models import Household, Membership, Person, Wish
from gainful.terms.areas import level_of
from gainful.training.models import Enrolment
from gainful.web.people_status import Known, Status, age_words, name_words, status, wish_words
from gainful.words import language


@dataclass(frozen=True)
class PersonRow:
    """One person of a list."""

    person: Person
    name: str
    household: Household | None
    relation: str
    township: str
    age: str
    status: Status
    wish: list[str]
    contact: date | None
    contact_days: int | None
    officer: str


@dataclass(frozen=True)
class HouseholdRow:
    """One household of a list, with those members who could and would work."""

    household: Household
    township: str
    people: list[Person]
    officer: str


def township_names(areas: Iterable[int], on: date) -> dict[int, str]:
    """The name of each area, with its county's where the list spans several counties."""
    known, numbers = gazetteer(), set(areas)
    names = {number: known.path(number, on, language())[-2:] for number in numbers}
    short = len({tuple(path[:-1]) for path in names.values()}) <= 1
    return {
        number: (path[-1] if short or level_of(number) != "township" else " ".join(path)) if path else ""
        for number, path in names.items()
    }


def officers_of(households: Iterable[int]) -> dict[int, str]:
    """Who looks after each household now."""
    held = Assignment.objects.filter(household__in=list(households), until_on=None).select_related("officer")
    return {one.household_id: str(one.officer) for one in held}


def person_rows(people: Sequence[Person], on: date) -> list[PersonRow]:
    """People as rows; about twelve queries however many there are."""
    ids = [person.pk for person in people]
    held = {
        one.person_id: one
        for one in Membership.objects.filter(person__in=ids, until_on=None).select_related("household")
    }
    known = knowledge(people, on)
    contacts = last_contacts(ids, on)
    officers = officers_of(one.household_id for one in held.values())
    townships = township_names((person.area for person in people), on)
    rows = []
    for person in people:
        membership = held.get(person.pk)
        met = contacts.get(person.pk)
        rows.append(
            PersonRow(
                person,
                name_words(person),
                membership.household if membership else None,
                membership.relation if membership else "",
                townships[person.area],
                age_words(person, on),
                status(known[person.pk], on),
                wish_words(known[person.pk].wish),
                met,
                (on - met).days if met else None,
                officers.get(membership.household_id, "") if membership else "",
            )
        )
    return rows


def knowledge(people: Sequence[Person], on: date) -> dict[int, Known]:
    """What the status of each person is read off, those merged into them included; four queries."""
    ids = [person.pk for person in people]
    merged = Person.objects.filter(merged_into__in=ids).values_list("pk", "merged_into_id")
    of = {pk: pk for pk in ids} | dict(merged)
    found: dict[int, dict[str, Any]] = {pk: {} for pk in ids}
    for wish in Wish.objects.filter(person__in=of).latest_by_person(on).order_by("asked_on", "pk"):
        found[of[wish.person_id]]["wish"] = wish
    jobs = Spell.objects.filter(person__in=of, starts_on__lte=on).exclude(state__in=["called_off", "agreed"])
    for spell in jobs.order_by("starts_on", "pk"):
        over = spell.ends_on is not None and spell.ends_on < on
        found[of[spell.person_id]]["left" if over else "working"] = spell
    for spell in Spell.objects.filter(person__in=of, state=Spell.State.AGREED):
        found[of[spell.person_id]]["agreed"] = spell
    under_way = Enrolment.objects.filter(
        person__in=of, course__starts_on__lte=on, course__ends_on__gte=on
    ).select_related("course")
    for enrolment in under_way:
        found[of[enrolment.person_id]]["enrolled"] = enrolment
    return {person.pk: Known(person, **found[person.pk]) for person in people}


def household_rows(households: Sequence[Household], on: date) -> list[HouseholdRow]:
    """Households as rows, with their members who are able and willing; five queries however many."""
    ids = [one.pk for one in households]
    could: dict[int, list[Person]] = {pk: [] for pk in ids}
    members: QuerySet = able_members(on).filter(household__in=ids, person__in=willing_people(on))
    for one in members.exclude(person__in=people_in_work(on)).select_related("person").order_by("pk"):
        could[one.household_id].append(one.person)
    officers = officers_of(ids)
    townships = township_names((one.area for one in households), on)
    return [
        HouseholdRow(one, townships[one.area], could[one.pk], officers.get(one.pk, "")) for one in households
    ]
