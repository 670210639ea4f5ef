"""The event tables that every figure is counted from: their columns, and what each column means.

An extract holds one folder a table, with one Parquet file a province inside (`spells/62.parquet`), sorted by worker.
Workers, households, workshops and employers are dense numbers drawn in a keyed order for one extract alone: they
follow no row's order and join nothing outside it. No name, personal number, phone or account is a column here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet as pq

from gainful.figures.manifest import write_manifest


def _column(name: str, kind: pa.DataType, doc: str) -> pa.Field:
    """One documented column that may be empty, which always means: not known."""
    return pa.field(name, kind, metadata={"doc": doc})


def _known(name: str, kind: pa.DataType, doc: str) -> pa.Field:
    """One documented column that is never empty."""
    return pa.field(name, kind, nullable=False, metadata={"doc": doc})


NUMBER, AREA, DAY, CODE, YES, FEN, COUNT, YEAR = (
    pa.int32(), pa.int64(), pa.date32(), pa.string(), pa.bool_(), pa.int64(), pa.int32(), pa.int16(),
)  # fmt: skip

_WORKER = _known("worker", NUMBER, "The person: a dense number from 0, valid in this extract only.")
_HOME = _known("area", AREA, "Home of the row's subject: 12-digit township, or county if not known.")

# fmt: off
TABLES: dict[str, pa.Schema] = {
    "people": pa.schema(
        [
            _WORKER,
            _column("household", NUMBER, "The household the person lives in on the extract's day; empty: in none."),
            _HOME,
            _known("registered", YES, "Household registered by then, exited ones included, mistakes not."),
            _column("registered_year", YEAR, "Year of the household's registration."),
            _known("identified", YES, "The personal number is good, so the person counts once."),
            _column("born_year", YEAR, "Year of birth; the day stays in the registry."),
            _column("sex", CODE, "Code of the list `sex`."),
            _column("education", CODE, "Code of the list `education`."),
            _column("labour_capacity", CODE, "Code of the list `labour_capacity`."),
            _column("gone_on", DAY, "First of the month of death or moving away; empty: neither known."),
        ]
    ),
    "households": pa.schema(
        [
            _known("household", NUMBER, "The household: a dense number from 0, valid in this extract."),
            _HOME,
            _known("registered", YES, "Registered by the extract's day, exited included, mistakes not."),
            _column("registered_year", YEAR, "Year of registration."),
            _column("exited_year", YEAR, "Year of the latest exit not followed by a return; empty: none known."),
            _known("members", COUNT, "Members on the extract's day, unidentified ones included."),
        ]
    ),
    "household_years": pa.schema(
        [
            _known("household", NUMBER, "The household."),
            _HOME,
            _known("year", YEAR, "Calendar year of the income."),
            _column("wage_fen", FEN, "All members' earnings from work in the year, in fen."),
            _column("business_fen", FEN, "Receipts from the household's own business, in fen, costs not taken off."),
            _column("property_fen", FEN, "Property income, in fen."),
            _column("transfer_fen", FEN, "Transfers, in fen."),
            _column("business_cost_fen", FEN, "Costs of the household's own business, in fen."),
            _column("net_fen", FEN, "Net income as the form states it, in fen."),
        ]
    ),
    "spells": pa.schema(
        [
            _WORKER,
            _HOME,
            _known("origin", CODE, "recorded (from a ledger) or brought_about (by a placement)."),
            _known("begun", YES, "Work began; an agreed but unbegun spell is a forecast."),
            _known("channel", CODE, "Code of the list `channels`."),
            _column("occupation", CODE, "Code of the list `occupations`."),
            _known("location_class", CODE, "Where the work is as seen from home."),
            _column("place", AREA, "Place of work, no nearer than its county; empty: not known."),
            _known("starts_on", DAY, "First day of work."),
            _column("ends_on", DAY, "Last day of work; empty: no end known."),
            _column("contract_months", YEAR, "Agreed length in months."),
            _column("insured", YES, "Socially insured."),
            _column("pay_low_fen", FEN, "Lowest agreed monthly pay, in fen."),
            _column("pay_high_fen", FEN, "Highest agreed monthly pay, in fen."),
            _known("evidence", CODE, "Code of the list `evidence`: how the spell is known."),
            _column("grade", YEAR, "Rank of the evidence in its list, higher is more; empty: not ranked."),
            _column("workshop", NUMBER, "The workshop; empty: in none."),
            _column("employer", NUMBER, "The employer's record; empty: none linked."),
            _column("left_because", CODE, "Code of the reason for leaving."),
        ]
    ),
    "services": pa.schema(
        [
            _WORKER,
            _HOME,
            _known("kind", CODE, "Code of the support given."),
            _known("given_on", DAY, "Day it was given."),
        ]
    ),
    "trainings": pa.schema(
        [
            _WORKER,
            _HOME,
            _column("occupation", CODE, "Trade taught, code of the list `occupations`."),
            _column("kind", CODE, "Kind of course."),
            _column("starts_on", DAY, "First day of the course."),
            _column("ends_on", DAY, "Last day of the course."),
            _column("course_days", YEAR, "Length of the course in days as the provider states it."),
            _column("attended_days", YEAR, "Days attended."),
            _known("certified", YES, "A certificate from this course is on record."),
        ]
    ),
    "wishes": pa.schema(
        [
            _WORKER,
            _HOME,
            _known("asked_on", DAY, "Day of the answer."),
            _column("willing", YES, "Wants work; no is a full answer."),
            _column("scope", CODE, "How far from home."),
            _column("training_willing", YES, "Wants training."),
            _column("pay_at_least_fen", FEN, "Lowest acceptable monthly pay, in fen."),
        ]
    ),
    "workshops": pa.schema(
        [
            _known("workshop", NUMBER, "The workshop: a dense number from 0, valid in this extract."),
            _HOME,
            _column("kind", CODE, "Kind of workshop."),
            _column("recognised_on", DAY, "Day of recognition."),
            _column("exited_on", DAY, "Day recognition ended; empty: no end known."),
            _column("running", CODE, "Running as last stated."),
            _column("workers_stated", COUNT, "Workers as the workshop states them."),
            _column("registered_workers_stated", COUNT, "Registered people among them, as stated."),
        ]
    ),
    "leaders": pa.schema(
        [
            _known("leader", NUMBER, "The leader: a person's number where linked, else one of its own."),
            _known("entity", NUMBER, "The business led: a dense number from 0, one a name and area."),
            _HOME,
            _column("kind", CODE, "Kind of business."),
            _column("recognised_on", DAY, "Day of recognition."),
            _column("households_brought_along", COUNT, "Households with more income through it, as stated."),
            _column("people_brought_along", COUNT, "People with more income through it, as stated; not jobs."),
        ]
    ),
    "openings": pa.schema(
        [
            _HOME,
            _known("channel", CODE, "Code of the list `channels`."),
            _column("occupation", CODE, "Code of the list `occupations`."),
            _column("place", AREA, "Place of work, no nearer than its county."),
            _known("seats", COUNT, "Seats offered."),
            _known("state", CODE, "open, held or closed."),
            _column("pay_low_fen", FEN, "Lowest monthly pay, in fen."),
            _column("pay_high_fen", FEN, "Highest monthly pay, in fen."),
            _column("valid_until", DAY, "Last day it can be answered."),
        ]
    ),
    "coverage": pa.schema(
        [
            _known("area", AREA, "An area of any level, 0 the nation."),
            _known("subject", CODE, "people: the registry holds the whole area; else a table's name."),
            _column("complete_from", DAY, "Complete since this day; empty (people): as of the extract."),
            _column("source", CODE, "Who says so."),
        ]
    ),
}
# fmt: on


def province_label(area: int) -> str:
    """The name of the partition that an area's rows lie in: two digits, "00" for the nation."""
    return f"{area // 10**10:02d}"


