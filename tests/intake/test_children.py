"""A number mended by a workbook that makes a child of somebody at work opens the case, as entering it by hand does."""

from __future__ import annotations

from datetime import date

import pytest

from cast import TODAY
from gainful.casework.actions import record_spell
from gainful.casework.models import ProtectionCase, Spell
from gainful.intake.actions import apply_batch
from gainful.registry.models import Membership, Person
from intake.county import person_number
from intake.test_accounted import batch_of, county, sheet
from make import a_household, a_person

__all__ = ["county"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("born", "cases"), [("20060304", 1), ("19900304", 0)])
def test_a_number_mended_by_a_workbook_opens_a_case_for_a_child_at_work(county, born, cases):
    home = a_household(number="62129910207")
    person = a_person(household=home, id_state="refused", name="", born_on=None)
    Membership.objects.filter(person=person).update(number="6212991020701")
    record_spell(
        actor=county, person=person, on=TODAY, channel="self_arranged", starts_on=date(2020, 9, 1),
        evidence="self_reported", employer_name="甲厂", place_text="外地",
    )  # fmt: skip
    row = {
        "household_number": "62129910207", "member_number": "6212991020701", "name": "王秀", "relation": "户主",
        "id_number": person_number(f"621299{born}101"),
    }  # fmt: skip
    batch = batch_of(county, members=sheet("registration", [row]))
    apply_batch(actor=county, batch=batch, on=TODAY)
    assert Person.objects.get(pk=person.pk).id_state == "valid"
    found = ProtectionCase.objects.filter(kind="child_working")
    assert [(one.person, one.employer_name) for one in found] == [(person, "甲厂")] * cases
    assert Spell.objects.count() == 1
