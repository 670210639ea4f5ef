"""The workbook that goes back: the same, each fault at its cell, and nobody's ethnicity in it."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from gainful.intake.annotate import annotate
from gainful.intake.zipcheck import Unreadable
from intake.county import SAMPLES, sample

FILE = "01-registration.xlsx"


@pytest.fixture(scope="module")
def books():
    """A sample registration as it came, and as it goes back."""
    intake = sample("yunlu")
    findings = [finding.as_json("zh") for finding in intake.findings if finding.file == FILE]
    never_kept = {seen.sheet: seen.never_kept for seen in intake.sheets if seen.file == FILE}
    source = SAMPLES / "yunlu" / FILE
    marked = annotate(source, findings, never_kept=never_kept)
    return load_workbook(source), load_workbook(io.BytesIO(marked)), findings


def test_all_sheets_stay_behind_a_summary(books):
    before, after, _ = books
    assert after.sheetnames == ["核对结果", *before.sheetnames]


def test_merged_cells_and_formats_stay(books):
    before, after, _ = books
    for sheet in before:
        kept = after[sheet.title]
        assert set(map(str, kept.merged_cells.ranges)) == set(map(str, sheet.merged_cells.ranges))
        assert kept["A1"].font.b == sheet["A1"].font.b and kept["A3"].font.b == sheet["A3"].font.b


def test_every_fault_is_marked_at_its_cell(books):
    _, after, findings = books
    for one in findings:
        cell = after[one["sheet"]][f"{one['column']}{one['row']}"]
        assert one["message"] in cell.comment.text and cell.fill.patternType == "solid"


def test_the_summary_lists_every_finding_with_a_link(books):
    _, after, findings = books
    summary = after["核对结果"]
    assert summary.max_row == len(findings) + 2
    assert all(summary.cell(row, 2).hyperlink for row in range(3, summary.max_row + 1))


def test_ethnicity_is_blanked_and_everything_else_stays(books):
    before, after, findings = books
    formulas = {
        (one["sheet"], f"{one['column']}{one['row']}") for one in findings if one["code"] == "formula_in_text"
    }
    for sheet in before:
        peoples = next(cell.column for cell in sheet[3] if cell.value == "民族")
        for row in sheet.iter_rows(min_row=4):
            for cell in row:
                now = after[sheet.title][cell.coordinate].value
                if cell.column == peoples:
                    assert now is None
                elif (sheet.title, cell.coordinate) not in formulas:
                    assert now == cell.value


def test_a_formula_among_texts_goes_back_as_text(books):
    _, after, findings = books
    (one,) = [one for one in findings if one["code"] == "formula_in_text"]
    assert after[one["sheet"]][f"{one['column']}{one['row']}"].data_type == "s"


def test_a_table_goes_back_as_a_workbook_of_text():
    marked = annotate(io.BytesIO("姓名,年龄\n=1+1,7\n".encode("gb18030")), [], language="en")
    sheet = load_workbook(io.BytesIO(marked)).worksheets[1]
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["B2"].value) == ("=1+1", "s", "7")


def test_what_cannot_be_opened_is_refused():
    with pytest.raises(Unreadable):
        annotate(io.BytesIO(b"PK\x03\x04 broken"), [])
