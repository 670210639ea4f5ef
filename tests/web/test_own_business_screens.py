"""A person's own business on screen: written down, put right, taxed, claimed, and read by the person themselves."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation
from handing_in import text_of

from cast import TODAY, an_actor
from gainful.accounts.actor import Role
from gainful.benefits.actions import declare_complete_books, propose, record_business
from gainful.benefits.models import Business, BusinessStatement, Claim
from gainful.web.own_data import own_data
from gainful.web.worker_record import PARTS, of, rows_of
from gainful.web.worker_record_words import in_words
from make import a_person

PAYING = 610204_001_000
pytestmark = pytest.mark.django_db
SAID = {
    "name": "杂货店", "kind": "individual_business", "registered_on": "2020-03-17", "first": "yes",
    "returned_migrant": "", "kept_at": "营业执照",
}  # fmt: skip


@pytest.fixture
def desk(db):
    return an_actor("desk1", (Role.BENEFITS_OFFICER, 610204_000_000))


def test_an_officer_writes_a_business_down_and_the_card_and_what_is_due_show_it(site, desk):
    person = a_person(area=PAYING)
    browser = site(desk)
    page = reverse("person_business", kwargs={"key": person.key})
    card = reverse("person", kwargs={"key": person.key})
    assert page in browser.get(card).content.decode()
    assert "No business of their own is on record" in text_of(browser.get(page))
    said = text_of(browser.post(page, SAID, follow=True))
    assert "Written down." in said and "杂货店" in said and "runs" in said and "7 months" in said
    row = Business.objects.get()
    assert (
        BusinessStatement.objects.get().fact == "first_business"
    )  # what is not known is not written as a word
    again = text_of(browser.post(page, SAID | {"back": page, "name": "别名"}, follow=True))
    assert "on record already" in again and Business.objects.count() == 1
    address = reverse("person_business_said", kwargs={"key": person.key, "business": row.key})
    for fact, value in (("returned_migrant", "yes"), ("start_subsidy_paid", "no")):
        browser.post(address, {"fact": fact, "value": value, "since": "2020-10-01", "kept_at": "访谈"})
    due = text_of(browser.get(reverse("person_benefits", kwargs={"key": person.key})))
    assert "5,000" in due
    assert propose(actor=desk, person=person, on=TODAY)[0].rule == "business_start_subsidy"
    claim = Claim.objects.get()
    assert "2020-03-17" in text_of(browser.get(reverse("claim", kwargs={"key": claim.key})))
    browser.post(address, {"fact": "business_ended_on", "value": "2020-06-30", "kept_at": "注销证明"})
    assert "ended 2020-06-30" in text_of(browser.get(page))
    browser.post(address, {"fact": "business_ended_on", "value": "", "kept_at": "更正"})
    assert "ended 2020-06-30" not in text_of(browser.get(page))


def test_the_relief_is_shown_tax_by_tax_and_a_tax_left_out_is_asked_for(site, cast):
    person = a_person()
    row = record_business(
        actor=cast.benefits,
        person=person,
        name="店",
        registered_on=TODAY.replace(month=3),
        kept_at="执照",
        on=TODAY,
    )
    browser = site(cast.benefits)
    page = reverse("person_business", kwargs={"key": person.key})
    assert "Cannot be told yet" in text_of(browser.get(page))
    address = reverse("person_business_taxes", kwargs={"key": person.key, "business": row.key})
    taxes = {"vat": "3000", "urban_maintenance": "210", "education": "90", "local_education": "60"}
    said = text_of(
        browser.post(address, taxes | {"year": "2020", "kept_at": "完税证明", "back": page}, follow=True)
    )
    assert "Say what is due of each tax" in said
    said = text_of(
        browser.post(
            address, taxes | {"personal_income": "0", "year": "2020", "kept_at": "完税证明"}, follow=True
        )
    )
    assert "Written down." in said and "Taken off" in said and "3,360" in said and "pays nobody" in said


def test_what_is_refused_stays_on_the_form_and_what_nobody_said_is_no_defect(site, desk):
    person = a_person(area=PAYING)
    browser = site(desk)
    page = reverse("person_business", kwargs={"key": person.key})
    late = browser.post(page, SAID | {"registered_on": "2031-01-01"})
    assert late.status_code == 409 and "That day is still to come" in text_of(late)
    assert 'value="杂货店"' in late.content.decode() and 'value="2031-01-01"' in late.content.decode()
    browser.post(page, SAID)
    said = text_of(browser.get(page))
    assert "by mistake not known" not in said and "ran not known" not in said
    assert "Write down that the business ended" in said and "person not known" in said
    assert reverse("person_benefits", kwargs={"key": person.key}) in browser.get(page).content.decode()
    address = reverse(
        "person_business_said", kwargs={"key": person.key, "business": Business.objects.get().key}
    )
    no_day = browser.post(address, {"fact": "start_subsidy_paid", "value": "no", "kept_at": "访谈录"})
    assert no_day.status_code == 409 and 'value="访谈录"' in no_day.content.decode()
    early = browser.post(address, {"fact": "business_ended_on", "value": "2019-01-01", "kept_at": "注销证明"})
    assert "before it began" in text_of(early) and 'value="注销证明"' in early.content.decode()


def test_the_page_says_what_the_books_know_of_a_subsidy_paid_before(site, desk):
    person = a_person(area=PAYING)
    browser = site(desk)
    page = reverse("person_business", kwargs={"key": person.key})
    browser.post(page, SAID)
    assert "the books of what was paid here" not in text_of(browser.get(page))
    declare_complete_books(
        actor=an_actor("county1", (Role.COUNTY_OFFICER, 610204_000_000)), area=610204_000_000,
        rule="business_start_subsidy", complete_since=date(2000, 1, 1), kept_at="台账", on=TODAY,
    )  # fmt: skip
    assert "no the books of what was paid here" in text_of(browser.get(page))


def test_the_second_officer_reads_and_writes_nothing(site, cast):
    person = a_person()
    row = record_business(
        actor=cast.benefits,
        person=person,
        name="店",
        registered_on=TODAY.replace(month=3),
        kept_at="执照",
        on=TODAY,
    )
    browser = site(cast.checker)
    page = reverse("person_business", kwargs={"key": person.key})
    said = browser.get(page)
    assert "店" in text_of(said) and "<form" not in said.content.decode().split("<h1>")[1].split("</main>")[0]
    assert browser.post(page, SAID).status_code == 404 and Business.objects.count() == 1
    address = reverse("person_business_said", kwargs={"key": person.key, "business": row.key})
    word = {"fact": "returned_migrant", "value": "yes", "kept_at": "访谈"}
    assert browser.post(address, word).status_code == 404 and not BusinessStatement.objects.exists()


def test_nobody_else_opens_the_page_and_the_card_of_who_may_not_write_has_no_section(site, cast):
    person = a_person()
    page = reverse("person_business", kwargs={"key": person.key})
    for actor in (cast.helper, cast.other_officer):
        assert site(actor).get(page).status_code == 404
    assert "Own business" not in text_of(site(cast.helper).get(reverse("person", kwargs={"key": person.key})))
    assert "Own business" in text_of(site(cast.officer).get(reverse("person", kwargs={"key": person.key})))


def test_the_person_reads_and_takes_away_what_is_kept_of_their_business(cast):
    person = a_person()
    record_business(
        actor=cast.benefits, person=person, name="店", registered_on=TODAY.replace(month=3), kept_at="执照", on=TODAY,
        returned_migrant=False,
    )  # fmt: skip
    data = own_data(person)
    assert data["business"][0]["registered_on"] == "2020-03-02"
    assert (
        data["businessstatement"][0] | {"fact": "returned_migrant", "value": "false"}
        == data["businessstatement"][0]
    )
    part = next(one for one in PARTS if one.model is BusinessStatement)
    [row] = rows_of(part, of(person))
    with translation.override("en"):
        said = [in_words(row, name, TODAY) for name in ("business", "value", "since", "year", "fact")]
    assert said[:4] == ["店", "no", "", ""] and "came back" in said[4]
