"""A third county, whose sheets have another column order and other wording, is read without code."""

from __future__ import annotations

import pytest

from gainful.terms.places import Area, Level
from intake.county import GAZETTEER, codes, person_number, read, workbook

HOME = 522698000000
ABOVE = ["临溪县", "报送单位：贵州省黔东南苗族侗族自治州临溪县    截至日期：2020.10.31"]
ANN = person_number("52269819920722246")
BO = person_number("52269819850722113")


@pytest.fixture(scope="module")
def intake():
    """Five forms of the county, as its own office words them."""
    registration = workbook(
        ("身份证号码", "家庭成员姓名", "性　别", "家庭编号", "户主关系", "受教育程度", "劳动能力", "民族成份",
         "联系方式", "致贫原因", "身体状况", "所属行政村"),
        (ANN, "杨秀", "女性", "GZ-0001", "户主", "初中", "普通劳动力", "侗族", "10012345678", "因学", "良好", "上寨村"),
        (BO, "杨 光", "男性", None, "儿子", "小学", "弱劳动力", "侗族", None, None, "残疾", None),
        above=ABOVE, sheet="岩洞镇",
    )  # fmt: skip
    income = workbook(
        ("年份", "家庭编号", "转移收入", "工资收入", "经营性收入", "财产收入", "经营性支出", "纯收入"),
        (2019, "GZ-0001", "1,000", "2.4万", 500, 0, 100, 25400), above=ABOVE,
    )  # fmt: skip
    working = workbook(
        ("公民身份号码", "姓名", "务工开始时间", "务工结束时间", "月收入", "务工地点", "务工单位", "从事工种",
         "务工渠道"),
        (BO, "杨光", "2020/3/1", None, "3.5k", "浙江省金华市义乌市", "样例厂", "缝纫工", "劳务输出"), above=ABOVE,
    )  # fmt: skip
    seeking = workbook(
        ("签名", "是否同意推荐", "身份证号", "姓名", "就业意愿", "意向就业地", "意向工种", "调查日期"),
        ("杨秀", "同意", ANN, "杨秀", "有", "县内", "保洁员、缝纫工", "2020年10月8日"), above=ABOVE,
    )  # fmt: skip
    openings = workbook(
        ("薪资待遇", "需求人数", "招聘岗位", "用工企业", "工作地址", "周工时", "任职要求"),
        ("3000-3500", "5人", "缝纫工", "样例厂", "本县", 40, None), above=ABOVE,
    )  # fmt: skip
    places = GAZETTEER.with_places([Area(HOME, "临溪县", Level.COUNTY)])
    return read(registration, income, working, seeking, openings, gazetteer=places)


def test_each_form_is_known(intake):
    forms = [sheet.form for sheet in intake.sheets]
    assert forms == ["registration", "income", "working", "not_working", "openings"]


def test_the_county_is_read_from_its_own_filing_line(intake):
    assert intake.filing.area == HOME and intake.filing.filed_on.isoformat() == "2020-10-31"


def test_only_the_peoples_column_and_a_blank_in_a_name_are_said(intake):
    assert codes(intake) == ["column_never_kept", "name_mended"]


def test_every_fact_arrives(intake):
    ann, bo, income, spell, wish, opening = [record.values for record in intake.records]
    assert ann["main_cause"] == "schooling" and ann["health"] == "healthy" and ann["village"] == "上寨村"
    assert (bo["household_number"], bo["relation"], bo["name"]) == ("GZ-0001", "son", "杨光")
    assert (income["wage_fen"], income["net_fen"]) == (2_400_000, 2_540_000)
    assert (spell["pay"], spell["channel"]) == ((350_000, 350_000), "organised_export")
    assert (wish["willing"], wish["wish_scope"], wish["agrees_to_referral"]) == (True, "county", True)
    assert len(wish["wish_occupations"]) == 2
    assert (opening["seats"], opening["occupation"]) == (5, spell["occupation"])
