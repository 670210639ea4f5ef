"""The call by the script: each sign, who asks and where, what stops placements and who lets them go on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from casework.journey import placed, shown
from cast import PROVINCE, TODAY, an_account
from gainful.accounts.actor import Role
from gainful.accounts.models import Account
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework.actions import end_spell, lift_freeze, record_call, record_reask
from gainful.casework.models import Call, ConsentReask, EmployerFreeze, ProtectionCase, SafetyCheck
from gainful.casework.signs import GRAVE_SIGNS, SIGNS
from gainful.casework.voice_lists import consents_to_ask_again, placed_again, to_place_again
from gainful.casework.worklists import protection_cases
from gainful.jobs.models import Employer
from gainful.pack import load
from make import a_worker, an_opening

pytestmark = pytest.mark.django_db
NOTHING = dict.fromkeys(SIGNS, False)
DAY_30 = TODAY + timedelta(days=30)


def called(cast, spell, *signs, actor=None, on=DAY_30, **more):
    """A call at day 30, by the helper, with these signs told of."""
    fields = {"still_working": True, "evidence": "phone", "alone": True} | more
    answers = NOTHING | dict.fromkeys(signs, True)
    actor = replace(actor or cast.helper, on=on)
    due = spell.follow_ups.get(days=30)
    return record_call(actor=actor, follow_up=due, on=on, answers=answers, **fields)


def test_the_programme_asks_one_question_for_each_sign_in_both_languages():
    questions = load("gainful_china").codes["safety_questions"]
    assert [item.code for item in questions] == list(SIGNS)
    said = [item.names[language] for item in questions for language in ("zh", "en")]
    assert len(set(said)) == 22 and all(words.rstrip().endswith(("？", "?")) for words in said)


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_told_of_stops_placements_where_it_is_grave_or_not_alone(cast, sign):
    spell = placed(cast)
    other = next(one for one in SIGNS if one not in GRAVE_SIGNS and one != sign)
    called(cast, spell, sign)
    spell.employer.refresh_from_db()
    assert (spell.employer.frozen_on == DAY_30) is (sign in GRAVE_SIGNS)
    second = placed(cast)
    called(cast, second, sign, other)
    case = ProtectionCase.objects.filter(person=second.person).get()
    assert case.opened_on == DAY_30 and case in protection_cases(cast.desk, DAY_30)
    assert EmployerFreeze.objects.filter(employer=second.employer, lifted_on=None).count() == 1


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_denied_or_not_answered_stops_nothing(cast, sign):
    spell = placed(cast)
    due = spell.follow_ups.get(days=30)
    record_call(
        actor=replace(cast.helper, on=DAY_30), follow_up=due, on=DAY_30, alone=True, still_working=True,
        evidence="phone", answers=NOTHING | {sign: None},
    )  # fmt: skip
    assert not EmployerFreeze.objects.exists() and not ProtectionCase.objects.exists()
    assert SafetyCheck.objects.get(moment="day_30").answers[sign] is None


def test_pay_hours_and_housing_are_kept_with_the_call(cast):
    spell = placed(cast)
    called(cast, spell, pay_received_fen=280_000, hours_per_week=54, housing="lodging")
    call = Call.objects.get()
    assert (call.hours_per_week, call.housing, call.follow_up.pay_received_fen) == (54, "lodging", 280_000)
    assert call.follow_up.state == "done"


def test_the_placing_officer_does_not_ask_and_nobody_asks_in_front_of_the_employer(cast):
    spell = placed(cast)
    with pytest.raises(Refused, match="asked_by_placing_officer"):
        called(cast, spell, actor=cast.officer)
    with pytest.raises(Refused, match="ask_them_alone"):
        called(cast, spell, alone=False)
    assert (
        not SafetyCheck.objects.filter(moment="day_30").exists()
        and spell.follow_ups.get(days=30).state == "due"
    )


def test_while_a_stop_stands_nobody_is_offered_work_there_and_the_database_keeps_it(cast):
    spell = placed(cast)
    called(cast, spell, "violence")
    with pytest.raises(Refused, match="employer_frozen"):
        shown(cast, a_worker(), an_opening(employer=Employer.objects.get(pk=spell.employer_id)))
    with pytest.raises(IntegrityError, match="employer_frozen"), transaction.atomic():
        Employer.objects.filter(pk=spell.employer_id).update(frozen_on=None)
    with pytest.raises(IntegrityError, match="a_freeze_stays"), transaction.atomic():
        EmployerFreeze.objects.all().delete()


def test_the_desk_alone_lets_placements_go_on_with_a_reason(cast):
    spell = placed(cast)
    called(cast, spell, "debt_bondage")
    freeze = EmployerFreeze.objects.get()
    with pytest.raises(NotAllowed):
        lift_freeze(actor=cast.officer, freeze=freeze, on=DAY_30, why="looked into")
    with pytest.raises(Refused, match="say_why"):
        lift_freeze(actor=cast.desk, freeze=freeze, on=DAY_30, why=" ")
    officer = Account.objects.get(pk=cast.officer.account_id)
    with pytest.raises(IntegrityError, match="only_the_desk_lifts"), transaction.atomic():
        EmployerFreeze.objects.update(lifted_on=DAY_30, lifted_why="no", lifted_by=officer)
    lift_freeze(actor=cast.desk, freeze=freeze, on=DAY_30, why="the debt was cancelled")
    assert Employer.objects.get(pk=spell.employer_id).frozen_on is None


def test_two_stops_are_two_and_the_last_one_lifted_opens_the_door(cast):
    spell = placed(cast)
    called(cast, spell, "violence")
    late = EmployerFreeze.objects.create(
        area=spell.area,
        employer=spell.employer,
        because="late_pay",
        spell=spell,
        month=TODAY,
        frozen_on=DAY_30,
    )
    lift_freeze(
        actor=cast.desk, freeze=EmployerFreeze.objects.exclude(pk=late.pk).get(), on=DAY_30, why="over"
    )
    assert Employer.objects.get(pk=spell.employer_id).frozen_on == DAY_30
    lift_freeze(actor=cast.desk, freeze=late, on=DAY_30, why="paid")
    assert Employer.objects.get(pk=spell.employer_id).frozen_on is None


def test_consent_is_asked_again_on_the_thirtieth_day_by_somebody_else(cast):
    spell = placed(cast)
    assert not consents_to_ask_again(cast.officer, DAY_30 - timedelta(1)).exists()
    assert consents_to_ask_again(cast.officer, DAY_30).get() == spell
    with pytest.raises(Refused, match="asked_by_placing_officer"):
        record_reask(actor=cast.officer, spell=spell, on=DAY_30, answer="agreed")
    record_reask(actor=cast.helper, spell=spell, on=DAY_30, answer="agreed", paper="form 15, signed")
    assert not consents_to_ask_again(cast.officer, DAY_30).exists()
    with pytest.raises(Refused, match="asked_already"):
        record_reask(actor=cast.helper, spell=spell, on=DAY_30, answer="withdrawn")


def test_not_reached_comes_up_again_a_week_later(cast):
    spell = placed(cast)
    record_reask(actor=cast.helper, spell=spell, on=DAY_30, answer="not_reached")
    assert not consents_to_ask_again(cast.officer, DAY_30 + timedelta(6)).exists()
    assert consents_to_ask_again(cast.officer, DAY_30 + timedelta(7)).get() == spell


def test_taking_consent_back_ends_it_and_leaves_the_job_to_the_person(cast):
    spell = placed(cast)
    record_reask(actor=replace(cast.helper, on=DAY_30), spell=spell, on=DAY_30, answer="withdrawn")
    spell.refresh_from_db()
    spell.consent.refresh_from_db()
    assert spell.consent.withdrawn_on == DAY_30 and spell.state == "working"
    assert ConsentReask.objects.get().asked_by_id == cast.helper.account_id


def test_who_lost_a_job_comes_up_for_14_days_and_counts_once_they_have_another(cast):
    person = a_worker()
    spell = placed(cast, person)
    end_spell(actor=cast.officer, spell=spell, on=TODAY, ends_on=TODAY, left_because="employer_closed")
    assert to_place_again(cast.officer, TODAY + timedelta(14)).get() == spell
    assert not to_place_again(cast.officer, TODAY + timedelta(15)).exists()
    assert placed_again(cast.officer, TODAY) == 0
    placed(cast, person)
    assert placed_again(cast.officer, TODAY) == 1 and not to_place_again(cast.officer, TODAY).exists()


def test_a_desk_that_no_longer_is_one_lifts_nothing(cast):
    spell = placed(cast)
    called(cast, spell, "violence")
    former = an_account("former", (Role.INDEPENDENT_DESK, PROVINCE))
    former.postings.update(until_on=TODAY)
    with pytest.raises(IntegrityError, match="only_the_desk_lifts"), transaction.atomic():
        EmployerFreeze.objects.update(lifted_on=DAY_30, lifted_why="no", lifted_by=former)
