"""The child that parses one uploaded file: reads it from standard input, writes JSON lines to standard output.

Run as `python -m gainful.intake.child` with the file as standard input. It imports no Django and nothing of the
database, and gives itself limits of memory and processor time before it touches the file, so that a hostile workbook
can at worst end this process. Lines: `{"sheet": …}` opens a sheet, `[row, cell, …]` is a row that is not blank,
`{"end": true}` closes a complete answer, `{"refused": code}` says why the file is not read. A cell is null, text, a
number, true or false, `{"d": date}`, `{"e": error}` or `{"f": cached value or null}`.
"""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, BinaryIO
from xml.etree import ElementTree

from gainful.intake.zipcheck import MEGABYTE, Checked, Marks, Unreadable, check_ole, check_zip, kind_of

BASE_MEMORY = 256 * MEGABYTE
MOST_MEMORY = 2_048 * MEGABYTE
MOST_OUTPUT = 2_048 * MEGABYTE
MOST_COLUMNS = 512
MOST_ROWS = 1_048_576  # of a sheet, by the format
MOST_TEXT = 32_767
_ENCODINGS = ("utf-8-sig", "gb18030")


def limit_memory(expanded: int) -> None:
    """Sets the address space to the base and six bytes for each byte of XML beyond 8 MB, up to 2 GB."""
    wanted = min(MOST_MEMORY, BASE_MEMORY + 6 * max(0, expanded - 8 * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_AS, (wanted, MOST_MEMORY))


def main() -> int:
    """Reads standard input and answers on standard output; returns 0 when answered, refusals included."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_OUTPUT, MOST_OUTPUT))
    seconds = int(os.environ.get("GAINFUL_CHILD_SECONDS", "10"))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    limit_memory(0)
    with (
        open(0, "rb", closefd=False) as stream,
        open(1, "w", MEGABYTE, encoding="utf-8", newline="\n", closefd=False) as out,
    ):
        try:
            for line in answer(stream):
                out.write(line)
                out.write("\n")
        except Unreadable as refusal:
            out.write(json.dumps({"refused": refusal.code}) + "\n")
        except MemoryError:
            out.write('{"refused": "workbook_needs_too_much_memory"}\n')
    return 0


def answer(stream: BinaryIO) -> Iterator[str]:
    """The lines that describe a file; raises Unreadable when it must not or cannot be read."""
    head = stream.read(8192)
    stream.seek(0)
    kind = kind_of(head)
    if kind == "empty":
        raise Unreadable("empty_file")
    if kind == "ole":
        check_ole(stream)
    if kind == "zip":
        checked = check_zip(stream)
        stream.seek(0)
        limit_memory(checked.expanded)
        yield from _workbook(stream, checked)
    else:
        yield from _text(stream, head)
    yield '{"end": true}'


def _workbook(stream: BinaryIO, checked: Checked) -> Iterator[str]:
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    paths = _sheet_paths(checked)
    try:
        workbook = CalamineWorkbook.from_filelike(stream)
        for about in workbook.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            visible = about.visible == SheetVisibleEnum.Visible
            marks = checked.marks.get(paths.get(about.name, ""), Marks())
            head = {"sheet": about.name, "visible": visible, "unplaced": marks.unplaced}
            if not visible:
                yield json.dumps(head, ensure_ascii=False)
                continue
            sheet = workbook.get_sheet_by_name(about.name)
            if sheet.width > MOST_COLUMNS:
                raise Unreadable("sheet_too_wide")
            if sheet.end is not None and sheet.end[0] >= MOST_ROWS:
                raise Unreadable("damaged_workbook")
            head["merged"] = [[*start, *end] for start, end in sheet.merged_cell_ranges or ()]
            yield json.dumps(head, ensure_ascii=False)
            yield from _rows(sheet, marks)
    except CalamineError as error:
        raise Unreadable("damaged_workbook") from error


def _sheet_paths(checked: Checked) -> dict[str, str]:
    """Sheet name → its path in the archive, by the workbook's own relations."""
    try:
        relations = ElementTree.fromstring(checked.relations)
        workbook = ElementTree.fromstring(checked.workbook)
    except ElementTree.ParseError as error:
        raise Unreadable("damaged_workbook") from error
    targets = {item.get("Id"): item.get("Target", "") for item in relations}
    paths = {}
    for item in workbook.iter():
        if item.tag.rpartition("}")[2] != "sheet":
            continue
        relation = next((value for key, value in item.attrib.items() if key.endswith("}id")), None)
        target = targets.get(relation, "")
        paths[item.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return paths


def _rows(sheet: Any, marks: Marks) -> Iterator[str]:
    """The rows that are not blank. Formula and error cells come back marked, with what was cached."""
    marked = _marks_by_row(marks)
    dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain).encode
    padding: list[Any] = [None] * (sheet.start[1] if sheet.start else 0)
    for number, values in enumerate(sheet.iter_rows() if sheet.height else (), start=1):
        row = [*padding, *(None if value == "" else value for value in values)]
        _put_marks(row, marked.pop(number, ()))
        while row and row[-1] is None:
            row.pop()
        if row:
            yield dumps([number, *row])
    for number in sorted(marked):
        row = []
        _put_marks(row, marked[number])
        yield dumps([number, *row])


def _marks_by_row(marks: Marks) -> dict[int, list[tuple[int, str]]]:
    """Row → its marked columns, each with "f" for a formula or "e" for an error."""
    marked: dict[int, list[tuple[int, str]]] = {}
    for addresses, mark in ((marks.formulas, "f"), (marks.errors, "e")):
        for address in addresses:
            row, column = position(address)
            marked.setdefault(row, []).append((column, mark))
    return marked


def _put_marks(row: list[Any], marked: Iterable[tuple[int, str]]) -> None:
    for column, mark in marked:
        if column > MOST_COLUMNS:
            raise Unreadable("sheet_too_wide")
        row += [None] * (column - len(row))
        row[column - 1] = {mark: row[column - 1]}


def position(address: str) -> tuple[int, int]:
    """Row and column, from 1, of an address as "B5"."""
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(address[len(letters) :]), column


def _plain(value: Any) -> Any:
    """What JSON cannot say: dates as dates, a time of day or a duration as its text."""
    if isinstance(value, datetime):
        return {"d": value.date().isoformat()}
    return {"d": value.isoformat()} if isinstance(value, date) else str(value)


def _text(stream: BinaryIO, head: bytes) -> Iterator[str]:
    """A CSV as one sheet without a name: every cell is text. UTF-8 or GB18030, comma, semicolon or tab."""
    encoding = sniff_encoding(stream)
    stream.seek(0)
    lines = io.TextIOWrapper(stream, encoding=encoding, newline="")
    delimiter = sniff_delimiter(head.decode(encoding, errors="ignore"))
    csv.field_size_limit(MOST_TEXT)
    yield json.dumps({"sheet": "", "visible": True, "merged": [], "unplaced": 0})
    dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    try:
        for number, values in enumerate(csv.reader(lines, delimiter=delimiter, strict=True), start=1):
            if len(values) > MOST_COLUMNS:
                raise Unreadable("sheet_too_wide")
            if any(values):
                yield dumps([number, *(value or None for value in values)])
    except csv.Error as error:
        raise Unreadable("damaged_table") from error


def sniff_encoding(stream: BinaryIO) -> str:
    """The first of UTF-8 and GB18030 in which the whole file can be read; raises Unreadable for neither."""
    for encoding in _ENCODINGS:
        stream.seek(0)
        decoder = io.TextIOWrapper(io.BufferedReader(_Kept(stream), MEGABYTE), encoding=encoding)
        try:
            while decoder.read(MEGABYTE):
                pass
            return encoding
        except UnicodeDecodeError:
            continue
    raise Unreadable("text_in_unknown_encoding")


def sniff_delimiter(text: str) -> str:
    """The one of comma, tab and semicolon that stands most often in the first ten lines; raises Unreadable for none."""
    first = "\n".join(text.splitlines()[:10])
    counts = {mark: first.count(mark) for mark in ",\t;"}
    best = max(counts, key=lambda mark: counts[mark])
    if not counts[best]:
        raise Unreadable("not_a_workbook")
    return best


class _Kept(io.RawIOBase):
    """A stream that stays open when a reader of it is closed."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._stream.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


if __name__ == "__main__":
    sys.exit(main())
