"""Every rule asked of everybody in a table of facts, on one day or for each month of a year, on a chosen engine.

The result has one row a subject, rule and day: due (true, false, null: cannot tell), the amount in fen, the conditions
that fail, the facts to ask for, the parameters without a value in the place, the reason in one word, whether the
amount counts within the rule's limit, and what of it is to be added up. Every engine gives the same rows in one order:
by stretch of the table (at most 65,536 rows of a row group), in it rule by rule as they are named, day by day, in the
order of the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from gainful.benefits.facts_table import (
    AREA,
    HOUSEHOLD,
    ID,
    ON,
    PERSON,
    SUBJECT,
    TableRefused,
    check_tables,
)
from gainful.benefits.nothing_asked import asked_of_nothing
from gainful.benefits.run_columns import batches, by_columns
from gainful.benefits.run_ordered import ROW, Ordered
from gainful.benefits.run_shape import (
    HERE,
    REASON_TYPE,
    Limits,
    counted_for,
    holds_here,
    of_no_day,
    reasons,
    without_single,
)  # fmt: skip
from gainful.rules.benefit import Benefit, answer
from gainful.rules.sql import text
from gainful.rules.table import benefit_query
from gainful.terms.areas import area_number, chain_of_codes
from gainful.terms.facts import NO_CODES
from gainful.terms.periods import last_day_of_month

ENGINES = ("columns", "python", "duckdb", "spark")
WRITTEN_AT_ONCE = 200_000
Told = Iterator[tuple[str, date, pa.Table]]
"""Rule, day and answers, in the order of a run."""
Progress = Callable[[str, int, int], None]

_LISTS = pa.list_(pa.string())
_ANSWER: dict[str, pa.DataType] = {
    "due": pa.bool_(), "amount_fen": pa.int64(), "failed": _LISTS, "ask": _LISTS, "missing": _LISTS,
}  # fmt: skip
_ADDED: dict[str, pa.DataType] = {"reason": REASON_TYPE, "counts": pa.bool_(), "counted_fen": pa.int64()}
_NAMED: dict[str, pa.DataType] = {"subject": pa.string(), "benefit": pa.string(), "on": pa.date32()}
_OF_PLACE = """create or replace temp view asked as
    select facts.* from facts semi join here on facts.area is not distinct from here.area"""
# Where the table says of which subject or day a row is, a rule is asked only of its own.
_OF_SUBJECT = "facts.subject = getvariable('asked_of')"
_OF_DAY = "facts.\"on\" = getvariable('asked_on')"


@dataclass(frozen=True)
class Ran:
    """What a run did: rows read and written, how many are due, not due and cannot be told, and how many rows read were
    not asked because their day is none of those asked for."""

    subjects: int
    rows: int
    due: int
    not_due: int
    unknown: int
    of_no_day: int


class EngineMissing(RuntimeError):
    """The engine is not installed here."""


def months_of(year: int) -> list[date]:
    """The last day of each month of a year."""
    return [last_day_of_month(date(year, month, 1)) for month in range(1, 13)]


def run(
    facts: Path | Sequence[Path],
    rules: Mapping[str, Benefit],
    *,
    days: Sequence[date],
    engine: str,
    out: Path,
    progress: Progress = lambda step, done, total: None,
) -> Ran:
    """Asks every rule of every row and writes the result as Parquet; `out` appears only when it is whole.

    Several tables (one a subject) are asked one after another; their keys `id` must be of one type. A table whose rows
    name their days is read in the order of days.

    Raises TableRefused for what is no table of facts, whatever the engine; EngineMissing where it is not installed.
    """
    sources = [facts] if isinstance(facts, Path) else list(facts)
    columns, days = _checked(sources, rules, out), sorted(set(days))
    tables = (one for path in sources for one in _of_source(path, rules, days, columns[path], engine))
    part = out.with_name(f".{out.name}.part")
    writer: pq.ParquetWriter | None = None
    counted, total = [0, 0, 0, 0], len(rules) * len(days) * len(sources)
    try:
        for done, table in _together(tables):
            writer = writer or _writer(part, table.schema)
            writer.write_table(table, row_group_size=max(table.num_rows, 1))
            _count(table, counted)
            progress("asking the rules", min(done, total), total)
        if writer is None:
            raise TableRefused(asked_of_nothing(sources, columns, rules, days))
        writer.close()
        part.replace(out)
    finally:
        if writer is not None and writer.is_open:
            writer.close()
        part.unlink(missing_ok=True)
    counted.append(sum(of_no_day(source, days) for source in sources if ON in columns[source]))
    return Ran(sum(pq.read_metadata(source).num_rows for source in sources), *counted)


def _checked(sources: Sequence[Path], rules: Mapping[str, Benefit], out: Path) -> dict[Path, list[str]]:
    """The columns of each table; nothing is asked before all of them are in order."""
    if out.resolve() in {source.resolve() for source in sources}:
        raise TableRefused([f"{out.name} is the table of facts itself: write the answers to another file"])
    return check_tables(sources, rules)


def _count(table: pa.Table, counted: list[int]) -> None:
    due = table.column("due")
    true, known = pc.sum(due).as_py() or 0, table.num_rows - due.null_count
    for at, number in enumerate((table.num_rows, true, known - true, due.null_count)):
        counted[at] += number


def _writer(path: Path, shape: pa.Schema) -> pq.ParquetWriter:
    """Dictionaries where values come again; a key comes once a rule, so whole numbers are kept as their steps."""
    again = [name for name in shape.names if name not in (ID, "due")]
    again += [f"{name}.list.element" for name, kind in _ANSWER.items() if kind == _LISTS]
    whole = pa.types.is_integer(shape.field(ID).type)
    return pq.ParquetWriter(
        path, shape, compression="zstd", use_dictionary=again, store_schema=False,
        column_encoding={ID: "DELTA_BINARY_PACKED"} if whole else None,
    )  # fmt: skip


def _of_source(
    source: Path, rules: Mapping[str, Benefit], days: Sequence[date], columns: list[str], engine: str
) -> Iterator[pa.Table]:
    """The answers to one table, with reason and whether they count, in the columns of the result."""
    columns = without_single(source, columns, rules)
    limits = Limits(rules, columns, days)
    with _by_days(source, columns, days) as facts:
        before: tuple[pa.Table, bool] | None = None
        why: pa.Array = None
        for name, on, table in _ENGINES[engine](facts, rules, days, columns):
            if not table.num_rows:
                continue
            rule = rules[name]
            if before is None or before[0] is not table or before[1] != rule.in_force(on):
                before, why = (table, rule.in_force(on)), reasons(table, rule.in_force(on))
            counts, counted_fen = limits.counted(table, name, on)
            added = {
                "subject": pa.repeat(rule.subject, table.num_rows),
                "benefit": pa.repeat(name, table.num_rows),
                "on": pa.repeat(pa.scalar(on, pa.date32()), table.num_rows),
                "reason": why,
                "counts": counts,
                "counted_fen": counted_fen,
            }
            shape = pa.schema({ID: table.schema.field(ID).type, **_NAMED, **_ANSWER, **_ADDED})
            held = [added.get(column) if column in added else table[column] for column in shape.names]
            yield pa.table(held, names=shape.names).cast(shape)


@contextmanager
def _by_days(source: Path, columns: Sequence[str], days: Sequence[date]) -> Iterator[Path]:
    """The table, or a copy in the order of days where its rows name theirs and do not stand so."""
    if ON not in columns or len(days) == 1:
        yield source
        return
    on = (
        pq.read_table(source, columns=[ON])[ON]
        .combine_chunks()
        .cast(pa.int32())
        .fill_null(2**31 - 1)
        .to_numpy()
    )
    if (on[1:] >= on[:-1]).all():
        yield source
        return
    with TemporaryDirectory(prefix="gainful-run-") as folder:
        copy = Path(folder) / source.name
        pq.write_table(pq.read_table(source).take(pa.array(np.argsort(on, kind="stable"))), copy)
        yield copy


def _together(tables: Iterable[pa.Table]) -> Iterator[tuple[int, pa.Table]]:
    """The tables joined until they are worth writing, each with how many there were so far."""
    held: list[pa.Table] = []
    done = 0
    for done, table in enumerate(tables, start=1):
        held.append(table)
        if sum(one.num_rows for one in held) >= WRITTEN_AT_ONCE:
            yield done, pa.concat_tables(held)
            held = []
    if held:
        yield done, pa.concat_tables(held)


NOWHERE = ("",)
"""A chain of codes that names no place: no rule of a place holds there, and no local value is loaded for it."""


def places_of(area: object) -> tuple[str, ...]:
    """The codes of a place from the nearest up, without the nation; NOWHERE for what is no place's code."""
    try:
        return chain_of_codes(area_number(str(area))) or NOWHERE
    except ValueError:
        return NOWHERE


