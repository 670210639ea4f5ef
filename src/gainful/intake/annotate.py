"""The same workbook back, each fault marked at its cell, a summary in front, and columns that nobody keeps blanked.

The marking opens the uploaded workbook once more, so it runs in a limited child as reading does: `annotate` starts it,
`python -m gainful.intake.annotate` is it. Formats, merged cells and all sheets stay as they came. A CSV comes back as
a workbook of text cells.
"""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Any

from gainful.intake.child import MOST_MEMORY, MOST_OUTPUT, sniff_delimiter, sniff_encoding
from gainful.intake.reading import on_disk
from gainful.intake.zipcheck import MEGABYTE, Unreadable, check_zip, kind_of

_SOURCE = str(Path(__file__).resolve().parents[2])
_FILLS = {"refused": "F8CBAD", "warning": "FFE699", "remark": "DDEBF7", "mended": "E2EFDA"}
_ORDER = list(_FILLS)
WORDS: Mapping[str, Mapping[str, Any]] = {
    "zh": {
        "sheet": "核对结果",
        "head": ("工作表", "单元格", "程度", "发现", "说明"),
        "severity": {"refused": "未采用", "warning": "需核对", "remark": "提示", "mended": "已规范"},
        "none": "没有发现问题。",
        "count": "共 {count} 条。颜色：橙＝未采用，黄＝需核对，蓝＝提示，绿＝已规范。",
    },
    "en": {
        "sheet": "Findings",
        "head": ("Sheet", "Cell", "Severity", "Found", "What is wrong"),
        "severity": {
            "refused": "not taken",
            "warning": "to be checked",
            "remark": "remark",
            "mended": "mended",
        },
        "none": "Nothing was found wrong.",
        "count": "{count} findings. Orange: not taken, yellow: to be checked, blue: remark, green: mended.",
    },
}


def annotate(
    file: Path | IO[bytes],
    findings: Iterable[Mapping[str, Any]],
    *,
    never_kept: Mapping[str, Iterable[int]] | None = None,
    language: str = "zh",
) -> bytes:
    """The workbook of a file with its findings marked, as .xlsx bytes.

    `findings` are those of this file as their JSON (sheet, row, column, code, severity, found, message); `never_kept`
    is sheet → columns, from 1, to blank below their header, the header row being the finding's own row.
    Raises Unreadable when the file cannot be opened again within its limits.
    """
    job = {
        "findings": list(findings),
        "never_kept": {sheet: list(columns) for sheet, columns in (never_kept or {}).items()},
        "language": "zh" if language.startswith("zh") else "en",
    }
    if isinstance(file, Path):
        with file.open("rb") as stream:
            return _run_child(stream, job)
    with on_disk(file) as stream:
        return _run_child(stream, job)


def _run_child(stream: IO[bytes], job: Mapping[str, Any]) -> bytes:
    """The marked workbook as the child gives it; raises Unreadable when it gives none."""
    size = stream.seek(0, os.SEEK_END)
    seconds = 60 + 30 * (size // MEGABYTE)
    with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as answer:
        told.write(json.dumps(job).encode())
        told.seek(0)
        stream.seek(0)
        try:
            done = subprocess.run(
                [sys.executable, "-P", "-m", "gainful.intake.annotate", str(told.fileno())],
                stdin=stream,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                pass_fds=[told.fileno()],
                timeout=seconds,
                env={"PYTHONPATH": _SOURCE, "GAINFUL_CHILD_SECONDS": str(seconds), "PYTHONUTF8": "1"},
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise Unreadable("reading_takes_too_long") from error
        answer.seek(0)
        content = answer.read()
    if done.returncode != 0 or not content.startswith(b"PK"):
        raise Unreadable("workbook_breaks_the_reader")
    return content


def main(told: int) -> int:
    """Marks the workbook on standard input as the job on the given file descriptor says."""
    seconds = int(os.environ.get("GAINFUL_CHILD_SECONDS", "60"))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_OUTPUT, MOST_OUTPUT))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    with open(told, "rb") as job_file, open(0, "rb", closefd=False) as stream:
        content = _marked(stream, json.load(job_file))
    with open(1, "wb", closefd=False) as out:
        out.write(content)
    return 0


