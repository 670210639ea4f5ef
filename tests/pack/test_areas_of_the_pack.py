"""GB/T 2260 by year: as many counties as there were, each followed to what it became."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from gainful.terms.areas import Level, area_number

ROOT = Path(__file__).parent.parent.parent


def test_the_file_is_what_the_tool_makes():
    made = subprocess.run(
        [sys.executable, "-X", "utf8", str(ROOT / "tools" / "make_areas.py")], capture_output=True, check=True
    )
    assert made.stdout == (ROOT / "src/gainful_china/codes/areas.csv").read_bytes()


@pytest.mark.parametrize(("year", "counties"), [(2014, 2855), (2016, 2851), (2018, 2851), (2020, 2842)])
def test_there_are_as_many_counties_as_in_the_year(china, year, counties):
    assert len(china.gazetteer().inside(0, Level.COUNTY, date(year, 12, 31))) == counties


def test_there_are_34_provinces_each_with_an_english_name(china):
    provinces = china.gazetteer().inside(0, Level.PROVINCE, date(2020, 10, 31))
    assert len(provinces) == 34
    assert all(province.names["en"] for province in provinces)


@pytest.mark.parametrize(
    ("gone", "became"),
    [
        ("533321", ["533301"]),
        ("370282", ["370215"]),
        ("371202", ["370116"]),
        ("310108", ["310106"]),
        ("542621", ["540402"]),
        ("130421", ["130402", "130403"]),
        ("120225", ["120119"]),
        ("469003", ["460400"]),
        ("621226", ["621226"]),
        ("999999", []),
    ],
)
def test_a_county_that_is_gone_is_followed_to_what_it_became(china, gone, became):
    found = china.gazetteer().successors(area_number(gone), date(2020, 10, 31))
    assert found == tuple(map(area_number, became))


def test_every_area_that_is_gone_leads_to_one_in_force(china):
    gazetteer, on = china.gazetteer(), date(2020, 10, 31)
    assert not [area.name for area in gazetteer if not gazetteer.successors(area.number, on)]


def test_a_county_has_the_name_of_the_year(china):
    gazetteer = china.gazetteer()
    assert gazetteer.exists(area_number("533321"), date(2015, 6, 1))
    assert not gazetteer.exists(area_number("533321"), date(2016, 6, 1))
    assert gazetteer.name(area_number("130502"), date(2019, 1, 1)) == "桥东区"
    assert gazetteer.name(area_number("130502"), date(2020, 1, 1)) == "襄都区"
    assert gazetteer.name(area_number("533321"), date(2020, 1, 1)) == "泸水县"
    assert gazetteer.name(area_number("999999"), date(2020, 1, 1)) == ""


def test_names_come_in_the_language_asked_for_where_there_is_one(china):
    gazetteer, on = china.gazetteer(china.demo_areas), date(2020, 11, 2)
    assert gazetteer.name(area_number("62"), on, "en") == "Gansu"
    assert gazetteer.name(area_number("621299"), on, "en") == "Hechuan"
    assert gazetteer.name(area_number("621226"), on, "en") == "礼县"
    assert gazetteer.path(area_number("621299102"), on) == ["甘肃省", "陇南市", "禾川县", "石桥湾镇"]
    assert gazetteer.path(area_number("110115"), on) == ["北京市", "大兴区"]


def test_the_invented_counties_are_in_the_list_only_when_added(china):
    on = date(2020, 11, 2)
    assert not china.gazetteer().exists(area_number("621299"), on)
    with_demo = china.gazetteer(china.demo_areas)
    assert with_demo.exists(area_number("621299"), on)
    assert len(with_demo.inside(area_number("530399"), Level.TOWNSHIP, on)) == 8
    assert len(with_demo) == len(china.gazetteer()) + len(china.demo_areas)
