"""How households stand, and the lists of the day."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.journey import recorded, shown
from gainful.casework import worklists
from gainful.casework.actions import record_service
from gainful.casework.need import Standing, standing_of, tiers, with_standing, zero_employment
from gainful.registry.models import Household, RegistrationEvent
from make import TODAY, a_household, a_person, a_wish, a_worker

pytestmark = pytest.mark.django_db


def standing(household: Household, on: date = TODAY) -> Standing:
    return standing_of(with_standing(Household.objects.filter(pk=household.pk), on).get())


def a_home(*members: dict) -> Household:
    home = a_household()
    for member in members:
        wish = member.pop("willing", "not asked")
        person = a_person(household=home, **member)
        if wish != "not asked":
            a_wish(person, willing=wish)
    return home


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ([{"willing": True}], "zero_employment"),
        ([{"willing": True, "labour_capacity": "weak"}, {"labour_capacity": "lost"}], "zero_employment"),
        ([{"willing": False}], "nobody_willing"),
        ([{"willing": None}], "nobody_willing"),
        ([{}], "nobody_willing"),
        ([{"labour_capacity": "lost", "willing": True}], "no_labour"),
        ([{"labour_capacity": "none"}, {"born_on": date(2006, 1, 1), "willing": True}], "no_labour"),
        ([{"labour_capacity": ""}], "capacity_unknown"),
        ([{"labour_capacity": "", "willing": True}], "capacity_unknown"),
        ([{"born_on": None, "id_state": "refused"}], "capacity_unknown"),
        ([{"labour_capacity": "", "born_on": date(2010, 1, 1)}], "no_labour"),
        ([{"willing": True, "died_on": date(2020, 1, 1)}], "no_labour"),
    ],
)
def test_how_a_household_stands(members, expected):
    assert standing(a_home(*members)) == expected


def test_one_member_in_work_lifts_the_household_out_of_zero_employment_while_the_work_lasts(cast):
    home = a_home({"willing": True}, {"willing": True})
    recorded(cast, home.memberships.first().person, starts_on=date(2020, 9, 1), ends_on=date(2020, 10, 20))
    assert standing(home, date(2020, 10, 20)) == "in_work"
    assert standing(home, date(2020, 10, 21)) == "zero_employment"
    assert list(zero_employment(Household.objects.all(), TODAY)) == [home]


def test_the_latest_answer_counts(cast):
    person = a_worker()
    home = person.memberships.get().household
    a_wish(person, willing=False, asked_on=date(2020, 10, 20))
    assert standing(home, date(2020, 10, 19)) == "zero_employment"
    assert standing(home) == "nobody_willing"
    assert not worklists.willing_not_in_work(cast.officer, TODAY).exists()


def test_need_tiers_put_zero_employment_households_first(cast):
    zero, monitored, registered, exited = (a_home({"willing": w}) for w in (True, False, False, False))
    for home, kind in ((monitored, "monitored"), (exited, "exited")):
        RegistrationEvent.objects.create(area=home.area, household=home, kind=kind, year=2019)
    found = tiers(Household.objects.all(), TODAY)
    assert [found[home.pk] for home in (zero, monitored, registered, exited)] == [0, 1, 2, 3]


def test_nobody_has_asked_lists_able_people_whom_no_ledger_names(cast):
    asked, unasked = a_worker(willing=False), a_person()
    a_person(labour_capacity="lost")
    a_person(born_on=date(2010, 1, 1))
    recorded(cast, a_person(), employer_name="样例旧厂", starts_on=date(2018, 1, 1), ends_on=date(2018, 5, 1))
    assert list(worklists.nobody_has_asked(cast.officer, TODAY)) == [unasked]
    assert asked not in worklists.nobody_has_asked(cast.officer, TODAY)


def test_no_contact_lists_the_willing_whom_nobody_met_for_30_days(cast):
    person = a_worker()
    on = date(2020, 11, 30)
    assert not worklists.no_contact(cast.officer, date(2020, 10, 30)).exists()
    assert list(worklists.no_contact(cast.officer, on)) == [person]
    record_service(actor=cast.officer, person=person, kind="policy_advice", given_on=TODAY)
    assert not worklists.no_contact(cast.officer, on).exists()


def test_lists_hold_nothing_of_another_county(cast):
    shown(cast)
    a_worker()
    mine, theirs = worklists.today(cast.officer, TODAY), worklists.today(cast.other_officer, TODAY)
    assert mine["offers_waiting"] == 1 and mine["willing_not_in_work"] == 2
    assert not any(theirs.values())
    assert worklists.today(cast.supervisor, TODAY) == mine


def test_counting_the_day_takes_the_same_few_queries_for_many_people(cast):
    a_worker()
    with CaptureQueriesContext(
        connection,
    ) as few:
        worklists.today(cast.officer, TODAY)
    for _ in range(20):
        recorded(cast, a_worker())
    with CaptureQueriesContext(connection) as many:
        worklists.today(cast.officer, TODAY)
    assert len(many) == len(few) <= 12


def test_each_list_is_counted_as_long_as_it_is(cast):
    for _ in range(3):
        recorded(cast, a_worker())
        a_worker()
    counts = worklists.today(cast.officer, TODAY)
    lists = {name: len(rows(cast.officer, TODAY)) for name, rows in worklists.LISTS.items()}
    assert {name: counts[name] for name in lists} == lists and any(lists.values())
