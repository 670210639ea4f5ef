"""From the rows of a sheet to records: footers and totals passed over, merged and carried cells filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from gainful.intake.cells import Cell, ErrorCell, Formula, text_of
from gainful.intake.findings import Finding, finding, shown
from gainful.intake.forms import Column, Common, header_key
from gainful.intake.mapping import Layout
from gainful.intake.reading import Row, Sheet
from gainful.intake.takers import NOTHING, Taken, Takers

SAID_AGAIN = "row_twice"
_TALLEST_MERGE = 1_000
_COMPUTED = frozenset({"whole", "money", "money_range", "year", "date"})


@dataclass(slots=True)
class Record:
    """One row of a form as facts.

    `values` has only facts that were taken. `refused` are facts whose cell was not. `left_out` is the code of the
    finding that keeps the whole row out, "" when it is taken. `unsure` holds what refused numbers showed: for
    matching within the hand-in, never to be stored. `block` counts the blocks of its sheet (households).
    """

    form: str
    file: str
    sheet: str
    row: int
    values: dict[str, Any]
    letters: Mapping[str, str]
    refused: frozenset[str] = frozenset()
    unsure: dict[str, Any] = field(default_factory=dict)
    left_out: str = ""
    block: int = 0

    @property
    def is_refused(self) -> bool:
        """Whether the row is not taken. One that only says again what another says is passed over, not refused."""
        return bool(self.left_out) and self.left_out != SAID_AGAIN

    def __repr__(self) -> str:
        return f"Record({self.form}, {self.file}, {self.sheet}, row {self.row})"

    @property
    def cells(self) -> dict[str, str]:
        """Fact → the address of its cell, for facts that have a column."""
        return {fact: f"{letters}{self.row}" for fact, letters in self.letters.items()}


class RowReader:
    """Walks the rows under one header. Findings are given to `say`, records are yielded."""

    def __init__(
        self,
        file: str,
        sheet: Sheet,
        layout: Layout,
        takers: Takers,
        say: Callable[[Finding], None],
        place_is_known: Callable[[str], bool],
    ) -> None:
        self.file, self.sheet, self.layout, self.takers, self.say = file, sheet, layout, takers, say
        self.place_is_known = place_is_known
        self.common: Common = takers.common
        self.letters = layout.letters
        self._columns = [(column - 1, layout.form.columns[fact]) for fact, column in layout.columns.items()]
        self._header_keys = {column - 1: header_key(text) for column, text in layout.headers.items()}
        self._tops, self._below = _vertical(sheet.merged, layout.header_row)
        self._held: dict[tuple[int, int], Cell] = {}
        self._carried: dict[str, Any] = {}
        self._block = 0
        self._formulas: set[str] = set()

    def records(self, rows: Iterable[Row]) -> Iterator[Record]:
        """The records of the rows under the header, in order."""
        for row in rows:
            if row.number <= self.layout.header_row:
                continue
            self._fill_merged(row)
            if self._is_data(row):
                yield self._record(row)

    def _fill_merged(self, row: Row) -> None:
        """Repeats the top cell of vertically merged cells in the rows below it."""
        for column in self._tops.get(row.number, ()):
            self._held[row.number, column] = row.cells[column] if column < len(row.cells) else None
        for column, top in self._below.get(row.number, ()):
            row.cells.extend([None] * (column + 1 - len(row.cells)))
            if row.cells[column] is None:
                row.cells[column] = self._held.get((top, column))

    def _is_data(self, row: Row) -> bool:
        """Whether a row is one of the form's, and not a note, a total, or the header once more."""
        filled = [index for index, cell in enumerate(row.cells) if cell is not None]
        if not filled:
            return False
        first = text_of(row.cells[filled[0]])
        first_key = header_key(first)
        if first_key in self.common.totals:
            self.say(self._about("total_row", row))
            return False
        if first_key == self._header_keys.get(filled[0], "") and self._repeats_header(row, filled):
            self.say(self._about("header_repeated", row))
            return False
        needed = any(
            index < len(row.cells) and row.cells[index] is not None
            for index, column in self._columns
            if column.fact in self.layout.form.row_needs
        )
        # One lonely cell is a note or a number written in advance; two in columns of the form are a row without a name.
        is_lonely = not needed and len({index for index, _ in self._columns} & set(filled)) < 2
        if len(filled) <= 2 and (is_lonely or first.startswith(self.common.footers)):
            return False
        if not needed:
            self.say(self._about("row_not_understood", row))
        return needed

    def _repeats_header(self, row: Row, filled: list[int]) -> bool:
        """Whether three cells or more of a row say what stands in the header above them."""
        headers = self._header_keys
        return sum(header_key(text_of(row.cells[at])) == headers[at] for at in filled if at in headers) >= 3

    def _record(self, row: Row) -> Record:
        """The record of a row, every fault of its cells said."""
        record = Record(self.layout.form.form, self.file, self.sheet.name, row.number, {}, self.letters)
        refused = set()
        width = len(row.cells)
        for index, column in self._columns:
            cell = row.cells[index] if index < width else None
            taken = NOTHING if cell is None else self._take(cell, column, index, row)
            if taken.code:
                self._say_of_cell(taken, cell, column, index, row)
                if taken.value is None:
                    refused.add(column.fact)
            if taken.value is not None:
                record.values[column.fact] = taken.value
            if taken.unsure is not None:
                record.unsure[column.fact] = taken.unsure
        record.refused = frozenset(refused)
        self._carry(record)
        self._say_what_is_missing(record, row)
        return record

    def _take(self, cell: Cell, column: Column, index: int, row: Row) -> Taken:
        if isinstance(cell, ErrorCell):
            return Taken(code="error_cell")
        if not isinstance(cell, Formula):
            return self.takers.take(cell, column)
        if column.type not in _COMPUTED:
            return Taken(code="formula_in_text")
        if cell.shown is None:
            return Taken(code="formula_without_value")
        if column.fact not in self._formulas:
            self._formulas.add(column.fact)
            header = self.layout.header_of(column.fact)
            self.say(self._about("column_of_formulas", row, index + 1, header=header))
        return self.takers.take(cell.shown, column)

    def _say_of_cell(self, taken: Taken, cell: Cell, column: Column, index: int, row: Row) -> None:
        found = taken.found if taken.found is not None else shown(cell, column.type)
        header = self.layout.header_of(column.fact)
        self.say(self._about(taken.code, row, index + 1, found=found[:60], header=header))

    def _carry(self, record: Record) -> None:
        """Fills the facts that a block states once, and counts blocks."""
        columns = self.layout.form.columns.values()
        starts = [c.fact for c in columns if c.starts_block and c.fact in record.values]
        if any(record.values[fact] != self._carried.get(fact) for fact in starts):
            self._carried = {}
            self._block += 1
        record.block = self._block
        for column in columns:
            if not column.carry:
                continue
            if column.fact in record.values:
                self._carried[column.fact] = record.values[column.fact]
            elif column.fact in self._carried and column.fact not in record.refused:
                record.values[column.fact] = self._carried[column.fact]
            elif column.from_sheet_name and column.fact not in self.layout.columns:
                record.values[column.fact] = self.sheet.name

    def _say_what_is_missing(self, record: Record, row: Row) -> None:
        """Says which cells are empty that should not be, and which places nobody knows."""
        for fact, column in self.layout.form.columns.items():
            if column.starts_block and fact not in record.values:
                record.left_out = "household_unknown"
            elif column.needed and fact not in record.values:
                record.left_out = record.left_out or "row_lacks_fact"
            if column.type == "place" and fact in record.values:
                if not self.place_is_known(record.values[fact]):
                    self._say_of_fact("place_not_known", record, fact, row, found=record.values[fact][:60])
            elif column.required and fact not in record.values and fact not in record.refused:
                if column.starts_block:
                    self._say_of_fact("household_unknown", record, fact, row)
                elif column.needed:
                    self._say_of_fact("row_lacks_fact", record, fact, row)
                elif column.type == "person_number":
                    record.refused |= {fact}
                    self._say_of_fact("id_missing", record, fact, row)
                else:
                    self._say_of_fact("cell_empty", record, fact, row)

    def _say_of_fact(self, code: str, record: Record, fact: str, row: Row, found: str = "") -> None:
        header = self.layout.header_of(fact)
        self.say(self._about(code, row, self.layout.columns.get(fact), found=found, header=header))

    def _about(self, code: str, row: Row, column: int | None = None, **given: Any) -> Finding:
        return finding(code, file=self.file, sheet=self.sheet.name, row=row.number, column=column, **given)


def _vertical(
    merged: list[tuple[int, int, int, int]], header_row: int
) -> tuple[dict[int, list[int]], dict[int, list[tuple[int, int]]]]:
    """Of cells merged downwards under the header: top row → columns, and each row below → columns and their top row.

    Rows count from 1, columns from 0. Areas of more than a thousand rows are decoration, not a block.
    """
    tops: dict[int, list[int]] = {}
    below: dict[int, list[tuple[int, int]]] = {}
    for first, column, last, _ in merged:
        if first < header_row or not 0 < last - first <= _TALLEST_MERGE:
            continue
        tops.setdefault(first + 1, []).append(column)
        for number in range(first + 2, last + 2):
            below.setdefault(number, []).append((column, first + 1))
    return tops, below
