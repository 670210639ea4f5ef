"""The sample counties read once, and small invented workbooks for the tests of intake."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from gainful.intake.folder import Intake, Upload, read_folder, workbooks_in
from gainful.pack import load

SAMPLES = Path(__file__).parents[1] / "samples"
PACK = load("gainful_china")
GAZETTEER = PACK.gazetteer(PACK.demo_areas)
FILED_ON = date(2020, 10, 31)
FILING = "填报单位：甘肃省陇南市禾川县        填报日期：2020年10月31日        单位：人、元"


@cache
def sample(county: str) -> Intake:
    """A sample county, read with all its checks. Not to be changed."""
    return read_folder(workbooks_in(SAMPLES / county), PACK, gazetteer=GAZETTEER)


@cache
def expected(county: str) -> dict[str, Any]:
    """What a sample county says of itself."""
    return json.loads((SAMPLES / county / "expected.json").read_text(encoding="utf-8"))


def workbook(
    header: Sequence[Any],
    *rows: Sequence[Any],
    above: Iterable[str] = ("某表", FILING),
    sheet: str = "Sheet1",
) -> io.BytesIO:
    """A workbook of one sheet: lines above the table, its header, its rows."""
    book = Workbook()
    book.worksheets[0].title = sheet
    for line in above:
        book.worksheets[0].append([line])
    for values in (header, *rows):
        book.worksheets[0].append(list(values))
    return saved(book)


def saved(book: Workbook) -> io.BytesIO:
    """A workbook as its bytes."""
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out


def read(*files: io.BytesIO | tuple[str, io.BytesIO], **options: Any) -> Intake:
    """A hand-in of these files, read as a county's folder is."""
    uploads = [
        Upload(*file) if isinstance(file, tuple) else Upload(f"{at}.xlsx", file)
        for at, file in enumerate(files, start=1)
    ]
    return read_folder(uploads, PACK, gazetteer=options.pop("gazetteer", GAZETTEER), **options)


def codes(intake: Intake) -> list[str]:
    """The codes of all findings, in order."""
    return [finding.code for finding in intake.findings]


def person_number(first17: str) -> str:
    """A valid personal number from its first 17 digits."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(first17, weights, strict=True))
    return first17 + "10X98765432"[total % 11]
