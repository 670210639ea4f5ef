"""The rules asked of a table of facts with numpy, a batch of rows at a time: the rows that every other engine gives.

All rules and days are one program, so that a condition they share is worked out once for a batch. The memory needed
hangs on the batch and not on the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from gainful.benefits.facts_table import AREA, ID, ON, SUBJECT
from gainful.benefits.run_shape import HERE, counted_for, holds_here
from gainful.rules.batches import Asked
from gainful.rules.benefit import EVERYWHERE, Benefit
from gainful.rules.column_parts import Column, day_number
from gainful.rules.columns import Batch, Book, Program
from gainful.terms.facts import FACTS, LARGEST, NO_CODES

AT_ONCE, BYTES_AT_ONCE = 65_536, 64_000_000
Alike = Callable[[Benefit, Sequence[Any], Sequence[date], Sequence[str]], list[list[date]]]
Places = Callable[[object], tuple[str, ...]]
_FIRST_DAY, _LAST_DAY = day_number(date.min), day_number(date.max)
_NONE = pa.array([], pa.string())


@dataclass(frozen=True)
class Question:
    """A rule, the days that share one answer, and what asks it.

    `here` is whether the rule holds in each area, None where it holds everywhere; `by` is whom its limit counts by.
    """

    name: str
    rule: Benefit
    days: tuple[date, ...]
    asked: Asked
    here: np.ndarray | None
    by: str


def by_columns(
    facts: Path, rules: Mapping[str, Benefit], days: Sequence[date], columns: Sequence[str], *,
    alike: Alike, places: Places,
) -> Iterator[tuple[str, date, pa.Table]]:  # fmt: skip
    """Rule, day and answers, batch by batch, in it rule by rule and day by day. `alike` groups days of one answer."""
    used = [
        name for name in dict.fromkeys(n for r in rules.values() for n in r.ready.used) if name in columns
    ]
    codes = [name for name in used if FACTS[name].kind == "code"]
    kept = [key for key in (AREA, SUBJECT) if key in columns]
    with pq.ParquetFile(facts, memory_map=False, read_dictionary=[*codes, *kept]) as file:
        areas = _areas(file)
        chains = [places(area) for area in areas]
        program = Program(Book())
        questions = [
            Question(
                name,
                rule,
                tuple(same),
                Asked(program, rule, same[0], chains),
                None
                if rule.jurisdiction == EVERYWHERE
                else np.array([holds_here(rule, c) for c in chains], bool),
                counted_for(rule, columns),
            )
            for name, rule in rules.items()
            for same in alike(rule, list(areas), days, columns)
        ]
        unread = {n: Column(False, False) for r in rules.values() for n in r.ready.used if n not in columns}
        by = dict.fromkeys(question.by for question in questions if question.by != ID)
        wanted = [ID, *kept, *([ON] if ON in columns else []), *by, *used]
        for rows in batches(file, wanted):
            yield from _answers(program, questions, rows, areas, unread)


def batches(file: pq.ParquetFile, wanted: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """The rows of a file, AT_ONCE at a time. A group of rows that is not large is read at one go, which is quicker."""
    metadata = file.metadata
    for group in range(file.num_row_groups):
        chunks = (metadata.row_group(group).column(place) for place in range(metadata.num_columns))
        size = sum(chunk.total_uncompressed_size for chunk in chunks if chunk.path_in_schema in set(wanted))
        if size <= BYTES_AT_ONCE:
            yield from file.read_row_group(group, columns=wanted, use_threads=False).to_batches(AT_ONCE)
        else:
            yield from file.iter_batches(AT_ONCE, row_groups=[group], columns=wanted, use_threads=False)


def _areas(file: pq.ParquetFile) -> dict[Any, int]:
    """A number for each area of the table."""
    found: dict[Any, int] = {}
    for group in range(file.num_row_groups):
        for area in file.read_row_group(group, columns=[AREA])[AREA].unique().to_pylist():
            found.setdefault(area, len(found))
    return found


def _answers(
    program: Program, questions: Sequence[Question], rows: pa.RecordBatch, areas: Mapping[Any, int],
    unread: Mapping[str, Column],
) -> Iterator[tuple[str, date, pa.Table]]:  # fmt: skip
    """The answers of one batch: of each rule all days, in their order."""
    facts = {
        name: column(rows[name], FACTS[name].kind, program.book)
        for name in rows.schema.names
        if name in FACTS
    }
    numbers = _numbers(rows[AREA], lambda area: areas[area])
    whole = Batch(program, {**facts, **unread}, rows.num_rows, numbers)
    parts: dict[tuple[str, tuple[date, ...] | None], tuple[Batch, np.ndarray | None]] = {}
    for name, asked in groupby(questions, key=lambda question: question.name):
        told: dict[date, pa.Table] = {}
        for question in asked:
            days = question.days if ON in rows.schema.names else None
            key = (question.rule.subject, days)
            if key not in parts:
                parts[key] = _part(whole, rows, *key)
            batch, where = parts[key]
            if batch.count:
                told |= dict.fromkeys(question.days, _table(question, batch, rows, where))
        for day in sorted(told):
            yield name, day, told[day]


def _part(
    whole: Batch, rows: pa.RecordBatch, subject: str, days: Sequence[date] | None
) -> tuple[Batch, np.ndarray | None]:
    """The rows that are of a subject and of some days, with their positions; None where those are all."""
    here = np.ones(rows.num_rows, bool)
    if SUBJECT in rows.schema.names:
        here &= _numbers(rows[SUBJECT], lambda name: 1 if name == subject else 0).astype(bool)
    if days is not None:
        on = column(rows[ON], "date", whole.program.book)
        here &= np.isin(on.value, [day_number(day) for day in days]) & on.known
    if here.all():
        return whole, None
    where = np.flatnonzero(here)
    return whole.only(where), where


def _table(question: Question, batch: Batch, rows: pa.RecordBatch, where: np.ndarray | None) -> pa.Table:
    """The answers to one question, the same for each of its days."""
    asked, ready = question.asked, question.rule.ready
    due = asked.due(batch)
    known = np.broadcast_to(due.known, (batch.count,))
    need = np.zeros(batch.count, np.int64)
    if not known.all():
        unknown = np.flatnonzero(~known)
        need[unknown] = asked.ask(batch.only(unknown))
    facts = (1 << len(ready.used)) - 1
    place = (1 << (len(ready.used) + len(ready.parameters))) - 1 - facts
    kept = [ID] if question.by == ID else [ID, question.by]
    held = {
        **{name: rows[name] if where is None else rows[name].take(pa.array(where)) for name in kept},
        "due": truths(due.value, due.known, batch.count),
        "amount_fen": _amounts(asked.amount(batch), due, batch.count),
        "failed": lists(asked.failed(batch), list(question.rule.conditions)),
        "ask": lists(need & facts, ready.used),
        "missing": lists((need & place) >> len(ready.used), ready.parameters),
    }
    if question.here is not None and batch.areas is not None:
        held[HERE] = pa.array(np.broadcast_to(question.here[batch.areas], (batch.count,)))
    return pa.table(held)


def truths(value: Any, known: Any, count: int) -> pa.Array:
    """A truth column as Arrow's, null where it is unknown."""
    bits = [
        pa.py_buffer(np.packbits(np.broadcast_to(part, (count,)), bitorder="little"))
        for part in (known, value)
    ]
    return pa.Array.from_buffers(pa.bool_(), count, bits)


