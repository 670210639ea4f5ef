"""Steps that tests of claims begin with: a course attended where amounts are loaded, and who decides there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cast import OTHER_COUNTY, OTHER_COUNTY_TOWNSHIP, TODAY, an_actor
from gainful.accounts.actor import Actor, Role
from gainful.benefits.actions import approve, decide, propose
from gainful.benefits.models import Claim, Decision
from gainful.registry.models import Person
from gainful.training.models import Course, Enrolment
from make import a_person

ALLOWANCE = "training_allowance"
DAYS = 12
FEN = DAYS * 80_00
"""60 yuan for living and 20 for transport, each day attended."""


@dataclass(frozen=True)
class Office:
    """Who handles claims in a county."""

    benefits: Actor
    checker: Actor
    officer: Actor
    desk: Actor


def an_office(area: int = OTHER_COUNTY) -> Office:
    """A benefits officer, a checker, an officer of the county, and the independent desk."""
    return Office(
        an_actor("claims_benefits", (Role.BENEFITS_OFFICER, area)),
        an_actor("claims_checker", (Role.CHECKER, area)),
        an_actor("claims_officer", (Role.COUNTY_OFFICER, area)),
        an_actor("claims_desk", (Role.INDEPENDENT_DESK, area)),
    )


def a_trainee(days: int | None = DAYS, **more: Any) -> Person:
    """A person of a registered household who attended a course."""
    person = a_person(**({"area": OTHER_COUNTY_TOWNSHIP} | more))
    a_seat(person, days)
    return person


def a_seat(person: Person, days: int | None = DAYS, starts_on: date = date(2020, 6, 1)) -> Enrolment:
    """A seat in a course, attended for so many days."""
    course = Course.objects.create(
        area=OTHER_COUNTY, number=f"班{Course.objects.count() + 1}", provider="培训学校", starts_on=starts_on
    )
    return Enrolment.objects.create(area=person.area, course=course, person=person, attended_days=days)


def a_claim(office: Office, person: Person | None = None) -> Claim:
    """A claim found for a course attended."""
    [claim] = propose(actor=office.benefits, person=person or a_trainee(), on=TODAY)
    return claim


def a_decision(office: Office, claim: Claim | None = None, *, grants: bool = True) -> Decision:
    """A decision that waits for the second officer."""
    return decide(actor=office.benefits, claim=claim or a_claim(office), grants=grants, on=TODAY)


def an_approved(office: Office, claim: Claim | None = None, *, grants: bool = True) -> Decision:
    """A decision that counts."""
    return approve(actor=office.checker, decision=a_decision(office, claim, grants=grants), on=TODAY)
