"""After a decision: the letter, not agreeing, an appeal outside the office, facts that change, no account."""

from __future__ import annotations

import itertools
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from benefits.claiming import (
    FEN,
    a_claim,
    a_trainee,
    an_approved,
    an_office,
)
from benefits.granted import an_account_of
from cast import OTHER_COUNTY, TODAY, an_actor
from gainful.accounts.actor import Role
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.benefits.actions import (
    answer_objection,
    approve,
    decide_again,
    make_letter,
    object_to,
    reopen_changed,
    replace_after_objection,
    settle_reopening,
    tell,
)
from gainful.benefits.letters import WORDS, contents, letter_text
from gainful.benefits.models import Claim, Decision, Letter, Reopening
from gainful.benefits.worklists import account_missing
from gainful.casework.own_page import worker_actor
from gainful.training.models import Enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db):
    return an_office()


def lines(decision, language):
    said = contents(decision, language)
    return "\n".join(
        str(said[name]) for name in ("verdict", "conditions", "object_by", "ask_whom", "would_change")
    )


def test_a_letter_says_the_decision_the_values_the_last_day_and_whom_to_ask(office):
    decision = an_approved(office)
    said = lines(decision, "en")
    assert "granted" in said and "960" in said and "12 days" in said
    assert decision.object_by.isoformat() in said and "employment office" in said
    said = lines(decision, "zh")
    assert "批准" in said and "12天" in said and "就业扶贫经办机构" in said


def test_a_refusal_says_what_would_change_it(office):
    claim = a_claim(office)
    Enrolment.objects.update(attended_days=0)
    said = contents(an_approved(office, claim, grants=False), "en")
    assert said["verdict"].startswith("Decision: not granted") and said["would_change"]


def test_the_same_letter_has_the_same_bytes_and_its_hash_is_kept(office):
    decision = an_approved(office)
    pdf = make_letter(actor=office.benefits, decision=decision, language="zh", on=TODAY)
    assert pdf.startswith(b"%PDF") and len(pdf) > 5000
    assert make_letter(actor=office.officer, decision=decision, language="zh", on=TODAY) == pdf
    make_letter(actor=office.benefits, decision=decision, language="en", on=TODAY)
    assert Letter.objects.count() == 2
    letter = tell(actor=office.benefits, letter=Letter.objects.get(language="zh"), how="read", on=TODAY)
    assert (letter.how, letter.told_by_id) == ("read", office.benefits.account_id)


def test_a_letter_once_made_says_the_same_for_ever_whatever_the_program_would_say_now(office, monkeypatch):
    decision = an_approved(office)
    pdf = make_letter(actor=office.benefits, decision=decision, language="en", on=TODAY)
    monkeypatch.setitem(WORDS["en"], "why", "Why so")
    assert make_letter(actor=office.checker, decision=decision, language="en", on=TODAY) == pdf
    monkeypatch.setitem(WORDS["zh"], "why", "理由")
    assert json.loads(letter_text(decision, "zh"))["words"]["why"] == "理由"
    letter = Letter.objects.get()
    with pytest.raises(IntegrityError, match="written_stays_written"), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(text_sealed="")


def test_what_cannot_be_told_reads_so_in_a_letter_and_not_as_no(office):
    claim = a_claim(office)
    Enrolment.objects.update(attended_days=0)
    decision = an_approved(office, claim, grants=False)
    frozen = json.loads(decision.unsealed("words"))
    for language, mark in (("en", "cannot tell"), ("zh", "不能判定")):
        frozen[language]["conditions"][0]["holds"] = None
        decision.seal("words", json.dumps(frozen))
        assert contents(decision, language)["conditions"][0]["mark"] == mark


def test_a_letter_opened_on_the_own_page_is_told_and_nobody_elses_opens(office):
    claim = a_claim(office)
    decision = an_approved(office, claim)
    make_letter(actor=worker_actor(claim.person, TODAY), decision=decision, language="zh", on=TODAY)
    assert Letter.objects.get().how == "own_page"
    with pytest.raises(NotAllowed):
        make_letter(actor=worker_actor(a_trainee(), TODAY), decision=decision, language="zh", on=TODAY)


def test_without_the_font_or_with_a_character_that_it_lacks_no_letter_is_printed(office, settings, tmp_path):
    decision = an_approved(office, a_claim(office, a_trainee(name="王𠮷")))
    with pytest.raises(Refused) as refused:
        make_letter(actor=office.benefits, decision=decision, language="zh", on=TODAY)
    assert (refused.value.code, refused.value.values["what"]) == ("letter_font_missing", "𠮷")
    settings.GAINFUL_FONTS = Path(tmp_path)
    with pytest.raises(Refused, match="letter_font_missing"):
        make_letter(actor=office.benefits, decision=an_approved(office), language="en", on=TODAY)
    assert Letter.objects.count() == 0


def an_objection(office, decision, **more):
    return object_to(actor=office.officer, decision=decision, words="天数不对", how="paper", on=TODAY, **more)


