"""A job within 90 days of a course is read off spells."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from casework.journey import recorded
from cast import COUNTY, TODAY
from gainful.casework.after_training import after_course, job_after
from gainful.registry.actions import merge_people
from gainful.training.actions import enrol, record_course
from make import a_worker

pytestmark = pytest.mark.django_db
END = date(2020, 6, 30)


def said(cast, *people, ends_on=END, on=TODAY):
    course = record_course(
        actor=cast.trainer, area=COUNTY, number=f"{ends_on}{on}", starts_on=ends_on - timedelta(days=20),
        ends_on=ends_on,
    )  # fmt: skip
    seats = [enrol(actor=cast.trainer, course=course, person=person) for person in people]
    found = job_after(course, seats, on)
    return [found[seat.pk] for seat in seats]


@pytest.mark.parametrize(
    ("starts_on", "counts"),
    [
        (END - timedelta(days=21), False),
        (END - timedelta(days=20), True),
        (END + timedelta(days=90), True),
        (END + timedelta(days=91), False),
    ],
)
def test_the_ninetieth_day_counts_and_a_job_before_the_course_does_not(cast, starts_on, counts):
    person = a_worker()
    recorded(cast, person, starts_on=starts_on, ends_on=starts_on + timedelta(days=3))
    assert said(cast, person) == [counts]


def test_not_known_is_not_no_until_the_days_have_passed(cast):
    person = a_worker()
    assert said(cast, person, ends_on=TODAY - timedelta(days=90)) == [None]
    assert said(cast, person, ends_on=TODAY - timedelta(days=91)) == [False]
    assert said(cast, person, ends_on=TODAY + timedelta(days=1)) == [None]


def test_a_job_under_a_record_merged_since_counts(cast):
    kept, merged = a_worker(), a_worker(consents=False)
    recorded(cast, merged, starts_on=END)
    merge_people(actor=cast.officer, kept=kept, merged=merged, reason="同一人", on=TODAY)
    assert said(cast, kept) == [True]


def test_what_is_said_adds_up():
    counted = after_course({1: True, 2: None, 3: False, 4: True})
    assert (counted.with_job, counted.without, counted.not_known) == (2, 1, 1)
