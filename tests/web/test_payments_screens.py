"""Paying on screen: each of three people sees their own next step, accounts only by their last four."""

from __future__ import annotations

from datetime import date

import pytest
from browsing import with_password_just_given
from django.core.files.uploadedfile import SimpleUploadedFile

from benefits.granted import PAYER, a_grant, an_account_of, an_answer, three_people
from cast import COUNTY, TODAY
from gainful.benefits.actions import gather, make_batch
from gainful.benefits.models import Batch, Budget, Claim, Payment
from gainful.registry.actions import record_account
from make import a_person, a_worker
from web.test_worker_page import come_in

pytestmark = pytest.mark.django_db
NUMBER = "6228480000000004321"


@pytest.fixture
def three(db, settings):
    for name, value in PAYER.items():
        setattr(settings, name, value)
    return three_people()


def text(answer):
    return answer.content.decode()


def a_payable(name):
    person = a_person(name=name)
    an_account_of(person, NUMBER)
    return a_grant(person)


def test_from_gathering_to_the_banks_answer_by_three_people(three, site):
    a_payable("赖馥")
    a_grant(a_person(name="无账"))
    maker, checker, releaser = site(three.maker), site(three.checker), site(three.releaser)
    page = text(maker.get("/payments/"))
    assert "赖馥" in page and "…4321" in page and NUMBER not in page
    assert "account missing" in page and "无账" in page
    assert all(f"/claims/{one.key}/" in page for one in Claim.objects.all())
    maker.post("/payments/gather/", {"area": COUNTY})
    made = {"area": COUNTY, "pay_on": TODAY.isoformat(), "form": "pain.001.001.03"}
    assert maker.post("/payments/make/", made).status_code == 302
    where = f"/payments/{Batch.objects.get().key}/"
    assert "I have checked" not in text(maker.get(where))
    assert "I have checked" in text(checker.get(where))
    claim = f"/claims/{Payment.objects.get().decision.claim.key}/"
    assert claim in text(maker.get(where))
    assert claim in text(checker.get(where)) and checker.get(claim).status_code == 200
    assert claim not in text(releaser.get(where)) and releaser.get(claim).status_code == 404
    assert maker.post(f"{where}check/").status_code == 404
    checker.post(f"{where}check/")
    assert "Release to the bank" in text(releaser.get(where))
    assert releaser.post(f"{where}release/").url.startswith("/accounts/")
    with_password_just_given(releaser)
    releaser.post(f"{where}release/")
    file = releaser.get(f"{where}file/")
    assert NUMBER in text(file) and file["Cache-Control"] == "no-store"
    batch = Batch.objects.get()
    answer = an_answer(batch, returned={Payment.objects.get().end_to_end: "AC01"})
    releaser.post(f"{where}answer/", {"file": SimpleUploadedFile("answer.xml", answer)})
    page = text(checker.get(where))
    assert "wrong account number" in page and NUMBER not in page
    assert "correct the account first" in text(maker.get("/payments/"))
    assert "agree with every payment" in text(maker.get("/payments/books/"))


def test_the_books_on_screen_say_what_differs_and_what_was_not_looked_at(three, site, settings):
    a_payable("赖馥")
    gather(actor=three.maker, area=COUNTY, on=TODAY)
    batch = make_batch(actor=three.maker, area=COUNTY, form="pain.001.001.03", pay_on=TODAY, on=TODAY)
    browser = site(three.maker)
    settings.GAINFUL_PAYER_NAME = "另一单位"
    page = text(browser.get("/payments/books/"))
    assert f"Batch {batch.message_id}: what would be sent now is not the list" in page
    settings.GAINFUL_PAYER_NAME = ""
    page = text(browser.get("/payments/books/"))
    assert "not held against the lists that they were made of: 1." in page
    assert "agree with every payment" not in page and "what would be sent now" not in page


def test_a_screen_says_that_a_batch_is_too_large_for_it_and_names_the_command(three, site, monkeypatch):
    for name in ("一", "二", "三"):
        a_payable(name)
    gather(actor=three.maker, area=COUNTY, on=TODAY)
    batch = make_batch(actor=three.maker, area=COUNTY, form="pain.001.001.03", pay_on=TODAY, on=TODAY)
    for module in ("payments", "payments_acts"):
        monkeypatch.setattr(f"gainful.web.{module}.SCREEN_MOST", 2)
    browser = site(three.checker)
    page = text(browser.get(f"/payments/{batch.key}/"))
    assert f"gainful benefits check {batch.message_id} --as NAME" in page
    assert "I have checked every payment" not in page
    told = text(browser.post(f"/payments/{batch.key}/check/", follow=True))
    assert "a screen takes at most 2" in told
    batch.refresh_from_db()
    assert batch.state == "made"


