"""What the rules are told: only what is known, as of the date, under names that the dictionary has."""

from __future__ import annotations

from datetime import date

import pytest

from cast import TODAY
from gainful.registry import actions
from gainful.registry.facts import household_facts, person_facts
from gainful.terms.facts import FACTS
from make import a_household, a_person, a_wish

pytestmark = pytest.mark.django_db


def event(cast, household, kind, year, **more):
    return actions.record_registration_event(
        actor=cast.officer, household=household, kind=kind, year=year, **more
    )


def test_every_fact_has_a_name_in_the_dictionary_and_its_kind(cast):
    household = a_household()
    person = a_person(household=household, health="healthy", student="not_student")
    a_wish(person)
    event(cast, household, "exited", 2018, happened_on=date(2018, 12, 1))
    event(cast, household, "monitored", 2019)
    actions.record_income(
        actor=cast.officer,
        household=household,
        year=2019,
        income={"wage_fen": 100, "net_per_head_fen": 50},
        on=TODAY,
    )
    told = household_facts(household, TODAY) | person_facts(person, TODAY)
    assert set(told) <= set(FACTS) and len(told) == 15
    for name, value in told.items():
        assert FACTS[name].subject in ("household", "person")
        assert isinstance(value, bool) == (FACTS[name].kind == "boolean"), name


def test_nothing_is_told_that_nobody_recorded(cast):
    person = a_person(born_on=None, labour_capacity="", education="", sex="")
    assert person_facts(person, TODAY) == {}


def test_an_unknown_member_makes_the_number_of_able_members_unknown(cast):
    household = a_household()
    a_person(household=household)
    a_person(household=household, born_on=date(2012, 1, 1), labour_capacity="", relation="son")
    assert household_facts(household, TODAY)["household_able_members"] == 1
    a_person(household=household, labour_capacity="", relation="spouse")
    facts = household_facts(household, TODAY)
    assert "household_able_members" not in facts and facts["household_size"] == 3


def test_exit_is_as_of_the_date_and_unknown_within_a_year_without_its_day(cast):
    household = a_household()
    event(cast, household, "exited", 2018)
    assert household_facts(household, date(2017, 6, 1))["has_exited"] is False
    assert "has_exited" not in household_facts(household, date(2018, 6, 1))
    assert household_facts(household, TODAY)["has_exited"] is True
    event(cast, household, "reentered", 2020, happened_on=date(2020, 5, 1))
    assert household_facts(household, date(2020, 4, 1))["has_exited"] is True
    facts = household_facts(household, TODAY)
    assert facts["has_exited"] is False and "exited_on" not in facts


def test_an_exited_household_stays_registered_and_a_mistake_does_not(cast):
    household = a_household()
    event(cast, household, "exited", 2018)
    assert household_facts(household, TODAY)["household_registered"] is True
    event(cast, household, "struck_off", 2019)
    assert household_facts(household, TODAY)["household_registered"] is False
    assert household_facts(household, date(2013, 1, 1))["household_registered"] is False


def test_income_is_of_the_last_full_year_and_blank_is_not_zero(cast):
    household = a_household()
    for year in (2019, 2020):
        actions.record_income(
            actor=cast.officer, household=household, year=year, income={"wage_fen": year}, on=TODAY
        )
    facts = household_facts(household, TODAY)
    assert facts["wage_income"] == 2019 and "net_income_per_head" not in facts


def test_an_answer_given_later_is_not_yet_known(cast):
    person = a_person()
    a_wish(person, willing=True, asked_on=date(2020, 10, 1))
    assert "willing_to_work" not in person_facts(person, date(2020, 9, 30))
    assert person_facts(person, TODAY)["willing_to_work"] is True


def test_no_cause_of_poverty_is_a_fact(cast):
    household = a_household(main_cause="own_motivation", other_causes=["own_motivation"])
    a_person(household=household)
    assert "own_motivation" not in str(household_facts(household, TODAY))
    assert not [name for name in FACTS if "cause" in name or "motivation" in name]
