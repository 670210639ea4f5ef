"""What a letter is about: the matter with its day, the time, how the sum comes about, and words for whom it is for."""

from __future__ import annotations

import json
from datetime import date

import pytest

from benefits.claiming import an_approved, an_office
from benefits.granted import an_account_of
from benefits.test_claims_of_employers import a_freight_claim, employer, shop  # noqa: F401 fixtures
from benefits.test_own_loans import FIRST, SECOND, paid, running
from cast import TODAY
from gainful.benefits.actions import (
    approve,
    ask_for,
    decide,
    make_letter,
    record_fact,
    reopen_changed,
    settle_reopening,
)
from gainful.benefits.asked import rules
from gainful.benefits.letters import contents, letter_pdf, letter_text
from gainful.benefits.matters import time
from gainful.benefits.models import Claim, Loan, Reopening
from gainful.benefits.paying import to_pay
from gainful.rules.reckoned import reckoned
from make import a_person

pytestmark = pytest.mark.django_db


def granted_interest(cast, *periods):
    """The interest of some periods of one loan, claimed and granted."""
    person = a_person()
    running(cast, person, *periods)
    found = []
    for first, _last in periods:
        asked = {"person": person, "rule": "loan_interest_subsidy", "about": str(first), "how": "paper"}
        claim = ask_for(actor=cast.benefits, on=TODAY, **asked)
        seen = {"fact": "in_poor_county", "value": "yes", "kept_at": "名单"}
        record_fact(actor=cast.benefits, claim=claim, on=TODAY, **seen)
        decision = decide(actor=cast.benefits, claim=claim, grants=True, on=TODAY)
        found.append(approve(actor=cast.checker, decision=decision, on=TODAY))
    return found


def test_two_periods_of_interest_are_told_apart_with_lender_days_and_what_settled_the_sum(cast):
    first, second = granted_interest(cast, FIRST, SECOND)
    said, other = contents(first, "en"), contents(second, "en")
    assert said["about"] == [
        "About: the loan of 样例农商银行, applied for on 2020-03-02",
        "For: 2020-03-21 to 2020-06-20",
    ]
    assert other["about"][1] == "For: 2020-06-21 to 2020-09-20"
    assert said["sum"]["words"].startswith(
        "How the sum comes about: as the household's county is on the list of poor"
    )
    values = "\n".join(said["sum"]["values"])
    assert "poor counties of the period: yes" in values and "CNY 2,006.25" in values
    assert contents(first, "zh")["about"] == [
        "事项：样例农商银行贷款（2020-03-02申请）", "所属期间：2020-03-21至2020-06-20"
    ]  # fmt: skip
    assert make_letter(actor=cast.benefits, decision=first, language="en", on=TODAY).startswith(b"%PDF")


def test_interest_taken_back_after_the_grant_opens_it_again_at_once_and_nothing_is_paid_silently(cast):
    [decision] = granted_interest(cast, FIRST)
    an_account_of(decision.claim.person)
    assert [one.held for one in to_pay([decision], TODAY)] == [""]
    loan = Loan.objects.get()
    paid(cast.benefits, loan, FIRST)
    assert not Reopening.objects.exists()
    paid(cast.benefits, loan, FIRST, 0)
    row = Reopening.objects.get()
    assert (row.decision_id, row.fact, row.settled_on) == (decision.pk, "loan_interest_paid", None)
    assert [one.held for one in to_pay([decision], TODAY)] == ["interest_taken_back"]
    assert reopen_changed(actor=cast.administrator, on=TODAY) == 0
    paid(cast.benefits, loan, FIRST)
    settle_reopening(actor=cast.benefits, reopening=row, because="记错后已更正", on=TODAY)
    assert [one.held for one in to_pay([decision], TODAY)] == [""]


def test_a_course_and_its_day_are_named_and_a_text_kept_before_is_still_printed():
    decision = an_approved(an_office())
    said = contents(decision, "en")
    assert said["about"][0] == "About: the course begun on 2020-06-01"
    assert "12 days" in "\n".join(said["sum"]["values"])
    assert said["after"][0].endswith("where none has been given it waits until one is. The decision stands.")
    kept = json.loads(letter_text(decision, "en"))
    del kept["about"], kept["sum"]
    assert letter_pdf(json.dumps(kept, ensure_ascii=False), TODAY).startswith(b"%PDF")


def test_a_letter_to_an_employer_names_workshop_and_year_and_is_worded_for_an_employer(cast, employer, shop):  # noqa: F811
    claim = a_freight_claim(cast, employer, shop)
    decision = decide(actor=cast.benefits, claim=claim, grants=True, on=TODAY)
    said = contents(approve(actor=cast.checker, decision=decision, on=TODAY), "en")
    assert said["about"] == [f"About: the workshop {shop.name}", "For: 2020"]
    assert said["sum"]["words"].startswith("How the sum comes about: 50 percent of the freight paid")
    assert "CNY 12,345.67" in said["sum"]["values"][0]
    assert "your own page" not in said["object_by"] and "else that you get" not in said["object_by"]
    assert "until you have given one" not in said["after"][0]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2020, 5, 1), date(2020, 5, 31), "2020-05"),
        (date(2020, 1, 1), date(2020, 12, 31), "2020"),
        (date(2020, 5, 1), date(2020, 7, 31), "2020-05-01 to 2020-07-31"),
        (date(2020, 5, 3), date(2021, 5, 2), "2020-05-03 to 2021-05-02"),
        (date(2020, 5, 3), date(2020, 5, 20), "2020-05-03 to 2020-05-20"),
        (date(2020, 5, 3), date(9999, 12, 31), ""),
    ],
)
def test_a_time_is_said_as_a_month_or_a_year_only_where_it_is_one(first, last, said):
    assert time(Claim(period_from=first, period_to=last), "en") == said


def test_the_branch_that_applied_is_said_and_one_sum_for_everybody_says_nothing():
    values = {"months_worked": 7, "short": 3_000_00, "long": 5_000_00}
    rule = rules()["workshop_award"]
    values |= rule.ready.values_on(TODAY, ("62",))
    said, facts = reckoned(rule, values, "en")
    assert said == "as the full months worked in this spell up to the date is at least 6 months: CNY 5,000"
    assert facts == ("months_worked",)
    assert reckoned(rule, values | {"months_worked": 4}, "zh")[0] == "3,000 元"
    assert reckoned(rules()["business_start_subsidy"], {}, "en") == ("", ())
