"""Employers, workshops, projects and leaders."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from cast import COUNTY, OTHER_COUNTY, OTHER_COUNTY_TOWNSHIP, TODAY, TOWNSHIP
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.jobs import actions
from gainful.jobs.models import Employer, Leader, Opening, Workshop
from make import a_person, an_opening

pytestmark = pytest.mark.django_db


def test_an_employer_is_one_record_by_office_name_and_code(cast):
    first = actions.record_employer(
        actor=cast.officer, area=COUNTY, name="样例厂", contact_phone="10065637974"
    )
    again = actions.record_employer(actor=cast.officer, area=COUNTY, name="样例厂")
    other = actions.record_employer(actor=cast.officer, area=COUNTY, name="样例厂", code="X1")
    assert again == first != other and again.unsealed("contact_phone") == "10065637974"
    assert "样例厂" not in repr(first)


def test_an_employer_needs_a_name_and_an_area_of_ones_own(cast):
    with pytest.raises(Refused, match="employer_needs_a_name"):
        actions.record_employer(actor=cast.officer, area=COUNTY, name=" ")
    with pytest.raises(NotAllowed):
        actions.record_employer(actor=cast.officer, area=OTHER_COUNTY, name="样例厂")
    assert not Employer.objects.exists()


def test_a_workshop_is_recorded_once_and_brought_up_to_date(cast):
    facts = {"kind": "factory", "workers_stated": 68, "registered_workers_stated": 7}
    workshop = actions.record_workshop(actor=cast.officer, area=TOWNSHIP, name="制鞋车间", **facts)
    assert actions.record_workshop(actor=cast.officer, area=TOWNSHIP, name="制鞋车间") == workshop
    actions.correct_workshop(actor=cast.officer, workshop=workshop, changes={"workers_stated": 70})
    workshop.refresh_from_db()
    assert (workshop.workers_stated, workshop.registered_workers_stated) == (70, 7)


def test_what_a_workshop_does_not_state_is_unknown(cast):
    actions.record_workshop(actor=cast.officer, area=TOWNSHIP, name="制鞋车间")
    kept = Workshop.objects.get()
    assert (kept.workers_stated, kept.recognised_on, kept.running) == (None, None, "")


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"workers_stated": 3, "registered_workers_stated": 4}, "more_registered_than_workers"),
        ({"recognised_on": TODAY, "exited_on": date(2019, 1, 1)}, "ends_before_it_began"),
    ],
)
def test_a_workshop_that_makes_no_sense_is_refused(cast, facts, code):
    with pytest.raises(Refused, match=code):
        actions.record_workshop(actor=cast.officer, area=TOWNSHIP, name="制鞋车间", **facts)


def test_a_project_does_not_end_before_it_begins(cast):
    with pytest.raises(Refused, match="ends_before_it_began"):
        actions.record_project(
            actor=cast.officer, area=COUNTY, name="修路", starts_on=TODAY, ends_on=date(2020, 1, 1)
        )
    assert actions.record_project(actor=cast.officer, area=COUNTY, name="修路").employer is None


def test_a_leader_leads_a_business_once_and_bringing_along_makes_no_job(cast):
    person = a_person()
    for _ in range(2):
        leader = actions.record_leader(
            actor=cast.officer,
            area=TOWNSHIP,
            person=person,
            business_name="合作社",
            households_brought_along=10,
        )
    actions.correct_leader(actor=cast.officer, leader=leader, changes={"people_brought_along": 30})
    kept = Leader.objects.get()
    assert (kept.households_brought_along, kept.people_brought_along) == (10, 30)
    assert not Opening.objects.exists()


def test_nobody_makes_a_person_of_another_county_a_leader(cast):
    stranger = a_person(area=OTHER_COUNTY_TOWNSHIP)
    with pytest.raises(NotAllowed):
        actions.record_leader(actor=cast.officer, area=TOWNSHIP, person=stranger, business_name="合作社")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("state = 'open'", "opening_is_held_back"),
        ("held_because = '[]'", "held_back_for_a_reason"),
    ],
)
def test_the_database_opens_nothing_that_is_held_back(change, reason):
    opening = an_opening(state="held", held_because=[{"code": "excessive_hours", "words": "60"}])
    sql = f"UPDATE jobs_opening SET {change} WHERE id = %s"  # noqa: S608
    with (
        pytest.raises(IntegrityError, match=reason),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, [opening.pk])


def test_the_database_keeps_no_opening_open_with_a_reason_against_it():
    with pytest.raises(IntegrityError, match="opening_is_held_back"), transaction.atomic():
        an_opening(held_because=[{"code": "fee_or_deposit_asked", "words": "押金"}])
