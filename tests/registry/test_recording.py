"""Households, people and members, recorded and put right."""

from __future__ import annotations

from datetime import date

import pytest

from cast import OTHER_COUNTY_TOWNSHIP, TODAY, TOWNSHIP
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.registry import actions
from gainful.registry.models import BankAccount, HouseholdIncome, Person
from make import a_household, a_person, an_id_number

pytestmark = pytest.mark.django_db


def record(cast, **more):
    return actions.record_person(actor=cast.officer, area=TOWNSHIP, on=TODAY, **more)


def test_a_household_number_is_recorded_once(cast):
    actions.record_household(actor=cast.officer, area=TOWNSHIP, number="62129910200001")
    with pytest.raises(Refused, match="household_already_recorded"):
        actions.record_household(actor=cast.officer, area=TOWNSHIP, number="62129910200001")


def test_nobody_records_a_household_in_another_county(cast):
    with pytest.raises(NotAllowed):
        actions.record_household(actor=cast.officer, area=OTHER_COUNTY_TOWNSHIP, number="1")


def test_sex_and_birth_date_are_read_off_a_good_number(cast):
    person = record(cast, name="白岩岩", id_number=an_id_number(date(1979, 6, 20), sex="female"))
    assert (person.sex, person.born_on, person.id_state) == ("female", date(1979, 6, 20), "valid")


def test_what_contradicts_the_number_is_kept_as_stated_and_told(cast):
    number = an_id_number(date(1979, 6, 20), sex="female")
    person = record(cast, name="白岩岩", id_number=number, sex="male", born_on=date(1979, 6, 2))
    assert (person.sex, person.born_on) == ("male", date(1979, 6, 2))
    assert person.contradictions(TODAY) == ("sex_contradicts_id", "birth_date_contradicts_id")


def test_an_unstated_sex_contradicts_nothing(cast):
    assert record(cast, name="白岩岩", id_number=an_id_number()).contradictions(TODAY) == ()


def test_a_person_is_recorded_once_by_their_number(cast):
    number = an_id_number()
    record(cast, name="白岩岩", id_number=number)
    with pytest.raises(Refused, match="person_already_recorded"):
        record(cast, name="白岩", id_number=f" {number[:6]} {number[6:]}")


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("6212991979062013", "id_length"),
        ("62129919790620137A", "id_characters"),
        ("621299197906201371", "id_checksum"),
    ],
)
def test_a_bad_number_is_refused_with_its_fault(cast, number, code):
    with pytest.raises(Refused, match=code):
        record(cast, name="白岩岩", id_number=number)
    assert not Person.objects.exists()


def test_the_number_is_sealed_and_is_in_no_text_of_the_row(cast):
    number = an_id_number()
    person = record(cast, name="白岩岩", id_number=number, phone="10083533740")
    kept = Person.objects.values().get(pk=person.pk)
    assert not [v for v in kept.values() if number in str(v) or "10083533740" in str(v)]
    assert person.unsealed("id_number") == number and person.unsealed("phone") == "10083533740"
    assert number not in repr(person) and "白岩岩" not in repr(person)


def test_a_member_with_a_refused_number_is_unnamed_and_counts(cast):
    household = a_household()
    person = record(cast, name="刘三", id_refused=True)
    actions.add_member(actor=cast.officer, household=household, person=person, relation="son")
    assert (person.name, person.id_state, person.id_digest) == ("", "refused", "")
    assert household.memberships.filter(until_on=None).count() == 1


def test_mending_the_number_makes_the_member_a_named_person(cast):
    person = record(cast, id_refused=True)
    number = an_id_number(date(1990, 1, 2), sex="female")
    actions.correct_person(
        actor=cast.officer, person=person, on=TODAY, changes={"name": "刘三", "id_number": number}
    )
    person.refresh_from_db()
    assert (person.id_state, person.sex, person.name_pinyin.split()[0]) == ("valid", "female", "liusan")


def test_a_helper_records_people_but_does_not_correct_them(cast):
    person = actions.record_person(actor=cast.helper, area=TOWNSHIP, on=TODAY, name="刘三")
    with pytest.raises(NotAllowed):
        actions.correct_person(actor=cast.helper, person=person, on=TODAY, changes={"name": "刘山"})


def test_a_fact_that_is_not_kept_is_refused(cast):
    with pytest.raises(Refused, match="not_a_person_fact"):
        actions.correct_person(actor=cast.officer, person=a_person(), on=TODAY, changes={"shoe": 42})


def test_nobody_belongs_to_two_households(cast):
    person = a_person()
    with pytest.raises(Refused, match="already_in_a_household"):
        actions.add_member(actor=cast.officer, household=a_household(), person=person)


def test_the_same_membership_is_not_recorded_twice(cast):
    household = a_household()
    person = a_person(household=household)
    actions.add_member(actor=cast.officer, household=household, person=person)
    assert household.memberships.count() == 1


def test_an_unknown_source_of_income_stays_unknown(cast):
    household = a_household()
    income = actions.record_income(
        actor=cast.officer, household=household, year=2019, income={"wage_fen": 0}, on=TODAY
    )
    income.refresh_from_db()
    assert (income.wage_fen, income.business_fen, income.net_fen) == (0, None, None)


@pytest.mark.parametrize(("year", "expected"), [(2019, True), (2021, False)])
def test_income_that_is_only_expected_is_refused(cast, year, expected):
    with pytest.raises(Refused, match="forecast_income"):
        actions.record_income(
            actor=cast.officer,
            household=a_household(),
            year=year,
            income={"wage_fen": 100},
            on=TODAY,
            expected=expected,
        )
    assert not HouseholdIncome.objects.exists()


def test_an_account_given_for_a_household_is_the_heads_alone(cast):
    household = a_household()
    head, wife = a_person(household=household), a_person(household=household, relation="spouse")
    actions.record_household_account(
        actor=cast.officer, household=household, account="6217 0669 0743", stated_on=TODAY
    )
    assert head.bank_accounts.get().unsealed("account") == "621706690743"
    assert not wife.bank_accounts.exists()


def test_without_a_single_head_nobody_gets_the_households_account(cast):
    household = a_household()
    a_person(household=household, relation="son")
    with pytest.raises(Refused, match="household_has_no_single_head"):
        actions.record_household_account(
            actor=cast.officer, household=household, account="6217066907", stated_on=TODAY
        )


def test_another_account_closes_the_one_before_and_the_same_one_changes_nothing(cast):
    person = a_person()
    for account, day in [("111122", 1), ("111122", 2), ("333344", 3)]:
        actions.record_account(
            actor=cast.officer, person=person, account=account, stated_on=date(2020, 10, day)
        )
    kept = BankAccount.objects.filter(person=person).order_by("id")
    assert [(a.stated_on.day, a.closed_on and a.closed_on.day) for a in kept] == [(1, 3), (3, None)]


def test_a_registration_event_is_recorded_once_a_year(cast):
    household = a_household(registered_year=2014)
    for _ in range(2):
        actions.record_registration_event(actor=cast.officer, household=household, kind="exited", year=2018)
    assert household.registration_events.count() == 1
    with pytest.raises(Refused, match="event_before_registration"):
        actions.record_registration_event(actor=cast.officer, household=household, kind="exited", year=2013)
