"""Cases for the independent desk, the signs of forced labour, own codes, and who looks after whom."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from casework.journey import placed, shown
from cast import COUNTY, OTHER_COUNTY, TOWNSHIP
from gainful.accounts.models import Account
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework.actions import (
    assign_officer,
    close_protection_case,
    make_worker_code,
    open_protection_case,
    record_safety_check,
)
from gainful.casework.models import Assignment, Offer, ProtectionCase, WorkerCode
from gainful.casework.own_page import use_worker_code, worker_actor
from gainful.casework.signs import GRAVE_SIGNS, SIGNS, is_grave
from gainful.casework.worklists import protection_cases
from gainful.registry.models import Person
from make import TODAY, a_household, a_person, a_worker

pytestmark = pytest.mark.django_db
NOW = datetime(2020, 11, 2, 1, tzinfo=UTC)
NOTHING = dict.fromkeys(SIGNS, False)


def a_case(actor, **more) -> ProtectionCase:
    fields = {"area": COUNTY, "kind": "child_working", "on": TODAY} | more
    return open_protection_case(actor=actor, **fields)


def test_only_the_independent_desk_closes_a_case(cast):
    case = a_case(cast.officer, person=a_worker(), words="14 years old")
    with pytest.raises(NotAllowed):
        close_protection_case(actor=cast.officer, case=case, on=TODAY, outcome="a mistake")
    with pytest.raises(Refused, match="say_what_was_found"):
        close_protection_case(actor=cast.desk, case=case, on=TODAY, outcome=" ")
    assert (
        close_protection_case(actor=cast.desk, case=case, on=TODAY, outcome="back at school").state
        == "closed"
    )
    assert not protection_cases(cast.desk, TODAY).exists()


def test_nobody_sees_or_closes_a_case_about_themselves(cast):
    desk = Account.objects.get(pk=cast.desk.account_id)
    case = a_case(cast.officer, about_account=desk)
    assert not protection_cases(cast.desk, TODAY).exists() and protection_cases(cast.officer, TODAY).exists()
    with pytest.raises(NotAllowed):
        close_protection_case(actor=cast.desk, case=case, on=TODAY, outcome="nothing")
    with pytest.raises(IntegrityError), transaction.atomic():
        ProtectionCase.objects.update(state="closed", closed_on=TODAY, closed_by=desk, outcome="nothing")


def test_a_case_reported_twice_is_one_case(cast):
    person = a_worker()
    first = a_case(cast.officer, person=person, source="03-working.xlsx row 9")
    assert a_case(cast.officer, person=person, source="03-working.xlsx row 9") == first
    assert a_case(cast.officer, person=person, source="visit") != first
    assert ProtectionCase.objects.count() == 2


def test_another_office_opens_no_case_here(cast):
    with pytest.raises(NotAllowed):
        a_case(cast.other_officer)
    assert a_case(cast.other_officer, area=OTHER_COUNTY).area == OTHER_COUNTY


@pytest.mark.parametrize("sign", SIGNS)
def test_each_sign_alone_is_grave_or_not(sign):
    assert is_grave(NOTHING | {sign: True}) is (sign in GRAVE_SIGNS)
    assert not is_grave(NOTHING | {sign: None}) and not is_grave(NOTHING)


def test_two_signs_together_are_grave():
    for first in SIGNS:
        for second in set(SIGNS) - {first}:
            assert is_grave(NOTHING | {first: True, second: True})


def test_a_grave_sign_stops_placements_there_and_opens_a_case_the_same_day(cast):
    spell = placed(cast)
    answers = NOTHING | {"retention_of_documents": True}
    with pytest.raises(Refused, match="asked_by_placing_officer"):
        record_safety_check(actor=cast.officer, spell=spell, moment="day_30", on=TODAY, answers=answers)
    check = record_safety_check(actor=cast.helper, spell=spell, moment="day_30", on=TODAY, answers=answers)
    case = ProtectionCase.objects.get()
    assert check.grave and (case.opened_on, case.words) == (TODAY, "retention_of_documents")
    with pytest.raises(Refused, match="employer_frozen"):
        shown(cast, None, spell.opening)
    assert not protection_cases(cast.officer, TODAY).exists()  # the placing officer is whom it is about


def test_without_signs_nothing_is_stopped(cast):
    spell = placed(cast)
    ask = {"actor": cast.helper, "spell": spell, "moment": "day_180", "on": TODAY}
    with pytest.raises(Refused, match="ask_every_sign"):
        record_safety_check(**ask, answers={"violence": False})
    assert not record_safety_check(**ask, answers=NOTHING | {"isolation": True}).grave
    assert not ProtectionCase.objects.exists()


def a_known_worker(**more) -> Person:
    return a_worker(id_number="62129919850304123X", **more)


def test_a_code_opens_the_own_page_once(cast):
    person = a_known_worker()
    code = make_worker_code(actor=cast.officer, person=person, at=NOW)
    assert len(code) == 8 and code not in str(WorkerCode.objects.values())
    worker = use_worker_code(id_tail="123x", code=f"{code[:4]} {code[4:]}", at=NOW)
    assert worker.person_id == person.pk
    with pytest.raises(Refused, match="code_not_good"):
        use_worker_code(id_tail="123X", code=code, at=NOW)


def test_a_code_ends_after_24_hours_after_five_tries_and_with_a_newer_one(cast):
    person = a_known_worker()
    old = make_worker_code(actor=cast.officer, person=person, at=NOW)
    code = make_worker_code(actor=cast.officer, person=person, at=NOW)
    for wrong in (
        {"code": old, "at": NOW, "id_tail": "123X"},
        {"code": code, "at": NOW + timedelta(hours=24), "id_tail": "123X"},
        {"code": code, "at": NOW, "id_tail": "9999"},
    ):
        with pytest.raises(Refused, match="code_not_good"):
            use_worker_code(**wrong)
    for _ in range(5):
        with pytest.raises(Refused, match="code_not_good"):
            use_worker_code(id_tail="123X", code="00000000" if code != "00000000" else "1", at=NOW)
    with pytest.raises(Refused, match="code_not_good"):
        use_worker_code(id_tail="123X", code=code, at=NOW)


def test_a_worker_sees_their_own_rows_and_no_neighbours(cast):
    mine, theirs = shown(cast), shown(cast)
    assert mine.area == theirs.area == TOWNSHIP
    worker = worker_actor(mine.person, TODAY)
    assert list(Offer.objects.visible_to(worker, "own.see")) == [mine]
    assert list(Person.objects.visible_to(worker, "own.see")) == [mine.person]
    assert not Offer.objects.visible_to(worker, "casework.see").exists()


def test_no_code_is_made_for_somebody_not_identified(cast):
    with pytest.raises(Refused, match="person_not_placeable"):
        make_worker_code(actor=cast.officer, person=a_person(id_state="refused"), at=NOW)


def test_one_officer_looks_after_a_household(cast):
    home = a_household()
    helper, other = (Account.objects.get(pk=a.account_id) for a in (cast.helper, cast.other_officer))
    officer = Account.objects.get(pk=cast.officer.account_id)
    assign_officer(actor=cast.officer, household=home, officer=helper, on=TODAY)
    with pytest.raises(Refused, match="already_assigned"):
        assign_officer(actor=cast.officer, household=home, officer=helper, on=TODAY)
    with pytest.raises(Refused, match="officer_not_posted_here"):
        assign_officer(actor=cast.officer, household=home, officer=other, on=TODAY)
    assign_officer(actor=cast.officer, household=home, officer=officer, on=TODAY)
    assert Assignment.objects.get(until_on=None).officer == officer
