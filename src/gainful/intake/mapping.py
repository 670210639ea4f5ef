"""Which form a sheet is, where its header stands, and which column means which fact. File names say nothing here.

The header row is sought in the first ten rows; columns may stand in any order, some may be missing, others extra.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from gainful.intake.cells import column_letters, date_in, text_of
from gainful.intake.forms import Common, Form, Forms, header_key
from gainful.intake.reading import Row
from gainful.intake.zipcheck import Unreadable

HEADER_WITHIN = 10
_FEWEST_COLUMNS = 3


class RefusedSheet(Unreadable):
    """A sheet that makes its whole file refused; `found` is what its sentence names."""

    def __init__(self, code: str, found: str) -> None:
        super().__init__(code)
        self.found = found


@dataclass(frozen=True)
class FilingLine:
    """What the line above the table says: who files, and as of when; None where it is silent."""

    unit: str | None = None
    filed_on: date | None = None


@dataclass
class Layout:
    """How a sheet is laid out: its form, header row, and the column (from 1) of each fact."""

    form: Form
    header_row: int
    columns: dict[str, int]
    headers: dict[int, str]
    never_kept: list[int] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)
    twice: list[int] = field(default_factory=list)

    @property
    def letters(self) -> Mapping[str, str]:
        """Fact → the letters of its column."""
        return {fact: column_letters(column) for fact, column in self.columns.items()}

    def header_of(self, fact: str) -> str:
        """The header that stands over a fact; its first usual one when the sheet has no such column."""
        return self.headers.get(self.columns.get(fact, 0), "") or self.form.columns[fact].headers[0]


def recognise(sheet: str, rows: Sequence[Row], forms: Forms) -> Layout | None:
    """The layout of a sheet from its first rows; None for a form that is not known.

    Raises RefusedSheet when it has two header rows, or lacks a column that the form cannot do without.
    """
    best: tuple[float, Row, Form] | None = None
    for row in rows:
        if row.number > HEADER_WITHIN:
            break
        for form in forms.forms.values():
            score = _score(row, form, forms.common)
            if score and (best is None or score > best[0]):
                best = (score, row, form)
    if best is None:
        return None
    _, header, form = best
    for row in rows:
        beside = abs(row.number - header.number) == 1
        if beside and _headers_in(row, form, forms.common) >= 2:
            raise RefusedSheet("two_header_rows", sheet)
    layout = _lay_out(header, form, forms.common)
    missing = [
        column.headers[0]
        for fact, column in form.columns.items()
        if column.required and fact not in layout.columns
    ]
    if missing:
        raise RefusedSheet("required_column_missing", "、".join(missing))
    return layout


def _score(row: Row, form: Form, common: Common) -> float:
    """How well a row serves as the header of a form: columns matched and the share of the row they are; 0 for no."""
    keys = [key for key in map(_key, row.cells) if key]
    neutral = sum(key in common.ignored or _is_never_kept(key, common) for key in keys)
    matched = len({key for key in keys if key in form.facts_by_header})
    if matched < _FEWEST_COLUMNS:
        return 0
    share = matched / max(matched, len(keys) - neutral)
    covered = matched / len({column.headers for column in form.columns.values()})
    return matched + share if share >= 0.5 or covered >= 0.6 else 0


def _headers_in(row: Row, form: Form, common: Common) -> int:
    """How many cells of a row are headers of the form; the labels of a filing line are none."""
    labels = {header_key(word) for words in common.filing.values() for word in words}
    keys = set(map(_key, row.cells)) - labels
    return sum(key in form.facts_by_header for key in keys)


def _key(cell: object) -> str:
    return header_key(cell) if isinstance(cell, str) else ""


def _is_never_kept(key: str, common: Common) -> bool:
    return any(word in key for word in common.never_kept)


def _lay_out(header: Row, form: Form, common: Common) -> Layout:
    layout = Layout(form, header.number, {}, {})
    for column, cell in enumerate(header.cells, start=1):
        key = _key(cell)
        if not key:
            continue
        layout.headers[column] = re.sub(r"\s+", "", text_of(cell))
        facts = form.facts_by_header.get(key, ())
        free = [about.fact for about in facts if about.fact not in layout.columns]
        if _is_never_kept(key, common):
            layout.never_kept.append(column)
        elif free:
            layout.columns.update(dict.fromkeys(free, column))
        elif facts:
            layout.twice.append(column)
        elif key not in common.ignored:
            layout.unknown.append(column)
    return layout


def filing_line(rows: Iterable[Row], common: Common) -> FilingLine:
    """What the rows above a header say about who files and when."""
    labels = {kind: _any_of(words) for kind, words in common.filing.items()}
    every = _any_of([word for words in common.filing.values() for word in words])
    unit: str | None = None
    filed_on: date | None = None
    for row in rows:
        line = "  ".join(text for text in map(text_of, row.cells) if text)
        said = _after(labels["unit"], every, line)
        unit = unit or said
        dated = _after(labels["date"], every, line)
        filed_on = filed_on or (date_in(dated) if dated else None)
    return FilingLine(unit, filed_on)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _after(labels: str, every: str, line: str) -> str | None:
    """What stands after one of the labels, up to a wide gap or the next label."""
    found = re.search(rf"(?:{labels})\s*[:：]?\s*(\S.*?)(?=\s{{2,}}|(?:{every})\s*[:：]|$)", line)
    return found[1].strip() if found else None
