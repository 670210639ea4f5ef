"""Offers at the desk: the terms as shown, answers recorded as given, a no that changes nothing, refusals in words."""

from __future__ import annotations

from datetime import date

import pytest
from handing_in import text_of
from journey import agreed, shown

from cast import COUNTY, OTHER_COUNTY, TODAY
from gainful.casework import worklists
from gainful.casework.models import Offer, Spell
from gainful.casework.proposals import as_kept, shortlist
from make import a_wish, a_worker, an_opening

pytestmark = pytest.mark.django_db
FAR = {"place": 440306_000_000, "place_text": "广东深圳宝安区"}


def text(response) -> str:
    """What a page says."""
    return response.content.decode()


def standing(cast, person) -> tuple:
    """Where a person stands: on each list of the day, and on their own list of openings with its reasons."""
    lists = {
        name: sorted(rows(cast.officer, TODAY).values_list("pk", flat=True))
        for name, rows in worklists.LISTS.items()
        if name != "offers_waiting"
    }
    found = shortlist(person, TODAY)
    return lists, [(e.opening, e.score, e.price, as_kept(e)) for e in found.entries]


def test_a_no_leaves_every_list_and_the_shortlist_as_they_were(site, cast):
    worker = a_worker()
    an_opening()
    offer = shown(cast, worker)
    before = standing(cast, worker)
    site(cast.officer).post(f"/offers/{offer.key}/decline/")
    offer.refresh_from_db()
    assert offer.state == "declined"
    assert standing(cast, worker) == before


def test_a_no_is_not_asked_for_a_reason(site, cast):
    page = site(cast.officer).get(f"/offers/{shown(cast).key}/decline/")
    fields = page.context["form"].fields
    assert set(fields) == {"evidence"} and not fields["evidence"].required


def test_a_no_at_the_desk_keeps_its_paper_and_who_heard_it(site, cast):
    offer, by_word = shown(cast), shown(cast)
    site(cast.officer).post(f"/offers/{offer.key}/decline/", {"evidence": "拒绝意见书2号"})
    offer.refresh_from_db()
    assert (offer.state, offer.answer_evidence, offer.heard_by_id) == (
        "declined", "拒绝意见书2号", cast.officer.account_id,
    )  # fmt: skip
    said = text_of(site(cast.officer).get(f"/offers/{offer.key}/"))
    assert "拒绝意见书2号" in said and "Heard by" in said
    site(cast.officer).post(f"/offers/{by_word.key}/decline/", {})
    assert "by their own word at the desk" in text_of(site(cast.officer).get(f"/offers/{by_word.key}/"))
    assert "听取人" in text_of(site(cast.officer).get(f"/offers/{by_word.key}/sheet/"))


def test_yes_and_no_stand_side_by_side_with_equal_weight(site, cast):
    page = text(site(cast.officer).get(f"/offers/{shown(cast).key}/"))
    answers = page[page.index('class="answers"') :].split("</div>")[0]
    assert answers.count('class="button"') == 2
    assert "main" not in answers


def test_the_offer_shows_the_terms_as_they_were_shown(site, cast):
    opening = an_opening(contact_name="样例联系人")
    offer = shown(cast, opening=opening)
    opening.title, opening.pay_low_fen = "改名岗", 100_000
    opening.save()
    page = text(site(cast.officer).get(f"/offers/{offer.key}/"))
    assert "保洁员" in page and "CNY 3,000" in page
    assert "改名岗" not in page


def test_deductions_not_stated_are_said_and_nobody_accepts_before(site, cast):
    offer = shown(cast, opening=an_opening(deductions_stated=None))
    browser = site(cast.officer)
    assert "will be asked before you can say yes" in text(browser.get(f"/offers/{offer.key}/"))
    answer = browser.post(f"/offers/{offer.key}/accept/", {"evidence": "form 12"})
    assert answer.status_code == 409
    assert "does not state its deductions" in text(answer)