def _amounts(amount: Any, due: Column, count: int) -> pa.Array:
    values = np.ascontiguousarray(np.broadcast_to(amount, (count,)), np.int64)
    bits = np.packbits(np.broadcast_to(due.value, (count,)), bitorder="little")
    return pa.Array.from_buffers(pa.int64(), count, [pa.py_buffer(bits), pa.py_buffer(values)])


def lists(bits: np.ndarray, names: Sequence[str]) -> pa.Array:
    """For each row the names whose bits it has, in their order."""
    if not names or not bits.any():
        offsets = pa.array(np.zeros(len(bits) + 1, np.int32))
        return pa.ListArray.from_arrays(offsets, _NONE)
    if len(names) <= 16:
        distinct = np.flatnonzero(np.bincount(bits.astype(np.uint16), minlength=1))
        at = np.zeros(distinct[-1] + 1, np.int32)
        at[distinct] = np.arange(len(distinct))
        which = at[bits]
    else:
        distinct, which = np.unique(bits, return_inverse=True)
    each = [[name for place, name in enumerate(names) if int(one) >> place & 1] for one in distinct]
    return pa.array(each, pa.list_(pa.string())).take(pa.array(which))


def _unpacked(bits: pa.Buffer, start: int, count: int) -> np.ndarray:
    first = start // 8
    read = np.frombuffer(bits, np.uint8)[first : (start + count + 7) // 8]
    return np.unpackbits(read, bitorder="little")[start - first * 8 :][:count].view(bool)


def _known(values: pa.Array) -> Any:
    validity = values.buffers()[0]
    return (
        True if not values.null_count or validity is None else _unpacked(validity, values.offset, len(values))
    )


def _numbers(values: pa.Array, number: Callable[[Any], int]) -> np.ndarray:
    """Each row's text as a number, from the number of each different text (None for a null)."""
    if not pa.types.is_dictionary(values.type):
        values = values.dictionary_encode()
    table = np.array([*(number(text) for text in values.dictionary.to_pylist()), -1], np.int64)
    known = _known(values)
    at = values.indices.fill_null(len(table) - 1) if known is not True else values.indices
    if known is not True:
        table[-1] = number(None)
    return table[at.to_numpy()]


def column(values: pa.Array, kind: str, book: Book) -> Column:
    """A fact's column; what no fact can be (an endless date, an empty code, -2^63) is unknown."""
    if pa.types.is_null(values.type):
        return Column(False, False)
    known = _known(values)
    if kind == "code":
        numbers = _numbers(values, lambda text: -1 if text is None or text in NO_CODES else book.number(text))
        return Column(numbers, True if known is True and numbers.min() >= 0 else numbers >= 0)
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    if kind == "boolean":
        read: Any = _unpacked(values.buffers()[1], values.offset, len(values))
        return Column(read if known is True else read & known, known)
    plain = np.int32 if kind == "date" else values.type.to_pandas_dtype()
    read = np.frombuffer(values.buffers()[1], plain)[values.offset : values.offset + len(values)]
    if kind == "date":
        within = (read >= _FIRST_DAY) & (read <= _LAST_DAY)
    elif plain == np.int64:
        within = True if known is True and read.min() >= -LARGEST else read >= -LARGEST
    else:
        read, within = read.astype(np.int32 if plain in (np.int8, np.int16, np.int32) else np.int64), True
    known = within if known is True else known & within
    return Column(read, True if known is True or known.all() else known)