def _groups(rule: Benefit, areas: Iterable[Any], on: date) -> list[tuple[tuple[str, ...], list[Any]]]:
    """The areas by what the rule's parameters are there: one query serves all places that share their values."""
    groups: dict[tuple[Any, ...], tuple[tuple[str, ...], list[Any]]] = {}
    for area in areas:
        places = places_of(area)
        values = (holds_here(rule, places), *rule.ready.values_on(on, places).values())
        groups.setdefault(values, (places, []))[1].append(area)
    return list(groups.values())


def alike_days(
    rule: Benefit, areas: Iterable[Any], days: Sequence[date], columns: Sequence[str]
) -> list[list[date]]:
    """The days by what decides on them: where neither the rule nor a value nor a fact turns, one answer serves all."""
    if ON in columns:
        return [[day] for day in days]
    places = [places_of(area) for area in areas]
    alike: dict[tuple[Any, ...], list[date]] = {}
    for day in days:
        values = tuple(tuple(rule.ready.values_on(day, place).values()) for place in places)
        alike.setdefault((rule.in_force(day), values), []).append(day)
    return list(alike.values())


def _by_duckdb(facts: Path, rules: Mapping[str, Benefit], days: Sequence[date], columns: list[str]) -> Told:
    connection = duckdb.connect()
    try:
        connection.read_parquet(str(facts), file_row_number=True).create_view("facts")
        connection.execute("create table areas as select distinct area from facts")
        areas = [area for (area,) in connection.execute("select area from areas").fetchall()]
        with Ordered(facts) as told:
            for name, rule in rules.items():
                keys = _keys(rule, columns)
                for alike in alike_days(rule, areas, days, columns):
                    for places, here in _groups(rule, areas, alike[0]):
                        ask_of(connection, here, rule.subject, alike[0], columns)
                        query = benefit_query(
                            rule, source="asked", on=alike[0], places=places, keys=keys, columns=columns
                        )
                        found = connection.sql(text(query)).to_arrow_table()
                        for on in alike:
                            told.keep(_named(found, rule, name, on, places))
            yield from told.in_order(rules, days)
    finally:
        connection.close()