def test_what_goes_beyond_the_agreement_is_refused_in_whole_sentences(site, cast):
    worker = a_worker(scope="township")
    far = an_opening(place=OTHER_COUNTY, place_text="外省")
    answer = site(cast.officer).post(
        f"/people/{worker.key}/shortlist/", {"opening": far.key, "language": "zh"}
    )
    assert answer.status_code == 409
    assert "it needs agreement to" in text_of(answer) and "beyond_agreed_place" not in text_of(answer)
    assert not Offer.objects.exists()


def test_an_opening_of_another_county_cannot_be_shown(site, cast):
    worker = a_worker(scope="any")
    elsewhere = an_opening(area=OTHER_COUNTY)
    answer = site(cast.officer).post(
        f"/people/{worker.key}/shortlist/", {"opening": elsewhere.key, "language": "zh"}
    )
    assert answer.status_code == 404


def test_a_helper_shows_their_people_the_openings_of_the_county(site, cast):
    worker = a_worker()
    opening = an_opening(area=COUNTY)
    browser = site(cast.helper)
    assert opening.employer.name in text(browser.get("/openings/?list=all"))
    browser.post(f"/people/{worker.key}/shortlist/", {"opening": opening.key, "language": "zh"})
    assert Offer.objects.get().person == worker
    assert browser.get(f"/openings/{opening.key}/correct/").status_code == 404


def test_without_consent_the_list_is_empty_and_says_so(site, cast):
    worker = a_worker(consents=False)
    an_opening()
    page = text(site(cast.officer).get(f"/people/{worker.key}/shortlist/"))
    assert "They have not agreed to being shown openings" in page
    assert "There is no live consent to being referred." in page


def test_a_person_who_wants_no_work_is_told_that_it_is_their_right(site, cast):
    worker = a_worker()
    a_wish(worker, willing=False, asked_on=date(2020, 10, 20))
    page = text(site(cast.officer).get(f"/people/{worker.key}/shortlist/"))
    assert "They do not want work now, and that is their right." in page


def test_the_sheet_is_in_the_persons_language_whatever_the_reader_reads(site, cast):
    offer = shown(cast, language="zh-spoken")
    page = text(site(cast.officer, "en").get(f"/offers/{offer.key}/sheet/"))
    assert "由您自己决定" in page and "签名或手印" in page
    assert "CNY" not in page


def test_a_no_through_somebody_is_reported_apart(site, cast):
    offer = shown(cast)
    browser = site(cast.officer)
    browser.post(f"/offers/{offer.key}/through/", {"through": "her brother", "answer": "no"})
    offer.refresh_from_db()
    assert (offer.state, offer.how) == ("declined", "through_somebody")
    assert offer.key in text(browser.get("/offers/?list=through"))


def test_far_work_cools_off_and_cannot_begin_before(site, cast):
    worker = a_worker(scope="any")
    spell = agreed(cast, worker, an_opening(**FAR))
    browser = site(cast.officer)
    assert "cools off until 2020-11-05" in text(browser.get(f"/offers/{spell.offer.key}/"))
    answer = browser.post(
        f"/offers/{spell.offer.key}/begin/",
        {"began_on": "2020-11-02", "evidence": "phone", "not_asked_because": "没接通"},
    )
    assert answer.status_code == 409
    assert Spell.objects.get(pk=spell.pk).state == "agreed"


def test_work_does_not_begin_on_a_day_to_come(site, cast):
    spell = agreed(cast)
    answer = site(cast.officer).post(
        f"/offers/{spell.offer.key}/begin/",
        {"began_on": "2020-11-30", "evidence": "phone", "not_asked_because": "没接通"},
    )
    assert answer.status_code == 409
    assert "has not begun yet" in text(answer)


def test_near_work_begins_and_a_yes_is_then_no_longer_taken_back(site, cast):
    spell = agreed(cast)
    browser = site(cast.officer)
    browser.post(
        f"/offers/{spell.offer.key}/begin/",
        {"began_on": "2020-11-02", "evidence": "phone", "not_asked_because": "没接通"},
    )
    spell.refresh_from_db()
    assert (spell.state, spell.follow_ups.count()) == ("working", 4)
    assert browser.post(f"/offers/{spell.offer.key}/take-back/", {"how": "at_desk"}).status_code == 409


