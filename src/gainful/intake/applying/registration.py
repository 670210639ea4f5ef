"""Registration: one row a member; the household's own facts stand on its first row."""

from __future__ import annotations

from typing import Any

from gainful.accounts.actor import Actor
from gainful.accounts.sealed import digest
from gainful.casework.actions import correct_person_at_work
from gainful.intake.applying.county import County
from gainful.intake.applying.plan import SAME, Plan, Values, changed, differing, refused, stated
from gainful.registry.actions import (
    add_member,
    correct_household,
    record_account,
    record_household,
    record_person,
    record_registration_event,
)
from gainful.registry.models import Household, Membership, Person, RegistrationEvent

HOUSEHOLD_FACTS = ("village", "registered_year", "main_cause", "other_causes")
PERSON_FACTS = ("name", "sex", "education", "student", "health", "labour_capacity")
EVENTS = (
    ("registered_year", RegistrationEvent.Kind.REGISTERED),
    ("exited_year", RegistrationEvent.Kind.EXITED),
)


def plan(values: Values, refused_facts: frozenset[str], county: County) -> Plan:
    """A member new, changed or the same, with what the row says of the household."""
    if not values.get("household_number"):
        return refused("household_unknown")
    number = values.get("id_number")
    if number:
        county.coming.add(digest(number, "id"))
    county.coming_households.add(values["household_number"])
    household = county.households.get(values["household_number"])
    person = _person(values, county)
    of_household = differing(household, _facts(values, HOUSEHOLD_FACTS)) if household else {}
    others = _new_of_household(values, household, county)
    if person is None:
        news = ("person", *of_household, *others)
        return Plan("new", news, lambda actor: _take_new(actor, values, county))
    of_person = _person_differences(values, person)
    others += _new_of_person(values, person, county)
    if not (of_household or of_person or others):
        return SAME
    return changed(
        lambda actor: _take_changed(actor, values, person, county),
        (household, of_household),
        (person, of_person),
        others=others,
    )


def _person(values: Values, county: County) -> Person | None:
    """Whom the row is about: by a good number, else by the member's number."""
    found = county.person(values.get("id_number"))
    if found is not None:
        return found
    membership = county.members.get(values.get("member_number") or "")
    if membership is None:
        return None
    # A number now good for a member whose number was refused before: the row mends that member.
    same = membership.person.id_state != Person.IdState.VALID or not values.get("id_number")
    return membership.person if same else None


def _new_of_household(values: Values, household: Household | None, county: County) -> list[str]:
    """What the household does not have yet: itself, or an event of its registration."""
    if household is None:
        return ["household"]
    return [
        fact
        for fact, kind in EVENTS
        if values.get(fact) and (household.pk, kind.value, values[fact]) not in county.events
    ]


def _new_of_person(values: Values, person: Person, county: County) -> list[str]:
    """What the person does not have yet: a place in the household, or an account."""
    membership = county.membership_of.get(person.pk)
    others = []
    if membership is None or differing(membership, stated(values, "relation")):
        others.append("membership")
    if _account_is_new(values, person, county):
        others.append("account")
    return others


def _facts(values: Values, names: tuple[str, ...]) -> dict[str, Any]:
    facts = stated(values, *names)
    if "other_causes" in facts:
        facts["other_causes"] = list(facts["other_causes"])
    return facts


def _person_differences(values: Values, person: Person) -> dict[str, Any]:
    """What the row states otherwise. A member with a refused number stays unnamed until the number is good."""
    wanted = stated(values, *PERSON_FACTS)
    number = values.get("id_number")
    if person.id_state != Person.IdState.VALID and not number:
        wanted.pop("name", None)
    found = differing(person, wanted)
    if number and person.id_digest != digest(number, "id"):
        found["id_number"] = number
    if values.get("phone") and person.unsealed("phone") != values["phone"]:
        found["phone"] = values["phone"]
    return found


def _account_is_new(values: Values, person: Person, county: County) -> bool:
    """Whether the row brings an account: it belongs to the head alone."""
    if not values.get("account") or values.get("relation") != "head":
        return False
    return county.accounts.get(person.pk) != digest(values["account"], "account")


def _take_new(actor: Actor, values: Values, county: County) -> None:
    household = _take_household(actor, values, county)
    facts = stated(values, *PERSON_FACTS, "phone", "id_number")
    has_number = "id_number" in facts
    if not has_number:
        facts.pop("name", None)
    person = record_person(
        actor=actor, area=household.area, on=county.filed_on, id_refused=not has_number, **facts
    )
    if has_number:
        county.people[person.id_digest] = person
    _take_membership(actor, values, household, person, county)
    _take_account(actor, values, person, county)


def _take_changed(actor: Actor, values: Values, person: Person, county: County) -> None:
    household = _take_household(actor, values, county)
    changes = _person_differences(values, person)
    if changes:
        correct_person_at_work(actor=actor, person=person, on=county.filed_on, changes=changes)
        if person.id_state == Person.IdState.VALID:
            county.people[person.id_digest] = person
    if person.pk not in county.membership_of:
        _take_membership(actor, values, household, person, county)
    _take_account(actor, values, person, county)


def _take_household(actor: Actor, values: Values, county: County) -> Household:
    number = values["household_number"]
    household = county.households.get(number)
    facts = _facts(values, HOUSEHOLD_FACTS)
    if household is None:
        area = county.township(values.get("township"), number)
        household = record_household(actor=actor, area=area, number=number, **facts)
        county.households[number] = household
    elif differing(household, facts):
        correct_household(actor=actor, household=household, changes=differing(household, facts))
    for fact, kind in EVENTS:
        year = values.get(fact)
        if year and (household.pk, kind.value, year) not in county.events:
            record_registration_event(
                actor=actor, household=household, kind=kind, year=year, source=county.source
            )
            county.events.add((household.pk, kind.value, year))
    return household


def _take_membership(
    actor: Actor, values: Values, household: Household, person: Person, county: County
) -> Membership:
    number = values.get("member_number") or ""
    membership = add_member(
        actor=actor,
        household=household,
        person=person,
        relation=values.get("relation") or "",
        number="" if number in county.members else number,
    )
    county.membership_of[person.pk] = membership
    if number:
        county.members.setdefault(number, membership)
    if membership.relation == "head":
        county.heads[household.pk] = person
    return membership


def _take_account(actor: Actor, values: Values, person: Person, county: County) -> None:
    if _account_is_new(values, person, county):
        record_account(
            actor=actor,
            person=person,
            account=values["account"],
            bank=values.get("bank") or "",
            stated_on=county.filed_on,
        )
        county.accounts[person.pk] = digest(values["account"], "account")
