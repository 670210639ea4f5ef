"""A person's own business on record: its facts by the calendar, what is put right, the subsidy that it makes due."""

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
    propose_for_area,
    record_business,
    record_evidence,
    reopen_changed,
    state_of_business,
    state_taxes_of_business,
)
from gainful.benefits.asked import frozen_facts
from gainful.benefits.cases import Case, cases_of
from gainful.benefits.models import Business, BusinessStatement, Claim, Reopening
from gainful.benefits.own_business import STATED_OF_BUSINESS
from gainful.benefits.relief import reliefs_of, taxes_of_rules
from gainful.cli.operator import operator
from gainful.registry.actions import merge_people
from gainful.registry.models import Person
from gainful.terms.facts import FACTS
from make import a_person

SUBSIDY = "business_start_subsidy"
LICENCE = date(2020, 3, 17)
PAYING = 610204_001_000  # a township of the one district whose amount is loaded
PAYING_COUNTY = 610204_000_000
pytestmark = pytest.mark.django_db


def own(actor: Any, person: Person, **more: Any) -> Business:
    """A first business by a licence of March, of somebody who had worked elsewhere."""
    said = {
        "name": "小卖部", "kind": "individual_business", "registered_on": LICENCE, "kept_at": "营业执照", "on": TODAY,
        "first": True, "returned_migrant": True,
    }  # fmt: skip
    made: Business = record_business(actor=actor, person=person, **(said | more))
    return made


def say(actor: Any, row: Business, fact: str, value: str, **more: Any) -> BusinessStatement:
    """A word about it that the county's office writes down."""
    said = {"actor": actor, "person": row.person, "kept_at": "材料", "on": TODAY} | more
    kept: BusinessStatement = state_of_business(business=row.key, fact=fact, value=value, **said)
    return kept


def case(person: Person, on: date = TODAY) -> Case | None:
    return next((one for one in cases_of(person, on) if one.subject == "business"), None)


def fact(person: Person, name: str, on: date = TODAY) -> Any:
    found = case(person, on)
    return found.facts.get(name) if found is not None else None


@pytest.fixture
def desk(db):
    """The benefits desk of the county that pays, and its second officer."""
    return an_actor("desk1", (Role.BENEFITS_OFFICER, PAYING_COUNTY)), an_actor(
        "check1", (Role.CHECKER, PAYING_COUNTY)
    )


@pytest.mark.parametrize(
    ("on", "running", "in_year", "left"),
    [
        (date(2020, 3, 17), 0, 1, 36),
        (date(2020, 4, 15), 0, 2, 36),
        (date(2020, 4, 16), 1, 2, 36),
        (date(2020, 12, 31), 9, 10, 36),
        (date(2021, 1, 1), 9, 1, 26),
        (date(2023, 1, 1), 33, 1, 2),
        (date(2024, 6, 30), 51, 6, 0),
    ],
)
def test_months_are_counted_by_the_calendar(cast, on, running, in_year, left):
    person = a_person()
    own(cast.benefits, person)
    assert fact(person, "business_months_running", on) == running
    assert fact(person, "business_months_in_year", on) == in_year
    assert fact(person, "relief_months_left", on) == left
    assert case(person, date(2020, 3, 16)) is None


def test_a_business_that_ended_runs_no_longer_and_one_that_did_not_end_after_all_runs(cast):
    person = a_person()
    row = own(cast.officer, person)
    say(cast.benefits, row, "business_ended_on", "2020-08-16")
    assert fact(person, "business_months_running") == 5 and fact(person, "business_months_in_year") == 6
    assert fact(person, "business_months_in_year", date(2021, 5, 1)) == 0
    assert fact(person, "business_months_running", date(2020, 7, 16)) == 4
    say(cast.benefits, row, "business_ended_on", "unknown")
    assert fact(person, "business_months_running") == 7
    say(cast.benefits, row, "business_registered_on", "2019-11-02")
    assert fact(person, "business_registered_on") == date(2019, 11, 2)
    assert fact(person, "business_months_running") == 12


def test_what_nobody_said_is_not_known_and_never_no(cast):
    person = a_person()
    row = own(cast.benefits, person, first=None, returned_migrant=None)
    names = ("first_business", "returned_migrant", "start_subsidy_paid", "business_tax_due")
    assert [fact(person, name) for name in names] == [None] * 4
    say(cast.benefits, row, "first_business", "no")
    assert fact(person, "first_business") is False
    say(cast.benefits, row, "first_business", "unknown")
    assert fact(person, "first_business") is None
    say(cast.benefits, row, "start_subsidy_paid", "no", since=date(2020, 6, 1))
    assert fact(person, "start_subsidy_paid") is False
    assert fact(person, "start_subsidy_paid", date(2020, 5, 31)) is None
    assert BusinessStatement.objects.count() == 3


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"name": " "}, "say_its_name"),
        ({"kept_at": ""}, "say_on_what_paper"),
        ({"registered_on": date(2020, 11, 3)}, "not_yet_happened"),
    ],
)
def test_what_is_no_licence_is_refused(cast, said, why):
    with pytest.raises(Refused, match=why):
        own(cast.benefits, a_person(), **said)
    assert not Business.objects.exists()


