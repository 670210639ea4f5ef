"""Templates that import once filled in, and lists that no spreadsheet can be tricked by."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from gainful.intake.forms import load_forms
from gainful.intake.write import ListColumn, blank_template, escaped, list_csv, list_workbook
from intake.county import PACK, person_number, read, saved

FORMS = load_forms(PACK.forms).forms
ANN = person_number("62129919920722246")


@pytest.mark.parametrize("form", FORMS)
def test_a_blank_template_is_known_as_its_own_form(form):
    template = blank_template(form, PACK, unit="甘肃省陇南市禾川县", filed_on=date(2020, 10, 31))
    intake = read(io.BytesIO(template))
    assert [(seen.form, seen.records) for seen in intake.sheets] == [(form, 0)]
    assert {finding.code for finding in intake.findings} == {"hidden_sheet_not_read"}


def test_a_template_filled_in_imports():
    template = blank_template("registration", PACK, unit="甘肃省陇南市禾川县", filed_on=date(2020, 10, 31))
    book = load_workbook(io.BytesIO(template))
    sheet = book.worksheets[0]
    said = {"户编号": "62129910200001", "姓名": "赖馥", "证件号码": ANN, "性别": "女", "与户主关系": "户主"}
    for cell in sheet[3]:
        sheet.cell(4, cell.column).value = said.get(cell.value)
    (record,) = read(saved(book)).records
    assert record.values["id_number"] == ANN and record.values["relation"] == "head"


def test_drop_downs_hold_lists_longer_than_255_characters():
    book = load_workbook(io.BytesIO(blank_template("working", PACK)))
    sources = [v.formula1 for v in book.worksheets[0].data_validations.dataValidation if v.type == "list"]
    longest = max(sum(len(cell.value or "") + 1 for cell in column) for column in book["lists"].iter_cols())
    assert longest > 255 and all(source.lstrip("=") in book.defined_names for source in sources)


def test_numbers_that_identify_go_out_as_text():
    columns = [ListColumn("证件号码", "person_number"), ListColumn("补贴", "money")]
    book = load_workbook(io.BytesIO(list_workbook("名单", columns, [(ANN, 123_450)])))
    cells = book.worksheets[0][3]
    assert (cells[0].value, cells[0].data_type, cells[0].number_format) == (ANN, "s", "@")
    assert cells[1].value == 1234.5


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "|x"])
def test_a_text_like_a_formula_shows_and_never_computes(text):
    book = load_workbook(io.BytesIO(list_workbook("名单", [ListColumn("x")], [(text,)])))
    cell = book.worksheets[0]["A3"]
    assert cell.data_type == "s" and cell.value == text and cell.quotePrefix
    assert escaped(text) == f"'{text}"


def test_a_csv_is_escaped_and_opens_as_utf8():
    table = list_csv(
        [ListColumn("姓名", "name"), ListColumn("钱", "money")], [("=cmd", 10_050), (None, None)]
    )
    assert table.startswith(b"\xef\xbb\xbf")
    assert table.decode("utf-8-sig").splitlines() == ["姓名,钱", "'=cmd,100.5", ","]
