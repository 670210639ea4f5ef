"""Courses, seats, attendance and certificates."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from cast import COUNTY, OTHER_COUNTY_TOWNSHIP, TODAY
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.terms.facts import FACTS
from gainful.training import actions
from gainful.training.facts import enrolment_facts
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


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE training_enrolment SET attended_days = 11",
        "UPDATE training_course SET days = 9",
    ],
)
def test_the_database_keeps_no_more_days_than_the_course_has(cast, sql):
    enrol(cast, a_course(cast, days=10), a_person(), attended_days=10)
    with (
        pytest.raises(IntegrityError, match="attendance_over_days"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_a_roster_that_says_no_is_another_thing_than_silence(cast):
    course = a_course(cast)
    said, silent = enrol(cast, course, a_person(), passed=False), enrol(cast, course, a_person())
    assert enrolment_facts(said, TODAY)["certificate_passed"] is False
    assert "certificate_passed" not in enrolment_facts(silent, TODAY)
    actions.award_certificate(
        actor=cast.trainer, person=silent.person, occupation="welder", level="elementary", enrolment=silent
    )
    facts = enrolment_facts(silent, TODAY)
    assert (facts["certificate_passed"], facts["certificate_level"]) == (True, "elementary")


def test_the_rules_are_told_only_what_is_known_under_names_of_the_dictionary(cast):
    person = a_person()
    earlier = a_course(
        cast, number="1", occupation="welder", starts_on=date(2020, 3, 1), ends_on=date(2020, 3, 9)
    )
    later = a_course(cast, number="2", occupation="welder", days=10)
    first, seat = enrol(cast, earlier, person), enrol(cast, later, person, attended_days=8)
    facts = enrolment_facts(seat, TODAY)
    assert facts == {"training_days_planned": 10, "training_days_attended": 8, "trainings_in_year": 1}
    for one in (first, seat):
        Certificate.objects.create(
            area=person.area, person=person, occupation="welder", level=str(one.pk), enrolment=one
        )
    assert set(enrolment_facts(seat, TODAY)) <= set(FACTS)
    assert enrolment_facts(first, TODAY)["same_trade_and_level_before"] is False


def test_a_course_without_an_end_makes_the_number_of_courses_unknown(cast):
    person = a_person()
    enrol(cast, a_course(cast, number="1"), person)
    seat = enrol(cast, a_course(cast, number="2"), person)
    assert "trainings_in_year" not in enrolment_facts(seat, TODAY)


def test_who_is_under_training_is_so_on_both_end_days(cast):
    seat = enrol(cast, a_course(cast, ends_on=date(2020, 7, 26)), a_person())
    enrol(cast, a_course(cast, number="no end"), a_person())
    running = [Enrolment.objects.under_training(date(2020, 7, day)).count() for day in (16, 17, 26, 27)]
    assert running == [0, 1, 1, 0] and seat.pk
