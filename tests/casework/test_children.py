"""A child found working, told by hand, is a case at once and no job."""

from __future__ import annotations

from datetime import date

import pytest

from casework.journey import placed, shown
from cast import TODAY
from gainful.accounts.models import Account
from gainful.accounts.refusals import Refused
from gainful.casework.actions import correct_person_at_work
from gainful.casework.models import ProtectionCase, Spell
from gainful.casework.proposals import explained
from make import a_person, a_worker, an_id_number, an_opening

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


@pytest.mark.parametrize(
    ("stated", "numbered", "against"),
    [
        (date(1985, 3, 4), BORN, {"age_unknown"}),
        (BORN, date(1985, 3, 4), {"age_unknown"}),
        (BORN, date(2007, 1, 1), {"under_16"}),
        (date(2003, 1, 1), date(1985, 3, 4), set()),
        (date(1985, 3, 4), date(1986, 3, 4), set()),
    ],
)
def test_where_number_and_birth_date_disagree_nobody_is_shown_work_who_may_be_a_child(
    cast, stated, numbered, against
):
    person = a_worker(born_on=stated, id_number=an_id_number(numbered))
    found, _reasons = explained(person, an_opening(), TODAY)
    assert set(found) == against
    if against:
        with pytest.raises(Refused, match="under_16"):
            shown(cast, person)


def test_a_number_put_right_by_hand_opens_a_case_for_a_child_at_work(cast):
    person = a_worker()
    placed(cast, person)
    changes = {"id_number": an_id_number(BORN)}
    [case] = correct_person_at_work(actor=cast.officer, person=person, on=TODAY, changes=changes)
    assert (case.kind, case.person) == ("child_working", person)
