"""Personal numbers: checked, read and masked by the rule that a programme pack names ("cn.ric" for one).

The rule's name is a module of python-stdnum, whose check digit is used; where date and sex stand in the
number is said here. The place digits are not checked: divisions come and go, and a person keeps the number.
"""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import ModuleType


class Fault(StrEnum):
    """Why a text is not a personal number, the first that applies."""

    LENGTH = "id_length"
    CHARACTERS = "id_characters"
    CHECKSUM = "id_checksum"
    BIRTH_DATE = "id_birth_date"


class Sex(StrEnum):
    """What a number's sex digit says."""

    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True)
class Layout:
    """Where things stand in a number: length, characters, birth date slice, sex digit (odd is male)."""

    length: int
    pattern: str
    birth_date: tuple[int, int] | None
    sex_digit: int | None


@dataclass(frozen=True)
class Reading:
    """A number read: mended text, fault or None; without fault also the birth date and sex it says.

    Its repr shows the last four only; the number itself must not reach logs.
    """

    number: str
    fault: Fault | None
    born_on: date | None
    sex: Sex | None
    mended: bool

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong with the number."""
        return self.fault is None

    def __repr__(self) -> str:
        return f"Reading({mask(self.number)!r}, fault={self.fault!r})"


class Checker:
    """Checks and reads numbers of one kind."""

    def __init__(self, kind: str, layout: Layout) -> None:
        self.kind = kind
        self.layout = layout
        self._module: ModuleType = importlib.import_module(f"stdnum.{kind}")

    def read(self, text: str, on: date) -> Reading:
        """The number in a text, with the first fault found.

        A birth after `on`, or more than 130 years before it, is impossible. Full-width digits, blanks,
        apostrophes, hyphens and small letters are mended, and `mended` says so.
        """
        number = plain(text)
        fault = self._fault(number, on)
        return Reading(
            number=number,
            fault=fault,
            born_on=self._born_on(number) if fault is None else None,
            sex=self._sex(number) if fault is None else None,
            mended=number != text,
        )

    def _fault(self, number: str, on: date) -> Fault | None:
        if len(number) != self.layout.length:
            return Fault.LENGTH
        if not re.fullmatch(self.layout.pattern, number):
            return Fault.CHARACTERS
        if self._module.calc_check_digit(number) != number[-1]:
            return Fault.CHECKSUM
        if self.layout.birth_date:
            born_on = self._born_on(number)
            if born_on is None or born_on > on or on.year - born_on.year > 130:
                return Fault.BIRTH_DATE
        return None

    def _born_on(self, number: str) -> date | None:
        if self.layout.birth_date is None:
            return None
        start, end = self.layout.birth_date
        digits = number[start:end]
        try:
            return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        except ValueError:
            return None

    def _sex(self, number: str) -> Sex | None:
        if self.layout.sex_digit is None:
            return None
        return Sex.MALE if int(number[self.layout.sex_digit]) % 2 else Sex.FEMALE


LAYOUTS: Mapping[str, Layout] = {
    "cn.ric": Layout(length=18, pattern=r"[0-9]{17}[0-9X]", birth_date=(6, 14), sex_digit=16),
}


def checker(kind: str) -> Checker:
    """The checker of a kind of number; raises KeyError, naming the known kinds, for another."""
    if kind not in LAYOUTS:
        raise KeyError(f"no personal number {kind!r}; known: {', '.join(sorted(LAYOUTS))}")
    return Checker(kind, LAYOUTS[kind])


def plain(text: str) -> str:
    """The text in half width and capitals, without blanks, apostrophes and hyphens."""
    return re.sub(r"[\s'’‘`\-\u200b\ufeff]", "", unicodedata.normalize("NFKC", text)).upper()


def mask(text: str | None) -> str:
    """The last four characters behind four stars; nothing of a text of four or fewer."""
    shown = plain(text or "")
    return f"****{shown[-4:]}" if len(shown) > 4 else "****"
