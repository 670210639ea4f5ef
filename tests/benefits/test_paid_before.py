"""What was paid before is read from the claims here: a yes is certain, a no only where the books are complete."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from benefits.paid_claims import a_paid_claim, settle
from cast import COUNTY, OTHER_COUNTY, TODAY, an_account, an_actor
from gainful.accounts.actor import Role
from gainful.accounts.models import Account
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.benefits.actions import (
    approve,
    ask_for,
    decide,
    declare_complete_books,
    propose,
    record_evidence,
    record_fact,
    record_statement,
)
from gainful.benefits.asked import of_claim, rules
from gainful.benefits.cases import but_for, case_of_employer, cases_of
from gainful.benefits.changed import changed_facts
from gainful.benefits.models import Claim, CompleteBooks, Decision
from gainful.benefits.paid_before import declarable, enough_months, telling
from gainful.benefits.recomputing import difference
from gainful.casework.models import EmployerRoll, PayrollLine, RollLine, Spell
from gainful.jobs.models import Employer
from gainful.pack import load
from gainful.registry.actions import move_household
from gainful.registry.models import Household, Person
from gainful.rules import page
from gainful.terms.facts import FACTS
from gainful.terms.paid_before import PAID_BEFORE, says_more
from make import a_household, a_person, an_employer

pytestmark = pytest.mark.django_db
HERE, TOWN = 440507_000_000, 440507_100_000
TRAINING = "training_through_work"


@pytest.fixture
def office(db):
    """Who declares, decides and approves in a place where an amount is loaded."""
    roles = (Role.COUNTY_OFFICER, Role.BENEFITS_OFFICER, Role.CHECKER)
    return {role: an_actor(f"paid_{role.value}", (role, HERE)) for role in roles}


@pytest.fixture
def worker(db) -> Person:
    return a_person(household=a_household(area=TOWN))


def declare(actor, area: int, rule: str, since: date | None, **more: Any) -> CompleteBooks:
    said = {"kept_at": "发放台账 2018–2020", "on": TODAY} | more
    row: CompleteBooks = declare_complete_books(
        actor=actor, area=area, rule=rule, complete_since=since, **said
    )
    return row


def trained(person: Person, employer: Employer, month: date = date(2020, 10, 1)) -> Spell:
    """A job at an employer who says on its roll that it trained the worker in a month."""
    spell, _new = Spell.objects.get_or_create(
        person=person, employer=employer, origin="recorded", state="working", employer_name=employer.name,
        starts_on=date(2020, 9, 1), evidence="payroll", channel="self_arranged",
        defaults={"area": person.area, "place": HERE},
    )  # fmt: skip
    told_on = month + timedelta(days=31)
    pay = PayrollLine.objects.create(
        area=person.area, person=person, spell=spell, employer_name=employer.name, month=month,
        part=PayrollLine.objects.filter(person=person, month=month).count() + 1, told_on=told_on,
    )  # fmt: skip
    roll, _new = EmployerRoll.objects.get_or_create(
        employer=employer, month=month, defaults={"area": employer.area, "begun_on": told_on}
    )
    RollLine.objects.create(
        area=person.area, roll=roll, spell=spell, payroll=pay, attended_days=20, paid_fen=0, still_there=True,
        trained=True, told_on=told_on, told_by=Account.objects.order_by("pk").first() or an_account("rolls"),
    )  # fmt: skip
    return spell


def fact(person: Person, name: str, on: date = TODAY, subject: str = "spell") -> Any:
    return next(case for case in cases_of(person, on) if case.subject == subject).facts.get(name)


def granted(office, claim: Claim, on: date = TODAY) -> Decision:
    """The claim with its papers seen, decided and approved."""
    for one in rules()[claim.rule].evidence:
        record_evidence(
            actor=office[Role.BENEFITS_OFFICER], claim=claim, kind=one["en"], kept_at="卷", seen_on=on
        )
    decision = decide(actor=office[Role.BENEFITS_OFFICER], claim=claim, grants=True, on=on)
    return approve(actor=office[Role.CHECKER], decision=decision, on=on)


def test_nothing_on_the_books_is_not_a_no_until_the_office_says_they_are_complete(office, worker):
    spell = trained(worker, an_employer(area=HERE))
    assert fact(worker, "trained_through_work_months") is None
    assert propose(actor=office[Role.BENEFITS_OFFICER], person=worker, on=TODAY) == []
    declare(office[Role.COUNTY_OFFICER], HERE, TRAINING, date(2020, 5, 20))
    assert fact(worker, "trained_through_work_months") == 0
    assert fact(worker, "other_employer_training_through_work") is False
    [claim] = propose(actor=office[Role.BENEFITS_OFFICER], person=worker, on=TODAY)
    assert (claim.rule, claim.spell_id) == (TRAINING, spell.pk)


def test_a_claim_never_counts_against_itself_and_nobody_is_proposed_twice(office, worker):
    trained(worker, an_employer(area=HERE))
    declare(office[Role.COUNTY_OFFICER], HERE, TRAINING, date(2020, 5, 20))
    [claim] = propose(actor=office[Role.BENEFITS_OFFICER], person=worker, on=TODAY)
    decision = granted(office, claim)
    assert fact(worker, "trained_through_work_months") == 1
    asked = of_claim(claim, TODAY)
    assert asked is not None and asked.facts["trained_through_work_months"] == 0 and asked.answer.due
    later = TODAY + timedelta(days=20)
    assert list(changed_facts(decision, later)) == [] and difference(decision) == ""
    assert propose(actor=office[Role.BENEFITS_OFFICER], person=worker, on=TODAY) == []


def test_another_employer_is_not_paid_for_training_whom_one_was_paid_for_already(office, worker):
    trained(worker, an_employer(area=HERE))
    declare(office[Role.COUNTY_OFFICER], HERE, TRAINING, date(2020, 5, 20))
    [first] = propose(actor=office[Role.BENEFITS_OFFICER], person=worker, on=TODAY)
    Spell.objects.update(state="ended", ends_on=date(2020, 11, 10))
    trained(worker, an_employer(name="乙厂", area=HERE), date(2020, 11, 1))
    december = date(2020, 12, 2)
    # The first is not decided yet: neither a yes nor a no.
    cases = [case for case in cases_of(worker, december) if case.subject == "spell"]
    assert {case.facts.get("other_employer_training_through_work") for case in cases} == {None, False}
    granted(office, first)
    cases = [case for case in cases_of(worker, december) if case.subject == "spell"]
    assert {case.facts.get("other_employer_training_through_work") for case in cases} == {True, False}
    assert propose(actor=office[Role.BENEFITS_OFFICER], person=worker, on=december) == []
    second = ask_for(actor=office[Role.BENEFITS_OFFICER], person=worker, rule=TRAINING, about="2020-09-01",
                     how="paper", on=december)  # fmt: skip
    told = of_claim(second, december)
    assert told is not None and told.answer.due is False and told.answer.failed == ("one_employer",)


def test_of_two_claims_the_later_one_waits_for_the_earlier_and_the_earlier_for_nothing(worker):
    chance = random.Random(1)
    first = a_paid_claim(chance, "hiring_subsidy", worker, [], [], state="open")
    second = a_paid_claim(chance, "hiring_subsidy", worker, [], [], state="open")
    CompleteBooks.objects.create(area=0, rule="hiring_subsidy", complete_since=date(2018, 1, 1), kept_at="账",
                                 declared_on=TODAY)  # fmt: skip
    trained(worker, an_employer(area=HERE))

    def said(claim: Claim) -> Any:
        case = next(case for case in cases_of(worker, TODAY) if case.subject == "spell")
        return but_for(claim, case, TODAY).facts.get("hiring_subsidy_paid")

    assert (said(first), said(second)) == (False, None)
    settle(second, "approved")  # on a paper that said no
    assert (said(first), said(second)) == (True, False)
    settle(first, "approved")
    assert (said(first), said(second)) == (True, False)
    assert fact(worker, "hiring_subsidy_paid") is True


@pytest.mark.parametrize(
    ("state", "fen", "value"),
    [("open", 0, None), ("decided", 1, None), ("approved", 1, True), ("approved", 0, False), ("refused", 0, False),
     ("withdrawn", 0, False)],
)  # fmt: skip
def test_what_is_granted_counts_what_waits_forbids_a_no_and_what_is_dead_says_nothing(
    worker, state, fen, value
):
    claim = a_paid_claim(random.Random(1), "job_seeking_subsidy", worker, [], [], state="open")
    CompleteBooks.objects.create(area=HERE, rule="job_seeking_subsidy", complete_since=date(2018, 1, 1),
                                 kept_at="账", declared_on=TODAY)  # fmt: skip
    if state == "withdrawn":
        Claim.objects.filter(pk=claim.pk).update(state=state)
    elif state != "open":
        settle(claim, state, fen)
    assert fact(worker, "job_seeking_subsidy_paid", subject="person") is value
    assert fact(worker, "job_seeking_subsidy_paid", claim.asked_on - timedelta(days=1), "person") is False


def test_books_hold_for_a_year_from_its_first_day_and_for_a_life_from_the_rules_first(office, worker):
    trained(worker, an_employer(area=HERE))
    declare(office[Role.COUNTY_OFFICER], HERE, "transport_subsidy", date(2020, 3, 1))
    declare(office[Role.COUNTY_OFFICER], HERE, "job_seeking_subsidy", date(2018, 8, 19))
    assert fact(worker, "transport_subsidy_paid_in_year") is None
    assert fact(worker, "transport_subsidy_paid_in_year", date(2021, 1, 1)) is False
    assert fact(worker, "job_seeking_subsidy_paid") is None
    declare(office[Role.COUNTY_OFFICER], HERE, "job_seeking_subsidy", date(2018, 8, 18))
    assert fact(worker, "job_seeking_subsidy_paid") is False
    declare(office[Role.COUNTY_OFFICER], HERE, "job_seeking_subsidy", None)
    assert fact(worker, "job_seeking_subsidy_paid") is None


def test_who_came_after_the_declaration_is_not_covered_by_it(office, worker):
    declare(office[Role.COUNTY_OFFICER], HERE, "job_seeking_subsidy", date(2018, 1, 1))
    newcomer = a_person(household=a_household(area=COUNTY + 100_000))
    mover = an_actor("moves", (Role.COUNTY_OFFICER, COUNTY), (Role.COUNTY_OFFICER, HERE))
    home = Household.objects.get(memberships__person=newcomer)
    move_household(actor=mover, household=home, to_area=TOWN, from_on=TODAY)
    newcomer.refresh_from_db()
    assert newcomer.home_recorded_at is not None and newcomer.home_recorded_at <= timezone.now()
    assert fact(newcomer, "job_seeking_subsidy_paid", subject="person") is None
    assert fact(worker, "job_seeking_subsidy_paid", subject="person") is False
    declare(office[Role.COUNTY_OFFICER], HERE, "job_seeking_subsidy", date(2018, 1, 1))
    assert fact(newcomer, "job_seeking_subsidy_paid", subject="person") is False


def test_a_paper_that_shows_a_payment_stands_above_complete_books_and_one_that_shows_none_does_not(
    office, worker
):
    trained(worker, an_employer(area=HERE))
    declare(office[Role.COUNTY_OFFICER], HERE, TRAINING, date(2020, 5, 20))
    [claim] = propose(actor=office[Role.BENEFITS_OFFICER], person=worker, on=TODAY)
    seen = {"actor": office[Role.BENEFITS_OFFICER], "claim": claim, "kept_at": "外县发放单", "on": TODAY}
    with pytest.raises(Refused, match="the_record_knows"):
        record_fact(fact="other_employer_training_through_work", value="no", **seen)
    record_fact(fact="other_employer_training_through_work", value="yes", **seen)
    asked = of_claim(claim, TODAY)
    assert asked is not None and asked.answer.failed == ("one_employer",)
    assert asked.frozen["other_employer_training_through_work"]["seen"] is True
    assert says_more("trained_through_work_months", 3, 2) and not says_more("months_worked", 3, 2)


def test_so_many_months_as_any_rule_asks_are_enough_whatever_is_missing(worker):
    for number in range(6):
        assert fact(worker, "trained_through_work_months", subject="person") is None, number
        month = date(2020, 5 + number, 1)
        claim = a_paid_claim(random.Random(1), TRAINING, worker, [], [], state="open", asked=month)
        settle(claim, "approved")
    assert fact(worker, "trained_through_work_months", subject="person") == 6
    every = load("gainful_china").rules.values()
    assert enough_months("trained_through_work_months", every) == 6
    assert enough_months("insurance_subsidy_months", every) == 36


def test_the_award_to_a_base_is_a_yes_by_the_books_above_a_paper_and_a_no_by_a_paper_alone(cast):
    employer = an_employer()
    assert "base_award_paid" not in case_of_employer(employer, TODAY).facts
    record_statement(actor=cast.officer, employer=employer, fact="base_award_paid", value="no", kept_at="声明",
                     on=TODAY, since=date(2020, 1, 1))  # fmt: skip
    assert case_of_employer(employer, TODAY).facts["base_award_paid"] is False
    claim = a_paid_claim(random.Random(1), "employment_base_award", None, [employer], [], state="open")
    settle(claim, "approved")
    assert case_of_employer(employer, TODAY).facts["base_award_paid"] is True


def test_only_the_office_declares_and_only_of_what_is_paid_here_to_people(office, cast):
    who = office[Role.COUNTY_OFFICER]
    for rule, since, more, why in (
        ("placement_service_subsidy", TODAY, {}, "tells_nothing_of_people"),
        ("employment_base_award", TODAY, {}, "tells_nothing_of_people"),
        (TRAINING, TODAY, {"kept_at": " "}, "say_on_what_paper"),
        (TRAINING, TODAY + timedelta(days=1), {}, "not_yet_happened"),
        (TRAINING, None, {}, "nothing_declared"),
    ):
        with pytest.raises(Refused, match=why):
            declare(who, HERE, rule, since, **more)
    for actor in (
        office[Role.BENEFITS_OFFICER],
        cast.helper,
        an_actor("far", (Role.COUNTY_OFFICER, OTHER_COUNTY)),
    ):
        with pytest.raises(NotAllowed):
            declare(actor, HERE, TRAINING, TODAY)
    declare(who, HERE, TRAINING, TODAY)
    for change in ({"complete_since": None}, {"kept_at": "y"}, {"area": COUNTY}):
        with pytest.raises(IntegrityError, match="written_stays_written"), transaction.atomic():
            CompleteBooks.objects.update(**change)
    with pytest.raises(IntegrityError, match="written_stays_written"), transaction.atomic():
        CompleteBooks.objects.all().delete()


def test_every_fact_of_what_was_paid_is_of_the_payments_and_told_by_a_page_or_asked():
    told = set(telling())
    assert told == set(PAID_BEFORE) and {FACTS[name].source for name in told} == {"payments"}
    asked = {name for name, one in FACTS.items() if one.source == "payments"} - told
    assert asked == {"agency_subsidy_paid", "years_to_retirement_at_first_approval"}
    assert "employment_base_award" not in declarable() and TRAINING in declarable()


def test_a_page_that_tells_what_is_no_such_fact_is_refused():
    found = page.read("x", {"tells": ["months_worked"]}).problems
    assert [one.where for one in found if one.code == "tells"] == ["tells"]