@pytest.mark.parametrize(
    ("name", "value", "more", "why"),
    [
        ("business_months_running", "3", {}, "not_stated_of_a_business"),
        ("business_tax_due", "3", {}, "not_stated_of_a_business"),
        ("first_business", "true", {}, "not_a_value_of_the_fact"),
        ("business_registered_on", "unknown", {}, "not_a_value_of_the_fact"),
        ("business_ended_on", "2020-03-16", {}, "ends_before_it_began"),
        ("business_ended_on", "2020-12-31", {}, "not_yet_happened"),
        ("start_subsidy_paid", "no", {}, "say_since_when"),
        ("first_business", "yes", {"kept_at": " "}, "say_on_what_paper"),
        ("first_business", "yes", {"business": "0123456789abcdef"}, "no_such_business"),
    ],
)
def test_what_is_no_word_about_a_business_is_refused(cast, name, value, more, why):
    row = own(cast.benefits, a_person(), first=None, returned_migrant=None)
    said = {"business": row.key, "kept_at": "材料", "on": TODAY} | more
    with pytest.raises(Refused, match=why):
        state_of_business(actor=cast.benefits, person=row.person, fact=name, value=value, **said)
    assert not BusinessStatement.objects.exists()


def test_a_business_is_told_by_its_day_and_written_down_once_under_either_record(cast):
    person, other = a_person(), a_person()
    own(cast.benefits, person)
    with pytest.raises(Refused, match="business_recorded_already"):
        own(cast.officer, person, name="另写的名字")
    second = own(cast.benefits, other)
    merge_people(actor=cast.officer, kept=person, merged=other, reason="同一人", on=TODAY)
    person.refresh_from_db()
    assert {one.business.pk for one in cases_of(person, TODAY) if one.business} >= {second.pk}
    with pytest.raises(Refused, match="record_was_merged"):
        own(cast.benefits, Person.objects.get(pk=other.pk), registered_on=date(2020, 4, 1))
    say(cast.benefits, second, "business_struck", "yes", person=person)
    assert len([one for one in cases_of(person, TODAY) if one.business]) == 1


def test_only_who_looks_after_the_persons_county_writes_and_nothing_is_rewritten(cast):
    person = a_person()
    abroad = an_actor("abroad", (Role.COUNTY_OFFICER, OTHER_COUNTY))
    for actor in (abroad, cast.helper, cast.checker, cast.trainer):
        with pytest.raises(NotAllowed):
            own(actor, person)
    row = own(cast.benefits, person)
    with pytest.raises(NotAllowed):
        say(abroad, row, "first_business", "no")
    for rows, change in ((Business, {"name": "x"}), (BusinessStatement, {"kept_at": "y"})):
        with pytest.raises(IntegrityError, match="written_stays_written"), transaction.atomic():
            rows.objects.update(**change)
        with pytest.raises(IntegrityError, match="written_stays_written"), transaction.atomic():
            rows.objects.all()._raw_delete(rows.objects.db)


def test_a_business_on_record_makes_the_subsidy_due_and_is_decided_with_its_facts(desk):
    officer, checker = desk
    person = a_person(area=PAYING)
    row = own(officer, person)
    say(officer, row, "start_subsidy_paid", "no", since=date(2020, 10, 1))
    [claim] = propose(actor=officer, person=person, on=TODAY)
    assert (claim.rule, claim.about, claim.once_for) == (SUBSIDY, "2020-03-17", f"person:{person.key}")
    assert claim.payee == Claim.Payee.PERSON and propose(actor=officer, person=person, on=TODAY) == []
    record_evidence(actor=officer, claim=claim, kind="business licence", kept_at="卷宗", seen_on=TODAY)
    decision = decide(actor=officer, claim=claim, grants=True, on=TODAY)
    assert decision.amount_fen == 5_000_00
    assert frozen_facts(decision)["business_months_running"] == {
        "value": 7, "source": "business register", "seen": False,
    }  # fmt: skip
    approve(actor=checker, decision=decision, on=TODAY)
    with pytest.raises(Refused, match="claimed_already"):
        ask_for(actor=officer, person=person, rule=SUBSIDY, about=claim.about, how="paper", on=TODAY)
    say(officer, row, "business_struck", "yes")
    assert reopen_changed(actor=operator(), on=TODAY) > 0
    assert "business_months_running" in set(Reopening.objects.values_list("fact", flat=True))


