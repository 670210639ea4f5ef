"""What the jobs on record at an employer come to as facts, and what its own page says of it: nothing of who is poor."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from casework.journey import recorded
from cast import COUNTY, TODAY, an_actor
from gainful.accounts.actor import Role
from gainful.benefits.actions import decide, propose
from gainful.benefits.answers import answers_for_employer
from gainful.benefits.cases import case_of_employer, cases_of
from gainful.benefits.roll_settles import OF_PEOPLE, OF_WORK, settled_for
from gainful.casework.models import Spell
from gainful.jobs.actions import name_operator
from gainful.jobs.facts import workshop_facts
from gainful.jobs.models import Employer, Workshop
from gainful.registry.models import Household
from make import a_consent, a_household, a_person, an_employer

pytestmark = pytest.mark.django_db
JULY = date(2020, 7, 1)


@pytest.fixture
def employer(db) -> Employer:
    return an_employer(name="样例制衣厂", kind="firm")


def a_hire(cast, employer: Employer, **more: Any) -> Spell:
    """Somebody at work there since July, with a contract of a year, insured."""
    said = {"starts_on": JULY, "contract_months": 12, "insured": True} | more
    household = said.pop("household", None) or a_household()
    spell = recorded(
        cast, a_person(household=household), employer_name=employer.name, starts_on=said["starts_on"]
    )
    Spell.objects.filter(pk=spell.pk).update(employer=employer, **said)
    a_consent(spell.person, purpose="sharing")
    spell.refresh_from_db()
    return spell


def facts(employer: Employer) -> dict[str, Any]:
    return case_of_employer(employer, TODAY).facts


def test_hires_insured_and_under_contract_settle_the_months_of_relief(cast, employer):
    a_hire(cast, employer)
    a_hire(cast, employer, starts_on=date(2020, 10, 5))
    told = facts(employer)
    assert told == {
        "employer_kind": "firm", "registered_staff_count": 2, "new_target_hires": 2,
        "target_hire_months_in_year": 5 + 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("more", "months", "new"),
    [
        ({"insured": None}, None, 1),
        ({"insured": False}, 0, 1),
        ({"contract_months": None}, None, None),
        ({"contract_months": 11}, 0, 0),
        ({"starts_on": date(2017, 6, 1)}, 5, 0),
        ({"starts_on": date(2018, 3, 1)}, 11, 0),
    ],
)
def test_what_is_not_known_of_one_hire_leaves_the_sum_unknown(cast, employer, more, months, new):
    a_hire(cast, employer, **more)
    told = facts(employer)
    assert (told.get("target_hire_months_in_year"), told.get("new_target_hires")) == (months, new)


def test_somebody_not_registered_may_be_of_another_group_and_is_not_counted_as_no(cast, employer):
    a_hire(cast, employer, household=a_household(registered_year=2021))
    told = facts(employer)
    assert told["registered_staff_count"] == 0 and "target_hire_months_in_year" not in told


def test_an_employer_at_whom_nobody_worked_has_no_count(employer):
    assert facts(employer) == {"employer_kind": "firm"}


def test_a_workshop_on_record_answers_for_its_jobs(cast, employer):
    spell = a_hire(cast, employer)
    shop = Workshop.objects.create(area=COUNTY, name="车间", recognised_on=JULY)
    Spell.objects.filter(pk=spell.pk).update(workshop=shop)
    [job] = [case for case in cases_of(spell.person, TODAY) if case.subject == "spell"]
    assert job.facts["workshop_recognised"] is True and job.facts["workshop_recognised_on"] == JULY
    Workshop.objects.update(exited_on=TODAY)
    assert workshop_facts([Workshop.objects.get()], TODAY)[shop.pk]["workshop_recognised"] is True
    Workshop.objects.update(exited_on=TODAY - timedelta(days=1))
    [job] = [case for case in cases_of(spell.person, TODAY) if case.subject == "spell"]
    assert job.facts["workshop_recognised"] is False


def test_the_award_of_a_workshop_is_paid_to_who_runs_it(cast):
    """The ledger names the workshop of a job, and the record of the workshop its operator."""
    shop = Workshop.objects.create(area=COUNTY, name="车间", recognised_on=date(2020, 1, 1))
    spell = recorded(cast, a_person(household=a_household()), starts_on=date(2020, 3, 1), channel="workshop")
    Spell.objects.filter(pk=spell.pk).update(workshop=shop, employer=None)
    benefits = an_actor("award", (Role.BENEFITS_OFFICER, COUNTY))
    assert propose(actor=benefits, person=spell.person, on=TODAY) == []
    name_operator(actor=cast.officer, workshop=shop, name="样例车间经营者", code="91620000MA00000001")
    [claim] = propose(actor=benefits, person=spell.person, on=TODAY)
    assert (claim.rule, claim.payee, claim.employer.name) == ("workshop_award", "employer", "样例车间经营者")
    assert case_of_employer(claim.employer, TODAY).facts["registered_staff_count"] == 1
    decision = decide(actor=benefits, claim=claim, grants=True, on=TODAY)
    assert decision.amount_fen == 5_000_00


def test_the_office_reads_the_answers_and_what_is_to_be_asked(cast, employer):
    a_hire(cast, employer)
    told = {one.benefit: one for one in answers_for_employer(employer, TODAY, "en")}
    assert told["tax_relief_hiring"].due is None and told["tax_relief_hiring"].conditions[0].holds is True
    assert any("taxes" in words for words in told["tax_relief_hiring"].ask)


def test_the_employers_own_account_of_it_is_the_same_whoever_is_registered(cast, employer):
    a_hire(cast, employer)
    a_hire(cast, employer, insured=None)
    before = settled_for(employer, TODAY)
    Household.objects.update(registered_year=2021)
    assert settled_for(employer, TODAY) == before
    named = {known.fact for one in before for known in one.facts}
    assert not named & set(OF_PEOPLE) and named & set(OF_WORK)
    [insured] = {known for one in before for known in one.facts if known.fact == "insured"}
    assert (insured.known, insured.workers) == (1, 2)
