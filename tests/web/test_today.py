"""Today: what is due by reason, each number leading to what it counts; done or put off with a reason."""

from __future__ import annotations

from datetime import date

import pytest
from browsing import queries_of
from django.db import connection
from django.test.utils import CaptureQueriesContext
from handing_in import text_of

from casework.journey import placed, recorded, shown
from cast import OTHER_COUNTY_TOWNSHIP, TODAY, an_actor
from gainful.accounts.actor import Role
from gainful.casework.models import FollowUp
from make import a_consent, a_household, a_wish, a_worker

pytestmark = pytest.mark.django_db
BEGUN = date(2020, 9, 1)


ASKED_NOT = {"not_asked_because": "工头在旁"}
"""Day 30 is not passed without the questions about forced labour, or the reason why nobody could ask them."""


def a_due_follow_up(cast, **more) -> FollowUp:
    """The 30-day look after a job begun on 1 September: due for a month."""
    return recorded(cast, a_worker(**more), on=BEGUN).follow_ups.order_by("due_on").first()


def rows(answer) -> dict[str, int]:
    """Today's counts by where they lead."""
    return {row["url"]: row["count"] for row in answer.context["rows"]}


def test_every_number_leads_to_a_page_that_lists_as_many(site, cast):
    a_due_follow_up(cast)
    shown(cast)
    a_worker(household=a_household())
    browser = site(cast.officer)
    counts = rows(browser.get("/"))
    assert sum(counts.values()) >= 4
    for address, count in counts.items():
        page = browser.get(address)
        assert page.status_code == 200, address
        if "page" in page.context:
            assert page.context["page"].paginator.count == count, address


def test_today_opens_in_25_queries_cold_and_warm_however_much_is_due(site, cast):
    browser = site(cast.officer)
    with CaptureQueriesContext(connection) as cold:
        browser.get("/")
    assert len(cold) <= 25
    for _ in range(3):
        a_due_follow_up(cast)
    shown(cast)
    assert queries_of(browser, "/") <= len(cold) + 2 <= 25


def test_an_officer_without_work_is_told_what_comes_next(site, cast):
    said = text_of(site(cast.officer).get("/"))
    assert "Nobody is due today" in said and "No offer is waiting" in said


def test_another_county_is_not_on_my_day(site, cast):
    a_worker(area=OTHER_COUNTY_TOWNSHIP)
    assert set(rows(site(cast.officer).get("/")).values()) == {0}


@pytest.mark.parametrize(
    ("name", "desk"), [("analyst", "/figures/"), ("administrator", "/staff/"), ("trainer", "/training/")]
)
def test_who_has_no_casework_is_sent_to_their_own_desk(site, cast, name, desk):
    answer = site(getattr(cast, name)).get("/", follow=True)
    assert answer.status_code == 200 and answer.redirect_chain[0] == (desk, 302)


def test_an_auditors_day_is_the_flags_to_review(site, cast):
    assert "Nothing waits today." in text_of(site(cast.auditor).get("/"))


def test_an_account_without_a_posting_reads_the_public_figures_and_nothing_else(site):
    browser = site(an_actor("idle"))
    assert browser.get("/").status_code == 404 and browser.get("/figures/").status_code == 200


def test_a_follow_up_done_is_off_the_list_and_keeps_what_was_found(site, cast):
    due = a_due_follow_up(cast)
    browser = site(cast.officer)
    browser.post(
        f"/follow-ups/{due.key}/",
        {"still_working": "yes", "evidence": "phone", "pay": "3,400"} | ASKED_NOT,
    )
    due.refresh_from_db()
    assert (due.state, due.still_working, due.pay_received_fen) == ("done", True, 340_000)
    assert rows(browser.get("/"))["/follow-ups/"] == 0


def test_pay_left_empty_stays_unknown_and_is_not_0(site, cast):
    due = a_due_follow_up(cast)
    site(cast.officer).post(
        f"/follow-ups/{due.key}/",
        {"still_working": "yes", "evidence": "phone", "pay": ""} | ASKED_NOT,
    )
    due.refresh_from_db()
    assert due.state == "done" and due.pay_received_fen is None


