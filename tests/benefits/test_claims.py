"""Claims: found where something is due, asked for, decided as the rule says by two officers, once a period."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import translation

from benefits.claiming import (
    ALLOWANCE,
    FEN,
    a_claim,
    a_decision,
    a_seat,
    a_trainee,
    an_approved,
    an_office,
)
from cast import OTHER_COUNTY, TODAY
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.benefits.actions import (
    approve,
    ask_for,
    decide,
    propose,
    propose_for_area,
    record_evidence,
    record_fact,
    return_decision,
    withdraw_claim,
)
from gainful.benefits.asked import answer_of, frozen_facts, rule_hash, rules
from gainful.benefits.models import Claim, Decision
from gainful.benefits.recomputing import differing
from gainful.casework.own_page import worker_actor
from gainful.training.models import Enrolment
from make import a_person

pytestmark = pytest.mark.django_db
FLEXIBLE = "insurance_subsidy_flexible"


@pytest.fixture(autouse=True)
def in_chinese():
    """The words below are the Chinese ones, whatever an earlier test spoke."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def office(db):
    return an_office()


def test_what_is_due_and_unpaid_is_found_once(office):
    person = a_trainee()
    [claim] = propose(actor=office.benefits, person=person, on=TODAY)
    assert (claim.rule, claim.found, claim.state, claim.person) == (ALLOWANCE, "proposed", "open", person)
    assert propose(actor=office.benefits, person=person, on=TODAY) == []


def test_a_whole_area_is_looked_through_and_a_second_look_finds_nothing_more(office):
    for _ in range(3):
        a_trainee()
    a_trainee(days=0)
    assert propose_for_area(actor=office.benefits, area=OTHER_COUNTY, on=TODAY) == 3
    assert propose_for_area(actor=office.benefits, area=OTHER_COUNTY, on=TODAY) == 0


def test_a_second_course_is_a_second_claim(office):
    person = a_trainee()
    a_seat(person, 5, date(2020, 8, 1))
    assert len(propose(actor=office.benefits, person=person, on=TODAY)) == 2


def test_what_was_withdrawn_is_not_proposed_again_but_may_be_asked_for(office):
    claim = a_claim(office)
    withdraw_claim(actor=office.benefits, claim=claim, on=TODAY)
    assert propose(actor=office.benefits, person=claim.person, on=TODAY) == []
    again = ask_for(
        actor=office.benefits, person=claim.person, rule=ALLOWANCE, about=claim.about, how="paper", on=TODAY
    )
    assert (again.found, again.how) == ("asked", "paper")


def test_the_same_is_not_claimed_twice(office):
    claim = a_claim(office)
    with pytest.raises(Refused, match="claimed_already"):
        ask_for(
            actor=office.benefits,
            person=claim.person,
            rule=ALLOWANCE,
            about=claim.about,
            how="paper",
            on=TODAY,
        )


def test_a_loan_and_a_relief_from_taxes_are_no_claims_for_payment(office):
    for rule in ("guaranteed_loan_person", "tax_relief_own_business", "training_subsidy"):
        with pytest.raises(Refused, match="not_a_claim_for_payment"):
            ask_for(actor=office.benefits, person=a_trainee(), rule=rule, about="", how="paper", on=TODAY)


def test_after_the_last_day_asking_is_refused_with_the_day(office):
    from gainful.rules.claim_terms import Deadline

    object.__setattr__(rules()[ALLOWANCE], "deadline", Deadline(until=date(2020, 10, 31)))
    try:
        person = a_trainee()
        assert propose(actor=office.benefits, person=person, on=TODAY) == []
        with pytest.raises(Refused) as refused:
            ask_for(
                actor=office.benefits,
                person=person,
                rule=ALLOWANCE,
                about="2020-06-01",
                how="paper",
                on=TODAY,
            )
        assert refused.value.values == {"day": "2020-10-31"}
        assert len(propose(actor=office.benefits, person=person, on=date(2020, 10, 31))) == 1
    finally:
        object.__setattr__(rules()[ALLOWANCE], "deadline", None)


