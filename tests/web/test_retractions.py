"""A beginning recorded by mistake, on screen: retracted with a reason, shown on card, offer and own page."""

from __future__ import annotations

import pytest
from handing_in import text_of

from casework.journey import placed
from cast import TODAY
from gainful.casework.actions import record_pay
from gainful.casework.models import RetractedBeginning, Spell
from gainful.web.own_data import own_data

pytestmark = pytest.mark.django_db
SAID = {"stands": "no", "because": "选错了人", "paper": "更正单3号"}


def test_an_officer_retracts_it_and_everybody_reads_why(site, cast):
    spell = placed(cast)
    browser, person = site(cast.officer), f"/people/{spell.person.key}/"
    address = f"/spells/{spell.key}/not-begun/"
    assert address in browser.get(person).content.decode()
    assert address in browser.get(f"/offers/{spell.offer.key}/").content.decode()
    assert browser.post(address, SAID).status_code == 302
    assert Spell.objects.get(pk=spell.pk).state == "called_off"
    for page in (person, f"/offers/{spell.offer.key}/"):
        said = text_of(browser.get(page))
        assert "by mistake" in said and "选错了人" in said and "更正单3号" in said
    assert address not in browser.get(person).content.decode()
    assert "选错了人" in str(own_data(spell.person))


def test_a_job_that_was_paid_has_no_such_link_and_the_page_refuses(site, cast):
    spell = placed(cast)
    record_pay(
        actor=cast.officer, spell=spell, month=TODAY, on=TODAY, evidence="payroll", received_fen=100_000
    )
    browser = site(cast.officer)
    assert "not-begun" not in browser.get(f"/people/{spell.person.key}/").content.decode()
    answer = browser.post(f"/spells/{spell.key}/not-begun/", SAID)
    assert answer.status_code == 409 and "Record the end of the job instead" in text_of(answer)
    assert not RetractedBeginning.objects.exists()


def test_it_needs_a_reason_and_is_the_home_offices(site, cast):
    spell = placed(cast)
    address = f"/spells/{spell.key}/not-begun/"
    assert site(cast.officer).post(address, SAID | {"because": ""}).status_code == 200
    assert site(cast.other_officer).post(address, SAID).status_code == 404
    assert Spell.objects.get(pk=spell.pk).state == "working"