def _marked(stream: IO[bytes], job: Mapping[str, Any]) -> bytes:
    from openpyxl import load_workbook

    head = stream.read(8192)
    stream.seek(0)
    if kind_of(head) == "zip":
        check_zip(stream)
        stream.seek(0)
        book = load_workbook(stream, rich_text=True)
    else:
        book = _book_of_text(stream)
    by_sheet: dict[str, list[Mapping[str, Any]]] = {}
    for one in job["findings"]:
        by_sheet.setdefault(one["sheet"], []).append(one)
    for name, findings in by_sheet.items():
        sheet = book[name] if name in book.sheetnames else book.worksheets[0]
        _blank(sheet, findings, job["never_kept"].get(name, ()))
        _mark_sheet(sheet, findings, job["language"])
    _summarise(book, job["findings"], job["language"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _book_of_text(stream: IO[bytes]) -> Any:
    """A CSV as a workbook of one sheet, every cell text."""
    from openpyxl import Workbook

    encoding = sniff_encoding(stream)  # type: ignore[arg-type]
    stream.seek(0)
    text = stream.read().decode(encoding)
    book = Workbook()
    for number, values in enumerate(csv.reader(io.StringIO(text), delimiter=sniff_delimiter(text[:8192])), 1):
        for column, value in enumerate(values, start=1):
            _set_text(book.worksheets[0].cell(number, column), value)
    return book


def _set_text(cell: Any, text: str) -> None:
    """Writes a text as text: what looks like a formula is shown, never computed."""
    cell.value = text
    if text.startswith(("=", "+", "-", "@", "\t", "\r")):
        cell.data_type = "s"
        cell.quotePrefix = True


def _blank(sheet: Any, findings: Iterable[Mapping[str, Any]], columns: Iterable[int]) -> None:
    """Empties the cells under the headers that are never kept."""
    headers = [one["row"] for one in findings if one["code"] == "column_never_kept" and one["row"]]
    for column in columns:
        for row in range(max(headers, default=1) + 1, sheet.max_row + 1):
            cell = sheet.cell(row, column)
            if cell.value is not None and hasattr(cell, "quotePrefix"):
                cell.value = None


def _mark_sheet(sheet: Any, findings: Iterable[Mapping[str, Any]], language: str) -> None:
    """Fills and comments the cells of the findings; several at one cell share a comment, the gravest colours it."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    at_cell: dict[tuple[int, int], list[Mapping[str, Any]]] = {}
    for one in findings:
        if one["row"]:
            at_cell.setdefault(_cell_of(sheet, one), []).append(one)
    for (row, column), ones in at_cell.items():
        cell = sheet.cell(row, column)
        gravest = min((one["severity"] for one in ones), key=_ORDER.index)
        cell.fill = PatternFill("solid", fgColor=_FILLS[gravest])
        text = "\n".join(f"[{WORDS[language]['severity'][one['severity']]}] {one['message']}" for one in ones)
        if cell.comment is not None:
            text = f"{cell.comment.text}\n{text}"
        cell.comment = Comment(text, "Gainful", width=320, height=60 + 40 * len(ones))
        if any(one["code"] == "formula_in_text" for one in ones) and isinstance(cell.value, str):
            _set_text(cell, cell.value)


def _cell_of(sheet: Any, one: Mapping[str, Any]) -> tuple[int, int]:
    """Row and column of the cell to mark: of a merged area its first, of a whole row its first column."""
    from openpyxl.utils import column_index_from_string

    row, column = one["row"], column_index_from_string(one["column"]) if one["column"] else 1
    for area in sheet.merged_cells.ranges:
        if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
            return area.min_row, area.min_col
    return row, column


def _summarise(book: Any, findings: list[Mapping[str, Any]], language: str) -> None:
    """Puts the list of all findings in front, each with a link to its cell."""
    from openpyxl.styles import Alignment, Font, PatternFill

    words = WORDS[language]
    name = words["sheet"]
    while name in book.sheetnames:
        name += "_"
    sheet = book.create_sheet(name, 0)
    said = words["count"].format(count=len(findings)) if findings else words["none"]
    sheet.append([said])
    sheet.append(list(words["head"]))
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    ordered = sorted(findings, key=lambda one: (_ORDER.index(one["severity"]), one["sheet"], one["row"] or 0))
    for number, one in enumerate(ordered, start=3):
        where = f"{one['column'] or 'A'}{one['row']}" if one["row"] else ""
        values = (one["sheet"], where, words["severity"][one["severity"]], one["found"], one["message"])
        for column, value in enumerate(values, start=1):
            _set_text(sheet.cell(number, column), str(value))
        sheet.cell(number, 3).fill = PatternFill("solid", fgColor=_FILLS[one["severity"]])
        sheet.cell(number, 5).alignment = Alignment(wrap_text=True, vertical="top")
        if where and one["sheet"] in book.sheetnames:
            quoted = one["sheet"].replace("'", "''")
            sheet.cell(number, 2).hyperlink = f"#'{quoted}'!{where}"
            sheet.cell(number, 2).font = Font(color="0563C1", underline="single")
    for letters, width in zip("ABCDE", (16, 10, 12, 24, 80), strict=True):
        sheet.column_dimensions[letters].width = width
    sheet.freeze_panes = "A3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
