"""Alerts and reviews on screen: reached from Today with a count, and ended by a decision with its reason."""

from __future__ import annotations

import pytest
from browsing import queries_of

from cast import TODAY
from gainful.casework.actions import open_review, record_insurance_line
from gainful.casework.models import Spell
from make import a_worker

pytestmark = pytest.mark.django_db


def text(response) -> str:
    """What a page says."""
    return response.content.decode()


def a_review(cast, kind="pay_short", **more):
    """An open review of a worker."""
    return open_review(
        actor=cast.officer,
        person=a_worker(),
        kind=kind,
        on=TODAY,
        employer_name="样例砖厂",
        about="2020-07",
        **more,
    )


def test_today_counts_each_family_and_leads_to_its_list(site, cast):
    a_review(cast)
    a_review(cast, "ghost_post_suspected")
    page = text(site(cast.officer).get("/"))
    assert "/reviews/?list=pay_alerts" in page and "/reviews/?list=ghost_posts" in page
    assert "/reviews/?list=roll_differences" not in page
    listed = text(site(cast.officer).get("/reviews/?list=ghost_posts"))
    assert "A post where the phone saw nobody" in listed and "Less pay came than was due" not in listed


def test_a_decision_needs_a_reason_and_ends_the_review(site, cast):
    review = a_review(cast)
    browser, address = site(cast.officer), f"/reviews/{review.key}/"
    assert "because" in browser.post(address, {"decision": "made_good"}).context["form"].errors
    browser.post(address, {"decision": "made_good", "because": "600 yuan paid on 30 October"})
    assert "600 yuan paid" in text(browser.get(address))
    assert review.person.name not in text(browser.get("/reviews/"))
    assert review.person.name in text(browser.get("/reviews/?state=decided"))


def test_taking_over_without_a_channel_is_refused_on_the_form(site, cast):
    worker = a_worker()
    line = record_insurance_line(
        actor=cast.officer,
        person=worker,
        insured_from=TODAY.replace(month=4),
        on=TODAY,
        employer_name="样例厂",
    )
    review = open_review(
        actor=cast.officer, person=worker, kind="insured_but_registered_not_working", on=TODAY, insurance=line
    )
    said = {"decision": "taken_over", "because": "called them"}
    assert site(cast.officer).post(f"/reviews/{review.key}/", said).status_code == 409
    assert not Spell.objects.exists()


def test_a_helper_reads_a_pay_alert_and_does_not_decide_it(site, cast):
    review = a_review(cast)
    page = site(cast.helper).get(f"/reviews/{review.key}/")
    assert page.status_code == 200 and "form" not in page.context
    said = {"decision": "in_order", "because": "because"}
    assert site(cast.helper).post(f"/reviews/{review.key}/", said).status_code == 404


def test_the_list_costs_the_same_queries_however_long(site, cast):
    a_review(cast)
    few = queries_of(site(cast.officer), "/reviews/")
    for _ in range(10):
        a_review(cast)
    assert queries_of(site(cast.officer), "/reviews/") == few
