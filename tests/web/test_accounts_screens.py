"""Accounts on screen: a person's own and an employer's, taken down by the desk, shown by their last four."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from benefits.granted import PAYER, a_grant, an_account_of, an_answer, three_people
from cast import COUNTY, TODAY
from gainful.accounts.models import Entry
from gainful.benefits.actions import check_batch, gather, make_batch, record_answer, release_batch
from gainful.benefits.models import EmployerAccount, Payment
from gainful.registry.models import BankAccount
from make import a_person, an_employer

pytestmark = pytest.mark.django_db
NUMBER = "6228480000000004321"
OTHER = "6228480000000009876"


@pytest.fixture
def three(db, settings):
    for name, value in PAYER.items():
        setattr(settings, name, value)
    return three_people()


def text(answer):
    return answer.content.decode()


def given(number, day=TODAY):
    return {"account": number, "bank": "农行", "stated_on": day.isoformat()}


def test_the_line_of_a_missing_account_leads_to_where_it_is_recorded_and_the_grant_can_be_paid(three, site):
    grant = a_grant(a_person(name="无账"))
    browser, where = site(three.maker), f"/people/{grant.claim.person.key}/account/"
    card, claim = f"/people/{grant.claim.person.key}/", f"/claims/{grant.claim.key}/"
    benefits = f"/people/{grant.claim.person.key}/benefits/"
    for page in ("/payments/", card, claim, benefits):
        assert where in text(browser.get(page)), page
    assert site(three.checker).get(where).status_code == 404
    assert where not in text(site(three.checker).get(claim))
    said = text(browser.post(where, given(NUMBER), follow=True))
    assert "Kept. What is granted to them can be paid." in said
    assert "…4321" in said and NUMBER not in said
    kept = BankAccount.objects.get()
    assert NUMBER not in kept.account_sealed and kept.stated_on == TODAY
    act = Entry.objects.filter(table_name="registry_bankaccount").latest("pk").act
    assert act.action == "registry.record_own_account" and act.account_id == three.maker.account_id
    assert len(gather(actor=three.maker, area=COUNTY, on=TODAY).made) == 1
    assert "account missing" not in text(browser.get(benefits))


def test_another_account_is_not_paid_to_for_seven_days_and_the_same_one_changes_nothing(three, site):
    person = a_person(name="有账")
    an_account_of(person, NUMBER)
    a_grant(person)
    browser, where = site(three.maker), f"/people/{person.key}/account/"
    assert "pays now to …4321" in text(browser.get(where))
    assert "nothing changed" in text(browser.post(where, given(NUMBER), follow=True))
    assert "Nothing is paid to it for 7 days" in text(browser.post(where, given(OTHER), follow=True))
    held = gather(actor=three.maker, area=COUNTY, on=TODAY).held
    assert [one.held for one in held] == ["account_changed"]


def test_the_heads_account_one_of_a_day_to_come_and_one_for_the_dead_are_refused(three, cast, site):
    an_account_of(a_person(name="户主"), OTHER)
    person = a_person(name="成员")
    browser, where = site(cast.officer), f"/people/{person.key}/account/"
    refused = browser.post(where, given(OTHER))
    assert refused.status_code == 409 and "on record as somebody else" in text(refused)
    ahead = browser.post(where, given(NUMBER, TODAY + timedelta(days=1)))
    assert ahead.status_code == 409 and "a day that has not come" in text(ahead)
    person.died_on = date(2020, 10, 1)
    person.save(update_fields=["died_on"])
    died = browser.post(where, given(NUMBER))
    assert died.status_code == 409 and "the person has died" in text(died)
    assert not BankAccount.objects.filter(person=person).exists()


def test_a_person_of_whom_an_employer_alone_is_paid_is_asked_for_no_account(three, site):
    employer = an_employer(area=COUNTY)
    person = a_person()
    grant = a_grant(person, payee="employer", employer=employer)
    browser = site(three.maker)
    page = text(browser.get(f"/people/{person.key}/benefits/"))
    assert f"/claims/{grant.claim.key}/" in page and "account missing" not in page
    page = text(browser.get("/payments/"))
    assert "the employer&#x27;s account is missing" in page
    assert f"/employers/{employer.key}/account/" in page


def test_a_payment_that_the_bank_returned_leads_to_the_employers_account_and_the_desk_may_mend_it(
    three, site
):
    employer = an_employer(area=COUNTY)
    browser, where = site(three.maker), f"/employers/{employer.key}/account/"
    a_grant(a_person(), payee="employer", employer=employer)
    said = text(browser.post(where, given(NUMBER), follow=True))
    assert "Kept. What is granted to the employer can be paid." in said
    gather(actor=three.maker, area=COUNTY, on=TODAY)
    batch = make_batch(actor=three.maker, area=COUNTY, form="pain.001.001.03", pay_on=TODAY, on=TODAY)
    check_batch(actor=three.checker, batch=batch, on=TODAY)
    batch = release_batch(actor=three.releaser, batch=batch, on=TODAY)
    back = {Payment.objects.get().end_to_end: "AC01"}
    record_answer(actor=three.releaser, batch=batch, text=an_answer(batch, returned=back), on=TODAY)
    page = text(browser.get("/payments/"))
    assert "correct the account first" in page and where in page
    browser.post(where, given(OTHER))
    assert EmployerAccount.objects.get(closed_on=None).recorded_by_id == three.maker.account_id