def test_of_two_that_exclude_each_other_only_one_is_claimed(office):
    person = a_person(area=OTHER_COUNTY)
    claim = ask_for(actor=office.benefits, person=person, rule=FLEXIBLE, about="", how="paper", on=TODAY)
    object.__setattr__(rules()[ALLOWANCE], "not_with", (FLEXIBLE,))
    try:
        a_seat(person)
        assert propose(actor=office.benefits, person=person, on=TODAY) == []
        withdraw_claim(actor=office.benefits, claim=claim, on=TODAY)
        assert len(propose(actor=office.benefits, person=person, on=TODAY)) == 1
    finally:
        object.__setattr__(rules()[ALLOWANCE], "not_with", ())


def test_a_month_is_claimed_once_and_the_next_month_again(office):
    person = a_person(area=OTHER_COUNTY)
    for day in (TODAY, TODAY + timedelta(days=31)):
        ask_for(actor=office.benefits, person=person, rule=FLEXIBLE, about="", how="paper", on=day)
    with pytest.raises(Refused, match="claimed_already"):
        ask_for(actor=office.benefits, person=person, rule=FLEXIBLE, about="", how="through", on=TODAY)


def test_a_person_asks_for_their_own_and_for_nobody_else(office):
    person, other = a_trainee(), a_trainee()
    own = worker_actor(person, TODAY)
    claim = ask_for(actor=own, person=person, rule=ALLOWANCE, about="2020-06-01", how="paper", on=TODAY)
    assert (claim.how, claim.asked_by) == ("screen", None)
    with pytest.raises(NotAllowed):
        ask_for(actor=own, person=other, rule=ALLOWANCE, about="2020-06-01", how="screen", on=TODAY)
    with pytest.raises(NotAllowed):
        withdraw_claim(actor=own, claim=a_claim(office, other), on=TODAY)


def test_a_grant_keeps_the_facts_with_their_sources_and_comes_to_the_same_again(office):
    decision = an_approved(office)
    assert (decision.grants, decision.amount_fen, decision.state) == (True, FEN, "approved")
    assert decision.conditions == {"registered": True, "of_age": True, "able": True, "attended": True}
    facts = frozen_facts(decision)
    assert facts["training_days_attended"]["value"] == 12 and facts["training_days_attended"]["source"]
    assert Claim.objects.get().state == "approved"
    assert answer_of(decision, rules()[ALLOWANCE]).amount_fen == FEN
    assert decision.rule_hash == rule_hash(rules()[ALLOWANCE], TODAY, ("530399", "5303", "53"))
    assert list(differing()) == []


def test_a_decision_whose_facts_do_not_bear_it_out_is_named(office):
    from flushing import without_triggers

    decision = an_approved(office)
    with without_triggers():
        Decision.objects.filter(pk=decision.pk).update(amount_fen=FEN + 1)
    [(found, why)] = differing()
    assert found == decision and why == "amount"


def test_what_is_not_due_is_not_granted_and_what_is_due_is_not_refused(office):
    claim = a_claim(office)
    with pytest.raises(Refused, match="due_by_the_rule"):
        decide(actor=office.benefits, claim=claim, grants=False, on=TODAY)
    Enrolment.objects.update(attended_days=0)
    with pytest.raises(Refused) as refused:
        decide(actor=office.benefits, claim=claim, grants=True, on=TODAY)
    assert refused.value.code == "not_due_by_the_rule" and "出勤" in str(refused.value.values["failed"])
    decision = an_approved(office, claim, grants=False)
    assert (decision.amount_fen, Claim.objects.get().state) == (None, "refused")


