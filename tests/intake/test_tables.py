"""A large table is typed and checked by the very rules of single cells."""

from __future__ import annotations

import random
from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gainful.intake.forms import load_forms
from gainful.intake.tables import stage_table, valid_mod_11_2
from gainful.intake.takers import Takers
from gainful.intake.zipcheck import Unreadable
from intake.county import FILED_ON, PACK, person_number

HEADER = "姓名,证件号码,就业渠道,工种,合同期限（月）,是否参保,就业开始时间,月工资,单位联系人,联系电话,备注"
GOOD = person_number("62129919920722246")
ODD = [
    ("姓名", ["赖馥", "蔡 梅秀", "'易飞", "=1+1", "—", ""]),
    ("证件号码", [GOOD, f"'{GOOD}", GOOD[:-1], "6.21299E+17", person_number("62129920000229001"), "1" * 18]),
    ("就业渠道", ["扶贫车间", "劳务输出", "天知道", ""]),
    ("工种", ["缝纫工", "缝 纫工", "无此工"]),
    ("合同期限（月）", ["12", "6个月", "半年", "1２"]),
    ("是否参保", ["是", "否", "?", ""]),
    ("就业开始时间", ["2020-04-27", "2020年4月7日", "20200427", "春天"]),
    ("月工资", ["3400", '"3,400"', "3.2k-3.7k", "面议", "0.35万"]),
    ("单位联系人", ["袁超", "Anna Lee"]),
    ("联系电话", ["10050007271", "100 5000 7271", "无"]),
    ("备注", ["", "好", "a b", "/", "N/A", "空", "无数据"]),
]


def _table(tmp_path, rows, encoding="utf-8"):
    path = tmp_path / "x.csv"
    path.write_bytes("\n".join([HEADER, *rows]).encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_agrees_with_the_rule_for_single_cells(tmp_path, encoding):
    chance = random.Random(7)
    rows = [[chance.choice(values) for _, values in ODD] for _ in range(400)]

    staged = stage_table(_table(tmp_path, map(",".join, rows), encoding), "gainful_china", filed_on=FILED_ON)

    form = load_forms(PACK.forms).forms["working"]
    takers = Takers(load_forms(PACK.forms).common, PACK.codes, PACK.number_checker(), FILED_ON)
    facts = "name id_number channel occupation contract_months insured starts_on pay contact_name contact_phone note"
    expected = [
        [
            takers.take(text.strip('"') or None, form.columns[fact])
            for fact, text in zip(facts.split(), row, strict=True)
        ]
        for row in rows
    ]
    for at, fact in enumerate(facts.split()):
        said = [one[at].value for one in expected]
        assert staged.table[fact].to_pylist() == [list(v) if isinstance(v, tuple) else v for v in said]
    faults = sorted((n, one.code) for n, row in enumerate(expected, start=2) for one in row if one.code)
    assert sorted((finding.row, finding.code) for finding in staged.findings) == faults
    assert sum(staged.counts.values()) == len(faults)


def test_rows_are_numbered_as_in_the_file(tmp_path):
    staged = stage_table(_table(tmp_path, [f"赖馥,{GOOD},,,,,,,,,"] * 3), "gainful_china", filed_on=FILED_ON)
    assert staged.form == "working" and staged.table["row"].to_pylist() == [2, 3, 4]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty_file"), (b"PK\x03\x04", "not_a_workbook"), ("甲,乙,丙\n1,2,3\n".encode(), "no_known_form"),
     (f"{HEADER}\n赖馥,1\n".encode(), "damaged_table"), ("姓名,x".encode("utf-16"), "text_in_unknown_encoding")],
)  # fmt: skip
def test_a_table_that_cannot_be_taken_is_refused(tmp_path, content, code):
    (tmp_path / "x.csv").write_bytes(content)
    with pytest.raises(Unreadable) as refused:
        stage_table(tmp_path / "x.csv", "gainful_china", filed_on=FILED_ON)
    assert refused.value.code == code


@given(
    st.lists(
        st.from_regex(
            r"[0-9]{17}[0-9X]|[0-9]{6}(19|20)[0-9]{2}[01][0-9][0-3][0-9][0-9]{3}[0-9X]", fullmatch=True
        )
    )
)
def test_no_number_passes_the_column_that_would_fail_alone(texts):
    texts = [*texts, *(person_number(text[:17]) for text in texts)]
    checker = PACK.number_checker()
    passed = valid_mod_11_2(pa.array(texts, pa.string()), date(2020, 10, 31))
    assert not [
        text
        for text, good in zip(texts, passed, strict=True)
        if good and not checker.read(text, FILED_ON).valid
    ]


def test_an_ordinary_number_passes_the_column():
    assert valid_mod_11_2(pa.array([GOOD, None, "x", GOOD[:-1]]), FILED_ON).tolist() == [
        True,
        False,
        False,
        False,
    ]
