"""Large tables: a CSV of a million rows, typed and checked column by column to a staging table.

The rules are those of takers.py. A column is worked on by its distinct texts; numbers, phones and names, which are all
distinct, first pass a test of the whole column, and only what fails it is looked at one by one. The work is done in a
limited child (`python -m gainful.intake.tables`); the parent gets Arrow. What needs other rows or the registry (a
person twice, a household unknown) is asked of the staged table by SQL, not here.
"""

from __future__ import annotations

import csv
import io
import json
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import IO, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from gainful.intake.child import sniff_delimiter, sniff_encoding
from gainful.intake.findings import Finding, finding, shown
from gainful.intake.forms import Column, load_forms
from gainful.intake.mapping import Layout, recognise
from gainful.intake.reading import Row
from gainful.intake.takers import NOTHING, Taken, Takers
from gainful.intake.zipcheck import MEGABYTE, Unreadable, kind_of

MOST_FINDINGS = 10_000
MOST_MEMORY = 4_096 * MEGABYTE  # address space; the table stays in blocks of 16 MB
_BLOCK = 16 * MEGABYTE
_SOURCE = str(Path(__file__).resolve().parents[2])
_TYPES: Mapping[str, pa.DataType] = {
    "date": pa.date32(),
    "year": pa.int32(),
    "whole": pa.int64(),
    "money": pa.int64(),
    "money_range": pa.list_(pa.int64()),
    "yes_no": pa.bool_(),
    "codes": pa.list_(pa.string()),
}
# A text that the pattern matches is its own value: no blank, no apostrophe, nothing to mend or refuse.
_PLAIN = {
    "name": r"^[^\s'=/\\\-—][^\s]{0,59}$",
    "text": r"^[^\s'=/\\\-—][^\s]{0,299}$",
    "place": r"^[^\s'=/\\\-—][^\s]{0,299}$",
    "identifier": r"^[0-9]{1,32}$",
    "phone": r"^[0-9]{5,15}$",
    "account": r"^[0-9]{8,30}$",
}


@dataclass
class Staged:
    """A table typed and checked: a column a fact (a range of pay as two numbers), `row` as in the file, and the faults.

    `findings` holds the first ten thousand; `counts` all of them by code.
    """

    form: str
    table: pa.Table
    findings: list[Finding] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


