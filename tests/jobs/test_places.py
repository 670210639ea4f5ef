"""Plaques, promises, and the way to a leader's certificate; bringing along is income, never a job."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cast import COUNTY, TODAY, TOWNSHIP
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework.models import Spell
from gainful.jobs.actions import (
    apply_as_leader,
    recognise_workshop,
    record_brought_along,
    record_local_hire_clause,
    take_leader_step,
    withdraw_recognition,
)
from gainful.jobs.models import LeaderApplication, Project, Workshop
from gainful.jobs.programme import least_households
from make import a_household, a_worker

pytestmark = pytest.mark.django_db
DAYS = {
    "village": date(2020, 9, 1),
    "first_secretary": date(2020, 9, 3),
    "township": date(2020, 9, 10),
    "county_list": date(2020, 9, 20),
    "certificate": date(2020, 9, 27),
}
"""Each step's day; the certificate is the day after seven days of notice."""


def a_workshop(**more) -> Workshop:
    """A workshop in the township."""
    return Workshop.objects.create(**({"area": TOWNSHIP, "name": "样例车间"} | more))


def recognised(cast, workshop, **more):
    """A plaque hung up in March."""
    fields = {"plaque": "样例-001", "recognised_on": date(2020, 3, 1), "on": TODAY} | more
    return recognise_workshop(actor=cast.officer, workshop=workshop, **fields)


def left(cast, workshop, **more):
    """It leaves in October."""
    fields = {"exited_on": date(2020, 10, 1), "because": "长期无用工", "on": TODAY} | more
    return withdraw_recognition(actor=cast.officer, workshop=workshop, **fields)


def applied(cast, person=None, **more) -> LeaderApplication:
    """An application of August."""
    fields = {"business_name": "样例合作社", "applied_on": date(2020, 8, 20), "on": TODAY} | more
    return apply_as_leader(actor=cast.officer, person=person or a_worker(), **fields)


def step(cast, application, kind, **more):
    """A step on its day, passed."""
    fields = {"done_on": DAYS[kind], "on": TODAY, "decided_by": "村委会", "passed": True} | more
    return take_leader_step(actor=cast.officer, application=application, kind=kind, **fields)


def listed(cast) -> LeaderApplication:
    """An application on the county's list."""
    application = applied(cast)
    for kind in list(DAYS)[:4]:
        step(cast, application, kind)
    return application


def certified(cast) -> LeaderApplication:
    """An application that reached its certificate."""
    application = listed(cast)
    step(cast, application, "certificate", certificate="证-01")
    application.refresh_from_db()
    return application


def test_a_workshop_gets_its_plaque_and_leaves_with_a_reason_and_may_come_back(cast):
    workshop = a_workshop()
    recognised(cast, workshop)
    assert left(cast, workshop).exit_because == "长期无用工"
    workshop.refresh_from_db()
    assert (workshop.running, workshop.exited_on) == ("withdrawn", date(2020, 10, 1))
    recognised(cast, workshop, plaque="样例-002", recognised_on=date(2020, 10, 20))
    assert workshop.recognitions.count() == 2


@pytest.mark.parametrize(
    ("act", "more", "code"),
    [
        (recognised, {"plaque": " "}, "say_the_plaque"),
        (recognised, {"recognised_on": date(2020, 12, 1)}, "not_yet_happened"),
        (left, {}, "not_recognised"),
        (left, {"because": ""}, "say_why_it_leaves"),
    ],
)
def test_recognition_without_what_it_needs_is_refused(cast, act, more, code):
    with pytest.raises(Refused, match=code):
        act(cast, a_workshop(), **more)


def test_a_recognised_workshop_is_not_recognised_twice(cast):
    workshop = a_workshop()
    recognised(cast, workshop)
    with pytest.raises(Refused, match="recognised_already"):
        recognised(cast, workshop, plaque="样例-002")


def test_a_workshop_that_came_with_a_workbook_leaves_too(cast):
    found = left(cast, a_workshop(recognised_on=date(2019, 5, 1)))
    assert (found.recognised_on, found.plaque) == (date(2019, 5, 1), "")


def test_a_workshop_of_another_county_is_left_alone(cast):
    with pytest.raises(NotAllowed):
        recognise_workshop(
            actor=cast.other_officer, workshop=a_workshop(), plaque="一", recognised_on=TODAY, on=TODAY
        )