def test_what_cannot_be_told_is_not_decided_and_names_what_to_ask(office):
    claim = a_claim(office)
    Enrolment.objects.update(attended_days=None)
    for grants in (True, False):
        with pytest.raises(Refused) as refused:
            decide(actor=office.benefits, claim=claim, grants=grants, on=TODAY)
        assert refused.value.code == "cannot_tell_yet" and "出勤" in str(refused.value.values["ask"])


def test_facts_seen_on_paper_fill_what_no_record_knows(office):
    claim = a_claim(office)
    Enrolment.objects.update(attended_days=None)
    record_fact(
        actor=office.benefits,
        claim=claim,
        fact="training_days_attended",
        value="12",
        kept_at="考勤表第3页",
        on=TODAY,
    )
    decision = decide(actor=office.benefits, claim=claim, grants=True, on=TODAY)
    assert decision.amount_fen == FEN
    assert frozen_facts(decision)["training_days_attended"]["source"] == "考勤表第3页"


def test_a_grant_waits_for_all_evidence_which_is_named_at_once(office):
    wanted = ({"en": "attendance sheet", "zh": "考勤表"}, {"en": "bank card", "zh": "银行卡"})
    object.__setattr__(rules()[ALLOWANCE], "evidence", wanted)
    try:
        claim = a_claim(office)
        with pytest.raises(Refused) as refused:
            decide(actor=office.benefits, claim=claim, grants=True, on=TODAY)
        assert refused.value.code == "evidence_missing"
        assert str(refused.value.values["which"]) == "考勤表；银行卡"
        for one in wanted:
            record_evidence(
                actor=office.benefits, claim=claim, kind=one["en"], kept_at="卷宗3", seen_on=TODAY
            )
        with pytest.raises(Refused, match="no_such_evidence"):
            record_evidence(
                actor=office.benefits, claim=claim, kind="a photo", kept_at="卷宗3", seen_on=TODAY
            )
        assert decide(actor=office.benefits, claim=claim, grants=True, on=TODAY).grants
    finally:
        object.__setattr__(rules()[ALLOWANCE], "evidence", ())


def test_where_no_amount_is_loaded_nothing_is_decided(office):
    person = a_person(area=OTHER_COUNTY)
    claim = ask_for(actor=office.benefits, person=person, rule=FLEXIBLE, about="", how="paper", on=TODAY)
    with pytest.raises(Refused, match="no_amount_loaded"):
        decide(actor=office.benefits, claim=claim, grants=True, on=TODAY)


def test_what_the_record_says_is_corrected_there_and_not_stated_on_a_claim(office):
    claim = a_claim(office)
    with pytest.raises(Refused, match="the_record_knows"):
        record_fact(
            actor=office.benefits,
            claim=claim,
            fact="training_days_attended",
            value="30",
            kept_at="表",
            on=TODAY,
        )
    with pytest.raises(Refused, match="fact_not_used"):
        record_fact(actor=office.benefits, claim=claim, fact="fare_paid", value="30", kept_at="表", on=TODAY)


def test_whoever_decided_does_not_approve_and_a_return_says_why(office):
    from dataclasses import replace

    from gainful.accounts.actor import Grant, Role

    decision = a_decision(office)
    both = replace(office.benefits, grants=(*office.benefits.grants, Grant(Role.CHECKER, OTHER_COUNTY)))
    with pytest.raises(Refused, match="second_is_another"):
        approve(actor=both, decision=decision, on=TODAY)
    with pytest.raises(Refused, match="say_why_returned"):
        return_decision(actor=office.checker, decision=decision, because=" ", on=TODAY)
    return_decision(actor=office.checker, decision=decision, because="考勤表未附", on=TODAY)
    assert Claim.objects.get().state == "open"
    an_approved(office, Claim.objects.get())
    with pytest.raises(Refused, match="decided_already"):
        approve(actor=office.checker, decision=decision, on=TODAY)


def test_nobody_of_another_county_decides(office, cast):
    with pytest.raises(NotAllowed):
        decide(actor=cast.benefits, claim=a_claim(office), grants=True, on=TODAY)