def test_a_second_business_brings_no_second_subsidy(desk):
    officer, _checker = desk
    person = a_person(area=PAYING)
    for day in (LICENCE, date(2019, 1, 5)):
        row = own(officer, person, registered_on=day, name=f"店{day}")
        say(officer, row, "start_subsidy_paid", "no", since=date(2020, 10, 1))
    assert propose_for_area(actor=officer, area=PAYING_COUNTY, on=TODAY) == 1
    assert Claim.objects.count() == 1


def test_where_no_amount_is_loaded_nothing_is_proposed_nor_decided(cast):
    person = a_person()
    own(cast.benefits, person)
    assert propose(actor=cast.benefits, person=person, on=TODAY) == []
    claim = ask_for(
        actor=cast.benefits, person=person, rule=SUBSIDY, about="2020-03-17", how="paper", on=TODAY
    )
    with pytest.raises(Refused, match="no_amount_loaded"):
        decide(actor=cast.benefits, claim=claim, grants=True, on=TODAY)


def taxed(actor: Any, row: Business, *written: str, year: int = 2020) -> BusinessStatement:
    """The taxes of a year, in the rules' order."""
    taxes = dict(zip(taxes_of_rules(), written, strict=False))
    kept: BusinessStatement = state_taxes_of_business(
        actor=actor, person=row.person, business=row.key, year=year, taxes=taxes, kept_at="完税证明", on=TODAY
    )
    return kept


def test_the_relief_is_reckoned_with_the_taxes_on_record_in_the_rules_order_and_pays_nobody(cast):
    person = a_person()
    row = own(cast.benefits, person)
    taxed(cast.benefits, row, "3000", "210", "90", "60", "1500")
    assert fact(person, "business_tax_due") == 4_860_00
    [one] = reliefs_of(person, row, [2020], TODAY)
    # Nine months of the national ceiling of 12,000, more than is due: the place's own ceiling does not matter.
    assert one.asked.answer.due and one.relief is not None and one.relief.used_fen == 4_860_00
    assert [step.relieved_fen for step in one.relief.steps] == [3_000_00, 210_00, 90_00, 60_00, 1_500_00]
    with pytest.raises(Refused, match="not_a_claim_for_payment"):
        relief = "tax_relief_own_business"
        ask_for(actor=cast.benefits, person=person, rule=relief, about="2020-03-17", how="paper", on=TODAY)
    taxed(cast.benefits, row, "30000", "2100", "900", "600", "1500")
    [one] = reliefs_of(person, row, [2020], TODAY)
    assert one.asked.answer.due is None and one.relief is None and one.asked.answer.missing == ("ceiling",)


def test_where_the_ceiling_is_loaded_what_is_beyond_it_stays_to_be_paid_and_the_rest_is_lost(cast):
    supervisor = an_actor("sichuan", (Role.COUNTY_OFFICER, 510000_000_000))
    person = a_person(area=510303_001_000)
    row = own(supervisor, person)
    taxed(supervisor, row, "9000", "3000", "0", "0", "100")
    [one] = reliefs_of(person, row, [2020], TODAY)
    assert one.relief is not None and one.relief.ceiling_fen == 10_800_00  # 14,400 for nine of twelve months
    assert [(step.relieved_fen, step.to_pay_fen) for step in one.relief.steps] == [
        (9_000_00, 0), (1_800_00, 1_200_00), (0, 0), (0, 0), (0, 100_00),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "year", "why"),
    [
        (("1", "1", "1", "1"), 2020, "say_each_tax"),
        (("1", "1", "1", "1", "plenty"), 2020, "say_each_tax"),
        (("1", "1", "1", "1", "1"), 2019, "say_for_which_year_of_business"),
        (("1", "1", "1", "1", "1"), 2021, "say_for_which_year_of_business"),
    ],
)
def test_taxes_are_said_whole_and_for_a_year_in_which_it_stood(cast, written, year, why):
    row = own(cast.benefits, a_person())
    with pytest.raises(Refused, match=why):
        taxed(cast.benefits, row, *written, year=year)


def test_each_fact_of_a_business_is_stated_or_reckoned():
    reckoned = {"business_months_running", "business_months_in_year", "relief_months_left"}
    facts = {name for name in FACTS if FACTS[name].subject == "business"}
    assert facts == (set(STATED_OF_BUSINESS) & set(FACTS)) | reckoned
