"""A look at an uploaded workbook before anything parses it: is it one, and is it safe to open?

A workbook is a zip of XML. Nothing here builds a tree: entries are streamed once, which finds archives that lie about
their size, declarations that XML readers expand, and the addresses of formula and error cells, which the reader of
values shows like empty ones. Works on a stream that can seek; needs no more than a few MB.
"""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

MEGABYTE = 1024 * 1024
_CHUNK = MEGABYTE
_OVERLAP = 1024
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_OTHER_KINDS = (
    b"%PDF",
    b"<",
    b"{\\rtf",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"GIF8",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"MZ",
)
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DECLARATIONS = tuple(
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_FORMULA = re.compile(rb"<(?:\w+:)?c\s([^<>]*)>\s*<(?:\w+:)?f[\s/>]")
_ERROR = re.compile(rb"<(?:\w+:)?c\s([^<>]*\bt=[\"']e[\"'][^<>]*)>")
_ADDRESS = re.compile(rb"\br=[\"']([A-Z]{1,3}[0-9]{1,7})[\"']")


class Unreadable(Exception):
    """A file refused as a whole, with the code of the sentence that says why (see sentences.py)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Limits:
    """What an archive may hold. A sheet of real rows shrinks to a tenth or less; a hundredth is a trap."""

    entries: int = 2_000
    expanded: int = 1_500 * MEGABYTE
    ratio: int = 120
    ratio_from: int = 4 * MEGABYTE
    marks: int = 500_000


@dataclass
class Marks:
    """Addresses ("B5") of the formula and error cells of one sheet; `unplaced` counts those without an address."""

    formulas: set[str] = field(default_factory=set)
    errors: set[str] = field(default_factory=set)
    unplaced: int = 0


@dataclass
class Checked:
    """A workbook that may be opened: bytes when expanded, and the marks of each sheet by its path in the archive."""

    expanded: int
    marks: dict[str, Marks]
    relations: bytes
    workbook: bytes


def kind_of(head: bytes) -> str:
    """What a file's first bytes say it is: "zip", "ole", "empty" or "text"; raises Unreadable for other binary."""
    if not head:
        return "empty"
    if head.startswith(b"PK"):
        return "zip"
    if head.startswith(_OLE):
        return "ole"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("text_in_unknown_encoding")
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_OTHER_KINDS) or _CONTROL.search(head):
        raise Unreadable("not_a_workbook")
    return "text"


def check_ole(stream: IO[bytes]) -> None:
    """Refuses an OLE container, saying whether it is a workbook under a password or one of the old format."""
    marker = "EncryptedPackage".encode("utf-16-le")
    tail = b""
    while chunk := stream.read(_CHUNK):
        if marker in tail + chunk:
            raise Unreadable("encrypted_workbook")
        tail = chunk[-len(marker) :]
    raise Unreadable("old_workbook_format")


def check_zip(stream: IO[bytes], limits: Limits | None = None) -> Checked:
    """The checked workbook in a zip; raises Unreadable with the first reason not to open it."""
    limits = limits or Limits()
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
            check_contents(entries, limits)
            names = {entry.filename for entry in entries}
            marks = _scan_all(archive, entries, limits)
            return Checked(
                expanded=sum(entry.file_size for entry in entries),
                marks=marks,
                relations=_small(archive, "xl/_rels/workbook.xml.rels", names),
                workbook=_small(archive, "xl/workbook.xml", names),
            )
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise Unreadable("damaged_workbook") from error
    except RuntimeError as error:  # zipfile's word for an entry under a password
        raise Unreadable("encrypted_workbook") from error


def check_contents(entries: list[zipfile.ZipInfo], limits: Limits | None = None) -> None:
    """Raises Unreadable for an archive whose table of contents is not that of a workbook that may be opened."""
    limits = limits or Limits()
    _check_names(entries, limits)
    _check_sizes(entries, limits)
    names = {entry.filename for entry in entries}
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise Unreadable("not_a_workbook")


def _check_names(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.entries:
        raise Unreadable("workbook_too_large")
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        parts = name.replace("\\", "/").split("/")
        linked = stat.S_ISLNK(entry.external_attr >> 16)
        if name.startswith(("/", "\\")) or ".." in parts or ":" in name or linked or name in seen:
            raise Unreadable("workbook_with_path_tricks")
        seen.add(name)
        if entry.flag_bits & 0x1:
            raise Unreadable("encrypted_workbook")
        if name.lower().endswith("vbaproject.bin"):
            raise Unreadable("workbook_with_macros")
        if name.lower().endswith((".zip", ".7z", ".rar", ".gz", ".xlsx", ".xlsm", ".docx")):
            raise Unreadable("archive_in_workbook")


def _check_sizes(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if sum(entry.file_size for entry in entries) > limits.expanded:
        raise Unreadable("workbook_too_large")
    for entry in entries:
        packed = max(1, entry.compress_size)
        if entry.file_size > limits.ratio_from and entry.file_size // packed > limits.ratio:
            raise Unreadable("workbook_expands_too_far")


def _scan_all(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], limits: Limits) -> dict[str, Marks]:
    """Streams every entry once; the marks of each sheet by path."""
    marks: dict[str, Marks] = {}
    for entry in entries:
        is_sheet = entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml")
        found = Marks()
        for at_start, window in _windows(archive, entry):
            if at_start and window.startswith(b"PK\x03\x04"):
                raise Unreadable("archive_in_workbook")
            if any(mark in window for mark in _DECLARATIONS):
                raise Unreadable("doctype_in_workbook")
            if is_sheet:
                _mark(window, found)
                if len(found.formulas) + len(found.errors) > limits.marks:
                    raise Unreadable("workbook_too_large")
        if is_sheet:
            marks[entry.filename] = found
    return marks


def _windows(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[tuple[bool, bytes]]:
    """The entry's bytes in pieces that overlap, so that no mark is cut in two; the first piece is flagged."""
    with archive.open(entry) as part:
        tail = b""
        first = True
        while chunk := part.read(_CHUNK):
            yield first, tail + chunk
            tail = chunk[-_OVERLAP:]
            first = False


def _mark(window: bytes, found: Marks) -> None:
    """Adds the formula and error cells of a piece of sheet XML."""
    if b"<f" in window or b":f" in window:
        _collect(_FORMULA, window, found, found.formulas)
    if b't="e"' in window or b"t='e'" in window:
        _collect(_ERROR, window, found, found.errors)


def _collect(pattern: re.Pattern[bytes], window: bytes, found: Marks, into: set[str]) -> None:
    for match in pattern.finditer(window):
        address = _ADDRESS.search(match[1])
        if address is None:
            found.unplaced += 1
        else:
            into.add(address[1].decode())


def _small(archive: zipfile.ZipFile, name: str, names: set[str]) -> bytes:
    """A small part in full; a workbook's list of sheets is never many MB."""
    if name not in names:
        raise Unreadable("damaged_workbook")
    with archive.open(name) as part:
        content = part.read(4 * MEGABYTE + 1)
    if len(content) > 4 * MEGABYTE:
        raise Unreadable("workbook_too_large")
    return content
