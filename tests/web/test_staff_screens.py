"""Staff on screen: invited, posted, given a new password, let go of; and only inside one's own area."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from handing_in import text_of

from cast import COUNTY, NATION, OTHER_COUNTY, TODAY, an_account
from gainful.accounts.actor import Role
from gainful.accounts.models import Account, AddedArea, Entry, Posting
from gainful.pack import load

pytestmark = pytest.mark.django_db
NEWCOMER = {"username": "newcomer", "display_name": "新人", "role": "helper", "area": "621299102"}


@pytest.fixture
def counties():
    """The invented counties on the list."""
    for area in load("gainful_china").demo_areas:
        AddedArea.objects.create(code=area.number, name=area.name, valid_from="2014-01-01")


@pytest.fixture
def chief(site, counties):
    """The browser of a county's administrator; another one stays in the county."""
    an_account("second_chief", (Role.ADMINISTRATOR, COUNTY))
    return site(an_account("chief", (Role.ADMINISTRATOR, COUNTY)).actor(TODAY))


def password_in(answer) -> str:
    """The one-time password on a page."""
    return re.search(r"<code[^>]*>([^<]+)</code>", answer.content.decode()).group(1)


def signs_in(username: str, password: str) -> Client | None:
    """A browser that signed in with name and password."""
    browser = Client()
    answer = browser.post("/accounts/login/", {"login": username, "password": password})
    return browser if answer.status_code == 302 else None


def test_an_invited_helper_signs_in_with_the_password_shown_once_and_must_replace_it(chief):
    password = password_in(chief.post("/staff/", NEWCOMER))
    browser = signs_in("newcomer", password)
    assert browser is not None
    assert browser.get("/people/")["Location"] == "/accounts/password/change/"


def test_the_password_is_on_no_other_page(chief):
    password = password_in(chief.post("/staff/", NEWCOMER))
    account = Account.objects.get(username="newcomer")
    for address in ("/staff/", f"/staff/{account.key}/", "/staff/"):
        assert password not in chief.get(address).content.decode()
    assert not any(password in (entry.after or "") for entry in Entry.objects.all())


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"area": "530399"}, "another county"),
        ({"area": "62"}, "the whole province"),
        ({"area": "0"}, "the nation"),
        ({"area": "62x"}, "no code"),
        ({"area": "621297"}, "no such place"),
        ({"role": "worker"}, "workers come in by their code"),
        ({"username": "chief"}, "taken"),
        ({"username": ""}, "no name"),
    ],
)
def test_an_invitation_beyond_what_one_may_give_makes_no_account(chief, change, why):
    before = Account.objects.count()
    answer = chief.post("/staff/", NEWCOMER | change)
    assert Account.objects.count() == before, why
    assert answer.status_code in (200, 404, 409) and "<code" not in answer.content.decode()


def test_a_posting_is_given_and_ended(chief, today):
    officer = an_account("local", (Role.HELPER, COUNTY))
    chief.post(f"/staff/{officer.key}/", {"role": "checker", "area": "621299"})
    given = officer.postings.get(role="checker")
    assert (given.area, given.from_on) == (COUNTY, today)
    chief.post(f"/staff/{officer.key}/postings/{given.pk}/end/")
    given.refresh_from_db()
    assert given.until_on == today


def test_a_reset_gives_a_new_password_and_ends_the_old_one(chief):
    first = password_in(chief.post("/staff/", NEWCOMER))
    account = Account.objects.get(username="newcomer")
    second = password_in(chief.post(f"/staff/{account.key}/reset/"))
    assert signs_in("newcomer", first) is None and signs_in("newcomer", second) is not None


def test_a_deactivated_account_cannot_sign_in_until_it_is_reactivated(chief):
    password = password_in(chief.post("/staff/", NEWCOMER))
    account = Account.objects.get(username="newcomer")
    chief.post(f"/staff/{account.key}/deactivate/")
    assert signs_in("newcomer", password) is None
    fresh = password_in(chief.post(f"/staff/{account.key}/reactivate/"))
    assert signs_in("newcomer", fresh) is not None


@pytest.mark.parametrize("what", ["", "reset/", "second-factor/", "deactivate/", "reactivate/"])
def test_an_account_of_another_county_cannot_be_touched(chief, what):
    foreign = an_account("foreign", (Role.COUNTY_OFFICER, OTHER_COUNTY))
    before = Entry.objects.count()
    assert chief.post(f"/staff/{foreign.key}/{what}", {"role": "helper", "area": "621299"}).status_code == 404
    assert Entry.objects.count() == before


def test_a_posting_of_another_county_is_not_ended_through_an_account_of_ones_own(chief):
    both = an_account("both", (Role.HELPER, COUNTY), (Role.HELPER, OTHER_COUNTY))
    there = both.postings.get(area=OTHER_COUNTY)
    answer = chief.post(f"/staff/{both.key}/postings/{there.pk}/end/")
    there.refresh_from_db()
    assert there.until_on is None and answer.status_code in (404, 409)


def test_nobody_manages_their_own_account_here(chief):
    own = Account.objects.get(username="chief")
    assert "Give another posting" not in text_of(chief.get(f"/staff/{own.key}/"))
    before = Posting.objects.count()
    for what, body in (("", {"role": "auditor", "area": "621299"}), ("reset/", {}), ("deactivate/", {})):
        chief.post(f"/staff/{own.key}/{what}", body)
    own.refresh_from_db()
    assert own.is_active and Posting.objects.count() == before


def test_a_county_sees_its_own_staff_only(chief):
    an_account("foreign", (Role.COUNTY_OFFICER, OTHER_COUNTY))
    an_account("national", (Role.ANALYST, NATION))
    an_account("local", (Role.HELPER, COUNTY))
    listed = {one["account"].username for one in chief.get("/staff/").context["listed"]}
    assert "local" in listed and not listed & {"foreign", "national"}


def test_an_auditor_reads_the_staff_and_changes_nothing(site, cast, counties):
    browser = site(cast.auditor)
    officer = Account.objects.get(username="officer")
    assert "invite" not in text_of(browser.get("/staff/")).lower()
    before = Entry.objects.count()
    assert browser.post("/staff/", NEWCOMER).status_code == 404
    assert browser.post(f"/staff/{officer.key}/reset/").status_code == 404
    assert Entry.objects.count() == before


def test_ones_own_page_says_what_one_may_do_and_where_and_keeps_the_language(chief):
    assert "Administrator" in text_of(chief.get("/me/"))
    chief.post("/me/", {"language": "zh-hans"})
    assert Account.objects.get(username="chief").language == "zh-hans"
    assert "我的" in chief.get("/me/").content.decode()


def test_a_language_that_does_not_exist_is_refused(chief):
    answer = chief.post("/me/", {"language": "xx"})
    assert answer.status_code in (200, 302, 409) and Account.objects.get(username="chief").language != "xx"


def test_a_phone_of_an_office_is_recorded_and_listed(chief):
    assert "No phone is on record" in text_of(chief.get("/staff/phones/"))
    chief.post("/staff/phones/", {"area": "621299", "of_desk": "yes", "phone": "12333"})
    assert "12333" in text_of(chief.get("/staff/phones/"))
    refused = chief.post("/staff/phones/", {"area": "621298", "of_desk": "no", "phone": "12333"})
    assert "No such area on the list" in text_of(refused)
