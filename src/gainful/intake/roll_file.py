"""An employer's monthly roll as a CSV file: handed out with codes and names, taken back filled in.

It holds no number of a person: the code in the first column is the job's, and says nothing about anybody. Lines left
empty are told another time.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime

from gainful.casework.ledgers import RollWord
from gainful.intake.write import ListColumn, list_csv
from gainful.terms.money import yuan

HEADERS = {
    "en": (
        "code", "name", "since", "days attended", "paid (yuan)", "paid on", "still there (yes/no)",
        "last day if not",
    ),
    "zh": ("编码", "姓名", "到岗日期", "出勤天数", "已发工资（元）", "发放日期", "是否在岗（是/否）", "离开日期"),
}  # fmt: skip
YES, NO = {"yes", "y", "是", "在岗"}, {"no", "n", "否", "不在岗"}
KINDS = ("identifier", "text", "date", "text", "text", "text", "text", "text")
LARGEST_COUNT = 5_000
"""Lines of one roll at most."""
Fault = tuple[int, str, str]


class BadRoll(Exception):
    """A file that is not taken: each fault as (row from 1, code, what was found); row 0 is the file as a whole."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("a roll that is not taken")
        self.faults = faults


def roll_csv(rows: Iterable[tuple[str, str, date]], language: str) -> bytes:
    """A roll to be filled in: (code, name, first day) of each worker."""
    headers = HEADERS["en" if language == "en" else "zh"]
    columns = [ListColumn(*one) for one in zip(headers, KINDS, strict=True)]
    return list_csv(columns, ([*row, *[""] * 5] for row in rows))


def read_roll(content: bytes) -> dict[str, RollWord]:
    """What a filled-in roll says, by code. UTF-8 or GB18030. Raises BadRoll with all faults at once."""
    rows = list(csv.reader(io.StringIO(_text(content))))
    heads = [[cell.strip() for cell in HEADERS[one]] for one in HEADERS]
    if not rows or [cell.strip() for cell in rows[0][: len(KINDS)]] not in heads or len(rows) > LARGEST_COUNT:
        raise BadRoll([(0, "not_a_roll", "")])
    words: dict[str, RollWord] = {}
    faults: list[Fault] = []
    for number, row in enumerate(rows[1:], start=2):
        cells = [cell.strip() for cell in [*row, *[""] * len(KINDS)][: len(KINDS)]]
        if not any(cells[3:]):
            continue
        if cells[0] in words:
            faults.append((number, "twice", cells[0]))
        word, wrong = _line(cells)
        faults += [(number, code, found) for code, found in wrong]
        if word is not None:
            words[cells[0]] = word
    if not words and not faults:
        faults.append((0, "nothing", ""))
    if faults:
        raise BadRoll(faults)
    return words


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadRoll([(0, "not_a_roll", "")])


def _line(cells: list[str]) -> tuple[RollWord | None, list[tuple[str, str]]]:
    """One line's word, or what is wrong in it, all of it."""
    days, paid, paid_on, there, left_on = cells[3:]
    wrong: list[tuple[str, str]] = []
    if not (days.isascii() and days.isdigit() and int(days) <= 31):
        wrong.append(("days", days))
    fen = yuan(paid) if paid else None
    if fen is None or fen < 0:
        wrong.append(("paid", paid))
    elif (fen > 0) != (_day(paid_on) is not None) or (paid_on and _day(paid_on) is None):
        wrong.append(("paid_on", paid_on))
    is_there = there.lower() in YES
    if not is_there and there.lower() not in NO:
        wrong.append(("still_there", there))
    elif is_there != (_day(left_on) is None) or (left_on and _day(left_on) is None):
        wrong.append(("left_on", left_on))
    if wrong:
        return None, wrong
    return RollWord(int(days), fen or 0, _day(paid_on), is_there, _day(left_on)), []


def _day(text: str) -> date | None:
    """A day as people and spreadsheets write it; None for anything else."""
    for form in ("%Y-%m-%d", "%Y/%m/%d"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
