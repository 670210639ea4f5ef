"""The person's own page: everything that is theirs and nobody else's, shut after half an hour, apart from staff."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta

import openpyxl
import pytest
from browsing import signed_in
from django.conf import settings as current
from django.test import Client
from django.utils import timezone
from journey import agreed, placed, recorded, shown

from cast import TODAY
from gainful.accounts.models import Act, ReadEntry
from gainful.accounts.sealed import digest
from gainful.casework.actions import make_worker_code
from gainful.casework.models import Offer, ProtectionCase, WorkerCode
from gainful.registry.models import BankAccount, Consent, Household
from gainful.web.own_data import linked_models, own_data
from gainful.web.worker_record import EVERYWHERE_ALSO, INTERNAL, OWN_KEYS, PARTS
from gainful.web.worker_record_left_out import LEFT_OUT
from make import a_person, a_worker, an_opening

pytestmark = pytest.mark.django_db
PAGES = ("", "offers/", "wish/", "consents/", "work/", "training/", "readings/", "objection/", "record/", "data/",
         "data.xlsx")  # fmt: skip


def come_in(cast, person, browser: Client | None = None) -> Client:
    """The person's own browser, their page open."""
    browser = browser or Client(HTTP_ACCEPT_LANGUAGE="en")
    code = make_worker_code(actor=cast.officer, person=person, at=timezone.now())
    browser.post("/w/", {"tail": person.unsealed("id_number")[-4:], "code": code})
    return browser


def text(response) -> str:
    """What a page says."""
    return response.content.decode()


def test_no_page_says_anything_of_somebody_else(cast):
    mine, other = a_worker(), a_worker(name="别人姓名")
    recorded(cast, mine, employer_name="我的单位")
    recorded(cast, other, employer_name="别人单位")
    shown(cast, other, an_opening(title="别人岗位"))
    browser = come_in(cast, mine)
    for page in PAGES:
        answer = browser.get(f"/w/{page}")
        assert answer.status_code == 200
        assert b"\xe5\x88\xab\xe4\xba\xba" not in answer.content, page  # the word for somebody else
    assert "我的单位" in text(browser.get("/w/work/"))


@pytest.mark.parametrize("page", PAGES[1:])
def test_without_a_code_every_page_asks_for_one(db, page):
    answer = Client().get(f"/w/{page}")
    assert (answer.status_code, answer.url) == (302, "/w/")


def test_a_page_ends_when_staff_sign_in_on_the_same_browser(settings, cast):
    settings.GAINFUL_DEMO = True
    worker = a_worker()
    browser = come_in(cast, worker)
    from gainful.accounts.models import Account

    browser.force_login(
        Account.objects.get(pk=cast.officer.account_id), backend=current.AUTHENTICATION_BACKENDS[-1]
    )
    assert browser.get("/w/work/").status_code == 302
    assert worker.name not in text(browser.get("/w/"))


def test_opening_a_page_signs_staff_out_of_that_browser(settings, cast):
    settings.GAINFUL_DEMO = True
    browser = signed_in(cast.officer)
    come_in(cast, a_worker(), browser)
    assert browser.get("/openings/").status_code == 302
    assert browser.get("/w/work/").status_code == 200


def test_a_code_opens_one_page_once(cast):
    worker = a_worker()
    code = make_worker_code(actor=cast.officer, person=worker, at=timezone.now())
    tail = worker.unsealed("id_number")[-4:]
    assert Client().post("/w/", {"tail": tail, "code": code}).status_code == 302
    assert Client().post("/w/", {"tail": tail, "code": code}).status_code == 409


def test_after_five_tries_the_right_code_opens_nothing(cast):
    worker = a_worker()
    code = make_worker_code(actor=cast.officer, person=worker, at=timezone.now())
    tail = worker.unsealed("id_number")[-4:]
    wrong = "00000000" if code != "00000000" else "11111111"
    for _ in range(5):
        assert Client().post("/w/", {"tail": tail, "code": wrong}).status_code == 409
    assert Client().post("/w/", {"tail": tail, "code": code}).status_code == 409


def test_an_old_code_opens_nothing(cast):
    worker = a_worker()
    WorkerCode.objects.create(
        area=worker.area, person=worker, code_digest=digest("12345678", "worker_code"),
        expires_at=timezone.now() - timedelta(minutes=1),
    )  # fmt: skip
    tail = worker.unsealed("id_number")[-4:]
    assert Client().post("/w/", {"tail": tail, "code": "12345678"}).status_code == 409


def test_what_was_accepted_is_taken_back_on_the_own_page(cast):
    worker = a_worker()
    offer = agreed(cast, worker).offer
    come_in(cast, worker).post(f"/w/offers/{offer.key}/take-back/")
    offer.refresh_from_db()
    assert (offer.state, offer.withdrawn_how) == ("withdrawn", "own_code")


