"""Cells as they come out of a workbook, typed by our own rule and never guessed.

A cell is nothing, text, a number, true or false, a date, a formula (with the value it last showed) or an error. What a
cell means as a fact is said in takers.py; here is only what it is, where it stands, and the texts that mean a date.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias


@dataclass(frozen=True)
class Formula:
    """A cell that computes. `shown` is the value it last showed, None when the workbook keeps none."""

    shown: str | float | int | bool | date | None


@dataclass(frozen=True)
class ErrorCell:
    """A cell that says #N/A, #REF! and the like."""

    says: str


Cell: TypeAlias = str | float | int | bool | date | Formula | ErrorCell | None

_DATE = re.compile(
    r"(?P<year>\d{4})(?:[-./年](?P<month>\d{1,2})[-./月](?P<day>\d{1,2})日?|(?P<month2>\d{2})(?P<day2>\d{2}))"
    r"(?:[T ]?0{1,2}:00(?::00(?:\.0+)?)?)?"
)
_MONTH = re.compile(r"(?P<year>\d{4})(?:[-./年](?P<month>\d{1,2})月?|(?P<month2>\d{2}))")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d{1,2}", re.IGNORECASE)


def kind_of(cell: Cell) -> str:
    """What a cell is: "empty", "text", "number", "boolean", "date", "formula" or "error"."""
    if cell is None:
        return "empty"
    kinds = {str: "text", bool: "boolean", int: "number", float: "number", date: "date", Formula: "formula"}
    return kinds.get(type(cell), "error")


def column_letters(column: int) -> str:
    """The letters of a column counted from 1: 1 is "A", 27 is "AA"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """The address of a cell, row and column from 1, as "B5"."""
    return f"{column_letters(column)}{row}"


def half_width(text: str) -> str:
    """The text in half width, blanks at its ends gone."""
    return unicodedata.normalize("NFKC", text).strip()


def number_text(number: float | int) -> str:
    """A number cell as an officer would write it: 3500.0 is "3500"; no exponent, no rounding beyond the cell's own."""
    exact = Decimal(repr(number))
    return format(exact.to_integral_value() if exact == exact.to_integral_value() else exact, "f")


def text_of(cell: Cell) -> str:
    """What a cell shows as text; "" for an empty one, an error, and a formula that keeps no value."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None or isinstance(cell, ErrorCell):
        return ""
    if isinstance(cell, Formula):
        return text_of(cell.shown)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float | int):
        return number_text(cell)
    return cell.isoformat()


def is_scientific(text: str) -> bool:
    """Whether a text is a long number that a spreadsheet has shortened, as "6.21299E+17"."""
    return _SCIENTIFIC.fullmatch(half_width(text)) is not None


@lru_cache(maxsize=20_000)
def date_in(text: str) -> date | None:
    """The date that a text says, or None: 2020-04-27, 2020.4.4, 2020/4/4, 2020年8月7日, 20201105; no others."""
    found = _DATE.fullmatch(re.sub(r"\s*([-./年月日])\s*", r"\1", half_width(text)))
    if found is None:
        return None
    try:
        return date(
            int(found["year"]), int(found["month"] or found["month2"]), int(found["day"] or found["day2"])
        )
    except ValueError:
        return None


@lru_cache(maxsize=5_000)
def month_in(text: str) -> date | None:
    """The first day of the month that a text says, or None: 2020-06, 2020年6月, 202006."""
    found = _MONTH.fullmatch(re.sub(r"\s+", "", half_width(text)))
    try:
        return date(int(found["year"]), int(found["month"] or found["month2"]), 1) if found else None
    except ValueError:
        return None
