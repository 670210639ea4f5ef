"""Reviews: decided once by whoever answers for the person, with a reason; nothing else changes by itself."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from journey import recorded

from cast import TODAY
from gainful.accounts.models import Account
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework import ledgers
from gainful.casework.actions import (
    assign_officer,
    decide_review,
    open_review,
    record_insurance_line,
    record_pay,
    record_payroll_line,
    record_post_attendance,
)
from gainful.casework.ledgers import Job, Payment
from gainful.casework.models import PayEvidence, ProtectionCase, Review, Spell
from gainful.casework.schedule import PayLimits
from gainful.casework.worklists import today
from make import a_person, a_worker

pytestmark = pytest.mark.django_db
JULY = date(2020, 7, 1)


def a_proposal(cast, person, kind="insured_but_registered_not_working", spell=None):
    """A proposal from an insurance list, open."""
    line = record_insurance_line(
        actor=cast.officer, person=person, insured_from=date(2020, 4, 1), on=TODAY, employer_name="样例服饰厂"
    )
    return open_review(
        actor=cast.officer, person=person, kind=kind, on=TODAY, insurance=line, spell=spell,
        employer_name=line.employer_name, about="2020-04-01",
    )  # fmt: skip


def decide(actor, review, decision, **more):
    """A decision with a reason."""
    return decide_review(
        actor=actor, review=review, on=TODAY, decision=decision, because="called the employer", **more
    )


def test_a_proposal_taken_over_becomes_a_job_on_record_and_leaves_today(cast):
    worker = a_worker()
    review = a_proposal(cast, worker)
    assert today(cast.officer, TODAY)["insurance_proposals"] == 1 and not Spell.objects.exists()
    decide(cast.officer, review, "taken_over", channel="self_arranged")
    spell = Spell.objects.get()
    assert (spell.employer_name, spell.insured, spell.starts_on) == ("样例服饰厂", True, date(2020, 4, 1))
    assert today(cast.officer, TODAY)["insurance_proposals"] == 0


def test_a_proposal_left_changes_nothing_but_itself(cast):
    spell = recorded(cast, a_worker(), employer_name="样例砖厂")
    decide(cast.officer, a_proposal(cast, spell.person, "employer_differs", spell), "left")
    spell.refresh_from_db()
    assert spell.employer_name == "样例砖厂" and Spell.objects.count() == 1


def test_an_employer_taken_over_keeps_what_the_ledger_said(cast):
    spell = recorded(cast, a_worker(), employer_name="样例砖厂")
    review = decide(cast.officer, a_proposal(cast, spell.person, "employer_differs", spell), "taken_over")
    spell.refresh_from_db()
    assert (spell.employer_name, review.employer_before) == ("样例服饰厂", "样例砖厂")


def test_a_helper_decides_only_for_the_households_they_answer_for(cast):
    worker = a_worker()
    review = a_proposal(cast, worker)
    with pytest.raises(Refused, match="another_officer_answers"):
        decide(cast.helper, review, "left")
    household = worker.memberships.get().household
    helper = Account.objects.get(pk=cast.helper.account_id)
    assign_officer(actor=cast.officer, household=household, officer=helper, on=TODAY)
    assert decide(cast.helper, review, "left").decided_by_id == helper.pk


def test_an_office_elsewhere_decides_nothing(cast):
    with pytest.raises(NotAllowed):
        decide(cast.other_officer, a_proposal(cast, a_worker()), "left")


def test_a_review_is_decided_once_with_a_reason_and_by_a_decision_of_its_kind(cast):
    review = a_proposal(cast, a_worker())
    with pytest.raises(Refused, match="say_why"):
        decide_review(actor=cast.officer, review=review, on=TODAY, decision="left", because="  ")
    with pytest.raises(Refused, match="not_a_decision"):
        decide(cast.officer, review, "at_work")
    decide(cast.officer, review, "left")
    with pytest.raises(Refused, match="review_decided_already"):
        decide(cast.officer, review, "left")


def test_the_same_matter_told_again_is_not_opened_again_once_decided(cast):
    worker = a_worker()
    first = decide(cast.officer, a_proposal(cast, worker), "left")
    again = open_review(
        actor=cast.officer, person=worker, kind=first.kind, on=TODAY, employer_name=first.employer_name,
        about=first.about,
    )  # fmt: skip
    assert again == first and again.state == "decided"


def test_the_database_keeps_no_decision_without_who_and_why(cast):
    review = a_proposal(cast, a_worker())
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(state="decided", decision="left")


def test_an_unlawful_deduction_can_be_given_to_the_independent_desk(cast):
    worker = a_worker()
    review = open_review(
        actor=cast.officer, person=worker, kind="unlawful_deduction", on=TODAY, about="2020-07"
    )
    assert not ProtectionCase.objects.exists()
    decide(cast.officer, review, "to_protection")
    assert ProtectionCase.objects.get().kind == "fee_taken"


def a_payment(cast, spell, part=1, paid_fen=300_000, **more):
    """A line of a payroll for July."""
    return record_payroll_line(
        actor=cast.officer, person=spell.person, spell=spell, month=JULY, on=TODAY, evidence="payroll", part=part,
        gross_fen=300_000, paid_fen=paid_fen, employer_name=spell.employer_name, **more,
    )  # fmt: skip


def test_a_payroll_gives_evidence_of_pay_and_never_the_workers_own_word(cast):
    spell = recorded(cast, a_worker(), starts_on=date(2020, 6, 1))
    a_payment(cast, spell)
    pay = PayEvidence.objects.get()
    assert (pay.received_fen, pay.evidence, pay.confirmed_by_worker) == (300_000, "payroll", None)


def test_pay_that_somebody_recorded_is_not_overwritten_by_a_payroll(cast):
    spell = recorded(cast, a_worker(), starts_on=date(2020, 6, 1))
    record_pay(
        actor=cast.officer, spell=spell, month=JULY, on=TODAY, evidence="phone", received_fen=200_000,
        confirmed_by_worker=True,
    )  # fmt: skip
    a_payment(cast, spell)
    assert PayEvidence.objects.get().received_fen == 200_000


def test_pay_in_two_parts_adds_up_and_a_month_paid_twice_does_not(cast):
    parted, twice = (recorded(cast, a_worker(), starts_on=date(2020, 6, 1)) for _ in range(2))
    a_payment(cast, parted, paid_fen=100_000)
    a_payment(cast, parted, part=2, paid_fen=200_000)
    a_payment(cast, twice)
    a_payment(cast, twice, part=2)
    assert set(PayEvidence.objects.values_list("received_fen", flat=True)) == {300_000}


def test_two_rolls_are_both_kept_and_dock_nobody(cast):
    person = a_person()
    rolls = record_post_attendance(
        actor=cast.officer, person=person, month=JULY, on=TODAY, told_in="import 9", due_days=21, paper_days=21,
        phone_days=0,
    )  # fmt: skip
    assert (rolls["paper"].present_days, rolls["phone"].present_days) == (
        21,
        0,
    ) and not PayEvidence.objects.exists()


@pytest.mark.parametrize(
    ("paid_on", "paid", "late"),
    [(date(2020, 8, 6), 1, None), (date(2020, 8, 7), 1, 7), (None, None, 94), (None, 1, None)],
)
def test_pay_is_late_from_the_seventh_day_after_the_last_of_the_month(paid_on, paid, late):
    payment = Payment(1, None, paid, paid_on)
    assert ledgers.days_late(payment, JULY, TODAY, PayLimits()) == late


@pytest.mark.parametrize(
    ("days", "paper", "phone", "found"),
    [
        (21, 21, 19, ""), (21, 21, 18, "rolls_differ"), (21, 21, 0, "ghost_post_suspected"),
        (21, 21, None, ""), (0, 0, 0, ""), (21, 10, 21, "rolls_differ"),
    ],
)  # fmt: skip
def test_rolls_are_compared_where_both_are_known(days, paper, phone, found):
    assert ledgers.roll_fault(days, paper, phone, 2) == found


def test_an_insurance_is_compared_with_jobs_of_its_own_time():
    old, other = Job("甲厂", date(2018, 1, 1), date(2018, 6, 1)), Job("乙厂", date(2019, 1, 1), None)
    since = date(2020, 1, 1)
    assert ledgers.insurance_fault("甲厂", since, [old, other], False) == "employer_differs"
    assert ledgers.insurance_fault(" 乙厂", since, [old, other], False) == ""
    assert ledgers.insurance_fault("甲厂", since, [old], True) == "insured_but_registered_not_working"
    assert ledgers.insurance_fault("甲厂", since, [], False) == ""
