"""The worker's own page: their own, after their own code, and nobody else's; a no costs nothing."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cast import COUNTY, TODAY
from gainful.accounts.actions import record_office_phone
from gainful.casework.actions import make_worker_code, show_offer
from gainful.casework.models import Offer
from gainful.casework.proposals import shortlist
from gainful.registry.models import Consent, Wish
from gainful.web.own_data import linked_models, own_data
from make import a_consent, a_worker, an_opening

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(cast):
    return a_worker(scope="county")


@pytest.fixture
def offer(cast, worker):
    return show_offer(actor=cast.officer, person=worker, opening=an_opening(), on=TODAY)


def come_in(cast, person) -> Client:
    browser = Client(HTTP_ACCEPT_LANGUAGE="en")
    code = make_worker_code(actor=cast.officer, person=person, at=timezone.now())
    tail = person.unsealed("id_number")[-4:]
    assert browser.post("/w/", {"tail": tail, "code": code}).status_code == 302
    return browser


def test_the_page_opens_with_the_code_and_shows_the_offer(cast, worker, offer):
    page = come_in(cast, worker).get("/w/").content.decode()
    assert worker.name in page and offer.terms["employer"] in page


def test_a_wrong_code_opens_nothing_and_says_one_sentence(cast, worker):
    browser = Client(HTTP_ACCEPT_LANGUAGE="en")
    answer = browser.post("/w/", {"tail": worker.unsealed("id_number")[-4:], "code": "00000000"})
    assert answer.status_code == 409 and worker.name not in answer.content.decode()


def test_my_yes_is_recorded_as_my_own(cast, worker, offer):
    come_in(cast, worker).post(f"/w/offers/{offer.key}/accept/")
    offer.refresh_from_db()
    assert (offer.state, offer.how) == ("accepted", "own_code")


def test_my_no_changes_nothing_else(cast, worker, offer):
    before = [entry.opening for entry in shortlist(worker, TODAY).entries]
    come_in(cast, worker).post(f"/w/offers/{offer.key}/decline/")
    offer.refresh_from_db()
    assert offer.state == "declined"
    assert [entry.opening for entry in shortlist(worker, TODAY).entries] == before


def test_nobody_answers_for_another(cast, worker, offer):
    other = come_in(cast, a_worker())
    assert other.post(f"/w/offers/{offer.key}/accept/").status_code == 404
    assert Offer.objects.get(pk=offer.pk).state == "shown"


def test_the_page_closes_after_half_an_hour(cast, worker):
    browser = come_in(cast, worker)
    session = browser.session
    session["worker_person"] |= {"until": (timezone.now() - timedelta(minutes=1)).isoformat()}
    session.save()
    assert worker.name not in browser.get("/w/").content.decode()
    assert browser.get("/w/data/").status_code == 302


def test_a_staff_login_opens_no_workers_page(cast, worker):
    from browsing import signed_in

    assert worker.name not in signed_in(cast.officer).get("/w/").content.decode()


def test_a_consent_is_withdrawn_at_once(cast, worker):
    consent = Consent.objects.get(person=worker)
    come_in(cast, worker).post(f"/w/consents/{consent.key}/withdraw/")
    consent.refresh_from_db()
    assert consent.withdrawn_at is not None


def test_a_new_wish_is_appended(cast, worker):
    come_in(cast, worker).post("/w/wish/", {"willing": "no", "scope": "", "pay": ""})
    assert list(Wish.objects.filter(person=worker).order_by("id").values_list("willing", flat=True)) == [
        True,
        False,
    ]


def test_everything_kept_about_me_can_be_taken_away(cast, worker, offer):
    a_consent(worker, "sharing")
    taken = json.loads(come_in(cast, worker).get("/w/data/").content)
    assert taken["person"][0]["id_number"] == worker.unsealed("id_number")
    assert len(taken["consent"]) == 2 and taken["offer"][0]["key"] == offer.key


def test_every_table_that_names_a_person_is_in_what_is_taken_away(cast, worker):
    names = {model._meta.model_name for model, _field in linked_models()}
    assert {
        "wish",
        "consent",
        "bankaccount",
        "offer",
        "spell",
        "service",
        "enrolment",
        "certificate",
    } <= names
    assert names <= set(own_data(worker))


def test_whom_to_tell_has_the_phones_on_record_and_says_nothing_of_others(cast, worker):
    browser = come_in(cast, worker)
    assert "tel:" not in browser.get("/w/objection/").content.decode()
    record_office_phone(actor=cast.administrator, area=COUNTY, phone="0939-1234567")
    record_office_phone(actor=cast.administrator, area=COUNTY, phone="12333", of_desk=True)
    page = browser.get("/w/objection/").content.decode()
    assert "tel:0939-1234567" in page and "tel:12333" in page
