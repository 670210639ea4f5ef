"""Openings on screen: what is held back shows its words, what is not stated is asked, nobody elsewhere sees them."""

from __future__ import annotations

import pytest
from browsing import queries_of

from cast import OTHER_COUNTY, TODAY
from gainful.jobs.actions import correct_opening
from gainful.jobs.models import Employer, Opening
from make import a_worker, an_opening

pytestmark = pytest.mark.django_db
NEW = {
    "employer": "样例纸箱厂",
    "title": "装箱工",
    "channel": "project",
    "seats": "4",
    "certificate_required": "",
}


def text(response) -> str:
    """What a page says."""
    return response.content.decode()


def a_held_opening(cast, words: str) -> Opening:
    """An opening that the screening holds back for what it says."""
    opening = an_opening()
    correct_opening(actor=cast.officer, opening=opening, on=TODAY, changes={"other_text": words})
    opening.refresh_from_db()
    return opening


def test_the_list_and_the_page_are_for_the_county_that_keeps_the_opening(site, cast):
    here, elsewhere = an_opening(title="样例甲岗"), an_opening(area=OTHER_COUNTY, title="样例乙岗")
    page = text(site(cast.officer).get("/openings/"))
    assert here.title in page and elsewhere.title not in page
    assert site(cast.officer).get(f"/openings/{here.key}/").status_code == 200
    assert site(cast.officer).get(f"/openings/{elsewhere.key}/").status_code == 404
    assert site(cast.analyst).get("/openings/").status_code == 404


@pytest.mark.parametrize("act", ["correct", "deductions", "release", "close"])
def test_nobody_changes_the_opening_of_another_county(site, cast, act):
    opening = an_opening(area=OTHER_COUNTY)
    answer = site(cast.officer).post(f"/openings/{opening.key}/{act}/", {"because": "other"})
    opening.refresh_from_db()
    assert answer.status_code == 404
    assert opening.state == "open"


def test_a_held_opening_shows_the_words_that_did_it(site, cast):
    opening = a_held_opening(cast, "入职须交押金300元")
    assert opening.state == "held"
    browser = site(cast.officer)
    for address in ("/openings/?list=held", f"/openings/{opening.key}/"):
        page = text(browser.get(address))
        assert opening.held_because[0]["words"] in page
        assert "Asks for a fee or deposit" in page
    assert opening.title not in text(browser.get("/openings/?list=open"))


def test_release_is_refused_with_a_sentence_while_the_text_stands(site, cast):
    opening = a_held_opening(cast, "入职须交押金300元")
    answer = site(cast.officer).post(
        f"/openings/{opening.key}/release/", {"because": "the employer is known"}
    )
    opening.refresh_from_db()
    assert answer.status_code == 409
    assert "These words must go" in text(answer)
    assert opening.state == "held"


def test_a_named_officer_releases_what_is_held_for_its_hours(site, cast):
    opening = an_opening()
    correct_opening(actor=cast.officer, opening=opening, on=TODAY, changes={"hours_per_week": 80})
    opening.refresh_from_db()
    assert opening.state == "held"
    site(cast.officer).post(f"/openings/{opening.key}/release/", {"because": "two shifts, seen there"})
    opening.refresh_from_db()
    assert (opening.state, opening.released_because) == ("open", "two shifts, seen there")
    assert opening.released_by_id == cast.officer.account_id
    assert "two shifts, seen there" in text(site(cast.officer).get(f"/openings/{opening.key}/"))


def test_unstated_deductions_are_listed_and_stating_them_takes_the_opening_off_the_list(site, cast):
    opening = an_opening(title="样例甲岗", deductions_stated=None, deductions_text="")
    browser = site(cast.officer)
    assert opening.title in text(browser.get("/openings/?list=deductions"))
    assert "not stated" in text(browser.get(f"/openings/{opening.key}/"))
    browser.post(f"/openings/{opening.key}/deductions/", {"deductions_text": "住宿每月100元"})
    opening.refresh_from_db()
    assert opening.deductions_stated is True
    assert "住宿每月100元" in text(browser.get(f"/openings/{opening.key}/"))
    assert opening.title not in text(browser.get("/openings/?list=deductions"))


def test_an_opening_by_hand_records_its_employer_once_and_leaves_silence_unknown(site, cast):
    browser = site(cast.officer)
    assert browser.post("/openings/new/", NEW).status_code == 302
    answer = browser.post("/openings/new/", NEW | {"title": "搬运工"})
    made = Opening.objects.get(title="搬运工")
    assert answer.url == f"/openings/{made.key}/"
    assert Employer.objects.filter(name="样例纸箱厂").count() == 1
    assert made.deductions_stated is None and made.pay_low_fen is None and made.hours_per_week is None
    assert site(cast.helper).get("/openings/new/").status_code == 404


def test_an_unlawful_demand_in_a_new_opening_holds_it_back_at_once(site, cast):
    answer = site(cast.officer).post("/openings/new/", NEW | {"other_text": "只招男性"}, follow=True)
    assert Opening.objects.get(title="装箱工").state == "held"
    assert "Asks for a sex" in text(answer)


def test_putting_an_opening_right_changes_its_terms_and_keeps_its_deductions(site, cast):
    opening = an_opening()
    browser = site(cast.officer)
    form = browser.get(f"/openings/{opening.key}/correct/").context["form"]
    said = {
        name: value for name, field in form.fields.items() if (value := form[name].value()) not in (None, "")
    }
    browser.post(f"/openings/{opening.key}/correct/", said | {"seats": "9", "pay_high_fen": "3500"})
    opening.refresh_from_db()
    assert (opening.seats, opening.pay_low_fen, opening.pay_high_fen) == (9, 300_000, 350_000)
    assert (opening.deductions_stated, opening.deductions_text) == (True, "无")


def test_closing_takes_the_opening_off_the_open_list_and_offers_no_further_act(site, cast):
    opening = an_opening(title="样例甲岗")
    browser = site(cast.officer)
    browser.post(f"/openings/{opening.key}/close/", {"because": "filled"})
    opening.refresh_from_db()
    assert (opening.state, opening.closed_on) == ("closed", TODAY)
    assert opening.title not in text(browser.get("/openings/?list=open"))
    assert f"/openings/{opening.key}/correct/" not in text(browser.get(f"/openings/{opening.key}/"))


def test_whom_it_suits_names_the_willing_with_reasons_and_writes_nothing_into_offers(site, cast):
    opening = an_opening()
    fits, unasked = a_worker(), a_worker(consents=False)
    browser = site(cast.officer)
    assert "people" not in browser.get(f"/openings/{opening.key}/").context
    page = browser.get(f"/openings/{opening.key}/people/")
    assert [one.person for one in page.context["people"]] == [fits]
    assert page.context["people"][0].reasons
    assert unasked.name not in text(page)
    assert not opening.offers.exists()


def test_whom_it_suits_is_for_those_who_may_match(site, cast):
    assert site(cast.helper).get(f"/openings/{an_opening().key}/people/").status_code == 404


def test_more_openings_on_the_list_cost_no_more_queries(site, cast):
    an_opening()
    browser = site(cast.officer)
    few = queries_of(browser, "/openings/?list=all")
    for _ in range(6):
        an_opening()
    assert queries_of(browser, "/openings/?list=all") == few