def test_a_leader_comes_by_every_step_in_order_and_is_certified_after_the_notice(cast):
    done = certified(cast)
    assert [one.kind for one in done.steps.order_by("pk")] == list(DAYS)
    assert (done.notice_from, done.notice_until) == (date(2020, 9, 20), date(2020, 9, 26))
    assert (done.state, done.leader.recognised_on) == ("certified", date(2020, 9, 27))


def test_no_certificate_while_the_notice_hangs(cast):
    with pytest.raises(Refused, match="notice_not_over"):
        step(cast, listed(cast), "certificate", certificate="证-01", done_on=date(2020, 9, 26))


def test_the_database_too_takes_no_certificate_while_the_notice_hangs(cast):
    done = certified(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        LeaderApplication.objects.filter(pk=done.pk).update(certified_on=done.notice_until)


@pytest.mark.parametrize(
    ("kind", "more", "code"),
    [
        ("township", {}, "not_the_next_step"),
        ("village", {"decided_by": " "}, "say_who_decided"),
        ("village", {"passed": False}, "refusal_needs_a_reason"),
        ("village", {"done_on": date(2020, 8, 1)}, "step_before_the_last"),
        ("village", {"done_on": date(2020, 12, 1)}, "not_yet_happened"),
    ],
)
def test_a_step_out_of_order_or_unsaid_is_refused(cast, kind, more, code):
    with pytest.raises(Refused, match=code):
        step(cast, applied(cast), kind, **more)


def test_a_certificate_has_its_number(cast):
    with pytest.raises(Refused, match="say_the_certificate"):
        step(cast, listed(cast), "certificate")


@pytest.mark.parametrize("kind", list(DAYS))
def test_an_application_may_be_refused_at_each_step_with_a_reason_and_is_then_over(cast, kind):
    application = applied(cast)
    for before in list(DAYS)[: list(DAYS).index(kind)]:
        step(cast, application, before)
    step(cast, application, kind, passed=False, because="群众有异议")
    application.refresh_from_db()
    assert application.state == "refused" and application.leader is None
    with pytest.raises(Refused, match="application_is_over"):
        step(cast, application, kind)
    assert applied(cast, application.person).state == "open"


def test_nobody_applies_twice_at_a_time(cast):
    person = a_worker()
    applied(cast, person)
    with pytest.raises(Refused, match="applied_already"):
        applied(cast, person)


def test_households_brought_along_are_income_with_evidence_and_no_job(cast):
    leader, household = certified(cast).leader, a_household()
    fields = {"actor": cast.officer, "leader": leader, "household": household, "year": 2020, "on": TODAY}
    record_brought_along(**fields, evidence="收购合同", income_raised_fen=150_000)
    record_brought_along(**fields, evidence="收购合同和收据")
    row = leader.brought_along.get()
    assert (row.income_raised_fen, row.evidence) == (None, "收购合同和收据")
    assert not Spell.objects.exists()


@pytest.mark.parametrize(
    ("more", "code"), [({"evidence": ""}, "say_the_evidence"), ({"year": 2021}, "not_yet")]
)
def test_an_income_effect_without_evidence_or_to_come_is_refused(cast, more, code):
    fields = {
        "leader": certified(cast).leader,
        "household": a_household(),
        "year": 2020,
        "evidence": "合同",
    } | more
    with pytest.raises(Refused, match=code):
        record_brought_along(actor=cast.officer, on=TODAY, **fields)


def test_how_many_households_a_leader_must_bring_along_is_known_only_where_a_rule_was_read():
    found = [least_households(area * 10**10, TODAY) for area in (53, 62, 14, 44)]
    assert found == [5, 5, 3, None]


def test_a_clause_promises_a_share_or_a_number_and_the_same_contract_is_put_right(cast):
    project = Project.objects.create(area=COUNTY, name="样例项目")
    fields = {
        "actor": cast.officer,
        "project": project,
        "contract": "合同甲",
        "signed_on": date(2020, 1, 1),
        "on": TODAY,
    }
    for promise in ({}, {"promised_percent": 30, "promised_people": 5}, {"promised_percent": 101}):
        with pytest.raises(Refused, match="promise_a_share_or_a_number"):
            record_local_hire_clause(**fields, **promise)
    record_local_hire_clause(**fields, promised_people=5)
    record_local_hire_clause(**fields, promised_percent=30)
    assert (project.clauses.get().promised_percent, project.clauses.get().promised_people) == (30, None)
