"""What each person who wants work is owed: from the pack, by area and date, and what of it is still missing."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from casework.journey import recorded, shown
from cast import COUNTY, OTHER_COUNTY, OTHER_TOWNSHIP, TODAY
from gainful.casework import service_standard
from gainful.casework.actions import decline_offer, record_service, record_service_to_all
from gainful.casework.service_standard import owed_to, services_owed, standard_of, wanting_since
from gainful.casework.worklists import today
from gainful.pack.parameters import Parameter, ParameterValue
from gainful.training.actions import enrol, record_course
from make import a_wish, a_worker

pytestmark = pytest.mark.django_db


def give(cast, person, *kinds, on=TODAY):
    for kind in kinds:
        record_service(actor=cast.officer, person=person, kind=kind, given_on=on)


def missing(person, on=TODAY):
    return {one.kind: one.missing for one in owed_to([person], on)[person.pk] if one.missing}


@pytest.fixture
def local_variant(monkeypatch):
    """The county of the tests owes two referrals from October on; the nation three."""
    parameters = service_standard.programme().parameters
    name = "service_standard_job_referral"
    old = parameters.by_name[name]
    here = ParameterValue(name, Decimal(2), "service", COUNTY, date(2020, 10, 1), None, "tests", False)
    new = Parameter(name, old.names, old.unit, old.note, (*old.values, here))
    monkeypatch.setitem(parameters.by_name, name, new)


def test_the_standard_is_what_the_pack_says_and_says_that_nobody_verified_it():
    standard = standard_of(COUNTY, TODAY)
    assert standard.due == {"policy_advice": 1, "career_guidance": 1, "job_referral": 3, "skills_training": 1}
    assert not standard.verified
    assert standard_of(COUNTY, date(2015, 12, 31)) is None


def test_somebody_who_wants_work_and_had_nothing_is_owed_everything(cast):
    person = a_worker()
    assert missing(person) == standard_of(person.area, TODAY).due
    assert list(services_owed(cast.officer, TODAY)) == [person]


def test_what_was_given_in_time_is_no_longer_owed(cast):
    person = a_worker()
    give(cast, person, "policy_advice", "job_referral")
    give(cast, person, "career_guidance", on=TODAY - timedelta(days=90))
    assert missing(person) == {"career_guidance": 1, "job_referral": 2, "skills_training": 1}


def test_an_opening_shown_is_a_referral_also_when_it_was_declined(cast):
    waiting, declined = a_worker(), a_worker()
    shown(cast, waiting)
    offer = shown(cast, declined)
    decline_offer(actor=cast.officer, offer=offer, on=TODAY, how="paper_at_desk")
    assert missing(waiting) == missing(declined)
    assert missing(declined)["job_referral"] == 2


def test_a_seat_in_a_course_is_a_training_offer(cast):
    person = a_worker()
    course = record_course(actor=cast.trainer, area=COUNTY, number="1", starts_on=TODAY - timedelta(days=5))
    enrol(actor=cast.trainer, course=course, person=person)
    assert "skills_training" not in missing(person)


def test_whoever_had_all_of_it_leaves_the_list_however_referrals_are_mixed(cast):
    people = [a_worker() for _ in range(4)]
    for count, person in enumerate(people):
        give(cast, person, "policy_advice", "career_guidance", "skills_training", *["job_referral"] * count)
        for _ in range(3 - count):
            shown(cast, person)
    assert not services_owed(cast.officer, TODAY).exists()
    assert today(cast.officer, TODAY)["services_owed"] == 0


def test_being_asked_again_does_not_make_what_is_owed_younger():
    person = a_worker()
    a_wish(person, asked_on=date(2020, 10, 20))
    assert wanting_since([person.pk], TODAY) == {person.pk: date(2020, 10, 1)}
    a_wish(person, willing=False, asked_on=date(2020, 10, 25))
    a_wish(person, asked_on=date(2020, 10, 30))
    assert wanting_since([person.pk], TODAY) == {person.pk: date(2020, 10, 30)}


def test_people_in_work_and_people_who_want_none_are_owed_nothing(cast):
    a_worker(willing=False)
    recorded(cast, a_worker())
    assert not services_owed(cast.officer, TODAY).exists()


def test_a_county_may_set_its_own_standard_from_a_day_on(cast, local_variant):
    here, there = a_worker(), a_worker(area=530399_100_000)
    assert standard_of(here.area, TODAY).due["job_referral"] == 2
    assert standard_of(here.area, date(2020, 9, 30)).due["job_referral"] == 3
    for person, actor in ((here, cast.officer), (there, cast.other_officer)):
        kinds = ["policy_advice", "career_guidance", "skills_training", "job_referral", "job_referral"]
        for kind in kinds:
            record_service(actor=actor, person=person, kind=kind, given_on=TODAY)
    assert not services_owed(cast.officer, TODAY).exists()
    assert list(services_owed(cast.other_officer, TODAY)) == [there]


def test_list_and_card_say_the_same(cast, local_variant):
    people = [a_worker(area=OTHER_TOWNSHIP if n % 2 else None) for n in range(12)]
    for n, person in enumerate(people):
        kinds = ["policy_advice", "career_guidance", "skills_training", "job_referral", "job_referral"]
        give(cast, person, *kinds[: n % 6])
    listed = set(services_owed(cast.officer, TODAY))
    assert listed == {person for person in people if missing(person)}
    assert 0 < len(listed) < 12


def test_another_countys_people_are_on_no_list_here(cast):
    a_worker(area=OTHER_COUNTY + 100_000)
    assert not services_owed(cast.officer, TODAY).exists()


def test_one_briefing_of_many_counts_for_each(cast):
    people = [a_worker() for _ in range(3)]
    record_service_to_all(actor=cast.officer, people=people, kind="policy_advice", given_on=TODAY)
    assert all("policy_advice" not in missing(person) for person in people)
