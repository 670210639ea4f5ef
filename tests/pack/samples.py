"""The cells of the sample workbooks by column, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from python_calamine import CalamineWorkbook

SAMPLES = Path(__file__).parent.parent / "samples"
COUNTIES = {"hechuan": 621299102000, "yunlu": 530399104000}


@cache
def rows(county: str, file: str) -> tuple[tuple[int, dict[str, object]], ...]:
    """The rows under the header of every sheet, each with its row number and its cells by header."""
    found = []
    book = CalamineWorkbook.from_path(str(SAMPLES / county / file))
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        at = max(range(min(10, len(sheet))), key=lambda i: sum(cell != "" for cell in sheet[i]))
        for number, row in enumerate(sheet[at + 1 :], start=at + 2):
            found.append((number, dict(zip(sheet[at], row, strict=False))))
    return tuple(found)


def texts(file: str, column: str) -> set[str]:
    """The different texts of a column in both counties."""
    cells = {row[column] for county in COUNTIES for _, row in rows(county, file)}
    return {cell for cell in cells if isinstance(cell, str) and cell}
