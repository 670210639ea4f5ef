"""A glance at a file as it arrives: what its first bytes and its table of contents already say.

It costs milliseconds and opens nothing, so that a file which is plainly no workbook is answered at once instead of
being queued. What only a reader can find is left to the limited child (reading.py), which checks all of this again.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable
from typing import IO

from gainful.intake.findings import Finding, finding
from gainful.intake.reading import MOST_UPLOAD
from gainful.intake.zipcheck import MEGABYTE, Unreadable, check_contents, check_ole, kind_of

_END = b"PK\x05\x06"
_END_SIZE = 22
_BIG_LOCATOR = b"PK\x06\x07"
_LOCATOR_SIZE = 20
_MOST_TAIL = _END_SIZE + _LOCATOR_SIZE + 0xFFFF
_MOST_CONTENTS = MEGABYTE  # 2,000 parts, the most that are allowed, need a quarter of it
_SEPARATORS = (b",", b"\t", b";")


def glance(files: Iterable[tuple[str, IO[bytes]]]) -> list[Finding]:
    """One finding for each file that is plainly refused, in order; each stream is left at its start."""
    found = []
    for name, stream in files:
        try:
            _glance(stream)
        except Unreadable as refusal:
            found.append(finding(refusal.code, file=name))
        finally:
            stream.seek(0)
    return found


def _glance(stream: IO[bytes]) -> None:
    """Raises Unreadable for a file that no reader would take."""
    if stream.seek(0, os.SEEK_END) > MOST_UPLOAD:
        raise Unreadable("workbook_too_large")
    stream.seek(0)
    head = stream.read(8192)
    stream.seek(0)
    kind = kind_of(head)
    if kind == "empty":
        raise Unreadable("empty_file")
    if kind == "ole":
        check_ole(stream)
    if kind == "zip" and _contents_are_small(stream):
        stream.seek(0)
        try:
            with zipfile.ZipFile(stream) as archive:
                check_contents(archive.infolist())
        except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
            raise Unreadable("damaged_workbook") from error
    if kind == "text" and not any(mark in line for line in head.splitlines()[:10] for mark in _SEPARATORS):
        raise Unreadable("not_a_workbook")


def _contents_are_small(stream: IO[bytes]) -> bool:
    """Whether an archive's table of contents may be read here; False leaves an archive of the 64-bit kind to the child.

    The table is read into memory as a whole, so its stated size is looked at first. Raises Unreadable for an archive
    without an end, or with a table that no workbook has.
    """
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _MOST_TAIL))
    tail = stream.read()
    at = len(tail) - _END_SIZE
    if at < 0 or not (tail.startswith(_END, at) and tail.endswith(b"\0\0")):
        at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise Unreadable("damaged_workbook")
    if tail[max(0, at - _LOCATOR_SIZE) : at].startswith(_BIG_LOCATOR):
        return False
    if int.from_bytes(tail[at + 12 : at + 16], "little") > _MOST_CONTENTS:
        raise Unreadable("workbook_too_large")
    return True