def test_a_batch_made_on_screen_is_one_that_can_be_looked_at_there(three, site, monkeypatch):
    for name in ("一", "二", "三"):
        a_payable(name)
    gather(actor=three.maker, area=COUNTY, on=TODAY)
    for module in ("payments", "payments_acts"):
        monkeypatch.setattr(f"gainful.web.{module}.SCREEN_MOST", 2)
    browser = site(three.maker)
    assert "at most 2 of the 3 that are ready" in text(browser.get("/payments/"))
    given = {"area": COUNTY, "pay_on": TODAY.isoformat(), "form": "pain.001.001.03"}
    browser.post("/payments/make/", given)
    assert Batch.objects.get().count == 2


def test_a_wrong_answer_is_told_on_the_page_it_was_handed_in(three, site):
    a_payable("赖馥")
    maker, checker, releaser = site(three.maker), site(three.checker), site(three.releaser)
    maker.post("/payments/gather/", {"area": COUNTY})
    maker.post("/payments/make/", {"area": COUNTY, "pay_on": TODAY.isoformat(), "form": "pain.001.001.09"})
    where = f"/payments/{Batch.objects.get().key}/"
    checker.post(f"{where}check/")
    with_password_just_given(releaser)
    releaser.post(f"{where}release/")
    wrong = SimpleUploadedFile("answer.xml", an_answer(Batch.objects.get(), message_id="GX"))
    said = text(releaser.post(f"{where}answer/", {"file": wrong, "back": where}, follow=True))
    assert "Nothing was changed" in said and Payment.objects.get().state == "sent"


def test_a_budget_is_set_by_the_office_and_shown_with_what_is_left(cast, site):
    rule = {"area": COUNTY, "rule": "training_allowance", "year": 2020, "amount_fen": "1000"}
    browser = site(cast.officer)
    assert browser.post("/payments/budgets/", rule).status_code == 302
    a_grant(fen=960_00)
    assert "40" in text(browser.get("/payments/budgets/")) and Budget.objects.get().committed_fen == 960_00
    assert browser.post("/payments/budgets/", rule | {"amount_fen": ""}).status_code == 422


def test_a_changed_account_is_told_on_the_persons_own_page(cast):
    person = a_worker()
    an_account_of(person, NUMBER)
    assert "was changed" not in text(come_in(cast, person).get("/w/benefits/"))
    record_account(actor=cast.officer, person=person, account="62284899", stated_on=date(2020, 3, 1))
    page = text(come_in(cast, person).get("/w/benefits/"))
    assert "it now ends in 4899" in page and "2020-11-09" in page


def test_the_county_declares_its_books_complete_and_sees_what_that_tells(site, cast):
    browser = site(cast.officer)
    page = text(browser.get("/payments/complete/"))
    assert "not declared" in page and "a hiring subsidy was already paid for this worker" in page
    said = {
        "area": COUNTY, "rule": "hiring_subsidy", "complete_since": "2020-07-01", "kept_at": "2020年发放台账"
    }  # fmt: skip
    assert browser.post("/payments/complete/", said).status_code == 302
    page = text(browser.get("/payments/complete/"))
    assert "2020-07-01" in page and "The benefit began on 2020-06-22" in page and "2020年发放台账" in page
    left_empty = browser.post("/payments/complete/", said | {"complete_since": ""})
    assert left_empty.status_code == 422 and "2020-07-01" in text(browser.get("/payments/complete/"))
    desk = site(cast.benefits)
    read = text(desk.get("/payments/complete/"))
    assert "2020-07-01" in read and "You read it here" in read and "Take the declaration back" not in read
    back = said | {"take_back": "yes", "kept_at": "查出漏登"}
    assert desk.post("/payments/complete/", said).status_code == 404
    assert desk.post("/payments/complete/", back).status_code == 404
    assert "Take the declaration back" in page
    assert "Taken back" in text(browser.post("/payments/complete/", back, follow=True))
    assert "2020-07-01" not in text(browser.get("/payments/complete/"))
    assert text(site(cast.officer, "zh-hans").get("/claims/")).count("/payments/complete/") == 1
    assert "/payments/complete/" in text(desk.get("/claims/"))
    assert site(cast.helper).get("/payments/complete/").status_code == 404
