"""The extract: everybody once, nobody by name, the same bytes from the same database."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.db import connection

from casework.journey import agreed, placed
from cast import COUNTY, OTHER_COUNTY, OTHER_COUNTY_TOWNSHIP, TODAY
from figures.world import COUNTING
from gainful.accounts.refusals import NotAllowed
from gainful.casework.actions import retract_beginning
from gainful.casework.models import Service, Spell
from gainful.figures.extract import extract
from gainful.figures.indicator import load_indicators
from gainful.figures.manifest import read_manifest, verify
from gainful.figures.measure import measure
from gainful.figures.tables import TABLES
from gainful.jobs.models import Leader, Workshop
from gainful.pack.pack import load
from gainful.registry.models import HouseholdIncome
from gainful.training.models import Course, Enrolment
from make import a_consent, a_household, a_person, a_wish, an_employer, an_opening

pytestmark = pytest.mark.django_db


def a_spell(person, **said):
    """A recorded spell outside the province, begun in March."""
    usual = {
        "origin": "recorded", "state": "working", "channel": "self_arranged", "location_class": "out_of_province",
        "place": 440306_001_000, "starts_on": date(2020, 3, 1), "evidence": "visited", "area": person.area,
        "employer_name": "样例企业",
    }  # fmt: skip
    return Spell.objects.create(person=person, **(usual | said))


def table(folder: Path, name: str) -> list[dict]:
    return pq.read_table(folder / name).to_pylist()


def test_an_extract_holds_every_table_with_its_columns(tmp_path):
    extract(tmp_path / "e", TODAY)
    for name, schema in TABLES.items():
        assert set(schema.names) <= set(pq.read_table(tmp_path / "e" / name).column_names)


def test_no_name_number_phone_or_key_is_in_an_extract(tmp_path):
    person = a_person(name="欧阳甲乙", relation="head")
    person.seal("phone", "13800001234")
    person.save()
    employer = an_employer(name="样例丰力公司")
    a_spell(person, employer=employer, employer_name="样例丰力公司", contact_name="赵联系")
    Leader.objects.create(
        area=COUNTY, person=person, business_name="样例合作社", recognised_on=date(2019, 1, 1)
    )
    extract(tmp_path / "e", TODAY)
    text = "".join(
        json.dumps(pq.read_table(path).to_pylist(), default=str, ensure_ascii=False)
        for path in (tmp_path / "e").rglob("*.parquet")
    )
    secrets = [
        "欧阳",
        "甲乙",
        "13800001234",
        "丰力",
        "赵联系",
        "样例",
        person.unsealed("id_number"),
        person.key,
    ]
    secrets += [person.id_digest, person.memberships.get().number, person.memberships.get().household.number]
    assert [secret for secret in secrets if secret in text] == []
    assert "out_of_province" in text


def test_the_same_database_gives_the_same_bytes(tmp_path):
    for _ in range(20):
        a_spell(a_person())
    assert extract(tmp_path / "one", TODAY) == extract(tmp_path / "two", TODAY)


def test_numbers_follow_no_rows_order_and_change_from_day_to_day(tmp_path):
    born = {1950 + n: a_person(born_on=date(1950 + n, 1, 1)) for n in range(30)}
    extract(tmp_path / "one", TODAY)
    extract(tmp_path / "two", date(2020, 10, 31))
    orders = [[row["born_year"] for row in table(tmp_path / name, "people")] for name in ("one", "two")]
    assert sorted(orders[0]) == sorted(orders[1]) == sorted(born)
    assert orders[0] != sorted(orders[0]) and orders[0] != orders[1]
    assert [row["worker"] for row in table(tmp_path / "one", "people")] == list(range(30))


def test_each_province_has_its_file_and_one_stretch_of_numbers(tmp_path):
    for area in (OTHER_COUNTY_TOWNSHIP, 621299_102_000) * 3:
        a_person(area=area)
    extract(tmp_path / "e", TODAY)
    files = sorted(path.name for path in (tmp_path / "e" / "people").iterdir())
    assert files == ["53.parquet", "62.parquet"]
    assert [row["worker"] for row in table(tmp_path / "e" / "people", "62.parquet")] == [3, 4, 5]


def test_a_merged_record_counts_as_the_one_it_was_merged_into(tmp_path):
    kept, other = a_person(), a_person()
    a_spell(kept)
    a_spell(other, starts_on=date(2020, 5, 1))
    other.id_digest, other.merged_into = "", kept
    other.id_state = "missing"
    other.save()
    extract(tmp_path / "e", TODAY)
    assert len(table(tmp_path / "e", "people")) == 1
    assert {row["worker"] for row in table(tmp_path / "e", "spells")} == {0}


def test_who_died_in_the_year_counts_in_what_was_done_and_not_in_the_household(tmp_path):
    household = a_household()
    a_person(household=household)
    dead = a_person(household=household, died_on=date(2020, 8, 20))
    dead.memberships.update(until_on=date(2020, 8, 20))
    a_spell(dead, ends_on=date(2020, 8, 20), state="ended")
    extract(tmp_path / "e", TODAY)
    (home,) = table(tmp_path / "e", "households")
    (gone,) = [row for row in table(tmp_path / "e", "people") if row["gone_on"]]
    assert (home["members"], gone["registered"], gone["gone_on"]) == (1, True, date(2020, 8, 1))
    names = load_indicators(load("gainful_china").indicators)
    figures = measure(tmp_path / "e", names, TODAY, [COUNTY], counting=COUNTING).to_pylist()
    found = {row["indicator"]: row["value"] for row in figures if row["breakdown"] == ""}
    assert (found["gone_out_in_year"], found["gone_out_on_day"]) == (1, 0)


def test_unknown_stays_unknown(tmp_path):
    household = a_household(registered_year=None)
    a_person(household=household, born_on=None, education="")
    HouseholdIncome.objects.create(
        area=household.area, household=household, year=2019, wage_fen=None, net_fen=0
    )
    extract(tmp_path / "e", TODAY)
    (person,), (income,) = table(tmp_path / "e", "people"), table(tmp_path / "e", "household_years")
    assert (person["born_year"], person["education"]) == (None, None)
    assert (income["wage_fen"], income["net_fen"]) == (None, 0)


def test_work_called_off_is_left_out_and_agreed_work_has_not_begun(tmp_path, cast):
    called_off = agreed(cast)
    Spell.objects.filter(id=called_off.id).update(state="called_off")
    agreed(cast)
    extract(tmp_path / "e", TODAY)
    (spell,) = table(tmp_path / "e", "spells")
    assert (spell["begun"], spell["place"]) == (False, COUNTY)


def test_the_grade_of_a_spell_is_its_place_in_the_order_of_evidence(tmp_path):
    a_spell(a_person(), evidence="payroll")
    extract(tmp_path / "e", TODAY)
    (spell,) = table(tmp_path / "e", "spells")
    assert (spell["begun"], spell["grade"], spell["place"]) == (True, 5, 440306_000_000)


def test_only_the_areas_asked_for_are_read(tmp_path):
    here, there = a_person(), a_person(area=OTHER_COUNTY_TOWNSHIP)
    a_spell(here), a_spell(there)
    a_wish(there), a_consent(there)
    an_opening(area=OTHER_COUNTY)
    extract(tmp_path / "e", TODAY, [COUNTY])
    assert [len(table(tmp_path / "e", name)) for name in ("people", "spells", "wishes", "openings")] == [
        1,
        1,
        0,
        0,
    ]
    assert read_manifest(tmp_path / "e")["areas"] == ["621299"]


def test_an_officer_of_one_county_cannot_extract_another(tmp_path, cast):
    with pytest.raises(NotAllowed):
        extract(tmp_path / "e", TODAY, [OTHER_COUNTY], actor=cast.officer)
    assert not (tmp_path / "e").exists()
    extract(tmp_path / "e", TODAY, [OTHER_COUNTY], actor=cast.analyst)


def test_an_extract_is_never_written_over_another(tmp_path):
    extract(tmp_path / "e", TODAY)
    with pytest.raises(FileExistsError):
        extract(tmp_path / "e", TODAY)


def test_a_county_is_held_wholly_the_nation_is_not_and_the_ledger_says_since_when(tmp_path):
    a_person()
    extract(tmp_path / "e", TODAY)
    rows = {(row["area"], row["subject"]): row["complete_from"] for row in table(tmp_path / "e", "coverage")}
    assert rows == {(COUNTY, "people"): None, (COUNTY, "spells"): date(2020, 1, 1)}


def test_a_county_is_measured_from_the_database_to_the_figure(tmp_path):
    household = a_household()
    people = [a_person(household=household) for _ in range(3)]
    a_spell(people[0])
    workshop = Workshop.objects.create(area=household.area, name="样例车间", recognised_on=date(2019, 1, 1))
    a_spell(people[1], channel="workshop", location_class="in_township", workshop=workshop)
    Service.objects.create(
        area=household.area, person=people[2], kind="job_referral", given_on=date(2020, 5, 1)
    )
    course = Course.objects.create(area=household.area, number="c1", starts_on=date(2020, 2, 1))
    Enrolment.objects.create(area=household.area, course=course, person=people[0])
    extract(tmp_path / "e", TODAY)
    figures = measure(
        tmp_path / "e", load_indicators(load("gainful_china").indicators), TODAY, counting=COUNTING
    )
    found = {
        row["indicator"]: row["value"]
        for row in figures.to_pylist()
        if row["area"] == COUNTY and row["breakdown"] == "" and row["state"] == "value"
    }
    wanted = {"gone_out_in_year": 2, "persons_in_workshops": 1, "workshops": 1, "support_coverage": 1}
    wanted |= {"households_with_a_member_working": 1, "gone_out_beyond_county": 1}
    assert {name: found[name] for name in wanted} == wanted


@pytest.mark.django_db(transaction=True)
def test_reading_outside_a_transaction_sees_one_instant_and_leaves_none_open(tmp_path):
    a_spell(a_person())
    extract(tmp_path / "e", TODAY)
    assert not connection.in_atomic_block and connection.get_autocommit()
    a_person()
    assert verify(tmp_path / "e")["on"] == "2020-11-02"


def test_a_job_whose_beginning_was_a_mistake_is_counted_nowhere(tmp_path, cast):
    gone, stands = placed(cast), placed(cast)
    for spell, agreed_still in ((gone, False), (stands, True)):
        retract_beginning(actor=cast.officer, spell=spell, on=TODAY, because="记错人", stands=agreed_still)
    extract(tmp_path / "e", TODAY)
    [row] = table(tmp_path / "e", "spells")
    assert row["begun"] is False
