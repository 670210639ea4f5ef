"""What an opening must not ask: every case in the samples, more ways to say it, and nothing lawful."""

from __future__ import annotations

import json
import re

import pytest

from gainful.pack import screen
from pack.samples import COUNTIES, SAMPLES, rows

FINDINGS = {
    ("05-openings.xlsx", "opening"): ("discriminatory_requirement", "fee_or_deposit_asked"),
    ("03-working.xlsx", "remark"): ("fee_or_deposit_noted", "document_retention_noted"),
}


@pytest.mark.parametrize("county", sorted(COUNTIES))
@pytest.mark.parametrize(("file", "where"), FINDINGS)
def test_exactly_the_expected_rows_of_the_samples_are_found_in_whatever_cell(china, county, file, where):
    expected = json.loads((SAMPLES / county / "expected.json").read_text(encoding="utf-8"))["faults"]
    wanted = {
        (fault["row"], fault["kind"])
        for fault in expected
        if fault["file"] == file and fault["kind"] in FINDINGS[file, where]
    }
    found = {
        (number, hit.code)
        for number, row in rows(county, file)
        for cell in row.values()
        for hit in screen(str(cell), china, where)
    }
    assert wanted
    assert found == wanted


@pytest.mark.parametrize(
    ("text", "ground", "words"),
    [
        ("女，45岁以下", "sex", "女"),
        ("限男性，18-35岁", "sex", "限男性"),
        ("限男性，18－35岁", "age", "18-35岁"),
        ("男士优先", "sex", "男士优先"),
        ("女工", "sex", "女工"),
        ("不招女工", "sex", "不招女"),
        ("55岁以下", "age", "55岁以下"),
        ("年龄不超过 40 岁", "age", "年龄不超过40岁"),
        ("18岁以上45岁以下", "age", "18岁以上45岁以下"),
        ("90后优先", "age", "90后优先"),
        ("男女不限，45岁以下", "age", "45岁以下"),
        ("未婚", "family", "未婚"),
        ("两年内不得怀孕", "family", "不得怀孕"),
        ("本地户口优先", "household_origin", "本地户口"),
        ("限本市户籍", "household_origin", "限本市户籍"),
        ("限汉族", "ethnicity_or_religion", "限汉族"),
        ("少数民族除外", "ethnicity_or_religion", "少数民族除外"),
        ("身高160以上", "health_or_disability", "身高160"),
        ("乙肝携带者勿扰", "health_or_disability", "乙肝"),
        ("入职缴纳服装押金300元", "fee_or_deposit", "入职缴纳服装押金300元"),
        ("不收押金，但收服装费300元", "fee_or_deposit", "但收服装费300元"),
        ("先交200元体检费", "fee_or_deposit", "先交200元体检费"),
        ("身份证由公司统一保管", "document_retention", "身份证由公司统一保管"),
        ("需押身份证", "document_retention", "押身份证"),
    ],
)
def test_what_is_asked_unlawfully_is_named_by_its_ground_and_words(china, text, ground, words):
    assert words in [hit.words for hit in screen(text, china) if hit.ground == ground]


@pytest.mark.parametrize(
    "text",
    [
        None, "", "无", "男女不限", "男女均可，年龄不限", "性别不限", "年满18周岁", "18周岁以上", "16岁以上",
        "不收取任何费用", "不收押金", "无需缴纳押金", "服装费由公司承担", "包吃住，免服装费", "免费培训",
        "缴纳社会保险", "身份证复印件一份", "不得扣押身份证", "残疾人优先", "退役军人优先", "需办理健康证",
        "子女入学", "妇女之家", "男装缝制", "女鞋车间", "每周45-50小时", "工作满2年以上经验", "户籍不限", "民族不限",
        "熟练工优先", "能吃苦耐劳", "可预支生活费",
    ],
)  # fmt: skip
def test_what_is_lawful_is_left_alone(china, text):
    assert screen(text, china) == []


def test_a_remark_notes_what_an_opening_asks(china):
    assert [hit.code for hit in screen("公司收取押金500元", china, "opening")] == ["fee_or_deposit_asked"]
    assert [hit.code for hit in screen("公司收取押金500元", china, "remark")] == ["fee_or_deposit_noted"]


def test_a_remark_on_the_past_is_not_screened_for_sex_or_age(china):
    assert screen("女，45岁以下", china, "remark") == []


@pytest.mark.parametrize("text", ["入职缴纳服装押金300元", "限男性，18-35岁", "身份证由公司统一保管"])
def test_the_words_shown_stand_in_the_text(china, text):
    found = screen(re.sub("", " ", text), china)
    assert found
    assert all(hit.words in text.replace("，", ",") for hit in found)