def _keys(rule: Benefit, columns: Sequence[str]) -> tuple[str, ...]:
    """What a query carries along: the key, whom the limit counts by, the number of the row."""
    return tuple(dict.fromkeys((ID, counted_for(rule, columns), ROW)))


def ask_of(
    connection: duckdb.DuckDBPyConnection, areas: list[Any], subject: str, on: date, columns: Sequence[str]
) -> None:
    """Makes the view `asked` of the rows in the areas that are of a subject and a day."""
    connection.register("here", pa.table({AREA: pa.array(areas, pa.string())}))
    connection.execute("set variable asked_of = ?", [subject])
    connection.execute("set variable asked_on = ?", [on])
    kept = [test for key, test in ((SUBJECT, _OF_SUBJECT), (ON, _OF_DAY)) if key in columns]
    connection.execute(_OF_PLACE + (" where " + " and ".join(kept) if kept else ""))


def _named(table: pa.Table, rule: Benefit, name: str, on: date, places: Sequence[str]) -> pa.Table:
    """Answers of a query with their rule, day, whether the rule holds there, and nobody where it counts by none."""
    count = table.num_rows
    for column in (PERSON, HOUSEHOLD):
        if column not in table.column_names:
            table = table.append_column(column, pa.nulls(count, pa.string()))
    table = table.append_column("benefit", pa.repeat(name, count))
    table = table.append_column(HERE, pa.repeat(holds_here(rule, places), count))
    table = table.append_column(ON, pa.repeat(pa.scalar(on, pa.date32()), count))
    return table.select([ID, PERSON, HOUSEHOLD, ROW, "benefit", ON, HERE, *_ANSWER])


