"""Moving, dying, merging: the count of members is right on each day, and what is taken back is back as it was."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cast import OTHER_COUNTY_TOWNSHIP, OTHER_TOWNSHIP, TODAY, TOWNSHIP
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.registry import actions
from gainful.registry.models import (
    BankAccount,
    Consent,
    Household,
    Membership,
    Merge,
    Person,
    Wish,
)
from make import a_consent, a_household, a_person, a_wish, a_worker, an_id_number

pytestmark = pytest.mark.django_db
YESTERDAY = date(2020, 11, 1)


def size(household: Household, on: date) -> int:
    return Household.objects.with_size(on).get(pk=household.pk).size


def everything() -> list[dict]:
    """Every row that a merge could touch, by table."""
    tables = (Person, Membership, Wish, Consent, BankAccount)
    return [row for table in tables for row in table.objects.order_by("id").values()]


def merge(cast, kept, merged):
    return actions.merge_people(actor=cast.officer, kept=kept, merged=merged, reason="同一人", on=TODAY)


def test_a_death_ends_membership_consent_and_account_and_deletes_nothing(cast):
    household = a_household()
    person = a_worker(household=household)
    actions.record_account(actor=cast.officer, person=person, account="6217", stated_on=YESTERDAY)
    actions.record_death(actor=cast.officer, person=person, died_on=TODAY)
    assert (size(household, YESTERDAY), size(household, TODAY)) == (1, 0)
    assert not Consent.objects.live().exists() and Wish.objects.count() == 1
    assert person.bank_accounts.get().closed_on == TODAY
    assert not Person.objects.current().exists()


def test_a_death_is_recorded_once_and_not_before_the_birth(cast):
    person = a_person(born_on=date(1980, 1, 1))
    with pytest.raises(Refused, match="death_before_birth"):
        actions.record_death(actor=cast.officer, person=person, died_on=date(1979, 1, 1))
    actions.record_death(actor=cast.officer, person=person, died_on=TODAY)
    with pytest.raises(Refused, match="person_has_died"):
        actions.record_death(actor=cast.officer, person=person, died_on=TODAY)


def test_marrying_into_another_household_moves_the_person_and_their_records(cast):
    old, new = a_household(area=TOWNSHIP), a_household(area=OTHER_TOWNSHIP)
    bride = a_worker(household=old)
    actions.record_moving(
        actor=cast.officer, person=bride, moved_on=TODAY, to_household=new, relation="spouse"
    )
    assert (size(old, TODAY), size(new, TODAY), size(new, YESTERDAY)) == (0, 1, 0)
    assert {Person.objects.get().area, Wish.objects.get().area, Consent.objects.get().area} == {
        OTHER_TOWNSHIP
    }


def test_nobody_moves_a_person_into_a_county_that_is_not_theirs(cast):
    person = a_person()
    with pytest.raises(NotAllowed):
        actions.record_moving(
            actor=cast.officer,
            person=person,
            moved_on=TODAY,
            to_household=a_household(area=OTHER_COUNTY_TOWNSHIP),
        )
    assert Membership.objects.get(person=person).until_on is None


def test_a_household_moves_with_its_members(cast):
    household = a_household()
    person = a_worker(household=household)
    actions.move_household(
        actor=cast.officer, household=household, to_area=OTHER_TOWNSHIP, village="新村", from_on=TODAY
    )
    person.refresh_from_db()
    assert person.area == OTHER_TOWNSHIP == Membership.objects.get().area


def test_who_moved_away_is_no_longer_current(cast):
    person = a_person()
    actions.record_moving(actor=cast.officer, person=person, moved_on=TODAY)
    assert not Person.objects.current().exists() and person.moved_away_on == TODAY


@settings(max_examples=15, deadline=None)
@given(good=st.lists(st.booleans(), min_size=1, max_size=7))
def test_no_member_is_lost_by_a_refused_number(cast, good):
    household = a_household()
    for fine in good:
        number = {"id_number": an_id_number(), "name": "刘三"} if fine else {"id_refused": True}
        person = actions.record_person(actor=cast.officer, area=TOWNSHIP, on=TODAY, **number)
        actions.add_member(actor=cast.officer, household=household, person=person)
    assert size(household, TODAY) == len(good)
    members = Person.objects.filter(memberships__household=household)
    assert members.identified().count() == sum(good)
    assert members.not_identified().count() == len(good) - sum(good)


def test_a_merged_record_leaves_the_lists_and_is_counted_once(cast):
    household = a_household()
    kept, double = a_person(household=household), a_person(household=household, relation="son")
    merge(cast, kept, double)
    assert list(Person.objects.current()) == [kept] and size(household, TODAY) == 1


def test_answers_under_the_merged_record_are_read_with_the_kept_one(cast):
    kept, double = a_person(), a_person()
    a_wish(kept, willing=False, asked_on=date(2020, 9, 1))
    later = a_wish(double, willing=True, asked_on=date(2020, 10, 1))
    merge(cast, kept, double)
    assert Person.objects.with_latest_wish(TODAY).get(pk=kept.pk).wish_id == later.pk
    assert list(Person.objects.current().willing(TODAY)) == [kept]


def test_consent_given_under_another_record_is_not_the_kept_ones(cast):
    kept, double = a_person(), a_person()
    a_consent(double)
    merge(cast, kept, double)
    assert not Person.objects.current().consenting("referral").exists()


@settings(max_examples=15, deadline=None)
@given(same=st.booleans(), wishes=st.integers(0, 3), consents=st.booleans(), refused=st.booleans())
def test_taking_a_merge_back_gives_both_records_back_row_for_row(cast, same, wishes, consents, refused):
    household = a_household()
    kept = a_person(household=household)
    double = a_person(household=household if same else None, id_state="refused" if refused else "valid")
    for day in range(1, wishes + 1):
        a_wish(double, asked_on=date(2020, 10, day))
    if consents:
        a_consent(double)
    before = everything()
    done = merge(cast, kept, double)
    assert everything() != before
    actions.unmerge_people(actor=cast.officer, merge=done)
    assert everything() == before
    assert Merge.objects.get(pk=done.pk).undone_at is not None


def test_a_merge_is_taken_back_once(cast):
    done = merge(cast, a_person(), a_person())
    actions.unmerge_people(actor=cast.officer, merge=done)
    with pytest.raises(Refused, match="merge_undone_already"):
        actions.unmerge_people(actor=cast.officer, merge=done)


def test_a_merge_is_not_taken_back_once_the_number_is_used_again(cast):
    number = an_id_number()
    double = a_person(id_number=number)
    done = merge(cast, a_person(), double)
    a_person(id_number=number)
    with pytest.raises(Refused, match="number_used_since"):
        actions.unmerge_people(actor=cast.officer, merge=done)


def test_what_cannot_be_merged_is_refused(cast):
    kept, double, third = a_person(), a_person(), a_person()
    with pytest.raises(Refused, match="cannot_merge_with_itself"):
        merge(cast, kept, kept)
    merge(cast, kept, double)
    with pytest.raises(Refused, match="record_was_merged"):
        merge(cast, third, double)
    with pytest.raises(Refused, match="record_holds_others"):
        merge(cast, third, kept)
    homeless = actions.record_person(actor=cast.officer, area=TOWNSHIP, on=TODAY, name="刘三")
    with pytest.raises(Refused, match="keep_the_one_in_a_household"):
        merge(cast, homeless, third)


def test_people_of_two_counties_are_merged_only_by_who_answers_for_both(cast):
    kept, stranger = a_person(), a_person(area=OTHER_COUNTY_TOWNSHIP)
    with pytest.raises(NotAllowed):
        merge(cast, kept, stranger)
    assert not Merge.objects.exists()
