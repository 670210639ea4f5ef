"""What papers state of employers and workshops: kept with source and time, told as facts while they hold."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from cast import OTHER_COUNTY, TODAY, TOWNSHIP, a_contact, an_actor
from gainful.accounts.actor import Role
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.benefits.actions import (
    ask_for_employer,
    decide,
    propose_for_employer,
    record_evidence,
    record_fact,
    record_statement,
)
from gainful.benefits.asked import frozen_facts
from gainful.benefits.cases import case_of_employer, cases_of_employer
from gainful.benefits.models import Statement
from gainful.benefits.statements import STATED
from gainful.jobs.models import Employer, Workshop
from gainful.terms.facts import FACTS
from make import an_employer

pytestmark = pytest.mark.django_db


@pytest.fixture
def employer(db) -> Employer:
    return an_employer(name="样例制衣厂", kind="firm")


@pytest.fixture
def shop(employer) -> Workshop:
    return Workshop.objects.create(
        area=TOWNSHIP, name="制衣车间", employer=employer, recognised_on=date(2020, 3, 1)
    )


def state(cast, employer: Employer, fact: str, value: str, **more: Any) -> Statement:
    """A statement by the county's officer, of this year or since June where nothing else is said."""
    time = {"year": 2020} if STATED.get(fact, "").startswith("year") else {"since": date(2020, 6, 1)}
    said = {"actor": cast.officer, "kept_at": "税务局证明", "on": TODAY} | time | more
    row: Statement = record_statement(employer=employer, fact=fact, value=value, **said)
    return row


def fact(employer: Employer, name: str, on: date = TODAY) -> Any:
    return case_of_employer(employer, on).facts.get(name)


def test_what_is_stated_is_a_fact_while_it_holds_and_unknown_else(cast, employer):
    state(cast, employer, "small_or_micro", "yes")
    assert fact(employer, "small_or_micro") is True
    assert fact(employer, "small_or_micro", date(2020, 5, 31)) is None
    state(cast, employer, "tax_due", "123,456.70")
    assert fact(employer, "tax_due") == 123_456_70
    assert fact(employer, "tax_due", date(2021, 1, 1)) is None
    state(cast, employer, "unemployment_premium_paid", "24000", year=2019)
    assert fact(employer, "unemployment_premium_paid") == 24_000_00
    assert fact(employer, "unemployment_premium_paid", date(2019, 12, 31)) is None
    state(cast, employer, "staff_count", "41", since=date(2020, 9, 30))
    assert fact(employer, "staff_count", date(2020, 10, 31)) == 41
    assert fact(employer, "staff_count") is None  # a payroll of September says nothing of November


def test_a_later_word_about_one_time_counts_and_the_earlier_stays(cast, employer):
    state(cast, employer, "tax_due", "100")
    state(cast, employer, "tax_due", "200")
    assert fact(employer, "tax_due") == 200_00 and Statement.objects.count() == 2
    state(cast, employer, "employment_base_recognised", "yes", since=date(2020, 2, 1))
    state(cast, employer, "employment_base_recognised", "no", since=date(2020, 8, 1))
    state(cast, employer, "employment_base_recognised", "yes", since=date(2020, 1, 1))
    assert fact(employer, "employment_base_recognised") is False
    assert fact(employer, "employment_base_recognised", date(2020, 7, 31)) is True
    for change in ({"value_sealed": "x"}, {"kept_at": "y"}, {"year": 2019}, {"fact": "tax_due"}):
        with pytest.raises(IntegrityError, match="written_stays_written"), transaction.atomic():
            Statement.objects.update(**change)
    with pytest.raises(IntegrityError, match="written_stays_written"), transaction.atomic():
        Statement.objects.all().delete()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"fact": "registered_staff_count", "value": "3", "since": TODAY}, "not_a_stated_fact"),
        ({"fact": "tax_due", "value": "plenty"}, "not_a_value_of_the_fact"),
        ({"fact": "small_or_micro", "value": "true"}, "not_a_value_of_the_fact"),
        ({"fact": "tax_due", "value": "1", "year": 2021}, "say_for_which_year"),
        ({"fact": "tax_due", "value": "1", "year": None}, "say_for_which_year"),
        ({"fact": "staff_count", "value": "1", "since": None}, "say_since_when"),
        ({"fact": "staff_count", "value": "1", "since": date(2020, 11, 3)}, "not_yet_happened"),
        ({"fact": "staff_count", "value": "1", "kept_at": " "}, "say_on_what_paper"),
        ({"fact": "freight_paid", "value": "1"}, "no_such_workshop_of_theirs"),
        (
            {"fact": "freight_paid", "value": "1", "workshop": "0123456789abcdef"},
            "no_such_workshop_of_theirs",
        ),
    ],
)
def test_what_is_no_statement_is_refused(cast, employer, said, why):
    name, value = said.pop("fact"), said.pop("value")
    with pytest.raises(Refused, match=why):
        state(cast, employer, name, value, **said)
    assert not Statement.objects.exists()


def test_only_those_who_keep_the_record_write_it(cast, employer):
    abroad = an_actor("abroad", (Role.COUNTY_OFFICER, OTHER_COUNTY))
    for actor in (a_contact(employer), abroad, cast.helper, cast.checker):
        with pytest.raises(NotAllowed):
            state(cast, employer, "tax_due", "1", actor=actor)
    assert (
        state(cast, employer, "tax_due", "1", actor=cast.benefits).recorded_by_id == cast.benefits.account_id
    )


def test_freight_on_record_makes_the_subsidy_due_and_is_frozen_with_the_decision(cast, employer, shop):
    state(cast, employer, "freight_paid", "12345.67", workshop=shop.key)
    assert cases_of_employer(employer, TODAY)[1].facts["freight_paid"] == 12_345_67
    [claim] = propose_for_employer(actor=cast.benefits, employer=employer, on=TODAY)
    with pytest.raises(Refused, match="the_record_knows"):
        record_fact(actor=cast.benefits, claim=claim, fact="freight_paid", value="1", kept_at="x", on=TODAY)
    record_evidence(actor=cast.benefits, claim=claim, kind="freight invoices", kept_at="卷宗", seen_on=TODAY)
    decision = decide(actor=cast.benefits, claim=claim, grants=True, on=TODAY)
    assert decision.amount_fen == 6_172_83
    assert frozen_facts(decision)["freight_paid"] == {"value": 12_345_67, "source": "invoices", "seen": False}


def test_another_employer_that_takes_the_workshop_over_has_not_paid_its_freight(cast, employer, shop):
    state(cast, employer, "freight_paid", "100", workshop=shop.key)
    other = an_employer(name="接手单位")
    Workshop.objects.update(employer=other)
    assert "freight_paid" not in cases_of_employer(other, TODAY)[1].facts
    assert [case.subject for case in cases_of_employer(employer, TODAY)] == ["employer"]


def test_with_premiums_on_record_the_refund_asks_for_the_share_that_no_place_has_loaded(cast, employer):
    state(cast, employer, "unemployment_premium_paid", "24000", year=2019)
    state(cast, employer, "layoffs_within_limit", "no", year=2019)
    claim = ask_for_employer(
        actor=cast.officer, employer=employer, rule="unemployment_insurance_refund", about="", how="paper", on=TODAY
    )  # fmt: skip
    assert decide(actor=cast.benefits, claim=claim, grants=False, on=TODAY).grants is False


def test_each_fact_stated_is_one_of_an_employer_or_a_workshop():
    assert {FACTS[name].subject for name in STATED} == {"employer", "workshop"}