def _by_columns(facts: Path, rules: Mapping[str, Benefit], days: Sequence[date], columns: list[str]) -> Told:
    return by_columns(facts, rules, days, columns, alike=alike_days, places=places_of)


def _by_python(facts: Path, rules: Mapping[str, Benefit], days: Sequence[date], columns: list[str]) -> Told:
    with pq.ParquetFile(facts) as file:
        key_type = file.schema_arrow.field(ID).type
        for batch in batches(file, columns):
            rows = batch.to_pylist()
            places = {area: places_of(area) for area in {row[AREA] for row in rows}}
            for name, rule in rules.items():
                by = counted_for(rule, columns)
                for on in days:
                    asked = [
                        row
                        for row in rows
                        if row.get(SUBJECT, rule.subject) == rule.subject and row.get(ON, on) == on
                    ]
                    found = [_answered(rule, row, on, places[row[AREA]]) for row in asked]
                    held = {ID: pa.array([row[ID] for row in asked], key_type)}
                    if by != ID:
                        held[by] = pa.array([row[by] for row in asked])
                    held[HERE] = pa.array([holds_here(rule, places[row[AREA]]) for row in asked], pa.bool_())
                    held |= {
                        column: pa.array([row[at] for row in found], kind)
                        for at, (column, kind) in enumerate(_ANSWER.items())
                    }
                    yield name, on, pa.table(held)


def _answered(
    rule: Benefit, row: Mapping[str, Any], on: date, places: tuple[str, ...]
) -> tuple[bool | None, int | None, tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    # A code that says a thing is not known is unknown, as the queries read it.
    facts = {name: None if row.get(name) in NO_CODES else row.get(name) for name in rule.ready.used}
    told = answer(rule, facts, on, places)
    return told.due, told.amount_fen, told.failed, told.ask, told.missing


def _by_spark(facts: Path, rules: Mapping[str, Benefit], days: Sequence[date], columns: list[str]) -> Told:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise EngineMissing(
            "Spark is not installed here: install pyspark and a Java 17, or take --engine duckdb, "
            "which gives the same rows"
        ) from error
    spark = SparkSession.builder.appName("gainful benefits").getOrCreate()
    with TemporaryDirectory(prefix="gainful-run-") as folder, Ordered(facts) as told:
        table = spark.read.parquet(str(_with_row_numbers(facts, Path(folder) / facts.name)))
        areas = [row[0] for row in table.select(AREA).distinct().collect()]
        for on in days:
            for name, rule in rules.items():
                for places, here in _groups(rule, areas, on):
                    kept = table[AREA].isin([area for area in here if area is not None])
                    if None in here:
                        kept = kept | table[AREA].isNull()
                    asked = table.where(kept)
                    if SUBJECT in columns:
                        asked = asked.where(asked[SUBJECT] == rule.subject)
                    if ON in columns:
                        asked = asked.where(asked[ON] == on)
                    asked.createOrReplaceTempView("asked")
                    keys = _keys(rule, columns)
                    query = benefit_query(
                        rule, source="asked", on=on, places=places, keys=keys, columns=columns
                    )
                    told.keep(_named(spark.sql(text(query, "spark")).toArrow(), rule, name, on, places))
        yield from told.in_order(rules, days)


def _with_row_numbers(facts: Path, to: Path) -> Path:
    """A copy of a table whose rows have their number, for an engine that does not tell it."""
    with pq.ParquetFile(facts) as file:
        shape = file.schema_arrow.append(pa.field(ROW, pa.int64()))
        with pq.ParquetWriter(to, shape) as writer:
            begins = 0
            for group in range(file.num_row_groups):
                table = file.read_row_group(group)
                numbers = pa.array(np.arange(begins, begins + table.num_rows))
                writer.write_table(table.append_column(shape.field(ROW), numbers))
                begins += table.num_rows
    return to


_ENGINES = {"columns": _by_columns, "python": _by_python, "duckdb": _by_duckdb, "spark": _by_spark}
