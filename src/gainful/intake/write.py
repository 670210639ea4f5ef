"""Forms out: blank templates with drop-downs, and lists as workbooks or CSV that no spreadsheet can be tricked by.

Numbers that identify are written as text, so that no spreadsheet shortens them. A text that looks like a formula is
written so that it shows and never computes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter

from gainful.intake.forms import Column, Form, load_forms
from gainful.pack.pack import Pack

_RISKY = ("=", "+", "-", "@", "\t", "\r", "|")
_AS_TEXT = frozenset({"identifier", "person_number", "phone", "account", "text", "name", "place"})
_WIDTHS = {
    "person_number": 22,
    "account": 24,
    "identifier": 18,
    "place": 24,
    "text": 16,
    "phone": 15,
    "date": 13,
}
_TEMPLATE_ROWS = 1_000
_TITLE_ROW, _FILING_ROW, _HEADER_ROW = 0, 1, 2


@dataclass(frozen=True)
class ListColumn:
    """A column of a list going out: its header and the type of its values, one of the form types."""

    header: str
    type: str = "text"


def blank_template(form: str, pack: Pack, *, unit: str = "", filed_on: date | None = None) -> bytes:
    """A blank workbook of a form, as .xlsx bytes, with drop-downs for code lists and text cells for numbers.

    Filled in, it imports. `unit` and `filed_on` go into the filing line. Raises KeyError for an unknown form.
    """
    forms = load_forms(pack.forms)
    about = forms.forms[form]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        columns = _distinct(about)
        sheet = book.add_worksheet(about.form[:31])
        lists = book.add_worksheet("lists")
        lists.hide()
        bold = book.add_format({"bold": True, "font_size": 14, "align": "center"})
        header = book.add_format({"bold": True, "bg_color": "#D9E1F2", "border": 1, "text_wrap": True})
        title = about.names["zh"] if "zh" in about.names else next(iter(about.names.values()))
        sheet.merge_range(_TITLE_ROW, 0, _TITLE_ROW, max(1, len(columns) - 1), title, bold)
        filing = forms.common.filing
        on = filed_on.isoformat() if filed_on else ""
        sheet.write_string(_FILING_ROW, 0, f"{filing['unit'][0]}：{unit}        {filing['date'][0]}：{on}")
        formats = {
            "text": book.add_format({"num_format": "@"}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "number": book.add_format({"num_format": "General"}),
        }
        for at, column in enumerate(columns):
            sheet.write_string(_HEADER_ROW, at, column.headers[0], header)
            kind = "text" if column.type in _AS_TEXT else "date" if column.type == "date" else "number"
            sheet.set_column(at, at, _WIDTHS.get(column.type, 12), formats[kind])
            _restrict(book, sheet, lists, at, column, _choices(column, pack))
        sheet.freeze_panes(_HEADER_ROW + 1, 0)
    return out.getvalue()


def filled_workbook(
    form: Form, pack: Pack, rows: Iterable[Sequence[Any]], *, unit: str, filed_on: date
) -> bytes:
    """A form with rows, as .xlsx bytes, in the layout in which it comes in: title, filing line, numbered rows.

    A row has one value for each column of the form, in order: text, whole numbers, dates; None is an empty cell.
    """
    filing = load_forms(pack.forms).common.filing
    columns = _distinct(form)
    kept = [at for at, column in enumerate(form.columns.values()) if column in columns]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(form.form[:31])
        bold = book.add_format({"bold": True})
        formats = {
            "text": book.add_format({"num_format": "@"}),
            "risky": book.add_format({"num_format": "@", "quote_prefix": True}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        for at, column in enumerate(columns, start=1):
            sheet.set_column(at, at, _WIDTHS.get(column.type, 12))
        sheet.write_string(_TITLE_ROW, 0, form.names[pack.languages[0].split("-")[0]], bold)
        said = f"{filing['unit'][0]}：{unit}        {filing['date'][0]}：{filed_on.isoformat()}"
        sheet.write_string(_FILING_ROW, 0, said)
        sheet.write_string(_HEADER_ROW, 0, pack.forms["common"]["ignored"][0], bold)  # the row's number
        for at, column in enumerate(columns, start=1):
            sheet.write_string(_HEADER_ROW, at, column.headers[0], bold)
        sheet.freeze_panes(_HEADER_ROW + 1, 0)
        for number, row in enumerate(rows, start=1):
            sheet.write_number(_HEADER_ROW + number, 0, number)
            for at, (place, column) in enumerate(zip(kept, columns, strict=True), start=1):
                _write_cell(sheet, _HEADER_ROW + number, at, column.type, row[place], formats)
    return out.getvalue()


def _distinct(form: Form) -> list[Column]:
    """The form's columns, one for each header: a job's title, not its occupation as well."""
    seen: set[str] = set()
    columns = []
    for column in form.columns.values():
        if column.headers[0] not in seen:
            seen.add(column.headers[0])
            columns.append(column)
    return columns


def _choices(column: Column, pack: Pack) -> list[str]:
    """The words to choose from, as the list writes them first; none where a cell may hold several or any text."""
    name = {"code": column.list, "yes_no": "yes_no"}.get(column.type, "")
    if not name:
        return []
    first = pack.languages[0].split("-")[0]
    return list(dict.fromkeys(item.names[first] for item in pack.codes[name]))


def _restrict(book: Any, sheet: Any, lists: Any, at: int, column: Column, choices: Sequence[str]) -> None:
    """Gives the cells of a column their drop-down or bounds. Long lists stand on the hidden sheet under a name."""
    where = (_HEADER_ROW + 1, at, _HEADER_ROW + _TEMPLATE_ROWS, at)
    if choices:
        lists.write_column(0, at, choices)
        letters = xlsxwriter.utility.xl_col_to_name(at)
        name = f"choices_{at + 1}"
        book.define_name(name, f"=lists!${letters}$1:${letters}${len(choices)}")
        # A warning only: another word may be a known synonym.
        sheet.data_validation(*where, {"validate": "list", "source": f"={name}", "error_type": "warning"})
    elif column.type == "date":
        bounds = {"minimum": date(1900, 1, 1), "maximum": date(2100, 12, 31), "error_type": "warning"}
        sheet.data_validation(*where, {"validate": "date", "criteria": "between", **bounds})


def list_workbook(
    title: str, columns: Sequence[ListColumn], rows: Iterable[Sequence[Any]], *, sheet_name: str = "list"
) -> bytes:
    """A list as .xlsx bytes. Values are text, whole numbers, dates, yes or no; types "money" are fen, shown in yuan."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(sheet_name[:31])
        bold = book.add_format({"bold": True})
        formats = {
            "text": book.add_format({"num_format": "@"}),
            "risky": book.add_format({"num_format": "@", "quote_prefix": True}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "money": book.add_format({"num_format": "#,##0.00"}),
        }
        for at, column in enumerate(columns):
            sheet.set_column(at, at, _WIDTHS.get(column.type, 14))
        sheet.write_string(0, 0, title, bold)
        for at, column in enumerate(columns):
            sheet.write_string(1, at, column.header, bold)
        sheet.freeze_panes(2, 0)
        for number, row in enumerate(rows, start=2):
            for at, (column, value) in enumerate(zip(columns, row, strict=True)):
                _write_cell(sheet, number, at, column.type, value, formats)
    return out.getvalue()


def _write_cell(sheet: Any, row: int, at: int, kind: str, value: Any, formats: Mapping[str, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(row, at, value, formats["date"])
    elif kind == "money":
        sheet.write_number(row, at, float(Decimal(value) / 100), formats["money"])
    elif isinstance(value, int | Decimal) and not isinstance(value, bool) and kind not in _AS_TEXT:
        sheet.write_number(row, at, value)
    else:
        text = str(value)
        sheet.write_string(row, at, text, formats["risky" if text.startswith(_RISKY) else "text"])


def list_csv(columns: Sequence[ListColumn], rows: Iterable[Sequence[Any]]) -> bytes:
    """A list as CSV in UTF-8 with the mark that spreadsheets look for; text that looks like a formula is escaped."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([escaped(column.header) for column in columns])
    for row in rows:
        writer.writerow([_csv_text(column.type, value) for column, value in zip(columns, row, strict=True)])
    return out.getvalue().encode("utf-8-sig")


def _csv_text(kind: str, value: Any) -> str:
    if value is None:
        return ""
    if kind == "money":
        return str(Decimal(value) / 100)
    if isinstance(value, int) and not isinstance(value, bool) and kind not in _AS_TEXT:
        return str(value)
    return value.isoformat() if isinstance(value, date) else escaped(str(value))


def escaped(text: str) -> str:
    """A text that a spreadsheet shows and never computes: an apostrophe before what looks like a formula."""
    return f"'{text}" if text.startswith(_RISKY) else text
