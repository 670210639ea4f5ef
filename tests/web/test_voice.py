"""Complaining on screen: without a login, the code once, the answer with it; the desk's page and its clock."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from matrix.asking import a_worker_on_their_page

from cast import COUNTY, TODAY, TOWNSHIP
from gainful.casework.actions import file_grievance
from gainful.casework.models import Grievance
from gainful.casework.own_voice import somebody
from make import a_worker

pytestmark = pytest.mark.django_db
CODE = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")


def text(response) -> str:
    """What a page says."""
    return response.content.decode()


@pytest.fixture
def anybody(site, cast, settings) -> Client:
    """Somebody who has no account, on the site of a programme with staff."""
    settings.GAINFUL_TODAY = TODAY.isoformat()
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "voice"}
    }
    from django.core.cache import cache

    cache.clear()
    browser = Client()
    browser.cookies["django_language"] = "en"
    return browser


def complain(browser: Client, **more):
    """Send the public form."""
    body = {"area": str(COUNTY), "about": "employer", "words": "no pay for three months"} | more
    return browser.post("/voice/", body)


def test_anybody_complains_without_a_login_or_a_name_and_reads_the_answer_later(anybody, cast, site):
    sent = complain(anybody)
    code = CODE.search(text(sent)).group()
    one = Grievance.objects.get()
    assert "not yet" in text(anybody.post("/voice/answer/", {"code": code}))
    site(cast.desk).post(f"/grievances/{one.key}/answer/", {"answer": "they were told to pay"})
    assert "they were told to pay" in text(anybody.post("/voice/answer/", {"code": code}))
    assert one.received_by is None and one.unsealed("contact_name") is None


def test_the_code_is_shown_once_and_nothing_else_opens_a_complaint(anybody):
    complain(anybody)
    assert not CODE.search(text(anybody.get("/voice/answer/")))
    wrong = anybody.post("/voice/answer/", {"code": "AAAA-BBBB-CCCC"})
    assert wrong.status_code == 409 and "No complaint has this code" in text(wrong)


def test_sending_over_and_over_from_one_place_is_slowed_down(anybody):
    assert [complain(anybody).status_code for _ in range(6)] == [200] * 5 + [429]
    tries = [anybody.post("/voice/answer/", {"code": "AAAABBBBCCCC"}).status_code for _ in range(11)]
    assert tries[-1] == 429 and Grievance.objects.count() == 5


def test_who_writes_for_somebody_else_is_recorded_as_that(anybody):
    complain(anybody, through="his sister")
    assert Grievance.objects.get().how == Grievance.How.THROUGH_SOMEBODY


def test_a_helper_takes_a_complaint_down_and_does_not_see_it_again(site, cast):
    browser = site(cast.helper)
    body = {"how": "paper_at_desk", "paper": "letter of 2 November", "area": str(TOWNSHIP), "about": "office",
            "words": "pushed into a job"}  # fmt: skip
    assert CODE.search(text(browser.post("/grievances/new/", body)))
    assert browser.get(f"/grievances/{Grievance.objects.get().key}/").status_code == 404
    assert browser.post("/grievances/new/", body | {"paper": ""}).status_code == 422


def test_the_desk_sees_the_clock_and_what_was_missed_stands_outside_the_chain(site, cast, settings):
    settings.GAINFUL_TODAY = TODAY.isoformat()
    on = TODAY - timedelta(days=7)
    one = file_grievance(
        actor=somebody(COUNTY, on), area=COUNTY, on=on, about="employer", words="no pay"
    ).grievance
    for actor in (cast.desk, cast.auditor):
        assert "outside the chain" in text(site(actor).get("/grievances/"))
        assert "acknowledge by 2020-10-28: missed" in text(site(actor).get(f"/grievances/{one.key}/"))
    assert site(cast.officer).get("/grievances/").status_code == 404


def test_whoever_is_named_finds_the_page_gone(site, cast):
    one = file_grievance(
        actor=somebody(COUNTY, TODAY), area=COUNTY, on=TODAY, about="office", words="threats"
    ).grievance
    answered = site(cast.desk).post(f"/grievances/{one.key}/about/", {"name": "Desk"}, follow=True)
    assert answered.redirect_chain[-1][0] == "/grievances/"
    assert site(cast.desk).get(f"/grievances/{one.key}/").status_code == 404
    assert site(cast.auditor).get(f"/grievances/{one.key}/").status_code == 200


def test_a_worker_finds_the_way_from_their_own_page(site):
    visitor = a_worker_on_their_page(a_worker())
    assert 'href="/voice/"' in text(visitor.browser.get("/w/objection/"))
