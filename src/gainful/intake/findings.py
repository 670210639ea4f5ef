"""Findings: a fault or remark at a cell, with what was found (masked) and what would be right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gainful.intake.cells import Cell, address, column_letters, text_of
from gainful.intake.sentences import Severity, sentences, severity_of
from gainful.terms.people_numbers import mask

_MOST_SHOWN = 60


@dataclass(frozen=True)
class Finding:
    """One finding. `row` counts from 1 as the sheet does, None for a sheet or file; `column` is its letters ("H").

    `found` is masked already: of numbers, phones and accounts the last four, of a name nothing.
    """

    file: str
    sheet: str
    row: int | None
    column: str
    code: str
    severity: Severity
    found: str
    message_zh: str
    message_en: str

    def as_json(self, language: str = "en") -> dict[str, object]:
        """The finding as the report has it."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "code": self.code,
            "severity": str(self.severity),
            "found": self.found,
            "message": self.message_zh if language.startswith("zh") else self.message_en,
        }

    @property
    def address(self) -> str:
        """The cell's address ("H18"), or "" when the finding is not of one cell."""
        return f"{self.column}{self.row}" if self.row and self.column else ""


def finding(
    code: str,
    *,
    file: str,
    sheet: str = "",
    row: int | None = None,
    column: int | None = None,
    found: str = "",
    **given: object,
) -> Finding:
    """A finding with the severity and sentences of its code. `column` counts from 1; `found` must be masked."""
    zh, en = sentences(code, found=found, **given)
    letters = column_letters(column) if column else ""
    return Finding(file, sheet, row, letters, code, severity_of(code), found, zh, en)


def shown(cell: Cell, kind: str) -> str:
    """What a report may show of a cell of a kind: masked for numbers, nothing of names, else its shortened text."""
    text = text_of(cell)
    if not text or kind == "name":
        return ""
    if kind in ("person_number", "phone", "account"):
        return mask(text)
    return text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…"


def gravest(findings: Iterable[Finding]) -> Severity | None:
    """The gravest severity among findings, None when there are none."""
    order = list(Severity)
    return min((one.severity for one in findings), key=order.index, default=None)


__all__ = ["Finding", "Severity", "address", "finding", "gravest", "shown"]