def stage_table(file: Path, pack: str, *, filed_on: date, seconds: int = 600) -> Staged:
    """A CSV as a staging table, by the form that its header shows; `pack` is the name of the programme pack.

    Raises Unreadable with the code of its sentence when the table cannot be taken at all.
    """
    with tempfile.TemporaryFile() as answer, tempfile.TemporaryFile("w+") as said, file.open("rb") as stream:
        try:
            done = subprocess.run(
                [
                    sys.executable,
                    "-P",
                    "-m",
                    "gainful.intake.tables",
                    pack,
                    filed_on.isoformat(),
                    str(said.fileno()),
                ],
                stdin=stream,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                pass_fds=[said.fileno()],
                timeout=seconds,
                env={"PYTHONPATH": _SOURCE, "PYTHONUTF8": "1"},
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise Unreadable("reading_takes_too_long") from error
        said.seek(0)
        lines = [json.loads(line) for line in said]
        if done.returncode != 0 or not lines:
            raise Unreadable("workbook_breaks_the_reader")
        if "refused" in lines[-1]:
            raise Unreadable(lines[-1]["refused"])
        answer.seek(0)
        table = pa.ipc.open_stream(answer).read_all()
    findings = [
        finding(one.pop("code"), file=file.name, row=one.pop("row"), column=one.pop("column"), **one)
        for one in lines[:-1]
    ]
    return Staged(lines[-1]["form"], table, findings, Counter(lines[-1]["counts"]))


def main(pack: str, filed_on: str, said: int) -> int:
    """Stages the table on standard input: Arrow on standard output, findings as JSON lines on a file descriptor."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    pa.set_cpu_count(2)
    with (
        open(0, "rb", closefd=False) as stream,
        open(1, "wb", closefd=False) as out,
        open(said, "w", encoding="utf-8") as told,
    ):
        try:
            _stage(stream, out, told, pack, date.fromisoformat(filed_on))
        except Unreadable as refusal:
            told.write(json.dumps({"refused": refusal.code}) + "\n")
        except MemoryError:
            told.write('{"refused": "workbook_needs_too_much_memory"}\n')
    return 0


def _stage(stream: IO[bytes], out: IO[bytes], told: IO[str], pack_name: str, filed_on: date) -> None:
    from gainful.pack.pack import load

    pack = load(pack_name)
    forms = load_forms(pack.forms)
    layout, blocks = _open(stream, lambda header: recognise("", [Row(1, header)], forms))
    takers = Takers(forms.common, pack.codes, pack.number_checker(), filed_on)
    columns = [(index - 1, layout.form.columns[fact]) for fact, index in layout.columns.items()]
    counts: Counter[str] = Counter()
    first, writer = 2, None
    for block in blocks:
        taken = [_Taker(takers, column).take(block.column(index)) for index, column in columns]
        rows = pa.array(np.arange(first, first + len(block)))
        batch = pa.record_batch(
            [rows, *(one.values for one in taken)], names=["row", *(c.fact for _, c in columns)]
        )
        if writer is None:
            writer = pa.ipc.new_stream(out, batch.schema)
        writer.write_batch(batch)
        for (index, column), one in zip(columns, taken, strict=True):
            header = layout.headers[index + 1]
            for fault in one.faults(block.column(index), column):
                if sum(counts.values()) < MOST_FINDINGS:
                    line = {**fault, "row": first + fault["row"], "column": index + 1, "header": header}
                    told.write(json.dumps(line, ensure_ascii=False) + "\n")
                counts[fault["code"]] += 1
        first += len(block)
    if writer is None:
        raise Unreadable("empty_file")
    writer.close()
    told.write(json.dumps({"form": layout.form.form, "counts": counts}) + "\n")


def _open(
    stream: IO[bytes], recognised: Callable[[list[Any]], Layout | None]
) -> tuple[Layout, Iterator[pa.RecordBatch]]:
    """The layout of a table by its first line, and its rows in blocks of text columns."""
    head = stream.read(65_536)
    if kind_of(head) != "text":
        raise Unreadable("not_a_workbook" if head else "empty_file")
    encoding = sniff_encoding(stream)  # type: ignore[arg-type]
    text = head.decode(encoding, errors="ignore")
    delimiter = sniff_delimiter(text)
    header = next(csv.reader(io.StringIO(text), delimiter=delimiter), [])
    layout = recognised([cell or None for cell in header])
    if layout is None:
        raise Unreadable("no_known_form")
    stream.seek(0)
    names = [str(at) for at in range(len(header))]
    try:
        reader = pacsv.open_csv(
            stream,
            read_options=pacsv.ReadOptions(
                encoding="utf8" if encoding.startswith("utf") else encoding,
                block_size=_BLOCK,
                column_names=names,
                skip_rows=1,
            ),
            parse_options=pacsv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
            convert_options=pacsv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True, null_values=[""]
            ),
        )
    except pa.ArrowInvalid as error:
        raise Unreadable("damaged_table") from error
    return layout, _blocks(reader)


def _blocks(reader: pacsv.CSVStreamingReader) -> Iterator[pa.RecordBatch]:
    try:
        yield from reader
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        raise Unreadable("damaged_table") from error


@dataclass
class _Column:
    """A column of a block: its values, and the positions and outcomes of those texts that were looked at."""

    values: pa.Array
    positions: np.ndarray
    outcomes: list[Taken]
    outcome_of: np.ndarray

    def faults(self, texts: pa.Array, column: Column) -> Iterator[dict[str, Any]]:
        """The faults in order of row, rows counted from 0."""
        coded = np.fromiter((bool(one.code) for one in self.outcomes), bool, len(self.outcomes))
        if not coded.any():
            return
        for at in np.flatnonzero(coded[self.outcome_of]):
            taken = self.outcomes[self.outcome_of[at]]
            row = int(self.positions[at])
            text = shown(texts[row].as_py(), column.type)
            yield {
                "code": taken.code,
                "found": (taken.found if taken.found is not None else text)[:60],
                "row": row,
            }


class _Taker:
    """Takes one column of a block."""

    def __init__(self, takers: Takers, column: Column) -> None:
        self.takers, self.column = takers, column

    def take(self, texts: pa.Array) -> _Column:
        """The typed column, each text taken by the rule of its type."""
        plain = self._plain(texts)
        positions = np.flatnonzero(~plain & texts.is_valid().to_numpy(zero_copy_only=False))
        encoded = texts.take(pa.array(positions)).dictionary_encode()
        outcomes = [self.takers.take(text, self.column) for text in encoded.dictionary.to_pylist()]
        kind = _TYPES.get(self.column.type, pa.string())
        values = pa.array([_storable(one.value) for one in outcomes], kind).take(encoded.indices)
        if not plain.any():
            at = np.full(len(texts), -1, np.int64)
            at[positions] = np.arange(len(positions))
            spread = values.take(pa.array(at, mask=at < 0))
        elif len(positions):
            kept = pc.if_else(pa.array(plain), texts, pa.scalar(None, pa.string()))
            spread = pc.replace_with_mask(kept, pa.array(_at(positions, len(texts))), values)
        else:
            spread = texts
        return _Column(
            spread, positions, outcomes or [NOTHING], encoded.indices.to_numpy(zero_copy_only=False)
        )

    def _plain(self, texts: pa.Array) -> np.ndarray:
        """Which texts are their own value, by a test of the whole column."""
        if self.column.type == "person_number" and self.takers.checker.kind in _WHOLE_COLUMN:
            return _WHOLE_COLUMN[self.takers.checker.kind](texts, self.takers.filed_on)
        pattern = _PLAIN.get(self.column.type)
        if pattern is None or self.column.blank:
            return np.zeros(len(texts), bool)
        fits = pc.fill_null(pc.match_substring_regex(texts, pattern), False)
        blank = pc.is_in(texts, value_set=pa.array(sorted(self.takers.common.blank_words)))
        return pc.and_not(fits, blank).to_numpy(zero_copy_only=False)


def _storable(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _at(positions: np.ndarray, length: int) -> np.ndarray:
    mask = np.zeros(length, bool)
    mask[positions] = True
    return mask


_WEIGHTS = np.array([2**power % 11 for power in range(17, 0, -1)], np.int32)
_DAYS = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], np.int32)


def valid_mod_11_2(texts: pa.Array, on: date) -> np.ndarray:
    """Which texts are 18-character numbers with a birth date and the check character of ISO 7064 MOD 11-2.

    Stricter than the scalar rule where in doubt (29 February, 130 years): those are left to it. uint8 in, bool out.
    """
    fits = pc.and_kleene(pc.equal(pc.binary_length(texts), 18), pc.equal(pc.utf8_length(texts), 18))
    positions = np.flatnonzero(pc.fill_null(fits, False).to_numpy(zero_copy_only=False))
    valid = np.zeros(len(texts), bool)
    if not len(positions):
        return valid
    chosen = texts.take(pa.array(positions)).cast(pa.binary(18))
    letters = np.frombuffer(chosen.buffers()[1], np.uint8, len(chosen) * 18, chosen.offset * 18).reshape(
        -1, 18
    )
    digits = letters.astype(np.int32) - 48
    body, last = digits[:, :17], np.where(letters[:, 17] == ord("X"), 10, digits[:, 17])
    numeric = ((body >= 0) & (body <= 9)).all(axis=1) & (last >= 0) & (last <= 10)
    right = (body @ _WEIGHTS + last) % 11 == 1
    year = body[:, 6] * 1000 + body[:, 7] * 100 + body[:, 8] * 10 + body[:, 9]
    month, day = body[:, 10] * 10 + body[:, 11], body[:, 12] * 10 + body[:, 13]
    dated = (year > on.year - 130) & (year < on.year) & (month >= 1) & (month <= 12) & (day >= 1)
    dated &= (day <= _DAYS[np.clip(month, 0, 12)]) & ~((month == 2) & (day == 29))
    valid[positions] = numeric & right & dated
    return valid


_WHOLE_COLUMN: Mapping[str, Callable[[pa.Array, date], np.ndarray]] = {"cn.ric": valid_mod_11_2}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
