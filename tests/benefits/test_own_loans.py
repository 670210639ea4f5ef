"""A person's guaranteed loan on record: what may be lent, and a subsidy for each period whose interest was paid."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from cast import OTHER_COUNTY, TODAY, an_actor
from gainful.accounts.actor import Role
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.benefits.actions import (
    approve,
    ask_for,
    decide,
    propose,
    record_business,
    record_fact,
    record_grant_of_loan,
    record_interest,
    record_loan,
    state_of_loan,
)
from gainful.benefits.answers import answers_for
from gainful.benefits.asked import of_claim
from gainful.benefits.cases import cases_of
from gainful.benefits.models import Claim, Loan, LoanInterest, LoanStatement
from gainful.benefits.own_loans import STATED_OF_LOAN, months_of
from gainful.registry.models import Person
from gainful.terms.facts import FACTS
from make import a_person

SUBSIDY, LENT = "loan_interest_subsidy", "guaranteed_loan_person"
FIRST, SECOND = (date(2020, 3, 21), date(2020, 6, 20)), (date(2020, 6, 21), date(2020, 9, 20))
pytestmark = pytest.mark.django_db


def a_loan(actor: Any, person: Person, **more: Any) -> Loan:
    """150,000 for three years, applied for in March."""
    said = {
        "amount_fen": 150_000_00, "months": 36, "partners": 1, "lender": "样例农商银行", "kept_at": "申请表",
        "applied_on": date(2020, 3, 2), "on": TODAY,
    }  # fmt: skip
    made: Loan = record_loan(actor=actor, person=person, **(said | more))
    return made


def granted(actor: Any, row: Loan, **more: Any) -> None:
    said = {"granted_on": date(2020, 3, 21), "rate": 535, "prime": 405, "kept_at": "借款合同", "on": TODAY}
    record_grant_of_loan(actor=actor, person=row.person, loan=row.key, **(said | more))


def paid(actor: Any, row: Loan, period: tuple[date, date], fen: int = 2_006_25, **more: Any) -> LoanInterest:
    said = {"paid_on": period[1], "kept_at": "银行流水", "on": TODAY, "person": row.person} | more
    made: LoanInterest = record_interest(
        actor=actor, loan=row.key, period_from=period[0], period_to=period[1], paid_fen=fen, **said
    )
    return made


def say(actor: Any, row: Loan, fact: str, value: str, **more: Any) -> LoanStatement:
    said = {"kept_at": "银行流水", "on": TODAY} | more
    kept: LoanStatement = state_of_loan(
        actor=actor, person=row.person, loan=row.key, fact=fact, value=value, **said
    )
    return kept


def running(cast: Any, person: Person, *periods: tuple[date, date]) -> Loan:
    """A loan granted, not overdue, with interest paid for some periods."""
    row = a_loan(cast.benefits, person)
    granted(cast.benefits, row)
    say(cast.benefits, row, "loan_overdue", "no", since=date(2020, 4, 1))
    for period in periods:
        paid(cast.benefits, row, period)
    return row


def loan_cases(person: Person, on: date = TODAY) -> list[tuple[str, dict[str, Any]]]:
    names = [name for name in FACTS if FACTS[name].subject == "loan"]
    return [
        (case.about, {name: case.facts[name] for name in names if name in case.facts})
        for case in cases_of(person, on)
        if case.subject == "loan"
    ]


def due(person: Person, rule: str) -> list[tuple[str, bool | None, str]]:
    told = answers_for(person, TODAY, "en")
    return [(one.about, one.answer.due, one.answer.amount) for one in told if one.answer.benefit == rule]


def test_a_loan_is_known_as_applied_for_then_as_granted_and_by_each_period(cast):
    person = a_person()
    running(cast, person, FIRST)
    applied = {"loan_amount": 150_000_00, "loan_months": 36, "partners": 1}
    assert loan_cases(person, date(2020, 3, 20)) == [("2020-03-02", applied)]
    contract = {
        "loan_granted_on": date(2020, 3, 21),
        "loan_rate": 535,
        "prime_rate": 405,
        "loan_overdue": False,
    }
    assert loan_cases(person) == [
        ("2020-03-02", applied | contract), ("2020-03-21", contract | {"loan_interest_paid": 2_006_25}),
    ]  # fmt: skip
    assert len(loan_cases(person, date(2020, 6, 19))) == 1 and loan_cases(person, date(2020, 3, 1)) == []


def test_overdue_and_no_more_overdue_each_hold_from_their_day(cast):
    person = a_person()
    row = running(cast, person)
    say(cast.benefits, row, "loan_overdue", "yes", since=date(2020, 7, 1))
    say(cast.benefits, row, "loan_overdue", "no", since=date(2020, 8, 15))
    known = [loan_cases(person, day)[0][1].get("loan_overdue")
             for day in (date(2020, 3, 31), date(2020, 6, 30), date(2020, 7, 1), date(2020, 8, 15))]  # fmt: skip
    assert known == [None, False, True, False]


def test_what_may_be_lent_is_answered_once_and_interest_by_period(cast):
    person = a_person()
    row = a_loan(cast.benefits, person, amount_fen=250_000_00)
    [(about, known, amount)] = due(person, LENT)
    assert (about, known) == ("2020-03-02", True) and "200,000" in amount
    [(about, known, _amount)] = due(person, SUBSIDY)
    assert (about, known) == ("2020-03-02", None)  # asks for the interest
    granted(cast.benefits, row)
    paid(cast.benefits, row, FIRST)
    paid(cast.benefits, row, SECOND)
    assert len(due(person, LENT)) == 1
    assert sorted(about for about, _due, _amount in due(person, SUBSIDY)) == ["2020-03-21", "2020-06-21"]


def test_a_claim_is_made_for_each_period_decided_and_never_twice(cast):
    person = a_person()
    row = running(cast, person, FIRST, SECOND)
    claims = [
        ask_for(actor=cast.benefits, person=person, rule=SUBSIDY, about=str(first), how="paper", on=TODAY)
        for first, _last in (FIRST, SECOND)
    ]
    assert [(one.period_from, one.period_to) for one in claims] == [FIRST, SECOND]
    assert {one.once_for for one in claims} == {f"loan:{row.pk}"} and claims[0].payee == Claim.Payee.PERSON
    with pytest.raises(Refused, match="claimed_already"):
        ask_for(actor=cast.benefits, person=person, rule=SUBSIDY, about=str(FIRST[0]), how="paper", on=TODAY)
    with pytest.raises(Refused, match="no_such_case"):
        ask_for(actor=cast.benefits, person=person, rule=SUBSIDY, about="2020-03-02", how="paper", on=TODAY)
    for claim in claims:
        seen = {"fact": "in_poor_county", "value": "yes", "kept_at": "名单"}
        record_fact(actor=cast.benefits, claim=claim, on=TODAY, **seen)
        decision = decide(actor=cast.benefits, claim=claim, grants=True, on=TODAY)
        assert decision.amount_fen == 2_006_25  # before 2021, in a poor county: all of it
        approve(actor=cast.checker, decision=decision, on=TODAY)
    paid(cast.benefits, row, FIRST, 1_000_00)
    asked = of_claim(claims[0], TODAY)
    assert asked is not None and asked.answer.amount_fen == 1_000_00


def test_due_interest_is_proposed_where_it_can_be_told(cast):
    person = a_person()
    row = a_loan(cast.benefits, person, applied_on=date(2021, 1, 4), on=date(2021, 9, 1))
    now = {"on": date(2021, 9, 1)}
    granted(cast.benefits, row, granted_on=date(2021, 1, 21), rate=535, prime=385, **now)
    say(cast.benefits, row, "loan_overdue", "no", since=date(2021, 2, 1), **now)
    period = (date(2021, 1, 21), date(2021, 4, 20))
    paid(cast.benefits, row, period, 2_006_25, **now)
    [claim] = propose(actor=cast.benefits, person=person, **now)
    assert (claim.rule, claim.period_from, claim.period_to) == (SUBSIDY, *period)
    # 535 - (385 - 150) of 535 basis points are the state's.
    assert decide(actor=cast.benefits, claim=claim, grants=True, **now).amount_fen == 2_006_25 * 300 // 535
    assert propose(actor=cast.benefits, person=person, **now) == []


def test_no_more_than_the_months_of_the_rule_are_claimed_for_one_loan(cast):
    person = a_person()
    now = {"on": date(2024, 12, 1)}
    row = a_loan(cast.benefits, person, **now)
    granted(cast.benefits, row, **now)
    ask = {"actor": cast.benefits, "person": person, "rule": SUBSIDY, "how": "paper", **now}
    for year in (2020, 2021, 2022):
        first = date(year, 3, 21)
        paid(cast.benefits, row, (first, date(year + 1, 3, 20)), **now)
        ask_for(about=str(first), **ask)
    paid(cast.benefits, row, (date(2023, 3, 21), date(2023, 4, 20)), **now)
    with pytest.raises(Refused, match="all_months_claimed"):
        ask_for(about="2023-03-21", **ask)


def test_periods_never_overlap_and_one_written_wrongly_is_taken_back_with_0(cast):
    person = a_person()
    row = running(cast, person, FIRST)
    wrong = (date(2020, 6, 1), date(2020, 8, 31))
    with pytest.raises(Refused, match="periods_of_interest_overlap"):
        paid(cast.benefits, row, wrong)
    with pytest.raises(IntegrityError, match="periods_of_interest_overlap"), transaction.atomic():
        LoanInterest.objects.create(
            area=row.area, loan=row, period_from=wrong[0], period_to=wrong[1], paid_fen=1, paid_on=TODAY, kept_at="x",
            recorded_on=TODAY,
        )  # fmt: skip
    paid(cast.benefits, row, FIRST, 0)
    paid(cast.benefits, row, wrong)
    with pytest.raises(Refused, match="periods_of_interest_overlap"):
        paid(cast.benefits, row, FIRST)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"amount_fen": 0}, "say_the_sum"),
        ({"months": 0}, "say_the_sum"),
        ({"partners": 0}, "say_the_sum"),
        ({"lender": " "}, "say_the_lender"),
        ({"kept_at": ""}, "say_on_what_paper"),
        ({"applied_on": date(2020, 11, 3)}, "not_yet_happened"),
        ({"business": "0123456789abcdef"}, "no_such_business"),
    ],
)
def test_what_is_no_application_is_refused(cast, said, why):
    with pytest.raises(Refused, match=why):
        a_loan(cast.benefits, a_person(), **said)
    assert not Loan.objects.exists()


def test_what_is_no_word_about_a_loan_is_refused(cast):
    row = a_loan(cast.benefits, a_person())
    with pytest.raises(Refused, match="loan_not_granted"):
        paid(cast.benefits, row, FIRST)
    for said, why in (
        ({"granted_on": date(2020, 3, 1)}, "granted_before_applied"),
        ({"granted_on": date(2020, 12, 1)}, "not_yet_happened"),
        ({"rate": 0}, "rates_are_above_nothing"),
        ({"kept_at": " "}, "say_on_what_paper"),
    ):
        with pytest.raises(Refused, match=why):
            granted(cast.benefits, row, **said)
    for fact, value, why in (
        ("loan_interest_paid", "3", "not_stated_of_a_loan"),
        ("loan_overdue", "no", "say_since_when"),
        ("partners", "0", "say_the_sum"),
        ("loan_months", "many", "not_a_value_of_the_fact"),
    ):
        with pytest.raises(Refused, match=why):
            say(cast.benefits, row, fact, value)
    granted(cast.benefits, row)
    for period, fen, why in (
        ((date(2020, 3, 20), date(2020, 6, 20)), 1, "loan_not_granted"),
        ((date(2020, 6, 20), date(2020, 6, 19)), 1, "ends_before_it_began"),
        ((date(2020, 9, 21), date(2020, 12, 20)), 1, "not_yet_happened"),
        (FIRST, -1, "say_the_sum"),
    ):
        with pytest.raises(Refused, match=why):
            paid(cast.benefits, row, period, fen)
    assert LoanStatement.objects.count() == 3 and not LoanInterest.objects.exists()


def test_a_loan_is_written_down_once_by_who_may_and_nothing_is_rewritten(cast):
    person = a_person()
    abroad = an_actor("abroad", (Role.COUNTY_OFFICER, OTHER_COUNTY))
    for actor in (abroad, cast.helper, cast.checker):
        with pytest.raises(NotAllowed):
            a_loan(actor, person)
    shop = record_business(
        actor=cast.officer, person=person, name="店", registered_on=date(2020, 1, 5), kept_at="执照", on=TODAY
    )
    row = a_loan(cast.officer, person, business=shop.key)
    assert row.business == shop
    with pytest.raises(Refused, match="loan_recorded_already"):
        a_loan(cast.benefits, person, amount_fen=1)
    granted(cast.benefits, row)
    paid(cast.benefits, row, FIRST)
    for rows, change in (
        (Loan, {"lender": "x"}),
        (LoanStatement, {"kept_at": "y"}),
        (LoanInterest, {"paid_fen": 1}),
    ):
        with pytest.raises(IntegrityError, match="written_stays_written"), transaction.atomic():
            rows.objects.update(**change)
        with pytest.raises(IntegrityError, match="written_stays_written"), transaction.atomic():
            rows.objects.all()._raw_delete(rows.objects.db)
    say(cast.benefits, row, "loan_struck", "yes")
    assert loan_cases(person) == []


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2020, 3, 21), date(2020, 6, 20), 3),
        (date(2020, 3, 21), date(2020, 6, 21), 4),
        (date(2020, 1, 1), date(2020, 12, 31), 12),
        (date(2020, 1, 31), date(2020, 2, 28), 1),
        (date(2020, 5, 5), date(2020, 5, 5), 1),
    ],
)
def test_the_months_of_a_period(first, last, months):
    assert months_of(first, last) == months


def test_each_fact_of_a_loan_is_stated_or_written_by_period():
    facts = {name for name in FACTS if FACTS[name].subject == "loan"}
    assert facts == (set(STATED_OF_LOAN) & set(FACTS)) | {"loan_interest_paid"}
