"""The call on screen, stopped employers, consent asked again, and the worker's own word about pay."""

from __future__ import annotations

from datetime import timedelta

import pytest
from matrix.asking import a_worker_on_their_page

from casework.journey import placed
from cast import TODAY
from gainful.casework.models import ConsentReask, EmployerFreeze, PayEvidence
from gainful.jobs.models import Employer

pytestmark = pytest.mark.django_db
SAID = {"alone": "yes", "still_working": "yes", "evidence": "phone", "pay_received_fen": "2800"}


def text(response) -> str:
    """What a page says."""
    return response.content.decode()


@pytest.fixture
def spell(cast, settings, site):
    """A placement of today, looked at 30 days later."""
    made = placed(cast)
    settings.GAINFUL_TODAY = (TODAY + timedelta(days=30)).isoformat()
    return made


def test_the_script_asks_every_question_in_the_readers_language(site, cast, spell):
    address = f"/follow-ups/{spell.follow_ups.get(days=30).key}/call/"
    english, chinese = text(site(cast.helper).get(address)), text(site(cast.helper, "zh-hans").get(address))
    assert "Does somebody else hold your identity card" in english and "Can you speak freely?" in english
    assert "有没有人收走您的身份证或银行卡不还" in chinese and english.count("<select") >= 11


def test_a_grave_answer_stops_the_employer_and_the_desk_lets_it_go_on(site, cast, spell):
    address = f"/follow-ups/{spell.follow_ups.get(days=30).key}/call/"
    site(cast.helper).post(address, SAID | {"violence": "yes"})
    freeze = EmployerFreeze.objects.get()
    assert spell.employer.name in text(site(cast.desk).get("/stopped/"))
    assert site(cast.officer).post(f"/stopped/{freeze.key}/lift/", {"why": "no"}).status_code == 404
    site(cast.desk).post(f"/stopped/{freeze.key}/lift/", {"why": "the foreman left"})
    assert Employer.objects.get(pk=spell.employer_id).frozen_on is None


def test_the_placing_officer_is_told_why_not_and_keeps_what_was_typed(site, cast, spell):
    address = f"/follow-ups/{spell.follow_ups.get(days=30).key}/call/"
    answer = site(cast.officer).post(address, SAID)
    assert answer.status_code == 409 and "Somebody other than the officer who made the offer" in text(answer)
    assert 'value="2800"' in text(answer)


def test_consent_asked_again_leaves_todays_list(site, cast, spell):
    assert "/asked-again/" in text(site(cast.helper).get("/"))
    assert "somebody else asks" in text(site(cast.officer).get("/asked-again/"))
    site(cast.helper).post(f"/asked-again/{spell.key}/", {"answer": "agreed"})
    assert ConsentReask.objects.get().answer == "agreed"
    assert spell.person.name not in text(site(cast.helper).get("/asked-again/"))


def test_the_worker_says_on_their_page_that_pay_came(cast, spell):
    visitor = a_worker_on_their_page(spell.person)
    assert f"/w/work/{spell.key}/pay/" in text(visitor.browser.get("/w/work/"))
    visitor.browser.post(
        f"/w/work/{spell.key}/pay/", {"month": "2020-11-01", "came": "yes", "received_fen": "2900"}
    )
    pay = PayEvidence.objects.get(spell=spell)
    assert (pay.confirmed_by_worker, pay.received_fen) == (True, 290_000)


def test_late_pay_is_acted_on_from_its_list(site, cast, spell, settings):
    settings.GAINFUL_TODAY = "2020-12-15"
    assert "Stop placements and open cases" in text(site(cast.officer).get("/late-pay/"))
    site(cast.officer).post("/late-pay/act/")
    assert EmployerFreeze.objects.get().because == "late_pay"
