"""Courses, who is enrolled, who came, and certificates. What is already recorded is given back as it is."""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack

from gainful.accounts.action import action, require
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.registry.models import Person
from gainful.training.models import Certificate, Course, Enrolment


class CourseFacts(TypedDict, total=False):
    """What is stated about a course; what is left out is unknown, or stays."""

    occupation: str
    kind: str
    starts_on: date | None
    ends_on: date | None
    days: int | None


@action(right="training.record", on_what="area")
def record_course(
    *, actor: Actor, area: int, number: str, provider: str = "", **facts: Unpack[CourseFacts]
) -> Course:
    """A course, under its number and provider. A known one is given back as it is.

    Refused without a number, when it ends before it begins, and when another area recorded it.
    """
    if not number.strip():
        raise Refused("course_needs_a_number")
    known = Course.objects.filter(number=number, provider=provider).first()
    if known is not None:
        require(actor, "training.record", known)
        return known
    course = Course(area=area, number=number, provider=provider, **facts)
    _check_course(course)
    course.save(force_insert=True)
    return course


@action(right="training.record", on_what="course")
def correct_course(*, actor: Actor, course: Course, changes: CourseFacts) -> Course:
    """Put right what is stated of a course; writes nothing when nothing differs.

    Refused when somebody attended more days than it would then have.
    """
    unknown = set(changes) - set(CourseFacts.__annotations__)
    if unknown:
        raise Refused("not_a_course_fact", names=", ".join(sorted(unknown)))
    changed = [name for name, value in changes.items() if getattr(course, name) != value]
    for name in changed:
        setattr(course, name, changes[name])  # type: ignore[literal-required]
    _check_course(course)
    if course.days is not None and course.enrolments.filter(attended_days__gt=course.days).exists():
        raise Refused("attendance_over_days", days=course.days)
    if changed:
        course.save(update_fields=changed)
    return course


@action(right="training.record", on_what="course")
def enrol(
    *,
    actor: Actor,
    course: Course,
    person: Person,
    attended_days: int | None = None,
    allowance_fen: int | None = None,
    passed: bool | None = None,
) -> Enrolment:
    """A person has a seat in a course; days, allowance and result as the roster states them, else unknown.

    Enrolled already, the seat is given back as it is. Refused for more days than the course has, for the dead
    and for a merged record.
    """
    require(actor, "training.record", person)
    known = Enrolment.objects.filter(course=course, person=person).first()
    if known is not None:
        return known
    if person.died_on:
        raise Refused("person_has_died")
    if person.merged_into_id:
        raise Refused("record_was_merged")
    _check_days(course, attended_days)
    return Enrolment.objects.create(
        area=person.area,
        course=course,
        person=person,
        attended_days=attended_days,
        allowance_fen=allowance_fen,
        passed=passed,
    )


@action(right="training.record", on_what="enrolment")
def record_attendance(
    *,
    actor: Actor,
    enrolment: Enrolment,
    attended_days: int | None,
    allowance_fen: int | None = None,
    passed: bool | None = None,
) -> Enrolment:
    """How many days a person came (None: not known); the allowance and the result change where they are stated.

    Refused for more days than the course has; a course of unknown length refuses nothing.
    """
    _check_days(enrolment.course, attended_days)
    stated = {"allowance_fen": allowance_fen, "passed": passed}
    values = {"attended_days": attended_days} | {n: v for n, v in stated.items() if v is not None}
    changed = [name for name, value in values.items() if getattr(enrolment, name) != value]
    for name in changed:
        setattr(enrolment, name, values[name])
    if changed:
        enrolment.save(update_fields=changed)
    return enrolment


@action(right="training.record", on_what="person")
def award_certificate(
    *,
    actor: Actor,
    person: Person,
    occupation: str,
    level: str = "",
    awarded_on: date | None = None,
    enrolment: Enrolment | None = None,
) -> Certificate:
    """A certificate that a person holds, from a course or brought along; one an occupation and level.

    Refused when the course is somebody else's, or the award lies before the course began.
    """
    if enrolment is not None and enrolment.person_id != person.pk:
        raise Refused("enrolment_of_somebody_else")
    begun = enrolment.course.starts_on if enrolment else None
    if awarded_on and begun and awarded_on < begun:
        raise Refused("certificate_before_course")
    known = Certificate.objects.filter(person=person, occupation=occupation, level=level).first()
    if known is not None:
        return known
    return Certificate.objects.create(
        area=person.area,
        person=person,
        enrolment=enrolment,
        occupation=occupation,
        level=level,
        awarded_on=awarded_on,
    )


def _check_course(course: Course) -> None:
    if course.starts_on and course.ends_on and course.ends_on < course.starts_on:
        raise Refused("ends_before_it_began")


def _check_days(course: Course, attended_days: int | None) -> None:
    if attended_days is not None and course.days is not None and attended_days > course.days:
        raise Refused("attendance_over_days", days=course.days)
