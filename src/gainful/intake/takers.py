"""From a cell to a fact: one function a type of column, each with one rule and no guess.

A taker gives the value, or no value and the code that says why. `unsure` keeps what a refused number showed, only to
match rows of the same hand-in and to add up what a sheet states; it is never stored as a fact.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeGuard

from gainful.intake.cells import (
    Cell,
    date_in,
    half_width,
    is_scientific,
    month_in,
    number_text,
    text_of,
)
from gainful.intake.forms import Column, Common
from gainful.terms import money
from gainful.terms.codes import CodeList
from gainful.terms.people_numbers import Checker

LONGEST_TEXT = 300
MOST_WHOLE = 32_767  # people, months, hours: no county's form means more
MOST_FEN = 10**13  # a hundred thousand million yuan
_EXACT_DIGITS = 15  # what a spreadsheet's number keeps
_PHONE = re.compile(r"\+?[0-9]{5,15}")
_ACCOUNT = re.compile(r"[0-9]{8,30}")
_IDENTIFIER = re.compile(r"[0-9A-Za-z\-_/.]{1,32}")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


def _is_number(cell: Cell) -> TypeGuard[float | int]:
    """Whether a cell holds a number; true and false are none, though Python counts with them."""
    return isinstance(cell, float | int) and not isinstance(cell, bool)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a cell gave: a value or None, the code of a finding if any, what in the cell it is about."""

    value: Any = None
    code: str = ""
    found: str | None = None
    unsure: Any = None


NOTHING = Taken()


