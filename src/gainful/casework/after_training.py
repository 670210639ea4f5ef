"""Jobs within 90 days of a course, read off spells: nothing about it is stored, nobody is ranked by it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models.functions import Coalesce

from gainful.casework.models import Spell
from gainful.training.models import Course, Enrolment

DAYS = 90


@dataclass(frozen=True)
class AfterCourse:
    """Of the people with a seat: with a job begun in time, without one, and those of whom it is not known yet."""

    with_job: int
    without: int
    not_known: int


def job_after(course: Course, enrolments: Iterable[Enrolment], on: date) -> dict[int, bool | None]:
    """Whether each person of these seats began a job from the last day of the course to 90 days after, by seat.

    A job begun while the course ran counts too, where the course's first day is known. None while the 90 days have
    not passed and no job has begun, and for a course whose last day is not known.
    """
    seats = list(enrolments)
    if course.ends_on is None or course.ends_on > on:
        return {seat.pk: None for seat in seats}
    until = course.ends_on + timedelta(days=DAYS)
    begun = Spell.objects.counted().filter(
        starts_on__gte=course.starts_on or course.ends_on, starts_on__lte=min(until, on)
    )
    who = begun.annotate(who=Coalesce("person__merged_into_id", "person_id")).order_by()
    ids = {seat.person.merged_into_id or seat.person_id for seat in seats}
    found = set(who.filter(who__in=ids).values_list("who", flat=True))
    missing = False if on > until else None
    return {
        seat.pk: True if (seat.person.merged_into_id or seat.person_id) in found else missing
        for seat in seats
    }


def after_course(said: Mapping[int, bool | None]) -> AfterCourse:
    """What `job_after` said of a course's seats, counted."""
    answers = list(said.values())
    return AfterCourse(answers.count(True), answers.count(False), answers.count(None))
