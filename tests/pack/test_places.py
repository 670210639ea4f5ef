"""What place texts mean: every one in the samples, the doubtful ones, and never a guess."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gainful.pack import load
from gainful.terms.areas import area_text, common_area, contains
from gainful.terms.places import LocationClass, Remark
from pack.samples import COUNTIES, texts

HOME = 621299102000
ON = date(2020, 11, 2)
CHINA = load("gainful_china")
GAZETTEER = CHINA.gazetteer(CHINA.demo_areas)


def _place(text: str | None, home: int = HOME) -> tuple[str | None, str, str | None]:
    """Code text, location class and remark of a place text."""
    place = GAZETTEER.resolve(text, home, ON)
    code = None if place.code is None else area_text(place.code)
    return code, str(place.location_class), place.remark and str(place.remark)


@pytest.mark.parametrize(
    ("text", "code", "seen_as", "remark"),
    [
        ("广东深圳", "4403", "out_of_province", None),
        ("广东 深圳", "4403", "out_of_province", None),
        ("广东省深圳市宝安区", "440306", "out_of_province", None),
        ("宝安区", "440306", "out_of_province", None),
        ("山东省青岛市即墨区", "370215", "out_of_province", None),
        ("江苏省苏州市昆山市", "320583", "out_of_province", None),
        ("江苏省昆山市", "320583", "out_of_province", None),
        ("苏州昆山", "320583", "out_of_province", None),
        ("广东东莞", "4419", "out_of_province", None),
        ("北京市辖区", "11", "out_of_province", None),
        ("北京市市辖区大兴区", "110115", "out_of_province", None),
        ("上海浦东", "310115", "out_of_province", None),
        ("云南省曲靖市", "5303", "out_of_province", None),
        ("内蒙古呼和浩特", "1501", "out_of_province", None),
        ("新疆维吾尔自治区喀什地区", "6531", "out_of_province", None),
        ("恩施州", "4228", "out_of_province", None),
        ("外省广东", "44", "out_of_province", None),
        ("甘肃省陇南市", "6212", "in_province_unknown", "in_province_county_unknown"),
        ("甘肃", "62", "in_province_unknown", "in_province_county_unknown"),
        ("兰州", "6201", "in_province", None),
        ("本省兰州市", "6201", "in_province", None),
        ("积石山县", "622927", "in_province", None),
        ("陇南市武都区", "621202", "in_province", None),
        ("禾川县", "621299", "in_county", None),
        ("禾川县清溪乡", "621299104", "in_county", None),
        ("本县清溪乡", "621299104", "in_county", None),
        ("清溪乡", "621299104", "in_county", None),
        ("禾川县石桥湾镇", "621299102", "in_township", None),
        ("本县", "621299", "in_county", None),
        ("本乡镇", "621299102", "in_township", None),
        ("本村", "621299102", "in_township", None),
        ("外省", None, "out_of_province", "outside_province_not_further_known"),
        ("省外", None, "out_of_province", "outside_province_not_further_known"),
        ("省内", "62", "in_province_unknown", "in_province_county_unknown"),
        ("省内县外", "62", "in_province", "in_province_outside_county_not_further_known"),
        ("国外", None, "abroad", "abroad_not_further_known"),
        ("不限", None, "unknown", "place_not_known"),
    ],
)
def test_a_place_text_is_the_smallest_certain_area(text, code, seen_as, remark):
    assert _place(text) == (code, seen_as, remark)


@pytest.mark.parametrize(
    ("text", "code", "seen_as", "remark"),
    [
        ("朝阳区", None, "out_of_province", "several_places_of_that_name"),
        ("城关区", None, "unknown", "several_places_of_that_name"),
        ("南昌", "3601", "out_of_province", "several_places_of_that_name"),
        ("临夏", "6229", "in_province", "several_places_of_that_name"),
        ("浙江、江苏", None, "out_of_province", "more_than_one_place_named"),
        ("广州/深圳", "44", "out_of_province", "more_than_one_place_named"),
        ("广东省深圳市宝安区沙井街道某厂", "440306", "out_of_province", "rest_of_text_not_known"),
        ("禾川县人民政府", "621299", "in_county", "rest_of_text_not_known"),
        ("本县某厂", "621299", "in_county", "rest_of_text_not_known"),
        ("即墨市", "370215", "out_of_province", "former_name"),
        ("云南省泸水县", "533301", "out_of_province", "former_name"),
        ("西湾村", None, "unknown", "place_not_known"),
        ("火星", None, "unknown", "place_not_known"),
        ("市辖区", None, "unknown", "place_not_known"),
        ("", None, "unknown", "place_not_known"),
        (None, None, "unknown", "place_not_known"),
    ],
)
def test_what_a_text_leaves_open_stays_open_with_a_remark(text, code, seen_as, remark):
    assert _place(text) == (code, seen_as, remark)


def test_a_text_with_several_readings_names_them_all():
    place = GAZETTEER.resolve("朝阳区", HOME, ON)
    assert [area_text(code) for code in place.candidates] == ["110105", "220104"]


def test_a_township_named_alone_is_the_own_countys_and_never_another_countys():
    assert _place("清溪乡", 530399100000)[0] == "530399104"
    assert _place("清溪乡", 621226000000) == (None, "unknown", "place_not_known")


def test_a_name_means_what_it_meant_on_the_day():
    assert GAZETTEER.resolve("即墨市", HOME, date(2016, 5, 1)).code == 370282000000
    assert GAZETTEER.resolve("即墨市", HOME, date(2016, 5, 1)).remark is None
    assert GAZETTEER.resolve("即墨市", HOME, ON).remark is Remark.FORMER_NAME


@pytest.mark.parametrize("county", sorted(COUNTIES))
def test_every_place_text_in_the_samples_is_understood(county):
    found = texts("03-working.xlsx", "就业地点") | texts("05-openings.xlsx", "工作地点")
    other = {"hechuan": "云麓县", "yunlu": "禾川县"}[county]
    places = [GAZETTEER.resolve(text, COUNTIES[county], ON) for text in found if not text.startswith(other)]
    assert len(places) > 30
    assert not [place.text for place in places if place.location_class is LocationClass.UNKNOWN]
    without_code = {place.text for place in places if place.code is None}
    assert without_code == {"外省"}
    remarks = {place.remark for place in places}
    assert remarks <= {None, Remark.OUTSIDE_PROVINCE, Remark.IN_PROVINCE}


def test_every_wished_place_in_the_samples_has_a_meaning_in_the_list_of_scopes(china):
    wished = texts("04-not-working.xlsx", "意愿就业地")
    assert len(wished) == 6
    assert all(china.codes["wish_scopes"].match(text) for text in wished)


def test_names_are_found_inside_an_area_by_full_name_first():
    assert [a.number for a in GAZETTEER.find("清溪乡", 530399000000, ON)] == [530399104000]
    assert [a.number for a in GAZETTEER.find("石桥湾", 621299000000, ON)] == [621299102000]
    assert [a.number for a in GAZETTEER.find("吉林市", on=ON)] == [220200000000]
    assert GAZETTEER.find("清溪乡", 110000000000, ON) == []


names = st.sampled_from([area.name for area in GAZETTEER.areas if area.in_force(ON)])


@settings(max_examples=300, deadline=None)
@given(name=names, noise=st.text("某厂一二三号路", max_size=4))
def test_the_area_given_always_holds_every_candidate(name, noise):
    place = GAZETTEER.resolve(name + noise, HOME, ON)
    assert all(place.code is None or contains(place.code, code) for code in place.candidates)
    if place.remark is Remark.SEVERAL:
        assert (place.code or 0) == common_area(list(place.candidates))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([area for area in GAZETTEER.areas if area.in_force(ON) and area.number % 10**6 == 0]))
def test_the_full_path_of_an_area_resolves_to_it(area):
    place = GAZETTEER.resolve("".join(GAZETTEER.path(area.number, ON)), HOME, ON)
    container = area.name in CHINA.gazetteer().words.fillers or area.name == "县"
    assert container or place.code == area.number or area.number in place.candidates


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=20))
def test_no_text_whatever_breaks_the_reading(text):
    place = GAZETTEER.resolve(text, HOME, ON)
    assert place.text == text
    assert place.code is not None or place.remark is not None
