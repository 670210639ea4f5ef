"""Staff: who may invite, post, reset and let go of whom; and that nobody gives what they do not hold."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory
from django.utils import timezone

from cast import COUNTY, NATION, OTHER_COUNTY, PROVINCE, TODAY, TOWNSHIP, an_account, an_actor
from gainful.accounts.actions import (
    add_area,
    bootstrap_administrator,
    change_language,
    deactivate,
    end_posting,
    forget_second_factor,
    invite,
    keep_new_password,
    note_reading,
    post,
    reactivate,
    reset_password,
)
from gainful.accounts.actor import Actor, Grant, Role
from gainful.accounts.models import Account, Act, Entry, Posting, ReadEntry
from gainful.accounts.places import gazetteer
from gainful.accounts.reading import FREEZE_AT, STEP_UP_AT, ReadingState, reading_state
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.accounts.rights import GRANTABLE, RIGHTS, may_grant

pytestmark = pytest.mark.django_db
OPERATOR = Actor(None, "command line", (Grant(Role.ADMINISTRATOR, NATION),), on=TODAY)


@pytest.fixture
def county_administrator() -> Actor:
    return an_actor("county_administrator", (Role.ADMINISTRATOR, COUNTY))


@pytest.fixture
def administrator() -> Actor:
    return an_actor("administrator", (Role.ADMINISTRATOR, NATION))


def invited(actor: Actor, role: Role = Role.HELPER, area: int = TOWNSHIP, username: str = "newcomer"):
    return invite(actor=actor, username=username, display_name="新人", role=role, area=area, on=TODAY)


def signs_in(username: str, password: str) -> Account | None:
    return authenticate(RequestFactory().post("/"), username=username, password=password)


def test_an_invited_officer_signs_in_once_with_the_password_shown(county_administrator):
    account, password = invited(county_administrator, Role.COUNTY_OFFICER, COUNTY)
    assert signs_in("newcomer", password) == account
    assert account.must_change_password
    assert account.actor(TODAY).may("people.see", TOWNSHIP)
    assert not account.actor(TODAY - timedelta(days=1)).grants


def test_a_one_time_password_is_void_after_72_hours(county_administrator):
    account, password = invited(county_administrator)
    Account.objects.filter(pk=account.pk).update(one_time_until=timezone.now() - timedelta(minutes=1))
    assert signs_in("newcomer", password) is None


def test_the_one_time_password_is_kept_nowhere(county_administrator):
    account, password = invited(county_administrator)
    images = "".join(f"{entry.before}{entry.after}" for entry in Entry.objects.all())
    assert password not in images and password not in account.password


def test_a_new_password_of_ones_own_replaces_it(county_administrator):
    account, password = invited(county_administrator)
    with pytest.raises(Refused, match="same_password"):
        keep_new_password(actor=account.actor(TODAY), account=account, password=password)
    keep_new_password(actor=account.actor(TODAY), account=account, password="quite another one")
    assert signs_in("newcomer", "quite another one") and not signs_in("newcomer", password)
    with pytest.raises(NotAllowed):
        keep_new_password(actor=county_administrator, account=account, password="an administrator's")


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_an_administrator_invites(role):
    with pytest.raises(NotAllowed):
        invited(Actor(None, "x", (Grant(role, NATION),), on=TODAY))


def test_nobody_gives_a_role_beyond_their_own_area(county_administrator):
    for area in (NATION, PROVINCE, OTHER_COUNTY):
        with pytest.raises(NotAllowed):
            invited(county_administrator, area=area)
        with pytest.raises(NotAllowed):
            post(
                actor=county_administrator,
                account=an_account(f"a{area}"),
                role=Role.HELPER,
                area=area,
                from_on=TODAY,
            )
    assert not Account.objects.filter(username="newcomer").exists()


def test_nobody_posts_a_worker_and_the_table_of_what_may_be_given_is_explicit(administrator):
    with pytest.raises(NotAllowed):
        invited(administrator, Role.WORKER)
    assert set(GRANTABLE) == {Role.ADMINISTRATOR}
    assert may_grant((Grant(Role.ADMINISTRATOR, PROVINCE),), Role.AUDITOR, COUNTY)
    assert not may_grant((Grant(Role.AUDITOR, NATION),), Role.AUDITOR, COUNTY)


def test_nobody_manages_their_own_account(administrator):
    account = Account.objects.get(pk=administrator.account_id)
    posting = account.postings.get()
    for attempt in (
        lambda: post(
            actor=administrator, account=account, role=Role.COUNTY_OFFICER, area=COUNTY, from_on=TODAY
        ),
        lambda: end_posting(actor=administrator, posting=posting, last_on=TODAY),
        lambda: reset_password(actor=administrator, account=account, on=TODAY),
        lambda: deactivate(actor=administrator, account=account, on=TODAY),
    ):
        with pytest.raises(Refused, match="not_ones_own_account"):
            attempt()


def test_a_county_administrator_cannot_take_over_an_account_that_reaches_further(county_administrator):
    provincial = an_account("provincial", (Role.COUNTY_OFFICER, COUNTY), (Role.COUNTY_OFFICER, PROVINCE))
    for attempt in (reset_password, forget_second_factor, deactivate):
        with pytest.raises(NotAllowed):
            attempt(actor=county_administrator, account=provincial, on=TODAY)


def test_a_reset_password_ends_the_old_one_and_keeps_the_second_factor(county_administrator):
    account, first = invited(county_administrator)
    second = reset_password(actor=county_administrator, account=account, on=TODAY)
    assert signs_in("newcomer", second) and not signs_in("newcomer", first)
    with pytest.raises(Refused, match="no_second_factor"):
        forget_second_factor(actor=county_administrator, account=account, on=TODAY)
    equipped = an_account("equipped", (Role.HELPER, TOWNSHIP))
    reset_password(actor=county_administrator, account=equipped, on=TODAY)
    assert equipped.authenticator_set.exists()
    forget_second_factor(actor=county_administrator, account=equipped, on=TODAY)
    assert not equipped.authenticator_set.exists()
    assert Entry.objects.filter(table_name="mfa_authenticator", op="delete").exists()


def test_a_closed_account_neither_signs_in_nor_acts_until_it_is_opened_again(county_administrator):
    account, password = invited(county_administrator)
    deactivate(actor=county_administrator, account=account, on=TODAY)
    account.refresh_from_db()
    assert signs_in("newcomer", password) is None and not account.actor(TODAY).grants
    with pytest.raises(Refused, match="not_active"):
        deactivate(actor=county_administrator, account=account, on=TODAY)
    password = reactivate(actor=county_administrator, account=account, on=TODAY)
    assert signs_in("newcomer", password)
    with pytest.raises(Refused, match="active_already"):
        reactivate(actor=county_administrator, account=account, on=TODAY)


def test_the_last_administrator_of_an_area_cannot_be_let_go_of():
    last = an_account("last", (Role.ADMINISTRATOR, NATION))
    an_account("local", (Role.ADMINISTRATOR, COUNTY))
    with pytest.raises(Refused, match="last_administrator"):
        deactivate(actor=OPERATOR, account=last, on=TODAY)
    with pytest.raises(Refused, match="last_administrator"):
        end_posting(actor=OPERATOR, posting=last.postings.get(), last_on=TODAY)
    an_account("second", (Role.ADMINISTRATOR, NATION))
    deactivate(actor=OPERATOR, account=last, on=TODAY)
    assert not Account.objects.get(username="last").is_active


def test_a_posting_counts_from_its_first_to_its_last_day(administrator):
    account = an_account("somebody")
    posting = post(actor=administrator, account=account, role=Role.HELPER, area=TOWNSHIP, from_on=TODAY)
    with pytest.raises(Refused, match="posted_already"):
        post(actor=administrator, account=account, role=Role.HELPER, area=TOWNSHIP, from_on=date(2021, 1, 1))
    end_posting(actor=administrator, posting=posting, last_on=date(2020, 12, 31))
    assert account.actor(date(2020, 12, 31)).grants and not account.actor(date(2021, 1, 1)).grants
    with pytest.raises(Refused, match="ended_already"):
        end_posting(actor=administrator, posting=posting, last_on=date(2021, 1, 1))
    with pytest.raises(Refused, match="ends_before_it_begins"):
        end_posting(actor=administrator, posting=posting, last_on=date(2019, 1, 1))
    post(actor=administrator, account=account, role=Role.HELPER, area=TOWNSHIP, from_on=date(2021, 1, 1))


def test_a_name_is_taken_whatever_its_case_and_must_be_usable(administrator):
    invited(administrator, username="Li.Na")
    with pytest.raises(Refused, match="name_taken"):
        invited(administrator, username="li.na")
    for bad in ("", "two words", "x" * 151):
        with pytest.raises(Refused, match="name_not_usable"):
            invited(administrator, username=bad)


def test_the_first_administrator_is_made_once():
    password = bootstrap_administrator(actor=OPERATOR, username="first")
    assert signs_in("first", password)
    assert Posting.objects.get().role == Role.ADMINISTRATOR
    with pytest.raises(Refused, match="accounts_exist_already"):
        bootstrap_administrator(actor=OPERATOR, username="second")


def test_lasting_passwords_are_for_the_demo(settings):
    named = {"username": "demo", "display_name": "", "role": Role.HELPER, "area": TOWNSHIP, "on": TODAY}
    with pytest.raises(Refused, match="lasting_passwords_in_demo_only"):
        invite(actor=OPERATOR, lasting=True, **named)
    settings.GAINFUL_DEMO = True
    account, _ = invite(actor=OPERATOR, lasting=True, **named)
    assert not account.must_change_password


def test_an_added_place_is_known_at_once_and_only_once():
    add_area(actor=OPERATOR, code=621298_000_000, name="样县", valid_from=date(2014, 1, 1))
    assert gazetteer().name(621298_000_000, TODAY) == "样县"
    with pytest.raises(Refused, match="area_known_already"):
        add_area(actor=OPERATOR, code=621298_000_000, name="再", valid_from=date(2014, 1, 1))
    with pytest.raises(Refused, match="area_needs_a_name"):
        add_area(actor=OPERATOR, code=621297_000_000, name=" ", valid_from=date(2014, 1, 1))
    with pytest.raises(NotAllowed):
        add_area(
            actor=an_actor("o", (Role.COUNTY_OFFICER, NATION)), code=1, name="x", valid_from=date(2014, 1, 1)
        )


def test_ones_own_language_changes_by_an_act_of_ones_own(administrator):
    account = Account.objects.get(pk=administrator.account_id)
    change_language(actor=administrator, account=account, language="en")
    assert Act.objects.get(action="accounts.change_language").account_id == account.pk
    with pytest.raises(Refused, match="language_not_known"):
        change_language(actor=administrator, account=account, language="xx")
    with pytest.raises(NotAllowed):
        change_language(actor=administrator, account=an_account("other"), language="en")


def test_whoever_looks_is_noted_and_looking_at_too_many_is_held_up(
    administrator, django_assert_max_num_queries
):
    now = timezone.now()
    keys = [f"{number:016x}" for number in range(FREEZE_AT)]
    with django_assert_max_num_queries(5):
        note_reading(actor=administrator, person_keys=keys[: STEP_UP_AT - 1], screen="card", at=now)
    assert reading_state(administrator.account_id, now).state == ReadingState.FREE
    note_reading(actor=administrator, person_keys=keys[:STEP_UP_AT], screen="card", at=now)
    with django_assert_max_num_queries(1):
        reading = reading_state(administrator.account_id, now)
    assert (reading.count, reading.state) == (STEP_UP_AT, ReadingState.STEP_UP)
    note_reading(actor=administrator, person_keys=keys, screen="card", at=now)
    assert reading_state(administrator.account_id, now).state == ReadingState.FROZEN
    assert reading_state(administrator.account_id, now + timedelta(hours=1)).state == ReadingState.FREE
    assert ReadEntry.objects.filter(person_key=keys[0], account_id=administrator.account_id).count() == 3
    assert not Act.objects.filter(action="accounts.note_reading").exists()


def test_a_person_looking_at_their_own_record_is_not_noted():
    worker = Actor(None, "x", (Grant(Role.WORKER, TOWNSHIP),), person_id=1)
    note_reading(actor=worker, person_keys=["00"], screen="own", at=timezone.now())
    assert not ReadEntry.objects.exists()


@pytest.mark.parametrize("right", sorted(RIGHTS))
def test_without_a_grant_every_right_is_denied(right):
    assert not Actor(1, "nobody").may(right)
    for role in set(Role) - RIGHTS[right]:
        assert not Actor(1, "x", (Grant(role, NATION),)).may(right)


def test_a_right_that_the_table_lacks_is_an_error_and_never_granted():
    with pytest.raises(KeyError):
        Actor(1, "x", (Grant(Role.ADMINISTRATOR, NATION),)).may("people.delete_everything")


def test_django_flags_grant_nothing():
    account = Account.objects.create_superuser("root", password="long enough to be used")
    assert not account.actor(TODAY).grants
