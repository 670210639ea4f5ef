"""What the registry tells the rules of a household or a person as of a date. One way; only what is known is told.

Names are those of `terms/facts.py`. A fact that nobody has recorded is left out: unknown is never no, never 0.
Education, health and labour capacity are as last recorded; answers, members, events and incomes are as of the date.
No cause of poverty is a fact.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, Q

from gainful.registry.models import Household, HouseholdIncome, Membership, Person, RegistrationEvent, Wish
from gainful.registry.querysets import AT_SCHOOL, able_codes
from gainful.terms.facts import FACTS
from gainful.terms.periods import age_on

Known = dict[str, Any]


def household_facts(household: Household, on: date) -> Known:
    """The facts of a household on a date: registration, exit, risk, size, able members, last full year's income."""
    people = Person.objects.filter(
        pk__in=household.memberships.in_force(on).values("person_id"), merged_into=None
    )
    members = list(people)
    facts: Known = {"household_size": len(members)}
    facts |= _registration(household, on)
    known = [_able(member, on) for member in members]
    if None not in known:
        facts["household_able_members"] = known.count(True)
    income = HouseholdIncome.objects.filter(household=household, year=on.year - 1).first()
    if income is not None:
        facts |= _told(net_income_per_head=income.net_per_head_fen, wage_income=income.wage_fen)
    return facts


def person_facts(person: Person, on: date) -> Known:
    """The facts of a person on a date: age, capacity, education, school, health, the latest answer about work."""
    wish = Wish.objects.of_person(person).filter(asked_on__lte=on).first()
    return _told(
        age_years=_age(person, on),
        labour_capacity=person.labour_capacity or None,
        able_to_work=_capacity(person),
        education=person.education or None,
        is_student=person.student == AT_SCHOOL if person.student else None,
        health=person.health or None,
        willing_to_work=wish.willing if wish else None,
    )


def registered_people(people: Iterable[int], on: date) -> dict[int, bool]:
    """Whether the household of each person is on file as registered poor on a date; nobody without a household."""
    members = Membership.objects.in_force(on).filter(person__in=list(people)).order_by("-pk")
    home = {one.person_id: one.household for one in members.select_related("household")}
    ids = {household.pk for household in home.values()}
    past = Q(happened_on=None) | Q(happened_on__lte=on)
    struck = RegistrationEvent.objects.filter(
        past, household__in=ids, year__lte=on.year, kind=RegistrationEvent.Kind.STRUCK_OFF
    )
    off = set(struck.values_list("household_id", flat=True))
    return {
        person: household.pk not in off and not (household.registered_year or 0) > on.year
        for person, household in home.items()
    }


def _told(**facts: Any) -> Known:
    return {name: value for name, value in facts.items() if value is not None}


def _age(person: Person, on: date) -> int | None:
    """The age on a date; unknown where the birth date on record makes one that nobody has."""
    if not person.born_on or person.born_on > on:
        return None
    age = age_on(person.born_on, on)
    return age if FACTS["age_years"].admits(age) else None


def _capacity(person: Person) -> bool | None:
    if person.labour_capacity in able_codes(True):
        return True
    return False if person.labour_capacity in able_codes(False) else None


def _able(person: Person, on: date) -> bool | None:
    """Whether somebody is 16 or more and has the capacity to work; one no settles it, else one unknown does."""
    age = _age(person, on)
    old_enough = None if age is None else age >= 16
    if old_enough is False or _capacity(person) is False:
        return False
    return None if old_enough is None or _capacity(person) is None else True


def _registration(household: Household, on: date) -> Known:
    """How a household's registration stands on a date, by the events up to it."""
    if household.registered_year and household.registered_year > on.year:
        return {"household_registered": False}
    events = list(
        household.registration_events.filter(year__lte=on.year).order_by(
            "year", F("happened_on").asc(nulls_first=True), "pk"
        )
    )
    past = [e for e in events if e.happened_on is None or e.happened_on <= on]
    kinds = RegistrationEvent.Kind
    if any(event.kind == kinds.STRUCK_OFF for event in past):
        return {"household_registered": False}
    facts: Known = {"household_registered": True}
    moved = [e for e in past if e.kind in (kinds.EXITED, kinds.REENTERED)]
    last = moved[-1] if moved else None
    if last is None:
        facts["has_exited"] = False
    elif last.happened_on or last.year < on.year:
        facts["has_exited"] = last.kind == kinds.EXITED
    if facts.get("has_exited") and last and last.happened_on:
        facts["exited_on"] = last.happened_on
    if past and past[-1].kind == kinds.MONITORED:
        facts["household_at_risk"] = True
    return facts
