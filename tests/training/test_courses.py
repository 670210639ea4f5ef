"""Courses, seats, attendance and certificates."""

from __future__ import annotations

from datetime import date

import pytest

from cast import COUNTY, OTHER_COUNTY_TOWNSHIP, TODAY
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.training import actions
from gainful.training.models import Certificate, Enrolment
from make import a_person

pytestmark = pytest.mark.django_db


def a_course(cast, **more):
    fields = {"number": "2020-001", "provider": "职业技术学校", "starts_on": date(2020, 7, 17)} | more
    return actions.record_course(actor=cast.trainer, area=COUNTY, **fields)


def enrol(cast, course, person, **more):
    return actions.enrol(actor=cast.trainer, course=course, person=person, **more)


def test_a_course_is_one_by_number_and_provider(cast):
    assert a_course(cast) == a_course(cast) != a_course(cast, provider="就业训练中心")


def test_a_course_does_not_end_before_it_begins(cast):
    with pytest.raises(Refused, match="ends_before_it_began"):
        a_course(cast, ends_on=date(2020, 7, 1))


def test_a_person_has_one_seat_in_a_course(cast):
    course, person = a_course(cast), a_person()
    enrol(cast, course, person)
    enrol(cast, course, person)
    assert Enrolment.objects.count() == 1


def test_attendance_that_nobody_stated_stays_unknown(cast):
    seat = enrol(cast, a_course(cast, days=10), a_person())
    seat.refresh_from_db()
    assert seat.attended_days is None and seat.allowance_fen is None


def test_nobody_attends_more_days_than_the_course_has(cast):
    course, person = a_course(cast, days=10), a_person()
    with pytest.raises(Refused, match="attendance_over_days"):
        enrol(cast, course, person, attended_days=11)
    seat = enrol(cast, course, person, attended_days=10)
    with pytest.raises(Refused, match="attendance_over_days"):
        actions.record_attendance(actor=cast.trainer, enrolment=seat, attended_days=11)
    with pytest.raises(Refused, match="attendance_over_days"):
        actions.correct_course(actor=cast.trainer, course=course, changes={"days": 9})
    seat.refresh_from_db()
    assert seat.attended_days == 10 and Enrolment.objects.get().course.days == 10


def test_a_course_of_unknown_length_refuses_no_attendance(cast):
    assert enrol(cast, a_course(cast), a_person(), attended_days=40).attended_days == 40


def test_a_certificate_is_awarded_once_and_to_whoever_held_the_seat(cast):
    course, person = a_course(cast), a_person()
    seat = enrol(cast, course, person)
    for _ in range(2):
        actions.award_certificate(
            actor=cast.trainer, person=person, occupation="welder", level="elementary", enrolment=seat
        )
    assert Certificate.objects.count() == 1
    with pytest.raises(Refused, match="enrolment_of_somebody_else"):
        actions.award_certificate(actor=cast.trainer, person=a_person(), occupation="welder", enrolment=seat)
    with pytest.raises(Refused, match="certificate_before_course"):
        actions.award_certificate(
            actor=cast.trainer, person=person, occupation="cook", awarded_on=date(2020, 1, 1), enrolment=seat
        )


def test_nobody_of_another_county_is_enrolled(cast):
    stranger = a_person(area=OTHER_COUNTY_TOWNSHIP)
    with pytest.raises(NotAllowed):
        enrol(cast, a_course(cast), stranger)


def test_the_dead_are_not_enrolled(cast):
    with pytest.raises(Refused, match="person_has_died"):
        enrol(cast, a_course(cast), a_person(died_on=TODAY))
