"""The lists cover every word of the samples, and every code has a name in both languages."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from gainful.pack.reference import code_lists_page
from gainful.terms.areas import LocationClass
from gainful.terms.fact_list import FACT_ROWS
from pack.samples import COUNTIES, SAMPLES, texts

ON = date(2020, 11, 2)
COLUMNS = [
    ("01-registration.xlsx", "性别", "sexes"),
    ("01-registration.xlsx", "与户主关系", "relations"),
    ("01-registration.xlsx", "文化程度", "education"),
    ("01-registration.xlsx", "在校生状况", "student_status"),
    ("01-registration.xlsx", "健康状况", "health"),
    ("01-registration.xlsx", "劳动技能", "labour_capacity"),
    ("01-registration.xlsx", "主要致贫原因", "poverty_causes"),
    ("01-registration.xlsx", "其他致贫原因", "poverty_causes"),
    ("01-registration.xlsx", "脱贫年度", "registration_states"),
    ("03-working.xlsx", "就业渠道", "channels"),
    ("03-working.xlsx", "工种", "occupations"),
    ("03-working.xlsx", "是否参保", "yes_no"),
    ("03-working.xlsx", "核实方式", "evidence_grades"),
    ("04-not-working.xlsx", "是否有就业意愿", "yes_no"),
    ("04-not-working.xlsx", "意愿就业地", "wish_scopes"),
    ("04-not-working.xlsx", "意愿工种", "occupations"),
    ("04-not-working.xlsx", "是否愿意参加培训", "yes_no"),
    ("04-not-working.xlsx", "意愿培训工种", "occupations"),
    ("04-not-working.xlsx", "是否有创业意愿", "yes_no"),
    ("04-not-working.xlsx", "照料负担", "care_burdens"),
    ("04-not-working.xlsx", "需要的服务", "service_needs"),
    ("04-not-working.xlsx", "是否同意推荐岗位", "yes_no"),
    ("05-openings.xlsx", "单位类型", "employer_types"),
    ("05-openings.xlsx", "岗位名称", "occupations"),
    ("05-openings.xlsx", "学历要求", "education"),
    ("05-openings.xlsx", "技能要求", "skill_requirements"),
    ("05-openings.xlsx", "食宿", "housing"),
    ("06-training.xlsx", "培训工种", "occupations"),
    ("06-training.xlsx", "培训类型", "course_types"),
    ("06-training.xlsx", "是否取得证书", "yes_no"),
    ("06-training.xlsx", "证书等级", "certificate_levels"),
    ("07-workshops.xlsx", "类型", "workshop_types"),
    ("07-workshops.xlsx", "运行状态", "workshop_states"),
    ("08-leaders.xlsx", "主体类型", "entity_types"),
    ("09-payroll.xlsx", "扣款原因", "deduction_reasons"),
    ("09-payroll.xlsx", "发放方式", "payment_methods"),
    ("10-attendance.xlsx", "岗位", "channels"),
]


@pytest.mark.parametrize(("file", "column", "name"), COLUMNS)
def test_every_word_of_a_column_in_the_samples_is_in_its_list(china, file, column, name):
    words = texts(file, column)
    assert words
    unknown = {word: china.codes[name].match_all(word, ON)[1] for word in words}
    assert not {word: parts for word, parts in unknown.items() if parts}


def test_every_state_in_the_insurance_lists_is_known(china):
    states = set()
    for county in COUNTIES:
        with (SAMPLES / county / "11-insurance.csv").open(encoding="gb18030") as file:
            states |= {row["状态"] for row in csv.DictReader(file)}
    assert states and all(china.codes["insurance_states"].match(state) for state in states)


def test_location_classes_are_those_that_the_programme_computes(china):
    assert {item.code for item in china.codes["location_classes"]} == set(map(str, LocationClass))


def test_every_ground_of_the_screening_has_a_name(china):
    assert {rule.ground for rule in china.screening} == {c.code for c in china.codes["screening_grounds"]}


def test_the_counted_classes_of_the_settings_are_those_marked_in_the_list(china):
    marked = {c.code for c in china.codes["location_classes"] if c.is_marked("counted_as_gone_out")}
    assert marked == set(china.settings["counting"]["gone_out_classes"])


def test_every_occupation_but_any_lies_in_a_major_group(china):
    jobs = china.codes["occupations"]
    majors = {item.code for item in jobs if item.code.startswith("major_")}
    assert len(majors) == 10
    outside = [i.code for i in jobs if not any(jobs.within(i.code, major) for major in majors)]
    assert outside == ["any"]


@pytest.mark.parametrize(
    ("word", "hazardous"),
    [("焊工", True), ("叉车司机", True), ("砌筑工", True), ("保洁员", False), ("缝纫工", False)],
)
def test_hazardous_work_is_marked(china, word, hazardous):
    assert china.codes["occupations"].match(word).is_marked("hazardous") is hazardous


def test_every_certificate_asked_for_names_an_occupation_of_the_list(china):
    asked = [c for c in china.codes["skill_requirements"] if c.code.startswith("certificate_")]
    assert asked and all(c.attributes["occupation"] in china.codes["occupations"] for c in asked)


def test_own_motivation_is_read_for_history_only(china):
    marked = [c.code for c in china.codes["poverty_causes"] if c.is_marked("history_only")]
    assert marked == ["own_motivation"]


def test_evidence_is_ranked_and_only_employers_and_records_reach_grade_b(china):
    grades = sorted(china.codes["evidence_grades"], key=lambda c: c.rank)
    assert [(c.code, c.attributes["grade"]) for c in grades if c.attributes["grade"] in "AB"] == [
        ("employer_confirmed", "B"),
        ("insurance_compared", "A"),
        ("payroll", "A"),
    ]
    assert [c.attributes["grade"] for c in grades] == sorted(
        (c.attributes["grade"] for c in grades), reverse=True
    )


def test_education_is_ranked_so_that_a_requirement_can_be_compared(china):
    rank = {c.code: c.rank for c in china.codes["education"]}
    assert rank["any"] == rank["illiterate"] < rank["primary"] < rank["junior_middle"]
    assert rank["junior_middle"] < rank["senior_middle"] == rank["secondary_vocational"] < rank["college"]


def test_only_two_capacities_cannot_work(china):
    assert [c.code for c in china.codes["labour_capacity"] if not c.is_marked("able")] == ["lost", "none"]


def test_a_wished_scope_names_location_classes_that_exist(china):
    for scope in china.codes["wish_scopes"]:
        classes = scope.attributes["location_classes"].split()
        assert classes and all(LocationClass(name) for name in classes)


def test_an_employer_type_leads_to_a_channel_of_the_list(china):
    channels = {c.attributes["channel"] for c in china.codes["employer_types"]} - {""}
    assert channels <= {c.code for c in china.codes["channels"]}


def test_every_code_that_a_fact_may_have_is_in_a_list(china):
    asked = {row[1].removeprefix("code:") for row in FACT_ROWS if row[1].startswith("code:")}
    assert asked
    assert asked <= set(china.codes)


def test_no_list_holds_ethnicity_religion_or_party(china):
    names = {item.names["zh"] for codes in china.codes.values() for item in codes}
    assert not names & {"汉族", "回族", "彝族", "苗族", "党员", "佛教", "伊斯兰教"}


def test_the_page_of_code_lists_is_fresh(china):
    page = Path(__file__).parent.parent.parent / "docs/reference/codes.md"
    assert page.read_text(encoding="utf-8") == code_lists_page(china)
