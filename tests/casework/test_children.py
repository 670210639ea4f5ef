"""A child found working, told by hand, is a case at once and no job."""

from __future__ import annotations

from datetime import date

import pytest

from casework.journey import placed
from cast import TODAY
from gainful.accounts.models import Account
from gainful.casework.actions import correct_person_at_work
from gainful.casework.models import ProtectionCase, Spell
from make import a_person, a_worker

pytestmark = pytest.mark.django_db
BORN = date(2006, 1, 1)


def test_a_job_told_of_a_child_opens_a_case_and_keeps_no_job(cast, client):
    client.force_login(Account.objects.get(username="officer"))
    person = a_person(born_on=BORN)
    said = {
        "channel": "self_arranged", "starts_on": "2020-10-01", "evidence": "self_reported", "employer_name": "甲厂",
        "place_text": "外地",
    }  # fmt: skip
    for _again in range(2):
        page = client.post(f"/people/{person.key}/job/", said)
        assert page.status_code == 302
    case = ProtectionCase.objects.get()
    assert (case.kind, case.person, case.employer_name) == ("child_working", person, "甲厂")
    assert not Spell.objects.exists()


def test_a_birth_date_put_right_opens_a_case_for_a_child_at_work(cast):
    person = a_worker()
    placed(cast, person)
    asked = {"actor": cast.officer, "person": person, "on": TODAY}
    assert not correct_person_at_work(**asked, changes={"born_on": date(1990, 1, 1)})
    [case] = correct_person_at_work(**asked, changes={"born_on": BORN})
    assert (case.kind, case.person) == ("child_working", person)


def test_a_birth_date_put_right_without_work_opens_nothing(cast):
    person = a_person()
    assert not correct_person_at_work(actor=cast.officer, person=person, on=TODAY, changes={"born_on": BORN})