def to_arrow(name: str, rows: Iterable[Sequence[object]]) -> pa.Table:
    """Rows (in the schema's column order) as an Arrow table. Raises pa.ArrowInvalid when a value does not fit."""
    schema = TABLES[name]
    listed = list(rows)
    columns = list(zip(*listed, strict=True)) if listed else [()] * len(schema)
    arrays = [pa.array(values, kind) for values, kind in zip(columns, schema.types, strict=True)]
    table = pa.Table.from_arrays(arrays, schema=schema)
    for column in schema:
        if not column.nullable and table[column.name].null_count:
            raise pa.ArrowInvalid(f"{name}.{column.name} must be known")
    return table


def write_table(folder: Path, name: str, label: str, table: pa.Table) -> None:
    """Write one partition. The same table gives the same bytes."""
    target = folder / name / f"{label}.parquet"
    target.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table.cast(TABLES[name]), target, compression="zstd", store_schema=False)


def write_extract(folder: Path, tables: Mapping[str, pa.Table], facts: Mapping[str, object]) -> str:
    """Write whole tables as an extract, split by province and sorted, with its manifest; returns its hash.

    Tables not given are written empty, so that every indicator finds its tables. `facts` go into the manifest:
    `on`, the day the rows speak of (ISO text), is required.
    """
    for name, schema in TABLES.items():
        table = tables.get(name, schema.empty_table()).select(schema.names).cast(schema)
        # The whole row orders it, its number first: the order says nothing about where a row came from.
        table = table.sort_by([(column, "ascending") for column in schema.names])
        labels = pa.array([province_label(area) for area in table["area"].to_pylist()], pa.string())
        for label in sorted(set(labels.to_pylist())) or ["00"]:
            part = table.filter(pa.compute.equal(labels, label)) if table.num_rows else table
            write_table(folder, name, label, part)
    return write_manifest(folder, {"on": facts["on"], **facts})


def columns_page() -> str:
    """The reference page of all event tables, as Markdown."""
    about = "Written by `python -m gainful.figures.reference PACK`. An empty cell means: not known."
    lines = ["# Event tables", "", about, ""]
    for name, schema in TABLES.items():
        lines += [f"## {name}", "", "| column | type | may be empty | meaning |", "|---|---|---|---|"]
        for column in schema:
            doc = column.metadata[b"doc"].decode()
            lines.append(f"| {column.name} | {column.type} | {'yes' if column.nullable else 'no'} | {doc} |")
        lines.append("")
    return "\n".join(lines)