TAKEN_BACK = [
    ({"how": "at_desk"}, "by their own word at the desk"),
    ({"how": "paper_at_desk", "evidence": "note of 2 November"}, "note of 2 November"),
    ({"how": "through_somebody", "through": "her brother"}, "through her brother"),
]


@pytest.mark.parametrize(("said", "told"), TAKEN_BACK)
def test_a_yes_taken_back_at_the_desk_says_how_on_the_offer_and_its_list(site, cast, said, told):
    offer = agreed(cast).offer
    browser = site(cast.officer)
    browser.post(f"/offers/{offer.key}/take-back/", said)
    offer.refresh_from_db()
    assert (offer.state, offer.withdrawn_how, offer.withdrawn_on) == ("withdrawn", said["how"], TODAY)
    assert offer.how == "paper_at_desk"
    assert told in text(browser.get(f"/offers/{offer.key}/"))
    assert "Taken back on 2020-11-02" in text(browser.get("/offers/?list=all"))


@pytest.mark.parametrize(
    "said", [{}, {"how": "through_somebody"}, {"how": "paper_at_desk"}, {"how": "own_code"}]
)
def test_taking_back_at_the_desk_is_not_kept_without_saying_how(site, cast, said):
    offer = agreed(cast).offer
    site(cast.officer).post(f"/offers/{offer.key}/take-back/", said)
    offer.refresh_from_db()
    assert (offer.state, offer.withdrawn_how) == ("accepted", "")


@pytest.mark.parametrize("page", ["", "sheet/", "accept/", "decline/", "through/", "take-back/", "begin/"])
def test_no_page_of_an_offer_opens_in_another_county(site, cast, page):
    spell = agreed(cast)
    address = f"/offers/{spell.offer.key}/{page}"
    assert site(cast.other_officer).get(address).status_code == 404
    assert site(cast.officer).get(address).status_code == 200


def test_the_list_counts_what_it_links_to(site, cast):
    shown(cast)
    agreed(cast)
    page = site(cast.officer).get("/offers/?list=to_begin")
    counts = {name: count for name, _words, count in page.context["lists"]}
    assert (counts["waiting"], counts["accepted"], counts["to_begin"], counts["all"]) == (1, 1, 1, 2)
    assert len(page.context["rows"]) == 1


def test_the_numbers_of_a_shortlist_lead_to_the_openings_they_count(site, cast):
    worker = a_worker(scope="township")
    near, far = an_opening(title="近处"), an_opening(title="远处", **FAR)
    browser, address = site(cast.officer), f"/people/{worker.key}/shortlist/"
    page = browser.get(address)
    (reason,) = [one for one in page.context["why_not"] if one.code == "beyond_agreed_place"]
    kept = browser.get(address, {"reason": reason.code}).context["kept_away"]
    assert len(kept) == reason.count == 2 and {row.opening.pk for row in kept} == {near.pk, far.pk}
    for _words, opens, codes in page.context["changes"]:
        assert len(browser.get(address, {"change": codes}).context["kept_away"]) == opens
    assert browser.get(address, {"reason": "no_such_reason"}).context["kept_away"] == []


def test_a_title_has_its_occupation_beside_it_for_who_reads_english(site, cast):
    opening = an_opening(title="电子厂普工", occupation="electronics_assembler")
    assert "电子厂普工 (Electronics assembler)" in text(site(cast.officer).get(f"/openings/{opening.key}/"))
    page = text(site(cast.officer, "zh-hans").get("/openings/?list=all"))
    assert "电子厂普工</a>" in page


def test_a_first_day_that_has_come_is_due_until_work_is_recorded(site, cast):
    spell = agreed(cast)
    assert list(worklists.beginnings_due(cast.officer, TODAY)) == [spell]
    page = text(site(cast.officer).get("/offers/?list=begin_now"))
    assert spell.person.name in page
    site(cast.officer).post(
        f"/offers/{spell.offer.key}/begin/",
        {"began_on": TODAY, "evidence": "self_reported", "not_asked_because": "没接通"},
    )
    assert not worklists.beginnings_due(cast.officer, TODAY)
