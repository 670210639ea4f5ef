"""Reading an uploaded file: a limited child process parses it, the parent gets typed cells row by row.

Whatever a hostile file does to the child (crash, run away, fill memory), the parent goes on and says one sentence.
The child's answer waits in an unnamed temporary file, so that the parent holds one row at a time.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import IO, Any

from gainful.intake.cells import Cell, ErrorCell, Formula
from gainful.intake.zipcheck import MEGABYTE, Unreadable

MOST_UPLOAD = 64 * MEGABYTE
_SOURCE = str(Path(__file__).resolve().parents[2])


@dataclass(frozen=True)
class Row:
    """A row that is not blank: its number on the sheet, and its cells from column A on."""

    number: int
    cells: list[Cell]


@dataclass
class Sheet:
    """A sheet as read. `rows` can be walked once, in order, before the next sheet is asked for."""

    name: str
    visible: bool
    rows: Iterator[Row]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    unplaced_formulas: int = 0


def seconds_for(size: int) -> int:
    """Seconds that a file of so many bytes may take: 10, and 5 more for each MB beyond the first two."""
    return 10 + 5 * max(0, size // MEGABYTE - 2)


class Parsed:
    """A file that the child has parsed. Its sheets can be walked as often as needed, until it is closed."""

    def __init__(self, answer: IO[str]) -> None:
        self._answer = answer

    def sheets(self) -> Iterator[Sheet]:
        """The sheets of the workbook or CSV, in order, from the first."""
        self._answer.seek(0)
        return _sheets(self._answer)

    def close(self) -> None:
        """Lets the parsed content go."""
        self._answer.close()

    def __enter__(self) -> Parsed:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def parse(file: Path | IO[bytes]) -> Parsed:
    """A workbook or CSV, parsed by a limited child.

    Raises Unreadable when the file is refused as a whole; its code names the sentence.
    """
    if isinstance(file, Path):
        with file.open("rb") as stream:
            return Parsed(_run_child(stream))
    with on_disk(file) as stream:
        return Parsed(_run_child(stream))


@contextmanager
def on_disk(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """The stream itself when a child can read it, else its bytes in an unnamed file."""
    try:
        stream.fileno()
    except (AttributeError, OSError):
        stream.seek(0)
        with tempfile.TemporaryFile() as copy:
            shutil.copyfileobj(stream, copy)
            yield copy
    else:
        yield stream


def _run_child(stream: IO[bytes]) -> IO[str]:
    """The child's complete answer, at its start; raises Unreadable when there is none."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    if size > MOST_UPLOAD:
        raise Unreadable("workbook_too_large")
    seconds = seconds_for(size)
    answer = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115 (Parsed closes it)
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "gainful.intake.child"],
            stdin=stream,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            env={"PYTHONPATH": _SOURCE, "GAINFUL_CHILD_SECONDS": str(seconds), "PYTHONUTF8": "1"},
            check=False,
        )
        _check_answer(answer, done.returncode)
    except subprocess.TimeoutExpired as error:
        answer.close()
        raise Unreadable("reading_takes_too_long") from error
    except BaseException:
        answer.close()
        raise
    return answer


def _check_answer(answer: IO[str], returncode: int) -> None:
    """Raises Unreadable unless the answer is complete: a refusal that the child gave, or a child that died."""
    last = _last_line(answer)
    if returncode == 0 and last == {"end": True}:
        return
    if returncode == 0 and isinstance(last, dict) and "refused" in last:
        raise Unreadable(str(last["refused"]))
    if returncode in (-24, 152):  # SIGXCPU: the processor time ran out
        raise Unreadable("reading_takes_too_long")
    raise Unreadable("workbook_breaks_the_reader")


def _last_line(answer: IO[str]) -> Any:
    """The answer's last line, decoded; None when it is no line of ours."""
    end = answer.seek(0, os.SEEK_END)
    with os.fdopen(os.dup(answer.fileno()), "rb") as raw:
        raw.seek(max(0, end - 4096))
        tail = raw.read().rstrip(b"\n")
    try:
        return json.loads(tail[tail.rfind(b"\n") + 1 :])
    except ValueError:
        return None


def _sheets(answer: IO[str]) -> Iterator[Sheet]:
    line = answer.readline()
    while line:
        about = json.loads(line)
        if not isinstance(about, dict) or "sheet" not in about:
            return
        rows = _Rows(answer)
        yield Sheet(
            name=about["sheet"],
            visible=about["visible"],
            rows=rows,
            merged=[tuple(area) for area in about.get("merged", ())],
            unplaced_formulas=about["unplaced"],
        )
        line = rows.rest()


class _Rows(Iterator[Row]):
    """Walks the rows of one sheet, and hands on the line after the last."""

    def __init__(self, answer: IO[str]) -> None:
        self._answer = answer
        self._next_sheet: str | None = None

    def __next__(self) -> Row:
        if self._next_sheet is not None:
            raise StopIteration
        line = self._answer.readline()
        if not line.startswith("["):
            self._next_sheet = line
            raise StopIteration
        number, *cells = _DECODER.decode(line)
        return Row(number, cells)

    def rest(self) -> str:
        """Skips rows nobody walked; the line that follows them."""
        while self._next_sheet is None:
            line = self._answer.readline()
            if not line.startswith("["):
                self._next_sheet = line
        return self._next_sheet


def _cell(found: dict[str, Any]) -> Cell:
    """A cell that JSON has no word for."""
    if "d" in found:
        return date.fromisoformat(found["d"])
    return Formula(found["f"]) if "f" in found else ErrorCell(str(found.get("e") or ""))


_DECODER = json.JSONDecoder(object_hook=_cell)
