"""All who should be trained: what people said they want, against the seats they have had."""

from __future__ import annotations

from datetime import date

import pytest

from cast import COUNTY, TODAY
from gainful.training import actions
from gainful.training.need import coverage
from make import a_person, a_wish

pytestmark = pytest.mark.django_db


def somebody_wanting(trade="", asked_on=date(2020, 9, 1), willing=True, **more):
    person = a_person(**more)
    a_wish(person, training_willing=willing, training_occupation=trade, asked_on=asked_on)
    return person


def a_seat(cast, person, trade, starts_on=date(2020, 9, 10), ends_on=date(2020, 9, 30)):
    number = f"{trade}{starts_on}{person.pk}"
    course = actions.record_course(
        actor=cast.trainer, area=COUNTY, number=number, occupation=trade, starts_on=starts_on, ends_on=ends_on
    )
    actions.enrol(actor=cast.trainer, course=course, person=person)


def row(cast, trade):
    return next(one for one in coverage(cast.trainer, TODAY).trades if one.trade == trade)


def test_need_is_what_people_said_and_a_seat_in_that_trade_covers_it(cast):
    trained, other, _waiting = (somebody_wanting("cook") for _ in range(3))
    a_seat(cast, trained, "cook")
    a_seat(cast, other, "cleaner")
    cook = row(cast, "cook")
    assert (cook.wanting, cook.covered, cook.uncovered, cook.seats) == (3, 1, 2, 1)


def test_whoever_named_no_trade_is_covered_by_any_seat(cast):
    a_seat(cast, somebody_wanting(), "cook")
    assert row(cast, "").covered == 1


def test_a_course_over_before_they_answered_covers_nothing(cast):
    a_seat(cast, somebody_wanting("cook", asked_on=date(2020, 10, 1)), "cook")
    assert row(cast, "cook").covered == 0


def test_whoever_wants_none_now_is_not_counted_and_the_unasked_neither(cast):
    person = somebody_wanting("cook")
    a_wish(person, training_willing=False, asked_on=date(2020, 10, 1))
    a_person()
    assert coverage(cast.trainer, TODAY).wanting == 0


def test_another_countys_need_is_not_ours(cast):
    somebody_wanting("cook", area=530399_100_000)
    assert coverage(cast.trainer, TODAY).wanting == 0
    assert coverage(cast.other_officer, TODAY).wanting == 1
