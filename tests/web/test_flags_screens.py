"""Fraud tests run from the screen: by the auditor alone, how far they are, what came of them, and a stop."""

from __future__ import annotations

import pytest
from django.utils import translation
from handing_in import text_of

from benefits.test_flags import two_on_one_account
from cast import TODAY
from gainful.accounts import running
from gainful.accounts.models import Run
from gainful.benefits.fraud import looking
from gainful.benefits.models import FraudFlag
from gainful.web.templatetags.gainful import came_from

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(monkeypatch):
    """Work that was asked for and has not begun: the queue's worker is not there yet."""

    class Queue:
        def enqueue(self, *asked):
            self.asked = asked

    queue = Queue()
    monkeypatch.setattr(looking, "_look", queue)
    return queue


def done_by_the_worker(cast) -> None:
    """The latest run, as the queue's worker does it."""
    run = Run.objects.filter(kind="fraud_tests").latest("pk")
    looking._look.call(run.key, cast.auditor.account_id, TODAY.isoformat())


def test_the_auditor_runs_the_tests_and_reads_what_came_of_them(site, cast):
    two_on_one_account()
    browser = site(cast.auditor)
    assert "tests have not been run under your name yet" in text_of(browser.get("/flags/"))
    assert "Waiting for its turn" in text_of(browser.post("/flags/run/", follow=True))
    done_by_the_worker(cast)
    said = text_of(browser.get("/flags/"))
    run, flags = Run.objects.filter(kind="fraud_tests").latest("pk"), FraudFlag.objects.count()
    assert run.state == Run.State.DONE and flags >= 1 and run.outcome["opened"] == flags
    assert f"{run.outcome['seen']} things seen, {flags} of them new" in said
    browser.post("/flags/run/")
    done_by_the_worker(cast)
    again = text_of(browser.get("/flags/"))
    assert "0 of them new" in again and FraudFlag.objects.count() == flags


def test_a_run_under_way_is_shown_stopped_and_not_asked_for_twice(site, cast, waiting):
    browser = site(cast.auditor)
    for _twice in range(2):
        assert "Waiting for its turn" in text_of(browser.post("/flags/run/", follow=True))
    run = Run.objects.get(kind="fraud_tests")
    assert waiting.asked[0] == run.key
    assert site(cast.analyst).post(f"/flags/run/{run.key}/stop/").status_code in (403, 404)
    browser.post(f"/flags/run/{run.key}/stop/")
    running.perform(run.key, lambda report: looking._looked(cast.auditor, cast.auditor.on, report))
    run.refresh_from_db()
    assert run.state == Run.State.STOPPED and not FraudFlag.objects.exists()
    assert "was stopped or broke off" in text_of(browser.get("/flags/"))


def test_nobody_else_runs_them(site, cast):
    assert site(cast.officer).post("/flags/run/").status_code in (403, 404)
    assert not Run.objects.filter(kind="fraud_tests").exists()


def test_where_an_act_came_from_is_said_in_words():
    with translation.override("en"):
        on_screen, nowhere = came_from("web 0123456789ab"), came_from("")
        by_calendar = came_from("calendar: pay_days_before_case (30 days)")
    assert on_screen == "on a screen" and nowhere == "—"
    assert by_calendar == "by the calendar: pay 30 days late"
