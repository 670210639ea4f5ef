"""An employer's monthly roll as a workbook or CSV: handed out with codes and names, taken back filled in.

It holds no number of a person: the code in the first column is the job's, and says nothing about anybody. Lines left
empty are told another time.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

import xlsxwriter

from gainful.casework.ledgers import RollWord
from gainful.intake.cells import Cell, ErrorCell, Formula, address, date_in, text_of
from gainful.intake.reading import Parsed, parse
from gainful.intake.write import ListColumn, list_csv
from gainful.intake.zipcheck import Unreadable
from gainful.terms.money import yuan

HEADERS = {
    "en": (
        "code", "name", "since", "days attended", "paid (yuan)", "paid on", "still there (yes/no)",
        "last day if not", "trained through work (yes/no)",
    ),
    "zh": ("编码", "姓名", "到岗日期", "出勤天数", "已发工资（元）", "发放日期", "是否在岗（是/否）", "离开日期",
           "以工代训（是/否）"),
}  # fmt: skip
YES, NO = {"yes", "y", "是", "在岗", "true"}, {"no", "n", "否", "不在岗", "false"}
TOLD = ("days", "paid", "paid_on", "still_there", "left_on", "trained")
"""What is told of each worker, by the names of its faults, from column D on."""
KINDS = ("identifier", "text", "date", "text", "text", "text", "text", "text", "text")
BEFORE = len(KINDS) - 1
"""Columns of a roll handed out before training through work was asked: such a file is still taken."""
LARGEST_COUNT = 5_000
"""Lines of one roll at most."""
Fault = tuple[int, str, str]


class BadRoll(Exception):
    """A file that is not taken: each fault as (row from 1, code, what was found); row 0 is the file as a whole."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("a roll that is not taken")
        self.faults = faults


def roll_csv(rows: Iterable[tuple[str, str, date]], language: str) -> bytes:
    """A roll to be filled in, as CSV: (code, name, first day) of each worker."""
    columns = [ListColumn(*one) for one in zip(_headers(language), KINDS, strict=True)]
    return list_csv(columns, ([*row, *[""] * len(TOLD)] for row in rows))


def roll_workbook(rows: Sequence[tuple[str, str, date]], language: str) -> bytes:
    """A roll to be filled in, as .xlsx bytes, with a drop-down and bounds for what is told of each worker."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("roll")
        bold = book.add_format({"bold": True, "bg_color": "#D9E1F2", "border": 1, "text_wrap": True})
        text = book.add_format({"num_format": "@", "quote_prefix": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for at, header in enumerate(_headers(language)):
            sheet.write_string(0, at, header, bold)
            sheet.set_column(at, at, 20 if at == 0 else 14, day if at in (2, 5, 7) else None)
        for at, (code, name, since) in enumerate(rows, start=1):
            sheet.write_string(at, 0, code, text)
            sheet.write_string(at, 1, name, text)
            sheet.write_datetime(at, 2, datetime(since.year, since.month, since.day), day)
        for column, allowed in _allowed(language).items():
            sheet.data_validation(1, column, max(1, len(rows)), column, allowed)
        sheet.freeze_panes(1, 2)
    return out.getvalue()


def _headers(language: str) -> tuple[str, ...]:
    return HEADERS["en" if language == "en" else "zh"]


def _allowed(language: str) -> dict[int, dict[str, Any]]:
    """What a spreadsheet lets into each column; it only warns where people have other ways to write a thing."""
    days = {"validate": "date", "criteria": "between", "minimum": date(2000, 1, 1), "maximum": date(2100, 12, 31),
            "error_type": "warning"}  # fmt: skip
    return {
        3: {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 31},
        4: {"validate": "decimal", "criteria": ">=", "value": 0},
        5: days,
        6: {"validate": "list", "source": ["yes", "no"] if language == "en" else ["是", "否"]},
        7: days,
        8: {"validate": "list", "source": ["yes", "no"] if language == "en" else ["是", "否"]},
    }


def read_roll(content: bytes) -> dict[str, RollWord]:
    """What a filled-in roll says, by code: .xlsx, or CSV in UTF-8 or GB18030, read by the limited child.

    Raises BadRoll with all faults at once.
    """
    try:
        with parse(io.BytesIO(content)) as parsed:
            rows = _rows(parsed)
    except Unreadable as refusal:
        raise BadRoll([(0, "unreadable", refusal.code)]) from refusal
    words: dict[str, RollWord] = {}
    faults: list[Fault] = []
    for number, row in rows:
        cells = [*row, *[None] * len(KINDS)][: len(KINDS)]
        if not any(text_of(cell) or isinstance(cell, Formula | ErrorCell) for cell in cells[3:]):
            continue
        code = text_of(cells[0])
        if code in words:
            faults.append((number, "twice", code))
        word, wrong = _line(cells[3:])
        faults += [(number, fault, found) for fault, found in wrong]
        if word is not None:
            words[code] = word
    if not words and not faults:
        faults.append((0, "nothing", ""))
    if faults:
        raise BadRoll(faults)
    return words


def _rows(parsed: Parsed) -> list[tuple[int, list[Cell]]]:
    """The lines under the header of the first visible sheet, each with its number on the sheet."""
    shown = next((sheet for sheet in parsed.sheets() if sheet.visible), None)
    rows = [(row.number, row.cells) for row in islice(shown.rows, LARGEST_COUNT + 1)] if shown else []
    heads = [list(one[:count]) for one in HEADERS.values() for count in (BEFORE, len(KINDS))]
    head = [text_of(cell) for cell in rows[0][1][: len(KINDS)]] if rows else []
    while head and not head[-1]:
        head.pop()
    if head not in heads or len(rows) > LARGEST_COUNT:
        raise BadRoll([(0, "not_a_roll", "")])
    return rows[1:]


def _line(cells: Sequence[Cell]) -> tuple[RollWord | None, list[tuple[str, str]]]:
    """One line's word, or what is wrong in it, all of it. What a formula last showed is not taken for a word."""
    wrong: list[tuple[str, str]] = []
    said = dict(zip(TOLD, cells, strict=True))
    for name, cell in said.items():
        if isinstance(cell, Formula | ErrorCell):
            wrong.append((f"{name}_computed", text_of(cell) if isinstance(cell, Formula) else cell.says))
    if wrong:
        return None, wrong
    text = {name: text_of(cell) for name, cell in said.items()}
    days, paid, paid_on, there, left_on, trained = text.values()
    if not (days.isascii() and days.isdigit() and int(days) <= 31):
        wrong.append(("days", days))
    fen = yuan(paid) if paid else None
    if fen is None or fen < 0:
        wrong.append(("paid", paid))
    elif (fen > 0) != (date_in(paid_on) is not None) or (paid_on and date_in(paid_on) is None):
        wrong.append(("paid_on", paid_on))
    is_there = there.lower() in YES
    if not is_there and there.lower() not in NO:
        wrong.append(("still_there", there))
    elif is_there != (date_in(left_on) is None) or (left_on and date_in(left_on) is None):
        wrong.append(("left_on", left_on))
    is_trained = trained.lower() in YES if trained else None
    if trained and trained.lower() not in YES | NO:
        wrong.append(("trained", trained))
    if wrong:
        return None, wrong
    return RollWord(int(days), fen or 0, date_in(paid_on), is_there, date_in(left_on), is_trained), []


def cell_of(row: int, code: str) -> str:
    """The address of the cell that a fault of a row is about, as "D3"."""
    return address(row, 4 + TOLD.index(code.removesuffix("_computed")) if code != "twice" else 1)