class Takers:
    """The takers of one form's columns, with the pack's words and lists. `filed_on` bounds birth dates and lists."""

    def __init__(
        self, common: Common, codes: Mapping[str, CodeList], checker: Checker, filed_on: date
    ) -> None:
        self.common = common
        self.codes = codes
        self.checker = checker
        self.filed_on = filed_on
        self._remembered: dict[int, tuple[Column, dict[str, Taken]]] = {}
        self._units = re.compile(rf"([0-9]+)(?:\.0+)?(?:{'|'.join(map(re.escape, common.units))})?")

    def take(self, cell: Cell, column: Column) -> Taken:
        """What the cell says for the column; formulas and errors are the caller's to refuse."""
        if cell is None:
            return NOTHING
        if isinstance(cell, str):
            if column.type not in _REMEMBERED:
                return self._take_text(cell, column)
            # By identity, since two forms may read one fact by different rules; the column is kept so that it stays.
            _, taken = self._remembered.setdefault(id(column), (column, {}))
            if cell not in taken:
                if len(taken) > 20_000:
                    taken.clear()
                taken[cell] = self._take_text(cell, column)
            return taken[cell]
        return _TAKERS[column.type](self, cell, column)

    def _take_text(self, cell: str, column: Column) -> Taken:
        text = cell.strip()
        if not text or text in self.common.blank_words or text in column.blank:
            return NOTHING
        if text.startswith("=") and len(text) > 1:
            return Taken(code="formula_in_text")
        return _TAKERS[column.type](self, text, column)

    def _text(self, cell: Cell, column: Column) -> Taken:
        text = re.sub(r"\s+", " ", text_of(cell).removeprefix("'")).strip()
        if len(text) > (column.longest or LONGEST_TEXT):
            return Taken(code="text_too_long")
        return Taken(text or None)

    def _name(self, cell: Cell, column: Column) -> Taken:
        given = text_of(cell).removeprefix("'")
        name = re.sub(r"\s+", "" if _IDEOGRAPH.search(given) else " ", given).strip()
        if len(name) > 60:
            return Taken(code="text_too_long")
        return Taken(name or None, "name_mended" if name != given else "")

    def _identifier(self, cell: Cell, column: Column) -> Taken:
        if _is_number(cell):
            digits = number_text(cell)
            if len(digits) > _EXACT_DIGITS or "." in digits:
                return Taken(code="identifier_as_number", unsure=digits[:_EXACT_DIGITS])
            return Taken(digits)
        text = re.sub(r"[\s'’]", "", half_width(text_of(cell)))
        if is_scientific(text):
            return Taken(code="identifier_as_number")
        return Taken(text) if _IDENTIFIER.fullmatch(text) else self._text(cell, column)

    def _person_number(self, cell: Cell, column: Column) -> Taken:
        if _is_number(cell):
            return Taken(code="id_as_number", unsure=number_text(cell)[:_EXACT_DIGITS])
        text = text_of(cell)
        if is_scientific(text):
            mantissa = re.sub(r"\D", "", half_width(text).upper().split("E")[0])
            return Taken(code="id_as_number", unsure=mantissa)
        read = self.checker.read(text, self.filed_on)
        if read.fault is not None:
            return Taken(code=str(read.fault), unsure=read.number)
        return Taken(read.number, "id_mended" if read.mended else "")

    def _phone(self, cell: Cell, column: Column) -> Taken:
        text = re.sub(r"[\s'’()\-]", "", half_width(text_of(cell)))
        return Taken(text) if _PHONE.fullmatch(text) else Taken(code="phone_not_a_number")

    def _account(self, cell: Cell, column: Column) -> Taken:
        if _is_number(cell) and len(number_text(cell)) > _EXACT_DIGITS:
            return Taken(code="account_as_number")
        text = re.sub(r"[\s'’\-]", "", half_width(text_of(cell)))
        if is_scientific(text):
            return Taken(code="account_as_number")
        return Taken(text) if _ACCOUNT.fullmatch(text) else Taken(code="account_not_a_number")

    def _date(self, cell: Cell, column: Column) -> Taken:
        found = cell if isinstance(cell, date) else date_in(text_of(cell))
        return Taken(found) if found else Taken(code=column.otherwise or "date_not_a_date")

    def _month(self, cell: Cell, column: Column) -> Taken:
        """A month as its first day; a whole date stands for the month that it lies in."""
        text = text_of(cell)
        found = cell if isinstance(cell, date) else month_in(text) or date_in(text)
        return Taken(found.replace(day=1)) if found else Taken(code=column.otherwise or "month_not_a_month")

    def _year(self, cell: Cell, column: Column) -> Taken:
        if isinstance(cell, date):
            return Taken(cell.year)
        digits = half_width(text_of(cell)).removesuffix("年度").removesuffix("年")
        if re.fullmatch(r"(19|20)\d\d", digits):
            return Taken(int(digits))
        return Taken(code=column.otherwise or "year_not_a_year")

    def _whole(self, cell: Cell, column: Column) -> Taken:
        found = self._units.fullmatch(re.sub(r"[\s,]", "", half_width(text_of(cell))))
        if found is None:
            return Taken(code=column.otherwise or "number_not_a_number")
        number = int(found[1])
        inside = column.least <= number <= (column.most or MOST_WHOLE)
        return Taken(number) if inside else Taken(code="number_out_of_bounds")

    def _money(self, cell: Cell, column: Column) -> Taken:
        text = text_of(cell)
        fen = money.yuan(text)
        if fen is not None:
            least = -MOST_FEN if column.negative else 0
            return Taken(fen) if least <= fen <= MOST_FEN else Taken(code="number_out_of_bounds")
        for word in self.common.forecast:
            if text.startswith(word) or text.endswith((f"({word})", f"（{word}）")):
                said = money.yuan(text.replace(word, "").strip("()（） ：:"))
                return Taken(code="forecast_income", unsure=said)
        if half_width(text) in self.common.not_stated:
            return Taken(code=column.not_stated or "pay_not_stated")
        return Taken(code=column.otherwise or "money_not_a_number")

    def _money_range(self, cell: Cell, column: Column) -> Taken:
        text = text_of(cell)
        span = money.yuan_range(text)
        if span is not None:
            return Taken(span) if span[1] <= MOST_FEN else Taken(code="number_out_of_bounds")
        if half_width(text) in self.common.not_stated:
            return Taken(code=column.not_stated or "pay_not_stated")
        return Taken(code=column.otherwise or "money_not_a_number")

    def _yes_no(self, cell: Cell, column: Column) -> Taken:
        if isinstance(cell, bool):
            return Taken(cell)
        item = self.codes["yes_no"].match(text_of(cell), self.filed_on)
        if item is None:
            return Taken(code=column.otherwise or "answer_not_yes_or_no")
        return Taken(item.code == "yes")

    def _code(self, cell: Cell, column: Column) -> Taken:
        text = text_of(cell)
        item = self.codes[column.list].match(text, self.filed_on)
        if item is None:
            return Taken(code=column.otherwise or "word_not_known", found=text)
        return Taken(item.code)

    def _codes(self, cell: Cell, column: Column) -> Taken:
        items, unknown = self.codes[column.list].match_all(text_of(cell), self.filed_on)
        value = [item.code for item in items] or None
        if unknown:
            return Taken(value, column.otherwise or "word_not_known", found="、".join(unknown))
        return Taken(value)


# Types of few different texts: what was made of one is remembered.
_REMEMBERED = frozenset({"date", "month", "year", "whole", "money", "money_range", "yes_no", "code", "codes"})
_TAKERS: dict[str, Callable[[Takers, Cell, Column], Taken]] = {
    "text": Takers._text,
    "place": Takers._text,
    "name": Takers._name,
    "identifier": Takers._identifier,
    "person_number": Takers._person_number,
    "phone": Takers._phone,
    "account": Takers._account,
    "date": Takers._date,
    "month": Takers._month,
    "year": Takers._year,
    "whole": Takers._whole,
    "money": Takers._money,
    "money_range": Takers._money_range,
    "yes_no": Takers._yes_no,
    "code": Takers._code,
    "codes": Takers._codes,
}
