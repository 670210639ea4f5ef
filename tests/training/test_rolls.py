"""Both rolls count, and where they differ nobody loses a day; months of training through work; awards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from cast import COUNTY, TODAY
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.training import actions
from gainful.training.attendance import by_day
from gainful.training.models import Award, Enrolment, RollCase, RollMark
from make import a_person

pytestmark = pytest.mark.django_db
DAY, NEXT = date(2020, 10, 20), date(2020, 10, 21)


def a_seat(cast, *, kind="skills", days=20, **more):
    course = actions.record_course(
        actor=cast.trainer, area=COUNTY, number=f"K{Enrolment.objects.count()}", kind=kind, days=days,
        starts_on=date(2020, 10, 19), ends_on=date(2020, 11, 20),
    )  # fmt: skip
    return actions.enrol(actor=cast.trainer, course=course, person=a_person(), **more)


def roll(cast, seat, came, *, kind="paper", day=DAY, **more):
    fields = {"marks": {seat.key: came}, "on": TODAY} | more
    return actions.record_roll(actor=cast.trainer, course=seat.course, day=day, roll=kind, **fields)


def days_of(seat):
    return Enrolment.objects.get(pk=seat.pk).attended_days


def test_either_roll_makes_a_day(cast):
    seat = a_seat(cast)
    roll(cast, seat, True)
    roll(cast, seat, True, kind="phone", day=NEXT)
    assert days_of(seat) == 2 and not RollCase.objects.exists()


def test_where_the_rolls_differ_a_case_is_opened_and_the_day_counts(cast):
    seat = a_seat(cast)
    roll(cast, seat, False)
    assert roll(cast, seat, True, kind="phone") == 1
    case = RollCase.objects.get()
    assert (case.enrolment, case.day, case.closed_on) == (seat, DAY, None)
    assert days_of(seat) == 1


def test_a_roll_takes_no_day_away_that_the_roster_stated(cast):
    seat = a_seat(cast, attended_days=7)
    roll(cast, seat, False)
    roll(cast, seat, False, kind="phone")
    assert days_of(seat) == 7


def test_closing_a_case_docks_nobody(cast):
    seat = a_seat(cast)
    roll(cast, seat, True)
    roll(cast, seat, False, kind="phone")
    case = RollCase.objects.get()
    with pytest.raises(Refused, match="say_what_was_found_of_the_rolls"):
        actions.close_roll_case(actor=cast.trainer, case=case, on=TODAY, outcome=" ")
    actions.close_roll_case(actor=cast.trainer, case=case, on=TODAY, outcome="代签")
    assert days_of(seat) == 1
    with pytest.raises(Refused, match="roll_case_closed_already"):
        actions.close_roll_case(actor=cast.trainer, case=case, on=TODAY, outcome="再来")


def test_the_same_roll_twice_opens_one_case(cast):
    seat = a_seat(cast)
    for _ in range(2):
        roll(cast, seat, True)
        roll(cast, seat, False, kind="phone")
    assert RollCase.objects.count() == 1 and RollMark.objects.count() == 2


def test_somebody_on_one_roll_alone_differs_from_nobody(cast):
    seat = a_seat(cast)
    assert roll(cast, seat, False) == 0
    assert not RollCase.objects.exists()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["paper", "phone"]), st.booleans()), max_size=14),
    st.integers(0, 6),
)
def test_days_attended_never_fall_whatever_the_rolls_say(cast, said, stated):
    with transaction.atomic():
        seat, known = a_seat(cast, attended_days=stated), stated
        for offset, kind, came in said:
            roll(cast, seat, came, kind=kind, day=date(2020, 10, 20 + offset))
            assert days_of(seat) >= known
            known = days_of(seat)
        transaction.set_rollback(True)


def test_days_of_a_roll_lie_in_the_course_and_not_in_the_future(cast):
    seat = a_seat(cast)
    with pytest.raises(Refused, match="not_a_day_of_the_course"):
        roll(cast, seat, True, day=date(2020, 10, 1))
    with pytest.raises(Refused, match="not_yet_happened"):
        roll(cast, seat, True, day=date(2020, 11, 3))
    with pytest.raises(Refused, match="seat_of_another_course"):
        roll(cast, seat, True, marks={a_seat(cast).key: True})


def test_more_days_than_the_course_has_are_not_counted(cast):
    seat = a_seat(cast, days=1)
    roll(cast, seat, True)
    roll(cast, seat, True, day=NEXT)
    assert days_of(seat) == 1


def test_attendance_by_day_tells_an_empty_room_from_a_roll_not_handed_in(cast):
    seat = a_seat(cast)
    roll(cast, seat, False)
    roll(cast, seat, True, day=NEXT)
    roll(cast, seat, False, kind="phone", day=NEXT)
    first, second = by_day(Enrolment.objects.all())
    assert (first.paper, first.phone, first.either, first.differing) == (0, None, 0, 0)
    assert (second.paper, second.phone, second.either, second.differing) == (1, 0, 1, 1)


def test_an_officer_of_elsewhere_hands_in_no_roll(cast):
    seat = a_seat(cast)
    with pytest.raises(NotAllowed):
        actions.record_roll(
            actor=cast.other_officer, course=seat.course, day=DAY, roll="paper", marks={}, on=TODAY
        )


def month(cast, seat, first=date(2020, 10, 5), evidence="培训台账"):
    return actions.record_work_month(
        actor=cast.trainer, enrolment=seat, month=first, evidence=evidence, on=TODAY
    )


def test_training_through_work_is_shown_month_by_month_and_each_month_once(cast):
    seat = a_seat(cast, kind="through_work")
    assert month(cast, seat) == month(cast, seat)
    assert month(cast, seat).month == date(2020, 10, 1)
    with pytest.raises(Refused, match="month_outside_the_course"):
        month(cast, seat, date(2020, 9, 1))
    with pytest.raises(Refused, match="say_the_evidence"):
        month(cast, seat, date(2020, 11, 1), evidence="")


def test_no_other_kind_of_course_asks_for_months(cast):
    with pytest.raises(Refused, match="no_monthly_evidence_here"):
        month(cast, a_seat(cast))


def test_an_award_is_kept_once(cast):
    person, said = a_person(), {"kind": "competition", "title": "县技能大赛", "awarded_on": date(2020, 9, 9)}
    for _ in range(2):
        actions.record_award(actor=cast.trainer, person=person, **said)
    assert Award.objects.count() == 1
    with pytest.raises(Refused, match="not_an_award"):
        actions.record_award(actor=cast.trainer, person=person, kind="lottery", title="x")
    with pytest.raises(Refused, match="not_yet_happened"):
        actions.record_award(
            actor=replace(cast.trainer, on=date(2020, 9, 1)), person=person, **(said | {"title": "另一项"})
        )


def test_a_closed_roll_case_says_who_and_what(cast):
    seat = a_seat(cast)
    roll(cast, seat, True)
    roll(cast, seat, False, kind="phone")
    with pytest.raises(IntegrityError), transaction.atomic():
        RollCase.objects.update(closed_on=TODAY)
