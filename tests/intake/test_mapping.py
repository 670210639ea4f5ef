"""Headers, not file names, columns or positions, say what a sheet is."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from gainful.intake.checks import CHECKS
from gainful.intake.folder import HandInRefused
from gainful.intake.forms import CHECK_SETTINGS, FormError, header_key, load_forms
from gainful.terms.places import Area, Level
from intake.county import FILING, GAZETTEER, PACK, codes, person_number, read, saved, workbook

SOURCE = Path(__file__).parents[2] / "src"
ANN = person_number("62129919920722246")
BO = person_number("62129919820722111")
HEAD = ("户编号", "姓名", "性别", "证件号码", "与户主关系", "文化程度", "劳动技能")
HOUSEHOLD = (
    ("62129910200001", "赖馥", "女", ANN, "户主", "初中", "普通劳动力"),
    (None, "易飞", "男", BO, "配偶", "小学", "普通劳动力"),
)


def _refused(*files, **options):
    with pytest.raises(HandInRefused) as refused:
        read(*files, **options)
    return refused.value.findings


def test_a_header_is_compared_without_width_blanks_numbering_and_brackets():
    assert (
        header_key("A6 证件\n号码")
        == header_key("１、证件号码：")
        == header_key("证件号码（18位）")
        == "证件号码"
    )


def test_a_form_is_known_by_its_header_under_any_file_name():
    intake = read(("工资表09.xlsx", workbook(HEAD, *HOUSEHOLD)))
    assert [sheet.form for sheet in intake.sheets] == ["registration"]
    assert [record.values["name"] for record in intake.records] == ["赖馥", "易飞"]


def test_household_fields_are_carried_down_within_the_household():
    first, second = read(workbook(HEAD, *HOUSEHOLD)).records
    assert second.values["household_number"] == first.values["household_number"] == "62129910200001"
    assert second.cells["id_number"] == "D5"


def test_an_account_is_not_carried_to_other_members():
    rows = [(*row, account) for row, account in zip(HOUSEHOLD, ("6217066907439150008", None), strict=True)]
    _, second = read(workbook((*HEAD, "银行账号"), *rows)).records
    assert "account" not in second.values


def test_the_header_may_stand_anywhere_in_the_first_ten_rows():
    intake = read(workbook(HEAD, *HOUSEHOLD, above=["某表", "", FILING, *["说明"] * 6]))
    assert len(intake.records) == 2 and intake.sheets[0].header_row == 10


def test_a_header_below_the_tenth_row_is_not_found():
    (refusal,) = _refused(workbook(HEAD, *HOUSEHOLD, above=[FILING, *["说明"] * 9]))
    assert refusal.code == "no_known_form"


def test_columns_that_nobody_knows_are_said_and_left():
    intake = read(workbook((*HEAD, "幸运数字"), *[(*row, 7) for row in HOUSEHOLD]))
    assert codes(intake) == ["column_not_known"]


def test_a_sheet_without_the_number_column_is_refused_naming_it():
    without = [tuple(cell for at, cell in enumerate(row) if at != 3) for row in (HEAD, *HOUSEHOLD)]
    (refusal,) = _refused(workbook(*without))
    assert refusal.code == "required_column_missing" and "证件号码" in refusal.message_zh


def test_two_header_rows_are_refused_as_such():
    (refusal,) = _refused(workbook(HEAD, HEAD, *HOUSEHOLD))
    assert refusal.code == "two_header_rows"


def test_a_header_in_two_storeys_is_two_header_rows():
    upper = ("户编号", "姓名", "性别", "证件号码", "其他", None, None)
    lower = (None, None, None, None, "与户主关系", "文化程度", "劳动技能")
    (refusal,) = _refused(workbook(upper, lower, *HOUSEHOLD))
    assert refusal.code in ("two_header_rows", "required_column_missing")


def test_a_line_of_groups_above_a_whole_header_is_no_second_header():
    groups = ("基本信息", None, None, None, "劳动力信息", None, None)
    book = workbook(groups, HEAD, *HOUSEHOLD)
    assert len(read(book).records) == 2


def test_totals_notes_blank_rows_and_repeated_headers_are_not_records():
    rows = [
        HOUSEHOLD[0],
        HOUSEHOLD[1],
        (None,) * 7,
        HEAD,
        ("合计", "2人"),
        ("填表人：赵",),
        ("说明：据实填写",),
    ]
    intake = read(workbook(HEAD, *rows))
    assert len(intake.records) == 2
    assert sorted(codes(intake)) == ["header_repeated", "total_row"]


def test_a_row_that_names_nobody_is_said():
    intake = read(workbook(HEAD, *HOUSEHOLD, (None, None, "男", None, "之子", "小学", "无劳动能力")))
    assert "row_not_understood" in codes(intake) and len(intake.records) == 2


def test_the_wrong_countys_file_is_refused_as_a_whole():
    (refusal,) = _refused(workbook(HEAD, *HOUSEHOLD), area=530399000000)
    assert (
        refusal.code == "wrong_county" and "禾川县" in refusal.message_zh and "云麓县" in refusal.message_zh
    )


def test_files_of_two_counties_are_refused_together():
    other = workbook(HEAD, *HOUSEHOLD, above=[FILING.replace("甘肃省陇南市禾川县", "云南省曲靖市云麓县")])
    (refusal,) = _refused(workbook(HEAD, *HOUSEHOLD), other)
    assert refusal.code == "files_of_two_counties" and refusal.file == "2.xlsx"


def test_a_county_that_is_on_no_list_is_refused_until_it_is_added():
    files = [FILING.replace("禾川县", "新禾县")]
    (refusal,) = _refused(workbook(HEAD, *HOUSEHOLD, above=files))
    assert refusal.code == "county_not_known"
    added = GAZETTEER.with_places([Area(621298000000, "新禾县", Level.COUNTY)])
    assert read(workbook(HEAD, *HOUSEHOLD, above=files), gazetteer=added).filing.area == 621298000000


@pytest.mark.parametrize(
    "unit", ["甘肃省陇南市青石县柳泉镇", "青石县", "青石县人社局", "四川省青石县", "甘肃省陇南市新禾县"]
)
def test_a_file_of_a_county_on_no_list_is_not_taken_for_the_county_given(unit):
    files = [FILING.replace("甘肃省陇南市禾川县", unit)]
    (refusal,) = _refused(workbook(HEAD, *HOUSEHOLD, above=files), area=621299000000)
    assert refusal.code == "wrong_county" and unit in refusal.message_zh and "禾川县" in refusal.message_zh


@pytest.mark.parametrize("unit", ["甘肃省陇南市", "陇南市人社局"])
def test_a_filing_line_of_a_larger_area_is_taken_as_told_and_said(unit):
    files = [FILING.replace("甘肃省陇南市禾川县", unit)]
    intake = read(workbook(HEAD, *HOUSEHOLD, above=files), area=621299000000)
    assert codes(intake) == ["filing_line_names_no_county"] and intake.filing.area == 621299000000
    (refusal,) = _refused(workbook(HEAD, *HOUSEHOLD, above=files), area=530399000000)
    assert refusal.code == "wrong_county"


@pytest.mark.parametrize("unit", ["县扶贫办", "全县", "清溪乡", "禾川县清溪乡柳树社区", "某某社区"])
def test_a_filing_line_that_names_no_county_is_taken_where_the_county_is_given(unit):
    files = [FILING.replace("甘肃省陇南市禾川县", unit)]
    assert codes(read(workbook(HEAD, *HOUSEHOLD, above=files), area=621299000000)) == []


def test_without_a_filing_line_county_and_day_must_be_given():
    bare = lambda: workbook(HEAD, *HOUSEHOLD, above=[])  # noqa: E731
    assert {finding.code for finding in _refused(bare())} == {"filing_date_not_stated"}
    assert {finding.code for finding in _refused(bare(), on=date(2020, 11, 2))} == {"county_not_stated"}
    assert len(read(bare(), on=date(2020, 11, 2), area=621299000000).records) == 2


def test_every_refusal_of_a_folder_is_said_at_once():
    findings = _refused(workbook(HEAD, HEAD), ("b.xlsx", io.BytesIO(b"")), ("c.csv", io.BytesIO(b"x")))
    assert [finding.file for finding in findings] == ["1.xlsx", "b.xlsx", "c.csv"]


def test_vertically_merged_cells_hold_for_all_their_rows():
    book = Workbook()
    sheet = book.worksheets[0]
    rows = [("某表",), (FILING,), HEAD, HOUSEHOLD[0], HOUSEHOLD[1], ("62129910200002", *HOUSEHOLD[0][1:])]
    for row in rows:
        sheet.append(list(row))
    sheet["H3"] = "备注"
    sheet["H4"] = "同住"
    sheet.merge_cells("H4:H5")
    assert [record.values.get("note") for record in read(saved(book)).records] == ["同住", "同住", None]


def test_a_formula_in_a_text_is_refused_and_in_a_number_said():
    book = Workbook()
    sheet = book.worksheets[0]
    head = ("户编号", "户主姓名", "年度", "工资性收入", "家庭纯收入", "备注")
    for row in ([FILING], head, ("62129910200001", "赖馥", 2019, 5, "=D3*2", "=HYPERLINK(1)")):
        sheet.append(list(row))
    said = codes(read(saved(book)))
    assert "formula_in_text" in said and "formula_without_value" in said


def test_an_error_cell_is_refused():
    said = codes(read(workbook(HEAD, ("62129910200001", "赖馥", "#N/A", ANN, "户主", "初中", "普通劳动力"))))
    assert said == ["error_cell"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_a_table_is_read_in_both_encodings_and_with_each_separator(encoding, mark):
    lines = [mark.join(HEAD), *(mark.join(cell or "" for cell in row) for row in HOUSEHOLD)]
    table = io.BytesIO("\n".join(lines).encode(encoding))
    intake = read(("x.csv", table), area=621299000000, on=date(2020, 10, 31))
    assert [record.values["id_number"] for record in intake.records] == [ANN, BO]


def test_dates_counted_from_1904_are_the_same_days():
    book = Workbook()
    book.epoch = __import__("openpyxl").utils.datetime.CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    head = ("车间名称", "所在乡镇", "类型", "认定日期", "用工总数")
    for row in ([FILING], head, ("某车间", "禾丰镇", "厂房式", date(2019, 9, 18), 9)):
        sheet.append(list(row))
    (record,) = read(saved(book)).records
    assert record.values["recognised_on"] == date(2019, 9, 18)


def test_the_sheet_name_is_the_township_where_no_column_says_it():
    (first, _) = read(workbook(HEAD, *HOUSEHOLD, sheet="清溪乡")).records
    assert first.values["township"] == "清溪乡"


def test_a_slip_in_a_form_is_told_with_its_file():
    broken = {**PACK.forms, "09-new": {**PACK.forms["07-workshops"], "form": "new", "row_needs": ["nobody"]}}
    with pytest.raises(FormError, match="09-new: row_needs names 'nobody'"):
        load_forms(broken)


def test_every_check_that_a_form_may_name_exists():
    assert CHECKS.keys() == CHECK_SETTINGS.keys()


def test_the_same_word_is_read_by_each_forms_own_rule():
    ledger = workbook(
        ("姓名", "证件号码", "就业渠道", "就业开始时间", "月工资"),
        ("赖馥", ANN, "扶贫车间", "2020-01-01", "面议"),
    )
    openings = workbook(
        ("单位名称", "岗位名称", "招聘人数", "月薪", "每周工时"), ("某厂", "普工", 3, "面议", 40)
    )
    said = {f.file: f.code for f in read(ledger, openings).findings if "pay" in f.code or "wage" in f.code}
    assert said == {"1.xlsx": "wage_not_a_number", "2.xlsx": "pay_not_stated"}


def test_reading_mapping_and_marking_load_without_django():
    modules = ("folder", "annotate", "write", "tables")
    program = ";".join(f"import gainful.intake.{name}" for name in modules)
    program += ";import sys;assert not [m for m in sys.modules if m.split('.')[0] == 'django']"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=SOURCE)


def test_the_child_loads_nothing_but_what_it_reads_with():
    others = "{'django', 'yaml', 'pyarrow', 'openpyxl'}"
    program = f"import gainful.intake.child, sys; assert not {others} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=SOURCE)


def test_a_fact_is_known_by_the_headers_of_every_form_and_a_missing_one_of_weight_is_warned_about():
    head = ("人员姓名", "公民身份证号码", "就业时间", "月薪")
    intake = read(workbook(HEAD, *HOUSEHOLD), ("03.xlsx", workbook(head, ("赖馥", ANN, "2020-03-01", 3000))))
    assert [record.form for record in intake.records][-1] == "working"
    warned = [one.message_zh for one in intake.findings if one.code == "expected_column_missing"]
    assert len(warned) == 3 and all("各行的该项都不详" in said for said in warned)
    training = PACK.forms["06-training"]["columns"]["name"]["headers"]
    known = load_forms(PACK.forms).forms["training"].columns["name"].headers
    assert "人员姓名" not in training and "人员姓名" in known
