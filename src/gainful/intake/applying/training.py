"""Training: one row a person in a course, with attendance, allowance and certificate as the roster states them."""

from __future__ import annotations

from typing import Any

from gainful.accounts.actor import Actor
from gainful.intake.applying.county import County
from gainful.intake.applying.plan import SAME, Plan, Values, changed, differing, refused, stated
from gainful.registry.models import Person
from gainful.training.actions import (
    award_certificate,
    correct_course,
    enrol,
    record_attendance,
    record_course,
)
from gainful.training.models import Course, Enrolment

COURSE_FACTS = ("occupation", "kind", "starts_on", "ends_on", "days")


def plan(values: Values, refused_facts: frozenset[str], county: County) -> Plan:
    """An enrolment new, changed or the same, with its course and certificate."""
    if not values.get("course_number"):
        return refused("course_unnumbered")
    number = values.get("id_number")
    person = county.person(number)
    if person is None and not county.is_coming(number):
        return refused("not_in_registry")
    course = county.courses.get((values["course_number"], values.get("provider") or ""))
    enrolment = county.enrolments.get((course.pk, person.pk)) if course and person else None
    if course is None or person is None or enrolment is None:
        return Plan("new", ("enrolment",), lambda actor: _take(actor, values, county))
    of_course, of_seat = differing(course, stated(values, *COURSE_FACTS)), _seat_changes(values, enrolment)
    others = ["certificate"] if _certificate_is_new(values, person, county) else []
    if not (of_course or of_seat or others):
        return SAME
    return changed(
        lambda actor: _take(actor, values, county), (course, of_course), (enrolment, of_seat), others=others
    )


def _seat_changes(values: Values, enrolment: Enrolment) -> dict[str, Any]:
    return differing(enrolment, stated(values, "attended_days", "allowance_fen"))


def _certificate_is_new(values: Values, person: Person, county: County) -> bool:
    if values.get("certified") is not True or not values.get("occupation"):
        return False
    return (person.pk, values["occupation"], values.get("level") or "") not in county.certificates


def _take(actor: Actor, values: Values, county: County) -> None:
    person = county.person(values["id_number"])
    assert person is not None
    course = _take_course(actor, values, county)
    enrolment = county.enrolments.get((course.pk, person.pk))
    if enrolment is None:
        enrolment = enrol(
            actor=actor,
            course=course,
            person=person,
            passed=values.get("certified"),
            **stated(values, "attended_days", "allowance_fen"),
        )
        county.enrolments[(course.pk, person.pk)] = enrolment
    elif _seat_changes(values, enrolment):
        record_attendance(
            actor=actor,
            enrolment=enrolment,
            attended_days=values.get("attended_days", enrolment.attended_days),
            allowance_fen=values.get("allowance_fen"),
        )
    if _certificate_is_new(values, person, county):
        award_certificate(
            actor=actor,
            person=person,
            occupation=values["occupation"],
            level=values.get("level") or "",
            awarded_on=values.get("ends_on"),
            enrolment=enrolment,
        )
        county.certificates.add((person.pk, values["occupation"], values.get("level") or ""))


def _take_course(actor: Actor, values: Values, county: County) -> Course:
    key = (values["course_number"], values.get("provider") or "")
    course = county.courses.get(key)
    facts = stated(values, *COURSE_FACTS)
    if course is None:
        course = record_course(actor=actor, area=county.area, number=key[0], provider=key[1], **facts)
        county.courses[key] = course
    elif differing(course, facts):
        correct_course(actor=actor, course=course, changes=differing(course, facts))
    return course
