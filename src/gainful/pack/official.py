"""Published figures with who said them, when, and what they count: kept as published, never mended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from gainful.pack.files import PackFault, PackFiles, Problem
from gainful.pack.lists import day
from gainful.terms.areas import area_number

COLUMNS = {
    "id", "indicator", "title_zh", "title_en", "value", "unit", "as_of", "period", "area", "coverage",
    "counted", "in_county_counted", "told_by", "outlet", "published_on", "basis", "verified", "note",
}  # fmt: skip
WORDS_FILE = "official_words.csv"
SAID = ("period", "coverage", "counted", "outlet", "note")
BASES = ("seen", "computed", "recalled")
TELLERS = ("article", "official")


@dataclass(frozen=True)
class OfficialFigure:
    """One published figure; `value` is None where only words were published, `as_of` where no day was said.

    `period` tells stock from "year to date" and "year"; `in_county_counted` whether work inside the home
    county is in it (None: not stated). `basis` is seen, computed (from seen numbers) or recalled; only a seen
    figure is verified.
    """

    id: str
    indicator: str
    titles: dict[str, str]
    value: Decimal | None
    unit: str
    as_of: date | None
    period: str
    area: int
    coverage: str
    counted: str
    in_county_counted: bool | None
    told_by: str
    outlet: str
    published_on: date | None
    basis: str
    verified: bool
    note: str


def read_official(files: PackFiles) -> tuple[list[OfficialFigure], list[Problem]]:
    """The figures of official.csv and what is wrong in it; none when the pack has no such file."""
    figures: list[OfficialFigure] = []
    problems: list[Problem] = []
    path = "official.csv"
    if not (files.root / path).is_file():
        return [], []
    try:
        for line, row in files.rows(path, COLUMNS):
            wrong = _wrong(row)
            if wrong:
                problems.append(Problem(path, f"line {line}", wrong[0], wrong[1]))
                continue
            try:
                figures.append(_figure(row))
            except (ValueError, InvalidOperation) as fault:
                right = "plain numbers, ISO dates and division codes"
                problems.append(Problem(path, f"line {line}", str(fault) or "no number", right))
    except PackFault as fault:
        problems.extend(fault.problems)
    return figures, problems


def read_official_words(
    files: PackFiles, figures: list[OfficialFigure], languages: tuple[str, ...]
) -> tuple[dict[str, dict[str, str]], list[Problem]]:
    """What is said of published figures, by its English text, in each language; and what no line of the file says."""
    if not figures:
        return {}, []
    try:
        rows = list(files.rows(WORDS_FILE, set(languages)))
    except PackFault as fault:
        return {}, fault.problems
    words = {row["en"]: row for _line, row in rows}
    said = {getattr(figure, name) for figure in figures for name in SAID} - {""}
    lacking = [(text, "a line with it") for text in sorted(said - set(words))]
    lacking += [(text, "no blank") for text, row in words.items() if not all(row.values())]
    lacking += [(text, "a line that a figure uses") for text in sorted(set(words) - said)]
    return words, [Problem(WORDS_FILE, text, "nothing", right) for text, right in lacking]


def _wrong(row: dict[str, str]) -> tuple[str, str] | None:
    """What is found and what would be right, for the first column that breaks a rule; None when none does."""
    if row["told_by"] not in TELLERS:
        return f"told by {row['told_by']!r}", " or ".join(TELLERS)
    if row["basis"] not in BASES:
        return f"basis {row['basis']!r}", " or ".join(BASES)
    if row["in_county_counted"] not in ("yes", "no", ""):
        return f"in_county_counted {row['in_county_counted']!r}", "yes, no or blank"
    if row["verified"] not in ("yes", "no"):
        return f"verified {row['verified']!r}", "yes or no"
    if row["verified"] == "yes" and (row["basis"] != "seen" or not row["outlet"]):
        return "verified without a source seen", "verified only with basis seen and an outlet"
    blank = [column for column in ("id", "indicator", "unit", "counted", "period") if not row[column]]
    return (f"no {blank[0]}", "a value in that column") if blank else None


def _figure(row: dict[str, str]) -> OfficialFigure:
    """One row as a figure; raises ValueError or InvalidOperation for a number, date or code that is none."""
    return OfficialFigure(
        id=row["id"],
        indicator=row["indicator"],
        titles={"zh": row["title_zh"], "en": row["title_en"]},
        value=Decimal(row["value"]) if row["value"] else None,
        unit=row["unit"],
        as_of=day(row["as_of"]),
        period=row["period"],
        area=area_number(row["area"]),
        coverage=row["coverage"],
        counted=row["counted"],
        in_county_counted={"yes": True, "no": False, "": None}[row["in_county_counted"]],
        told_by=row["told_by"],
        outlet=row["outlet"],
        published_on=day(row["published_on"]),
        basis=row["basis"],
        verified=row["verified"] == "yes",
        note=row["note"],
    )
