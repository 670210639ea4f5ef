"""Contacts and the plan stay as written; new openings come up for those whom they fit and who were not met since."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from casework.journey import shown
from cast import COUNTY, OTHER_COUNTY, TODAY
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework.actions import decline_offer, record_contact, write_plan
from gainful.casework.models import Contact, PlanEntry
from gainful.casework.new_openings import new_for, opened_since_met
from gainful.casework.worklists import no_contact
from make import a_worker, an_opening

pytestmark = pytest.mark.django_db


def meet(cast, person, *, on=TODAY, words="说下周来看"):
    return record_contact(actor=cast.officer, person=person, met_on=on, how="visit", words=words)


def a_new_opening(on=TODAY, **more):
    return an_opening(recorded_on=on, **more)


def test_a_contact_is_contact(cast):
    person = a_worker()
    later = TODAY + timedelta(days=40)
    assert list(no_contact(cast.officer, later)) == [person]
    meet(cast, person)
    assert not no_contact(cast.officer, TODAY + timedelta(days=29)).exists()


def test_what_was_written_stays_written(cast):
    person = a_worker()
    contact = meet(cast, person)
    plan = write_plan(
        actor=cast.officer, person=person, written_on=TODAY, words="学焊工", agreed_with_person=True
    )
    for rows in (Contact.objects.filter(pk=contact.pk), PlanEntry.objects.filter(pk=plan.pk)):
        with pytest.raises(IntegrityError, match="written_stays_written"), transaction.atomic():
            rows.update(words="另一回事")


def test_a_contact_says_something_and_lies_not_in_the_future(cast):
    person = a_worker()
    with pytest.raises(Refused, match="say_what_was_said"):
        meet(cast, person, words=" ")
    with pytest.raises(Refused, match="not_yet_happened"):
        meet(cast, person, on=TODAY + timedelta(days=1))


def test_an_officer_of_elsewhere_writes_no_plan(cast):
    with pytest.raises(NotAllowed):
        write_plan(
            actor=cast.other_officer, person=a_worker(), written_on=TODAY, words="x", agreed_with_person=False
        )


def test_a_new_opening_comes_up_for_whom_it_fits_and_for_nobody_else(cast):
    fits, _low = a_worker(), a_worker(pay_at_least_fen=900_000)
    opening = a_new_opening()
    (found,) = opened_since_met(cast.officer, TODAY)
    assert (found.person, found.openings) == (fits, [opening])
    assert new_for(fits, TODAY) == [opening]


def test_meeting_somebody_after_it_came_in_takes_it_off(cast):
    person = a_worker()
    a_new_opening(on=TODAY - timedelta(days=1))
    assert new_for(person, TODAY)
    meet(cast, person)
    assert not new_for(person, TODAY) and not opened_since_met(cast.officer, TODAY)


def test_an_opening_known_before_the_last_contact_is_not_new(cast):
    person = a_worker()
    a_new_opening(on=date(2020, 10, 10))
    meet(cast, person, on=date(2020, 10, 20))
    later = a_new_opening(on=date(2020, 10, 21))
    assert new_for(person, TODAY) == [later]


def test_an_old_opening_and_one_of_unknown_day_are_new_to_nobody(cast):
    a_worker()
    an_opening()
    a_new_opening(on=TODAY - timedelta(days=30))
    assert not opened_since_met(cast.officer, TODAY)


def test_declining_changes_nothing_of_it(cast):
    accepting, declining = a_worker(), a_worker()
    for person in (accepting, declining):
        offer = shown(cast, person, an_opening())
        if person == declining:
            decline_offer(actor=cast.officer, offer=offer, on=TODAY, how="paper_at_desk")
    opening = a_new_opening(on=TODAY + timedelta(days=1))
    after = TODAY + timedelta(days=2)
    assert new_for(accepting, after) == new_for(declining, after) == [opening]


def test_another_countys_openings_and_people_do_not_meet(cast):
    a_worker(area=OTHER_COUNTY + 100_000)
    a_new_opening(area=COUNTY)
    assert not opened_since_met(cast.other_officer, TODAY)