def test_an_objection_is_answered_by_somebody_else_than_the_two(office):
    decision = an_approved(office)
    objection = an_objection(office, decision)
    assert objection.unsealed("words") == "天数不对" and objection.answer_by == TODAY + timedelta(days=30)
    for one in (office.benefits, office.checker):
        with pytest.raises(Refused, match="who_decided_answers_no_objection"):
            answer_objection(actor=one, objection=objection, answer="无误", on=TODAY)
    answered = answer_objection(actor=office.officer, objection=objection, answer="考勤表为12天", on=TODAY)
    assert answered.outcome == "upheld"


def test_after_the_last_day_objecting_is_refused_with_the_day(office):
    decision = an_approved(office)
    late = decision.object_by + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        object_to(actor=office.officer, decision=decision, words="晚了", how="paper", on=late)
    assert refused.value.values == {"day": decision.object_by.isoformat()}


def test_an_appeal_comes_after_the_answer_and_goes_outside_the_office(office):
    decision = an_approved(office)
    objection = an_objection(office, decision)
    with pytest.raises(Refused, match="objected_already"):
        an_objection(office, decision)
    answer_objection(actor=office.officer, objection=objection, answer="无误", on=TODAY)
    appeal = an_objection(office, decision)
    assert appeal.kind == "appeal"
    with pytest.raises(NotAllowed):
        answer_objection(actor=office.officer, objection=appeal, answer="无误", on=TODAY)
    assert answer_objection(actor=office.desk, objection=appeal, answer="无误", on=TODAY).outcome == "upheld"


def test_a_wrong_fact_corrected_leads_to_a_further_decision_that_names_the_one_before(office):
    decision = an_approved(office)
    objection = an_objection(office, decision)
    with pytest.raises(Refused, match="nothing_to_replace"):
        replace_after_objection(actor=office.officer, objection=objection, answer="无变化", on=TODAY)
    Enrolment.objects.update(attended_days=14)
    further = replace_after_objection(actor=office.officer, objection=objection, answer="考勤补登", on=TODAY)
    assert (further.kind, further.replaces, further.state) == ("review", decision, "proposed")
    approve(actor=office.checker, decision=further, on=TODAY)
    decision.refresh_from_db()
    assert (decision.amount_fen, further.amount_fen) == (FEN, 14 * 80_00) and decision.state == "approved"
    assert contents(Decision.objects.get(pk=further.pk), "en")["after"][-1].startswith("It takes the place")


def test_a_fact_that_changed_opens_a_decision_again_and_changes_nothing_by_itself(office):
    decision = an_approved(office)
    assert reopen_changed(actor=the_calendar(), on=TODAY) == 0
    Enrolment.objects.update(attended_days=0)
    assert reopen_changed(actor=the_calendar(), on=TODAY) == 1
    assert reopen_changed(actor=the_calendar(), on=TODAY) == 0
    [reopening] = Reopening.objects.all()
    assert (reopening.fact, reopening.decision) == ("training_days_attended", decision)
    assert Claim.objects.get().state == "approved" and Decision.objects.count() == 1
    further = decide_again(actor=office.benefits, reopening=reopening, on=TODAY)
    approve(actor=office.checker, decision=further, on=TODAY)
    reopening.refresh_from_db()
    assert (reopening.followed_by, Claim.objects.get().state) == (further, "refused")


_calendars = itertools.count(1)


def the_calendar():
    return an_actor(
        f"calendar{next(_calendars)}",
        (Role.ADMINISTRATOR, 0),
    )


def test_an_officer_may_let_it_stand_and_says_why_and_is_not_asked_the_same_again(office):
    an_approved(office)
    Enrolment.objects.update(attended_days=10)
    reopen_changed(actor=the_calendar(), on=TODAY)
    reopening = Reopening.objects.get()
    with pytest.raises(Refused, match="say_why"):
        settle_reopening(actor=office.benefits, reopening=reopening, because="", on=TODAY)
    settle_reopening(actor=office.benefits, reopening=reopening, because="两天为补课", on=TODAY)
    assert reopen_changed(actor=the_calendar(), on=TODAY) == 0


def test_a_person_without_an_account_of_their_own_lacks_one_whatever_the_head_has(office):
    head = a_trainee()
    an_account_of(head)
    member = a_trainee(household=head.memberships.get().household, relation="son")
    claim = a_claim(office, member)
    assert account_missing(claim, TODAY) and not account_missing(a_claim(office, head), TODAY)
    assert an_approved(office, claim).state == "approved"
    an_account_of(member)
    assert not account_missing(claim, TODAY)


def test_another_county_answers_nothing(office):
    objection = an_objection(office, an_approved(office))
    stranger = an_actor("stranger", (Role.COUNTY_OFFICER, OTHER_COUNTY - 10**6))
    with pytest.raises(NotAllowed):
        answer_objection(actor=stranger, objection=objection, answer="无误", on=TODAY)
