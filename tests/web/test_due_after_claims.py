"""What is due beside the claims that stand: a stated no holds for a claim, what is granted is not asked for again."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from handing_in import text_of

from cast import TODAY, an_actor
from gainful.accounts.actor import Role
from gainful.benefits.actions import (
    approve,
    ask_for,
    decide,
    record_business,
    record_evidence,
    record_fact,
    record_grant_of_loan,
    record_interest,
    record_loan,
    state_of_business,
    state_of_loan,
)
from gainful.benefits.asked import rules
from gainful.cli.benefits import _explain_person
from make import a_person

COUNTY, HERE = 610204_000_000, 610204_001_000
START, INTEREST, LENDING = "business_start_subsidy", "loan_interest_subsidy", "Guaranteed start-up loan"
pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db):
    return an_actor("desk1", (Role.BENEFITS_OFFICER, COUNTY))


@pytest.fixture
def checker(db):
    return an_actor("check1", (Role.CHECKER, COUNTY))


@pytest.fixture
def borrower(desk):
    """Somebody with a guaranteed loan that was applied for."""
    person = a_person(area=HERE)
    record_loan(
        actor=desk, person=person, amount_fen=100_000_00, months=36, partners=1, lender="样例农村信用社",
        applied_on=date(2020, 3, 9), kept_at="贷款申请表", on=TODAY,
    )  # fmt: skip
    return person


def interest_paid(desk, person):
    """The loan is granted, and a quarter's interest paid on time: the claim for it, its county told on paper."""
    said = {"actor": desk, "person": person, "loan": person.loans.get().key, "on": TODAY}
    record_grant_of_loan(granted_on=date(2020, 4, 1), rate=535, prime=405, kept_at="借款合同", **said)
    state_of_loan(fact="loan_overdue", value="no", since=date(2020, 7, 1), kept_at="流水", **said)
    record_interest(
        period_from=date(2020, 4, 1), period_to=date(2020, 6, 30), paid_fen=1_337_50, paid_on=date(2020, 6, 30),
        kept_at="流水", **said,
    )  # fmt: skip
    claim = ask_for(actor=desk, person=person, rule=INTEREST, about="2020-04-01", how="paper", on=TODAY)
    record_fact(
        actor=desk, claim=claim, fact="in_poor_county", value="yes", kept_at="国家级贫困县名单", on=TODAY
    )
    return claim


def page(site, who, person):
    return text_of(site(who).get(reverse("person_benefits", kwargs={"key": person.key})))


def test_a_no_that_a_paper_states_of_the_business_holds_for_the_claim_too(site, desk):
    person = a_person(area=HERE)
    shop = record_business(
        actor=desk, person=person, name="店", registered_on=date(2020, 3, 17), kept_at="执照", first=True,
        returned_migrant=True, on=TODAY,
    )  # fmt: skip
    state_of_business(
        actor=desk, person=person, business=shop.key, fact="start_subsidy_paid", value="no", kept_at="发放台账",
        since=date(2020, 10, 1), on=TODAY,
    )  # fmt: skip
    claim = ask_for(actor=desk, person=person, rule=START, about="2020-03-17", how="paper", on=TODAY)
    said = text_of(site(desk).get(reverse("claim", kwargs={"key": claim.key})))
    assert "cannot tell" not in said and "To be asked" not in said and "no (payments)" in said


def test_what_is_granted_is_shown_as_granted_and_not_asked_for_again(site, desk, checker, borrower, capsys):
    claim = interest_paid(desk, borrower)
    for one in rules()[INTEREST].evidence:
        record_evidence(actor=desk, claim=claim, kind=one["en"], kept_at="卷", seen_on=TODAY)
    waiting = site(desk).get(reverse("person_benefits", kwargs={"key": borrower.key})).content.decode()
    assert f'name="rule" value="{INTEREST}"' not in waiting
    decision = decide(actor=desk, claim=claim, grants=True, on=TODAY)
    approve(actor=checker, decision=decision, on=TODAY)
    said = page(site, desk, borrower)
    assert said.count("Interest subsidy on a guaranteed loan") == 1 and "granted" in said
    card = text_of(site(desk).get(reverse("person", kwargs={"key": borrower.key}) + "?due=1"))
    assert "Interest subsidy on a guaranteed loan" not in card
    _explain_person(borrower.key, [rules()[INTEREST]], None, "en")
    told = capsys.readouterr().out
    assert "granted" in told and "Ask:" not in told


def test_another_period_of_interest_is_asked_for_beside_the_one_that_is_granted(site, desk, borrower):
    interest_paid(desk, borrower)
    record_interest(
        actor=desk, person=borrower, loan=borrower.loans.get().key, period_from=date(2020, 7, 1),
        period_to=date(2020, 9, 30), paid_fen=1_337_50, paid_on=date(2020, 9, 30), kept_at="流水", on=TODAY,
    )  # fmt: skip
    said = site(desk).get(reverse("person_benefits", kwargs={"key": borrower.key})).content.decode()
    assert said.count(f'name="rule" value="{INTEREST}"') == 1 and 'name="about" value="2020-07-01"' in said


def test_a_loan_is_no_claim_and_one_that_is_granted_is_listed_no_more(site, desk, borrower):
    said = page(site, desk, borrower)
    listed = said[said.index("What is due:") :]
    assert LENDING in listed[listed.index("Fits them; no money is claimed here") :]
    assert LENDING not in listed[: listed.index("Fits them")]
    assert "A bank lends it" in said and "on the page of rules" not in said
    interest_paid(desk, borrower)
    assert LENDING not in page(site, desk, borrower)
