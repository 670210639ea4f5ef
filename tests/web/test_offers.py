"""Offers on screen: shown with everything, answered by the person, beyond nobody's area."""

from __future__ import annotations

import pytest
from browsing import signed_in

from cast import TODAY
from gainful.casework.actions import show_offer
from gainful.casework.models import Offer
from make import a_consent, a_worker, an_opening

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo(settings):
    settings.GAINFUL_DEMO = True


@pytest.fixture
def worker(cast):
    return a_worker(scope="county")


def test_the_shortlist_shows_reasons_and_showing_one_makes_an_offer(cast, worker):
    opening = an_opening()
    browser = signed_in(cast.officer)
    address = f"/people/{worker.key}/shortlist/"
    assert opening.employer.name in browser.get(address).content.decode()
    answer = browser.post(address, {"opening": opening.key, "language": "zh", "starts_on": ""})
    offer = Offer.objects.get(person=worker)
    assert answer.url == f"/offers/{offer.key}/"
    assert "300" in browser.get(answer.url).content.decode() or offer.terms["pay_low_fen"]


def test_whoever_has_no_opening_is_told_why_and_what_would_change_it(cast, worker):
    an_opening(pay_low_fen=100_000, pay_high_fen=100_000)
    poor = a_worker(scope="county", pay_at_least_fen=900_000)
    page = signed_in(cast.officer).get(f"/people/{poor.key}/shortlist/").content.decode()
    assert "What would change it" in page


def test_a_held_opening_cannot_be_shown(cast, worker):
    held = an_opening(state="held", held_because=[{"code": "fee_asked", "words": "押金"}])
    signed_in(cast.officer).post(
        f"/people/{worker.key}/shortlist/", {"opening": held.key, "language": "zh", "back": "/offers/"}
    )
    assert not Offer.objects.exists()


def test_a_yes_at_the_desk_needs_the_signed_paper(cast, worker):
    offer = show_offer(actor=cast.officer, person=worker, opening=an_opening(), on=TODAY)
    browser = signed_in(cast.officer)
    assert browser.post(f"/offers/{offer.key}/accept/", {"evidence": ""}).status_code == 409
    browser.post(f"/offers/{offer.key}/accept/", {"evidence": "answer sheet 7"})
    offer.refresh_from_db()
    assert (offer.state, offer.how) == ("accepted", "paper_at_desk")


def test_a_yes_through_somebody_goes_on_waiting_for_the_persons_own(cast, worker):
    offer = show_offer(actor=cast.officer, person=worker, opening=an_opening(), on=TODAY)
    signed_in(cast.officer).post(f"/offers/{offer.key}/through/", {"through": "his brother"})
    offer.refresh_from_db()
    assert (offer.state, offer.answered_through) == ("shown", "his brother")


def test_an_officer_of_another_county_sees_and_does_nothing(cast, worker):
    offer = show_offer(actor=cast.officer, person=worker, opening=an_opening(), on=TODAY)
    other = signed_in(cast.other_officer)
    pages = [f"/people/{worker.key}/shortlist/", f"/offers/{offer.key}/"]
    assert [other.get(page).status_code for page in pages] == [404, 404]
    for act in ("accept", "through", "decline", "take-back", "begin"):
        assert other.post(f"/offers/{offer.key}/{act}/", {"evidence": "x", "through": "x"}).status_code == 404
    assert other.post(f"/people/{worker.key}/code/").status_code == 404
    offer.refresh_from_db()
    assert offer.state == "shown"


def test_a_code_is_shown_once_and_kept_nowhere(cast, worker):
    a_consent(worker, "sharing")
    page = signed_in(cast.officer).post(f"/people/{worker.key}/code/").content.decode()
    from gainful.casework.models import WorkerCode

    assert WorkerCode.objects.get(person=worker).code_digest not in page
