"""Services owed, new openings, contacts and plans, as an officer meets them on screens."""

from __future__ import annotations

from datetime import timedelta

import pytest
from browsing import queries_of, with_password_just_given

from casework.journey import recorded
from cast import COUNTY, TODAY
from gainful.accounts.models import AddedArea, ReadEntry
from gainful.casework.actions import assign_officer
from gainful.casework.models import Contact, PlanEntry, Service
from make import a_worker, an_opening

pytestmark = pytest.mark.django_db


def text(answer):
    return answer.content.decode()


def test_today_leads_to_the_people_who_are_owed_services(site, cast):
    person = a_worker(name="赖馥")
    browser = site(cast.officer)
    assert "/services/" in text(browser.get("/"))
    page = text(browser.get("/services/"))
    assert "赖馥" in page and "0 of 3" in page and "nobody yet" in page
    assert f"/people/{person.key}/" in page


def test_one_tap_records_a_service_and_what_is_owed_shrinks(site, cast):
    person = a_worker()
    browser = site(cast.officer)
    answer = browser.post(f"/services/{person.key}/job_referral/", follow=True)
    assert "recorded for today" in text(answer) and "1 of 3" in text(answer)
    assert Service.objects.get(person=person).given_on == TODAY


def test_a_service_of_no_list_is_not_there(site, cast):
    assert site(cast.officer).post(f"/services/{a_worker().key}/lottery/").status_code == 404


def test_an_officer_sees_only_those_they_look_after_when_they_ask(site, cast):
    mine, other = a_worker(name="我管的"), a_worker(name="别人管的")
    assign_officer(
        actor=cast.officer, household=mine.memberships.get().household,
        officer=cast_account(cast.helper), on=TODAY - timedelta(days=3),
    )  # fmt: skip
    page = text(site(cast.helper).get("/services/?mine=1"))
    assert mine.name in page and "Helper" in page and other.name not in page


def cast_account(actor):
    from gainful.accounts.models import Account

    return Account.objects.get(pk=actor.account_id)


def test_the_list_takes_as_many_queries_for_many_as_for_few(site, cast):
    a_worker()
    few = queries_of(site(cast.officer), "/services/")
    for _ in range(15):
        a_worker()
    assert queries_of(site(cast.officer), "/services/") <= few + 1


def test_a_new_opening_names_whom_it_fits(site, cast):
    person = a_worker(name="赖馥")
    an_opening(title="新到的活", recorded_on=TODAY)
    browser = site(cast.officer)
    page = text(browser.get("/services/new-openings/"))
    assert "赖馥" in page and "新到的活" in page
    assert "新到的活" in text(browser.get(f"/people/{person.key}/one-to-one/"))


def test_contacts_and_the_plan_stand_on_the_card(site, cast):
    person = a_worker()
    browser = site(cast.officer)
    browser.post(
        f"/people/{person.key}/contact/", {"met_on": TODAY.isoformat(), "how": "phone", "words": "等孩子开学"}
    )
    browser.post(
        f"/people/{person.key}/plan/",
        {"written_on": TODAY.isoformat(), "words": "九月去看车间", "agreed_with_person": "on"},
    )
    page = text(browser.get(f"/people/{person.key}/one-to-one/"))
    assert "等孩子开学" in page and "九月去看车间" in page and "agreed with the person" in page
    assert Contact.objects.count() == PlanEntry.objects.count() == 1


def test_the_card_says_who_answers(site, cast):
    at_home, away = a_worker(), a_worker()
    recorded(cast, away, place=440304_000_000, place_text="广东深圳")
    browser = site(cast.officer, "zh-hans")
    assert "由户籍地" in text(browser.get(f"/people/{at_home.key}/"))
    assert "由就业地（深圳市福田区" in text(browser.get(f"/people/{away.key}/")).replace(" ", "")


def test_the_ministrys_lists_are_taken_out_with_the_password_and_noted(site, cast):
    AddedArea.objects.create(code=COUNTY, name="禾川县", valid_from="2014-01-01")
    person = recorded(cast).person
    browser = site(cast.officer)
    assert "禾川" in text(browser.get("/imports/lists-out/"))
    address = f"/imports/lists-out/{COUNTY}/working.xlsx"
    assert browser.get(address).status_code == 302
    answer = with_password_just_given(browser).get(address)
    assert answer.status_code == 200 and "03-working.xlsx" in answer["Content-Disposition"]
    assert ReadEntry.objects.filter(person_key=person.key).exists()
    assert with_password_just_given(site(cast.other_officer)).get(address).status_code == 404