def test_a_refused_yes_comes_back_as_a_sentence(cast):
    worker = a_worker()
    offer = shown(cast, worker, an_opening(deductions_stated=None))
    browser = come_in(cast, worker)
    address = f"/w/offers/{offer.key}/"
    answer = browser.post(f"{address}accept/", {"back": address}, follow=True)
    assert "does not state its deductions" in text(answer)
    assert Offer.objects.get(pk=offer.pk).state == "shown"


def test_nobody_agrees_to_a_placement_in_advance(cast):
    worker = a_worker()
    browser = come_in(cast, worker)
    assert browser.post("/w/consents/give/placement/").status_code == 404
    browser.post("/w/consents/give/sharing/")
    assert Consent.objects.get(person=worker, purpose="sharing").how == "own_code"


def test_a_withdrawn_consent_ends_what_waits(cast):
    worker = a_worker()
    offer = shown(cast, worker)
    consent = Consent.objects.get(person=worker, purpose="referral")
    come_in(cast, worker).post(f"/w/consents/{consent.key}/withdraw/")
    assert Offer.objects.get(pk=offer.pk).state != "shown"


def test_a_neighbours_consent_is_not_there(cast):
    theirs = Consent.objects.get(person=a_worker(), purpose="referral")
    assert come_in(cast, a_worker()).post(f"/w/consents/{theirs.key}/withdraw/").status_code == 404
    theirs.refresh_from_db()
    assert theirs.withdrawn_at is None


def test_who_looked_is_named(cast):
    worker = a_worker()
    ReadEntry.objects.create(
        account_id=cast.helper.account_id, person_key=worker.key, screen="person", at=timezone.now()
    )
    assert "Helper" in text(come_in(cast, worker).get("/w/readings/"))


def test_the_independent_desk_is_named_where_one_objects(cast):
    assert "Desk" in text(come_in(cast, a_worker()).get("/w/objection/"))


def test_every_column_that_hangs_on_a_person_is_given_or_left_out_for_a_reason():
    parts = {part.model._meta.label: {c.split(":")[0] for c in part.columns} for part in PARTS}
    unsaid = []
    for model in {*(model for model, _field in linked_models()), *(part.model for part in PARTS)}:
        name = model._meta.label
        reasons = LEFT_OUT.get(name, {})
        assert all(reasons.values())
        for field in model._meta.concrete_fields:
            plain = field.name.removesuffix("_sealed")
            known = {*parts.get(name, ()), *INTERNAL, *OWN_KEYS, *EVERYWHERE_ALSO, *reasons}
            if plain not in known:
                unsaid.append(f"{name}.{field.name}")
    assert not unsaid


def test_sealed_values_are_opened_for_the_person_in_both_files(cast):
    worker = a_worker()
    account = BankAccount(area=worker.area, person=worker, stated_on=TODAY, account_digest="x")
    account.seal("account", "6217000000000000001")
    account.save()
    browser = come_in(cast, worker)
    taken = json.loads(browser.get("/w/data/").content)
    assert taken["bankaccount"][0]["account"] == "6217000000000000001"
    sheet = openpyxl.load_workbook(io.BytesIO(browser.get("/w/data.xlsx").content)).active
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert worker.unsealed("id_number") in cells and "6217000000000000001" in cells


def test_a_cause_kept_for_history_alone_and_whoever_reported_are_not_given_away(cast):
    worker = a_worker()
    household = worker.memberships.get().household
    Household.objects.filter(pk=household.pk).update(main_cause="own_motivation", other_causes=["illness"])
    ProtectionCase.objects.create(
        area=worker.area, person=worker, kind="fee_taken", opened_on=TODAY, words="押金300",
        opened_by_id=cast.helper.account_id,
    )  # fmt: skip
    taken = own_data(worker)
    assert "own_motivation" not in json.dumps(taken)
    assert taken["protectioncase"][0]["words"] == "押金300"
    assert "Helper" not in json.dumps(taken["protectioncase"])


def test_jobs_under_a_merged_record_are_theirs_as_well(cast):
    worker, double = a_worker(), a_person()
    recorded(cast, double, employer_name="并入前的单位", starts_on=date(2019, 1, 1))
    type(double).objects.filter(pk=double.pk).update(merged_into=worker)
    assert "并入前的单位" in text(come_in(cast, worker).get("/w/work/"))
    assert own_data(worker)["spell"][0]["employer_name"] == "并入前的单位"


def test_what_they_did_themselves_is_kept_as_their_own_act(cast):
    worker = a_worker()
    come_in(cast, worker).post("/w/wish/", {"willing": "yes", "scope": "county"})
    act = Act.objects.get(action="registry.answer_for_oneself")
    assert (act.person_id, act.account_id) == (worker.pk, None)


def test_pay_and_follow_ups_of_a_placement_are_given(cast):
    worker = a_worker()
    placed(cast, worker)
    assert len(own_data(worker)["followup"]) == 4