def test_somebody_found_gone_has_left_with_their_reason(site, cast):
    due = a_due_follow_up(cast)
    said = {
        "still_working": "no",
        "evidence": "phone",
        "ended_on": "2020-10-10",
        "left_because": "pay",
    } | ASKED_NOT
    site(cast.officer).post(f"/follow-ups/{due.key}/", said)
    due.spell.refresh_from_db()
    assert (due.spell.state, due.spell.ends_on, due.spell.left_because) == (
        "ended",
        date(2020, 10, 10),
        "pay",
    )


@pytest.mark.parametrize(
    "body", [{}, {"still_working": "perhaps"}, {"still_working": "yes", "evidence": "phone", "pay": "三千"}]
)
def test_a_follow_up_not_filled_in_stays_due_and_the_page_says_what_is_missing(site, cast, body):
    due = a_due_follow_up(cast)
    answer = site(cast.officer).post(f"/follow-ups/{due.key}/", body)
    due.refresh_from_db()
    assert due.state == "due" and answer.status_code in (200, 422) and "errorlist" in answer.content.decode()


def test_a_last_day_before_the_first_is_refused_in_a_sentence(site, cast):
    due = a_due_follow_up(cast)
    said = {
        "still_working": "no",
        "evidence": "phone",
        "ended_on": "2020-08-01",
        "back": f"/follow-ups/{due.key}/",
    } | ASKED_NOT
    answer = site(cast.officer).post(f"/follow-ups/{due.key}/", said, follow=True)
    due.refresh_from_db()
    assert due.state == "due" and '<li class="error">' in answer.content.decode()


def test_not_reached_is_put_off_with_a_reason_and_comes_up_again(site, cast):
    due = a_due_follow_up(cast)
    browser = site(cast.officer)
    browser.post(f"/follow-ups/{due.key}/put-off/", {"until": "2020-11-09", "because": "手机关机"})
    due.refresh_from_db()
    assert (due.state, due.put_off_because) == ("put_off", "手机关机")
    assert rows(browser.get("/"))["/follow-ups/"] == 0
    assert FollowUp.objects.open_by(date(2020, 11, 9)).filter(pk=due.pk).exists()


def test_putting_off_needs_a_reason_and_a_day_to_come(site, cast):
    due = a_due_follow_up(cast)
    browser = site(cast.officer)
    assert browser.post(f"/follow-ups/{due.key}/put-off/", {"until": "2020-11-09"}).status_code == 422
    browser.post(f"/follow-ups/{due.key}/put-off/", {"until": "2020-10-01", "because": "忙"})
    due.refresh_from_db()
    assert due.state == "due"


def test_the_office_of_the_place_of_work_follows_up_too_and_reads_the_name_alone(site, cast):
    place = 440304_000_000
    person = a_worker(name="王外出")
    spell = recorded(cast, person, on=BEGUN, place=place, place_text="深圳市福田区", note="家有老人")
    due = spell.follow_ups.order_by("due_on").first()
    browser = site(an_actor("far", (Role.COUNTY_OFFICER, place)))
    said = browser.get(f"/follow-ups/{due.key}/").content.decode()
    assert "王外出" in said and "家有老人" not in said and f"/people/{person.key}/" not in said
    browser.post(f"/follow-ups/{due.key}/", {"still_working": "yes", "evidence": "phone"} | ASKED_NOT)
    due.refresh_from_db()
    assert due.state == "done"


def test_pay_that_nobody_confirmed_is_listed_by_month(site, cast):
    person = a_worker(consents=False)
    a_wish(person, asked_on=date(2020, 8, 1))
    a_consent(person, given_on=date(2020, 8, 1))
    spell = placed(cast, person, on=BEGUN)
    browser = site(cast.officer)
    page = browser.get("/late-pay/")
    assert next(iter(page.context["page"])).month == date(2020, 9, 1)
    assert spell.person.name in text_of(page)
    assert rows(browser.get("/"))["/late-pay/"] == page.context["page"].paginator.count


def test_today_is_the_day_of_the_installation(site, cast):
    assert TODAY.isoformat() in text_of(site(cast.officer).get("/"))
