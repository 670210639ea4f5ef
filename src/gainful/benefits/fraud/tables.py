"""The event tables that fraud tests read: their columns, and what each column means. No Django, no query here.

A set of them is one folder with one Parquet file a table (`people.parquet`, `ids.parquet`, …), for all areas together.
People, households, employers, workshops, spells, courses and payments are whole numbers that join these tables and
nothing outside them. No name, personal number, phone or account stands in any column: where sameness matters there is
a digest, a signed 64-bit number made with a key (`digest_number`), equal exactly where the texts are equal.

An empty cell always means: not known. Money is in fen (1/100 yuan), a month is its first day, and the last day of a
period belongs to it.
"""

from __future__ import annotations

import errno
import hashlib
import hmac
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


def _column(name: str, kind: pa.DataType, doc: str) -> pa.Field:
    """One documented column that may be empty, which means: not known."""
    return pa.field(name, kind, metadata={"doc": doc})


def _known(name: str, kind: pa.DataType, doc: str) -> pa.Field:
    """One documented column that is never empty."""
    return pa.field(name, kind, nullable=False, metadata={"doc": doc})


NUMBER, AREA, DAY, CODE, YES, FEN, DIGEST, COUNT = (
    pa.int64(), pa.int64(), pa.date32(), pa.string(), pa.bool_(), pa.int64(), pa.int64(), pa.int32(),
)  # fmt: skip

_PERSON = _known("person", NUMBER, "The person's record: a number that joins these tables.")
_EMPLOYER = _column("employer", NUMBER, "The employer; empty: none linked.")

# fmt: off
TABLES: dict[str, pa.Schema] = {
    "people": pa.schema(
        [
            _PERSON,
            _column("household", NUMBER, "The household the person lives in; empty: in none, or not known."),
            _known("area", AREA, "Home: 12-digit township, or county if not known."),
            _column("born_on", DAY, "Birth date."),
            _column("died_on", DAY, "Day of death; empty: alive, or not known."),
            _column("gone_on", DAY, "Day the person moved away for good (work away is not this); empty: has not."),
        ]
    ),
    "ids": pa.schema(
        [
            _PERSON,
            _known(
                "part", CODE,
                "What the digest is of: `whole` number; `but_NN`, the number less its check character, with "
                "character NN (from 01) left open; `pair_NN`, the same with characters NN and NN+1 in rising order, "
                "only where they differ; `head`, without the last four; `tail`, without the first six and the check "
                "character; `undated`, without the birth date and the check character; `name`; `name_sound`, the name "
                "as it is spoken; `phone`. See `id_parts`.",
            ),
            _known("digest", DIGEST, "Keyed digest of that part: equal where two people's parts are equal."),
        ]
    ),
    "accounts": pa.schema(
        [
            _PERSON,
            _known("account", DIGEST, "Keyed digest of the bank account that the person gave as their own."),
            _known("from_on", DAY, "Day it was given."),
            _column("until_on", DAY, "Last day it was on record; empty: still is."),
        ]
    ),
    "employers": pa.schema(
        [
            _known("employer", NUMBER, "The employer: a number that joins these tables."),
            _column("area", AREA, "Where it is, at least its county."),
            _column("kind", CODE, "Code of its kind in the programme's lists."),
        ]
    ),
    "spells": pa.schema(
        [
            _known("spell", NUMBER, "One person's work at one place, from a day to a day."),
            _PERSON,
            _EMPLOYER,
            _column("workshop", NUMBER, "The workshop; empty: in none."),
            _known("post", YES, "The work is a public-interest post."),
            _column("place", AREA, "Place of work, at least its county."),
            _known("starts_on", DAY, "First day of work."),
            _column("ends_on", DAY, "Last day of work; empty: still working, or no end known."),
            _column("contract_months", COUNT, "Agreed length in months."),
            _column("pay_fen", FEN, "Agreed pay a month."),
            _column("grade", COUNT, "Rank of the evidence that work takes place, higher is more; empty: not ranked."),
        ]
    ),
    "pay": pa.schema(
        [
            _PERSON,
            _column("spell", NUMBER, "The spell it was paid for; empty: not linked."),
            _EMPLOYER,
            _known("month", DAY, "The month worked, its first day."),
            _column("paid_fen", FEN, "Paid for that month."),
        ]
    ),
    "work_attendance": pa.schema(
        [
            _PERSON,
            _column("spell", NUMBER, "The spell attended; empty: not linked."),
            _known("from_on", DAY, "First day the record covers: the day itself, or the first of a month."),
            _known("until_on", DAY, "Last day the record covers: the same day, or the last of the month."),
            _column("present_days", COUNT, "Days present, of those covered."),
            _column("due_days", COUNT, "Days of work due, of those covered."),
        ]
    ),
    "courses": pa.schema(
        [
            _known("course", NUMBER, "One course: a number that joins these tables."),
            _column("provider", NUMBER, "Who teaches it: a number a provider."),
            _column("employer", NUMBER, "The employer who trains own workers at work; empty: not such a course."),
            _column("place", AREA, "Where it is held, at least the county."),
            _column("starts_on", DAY, "First day."),
            _column("ends_on", DAY, "Last day."),
            _column("days", COUNT, "Length in days of teaching, as the provider states it."),
            _column("seats", COUNT, "Seats the provider has: how many people the course can teach at once."),
        ]
    ),
    "enrolments": pa.schema(
        [
            _PERSON,
            _known("course", NUMBER, "The course enrolled in."),
            _column("attended_days", COUNT, "Days attended, as the provider states them."),
            _column("passed", YES, "The provider says the person passed."),
        ]
    ),
    "course_attendance": pa.schema(
        [
            _PERSON,
            _known("course", NUMBER, "The course."),
            _known("day", DAY, "The day of teaching."),
            _known("roll", CODE, "`paper`: the list signed on paper. `phone`: the list kept by phone."),
            _known("present", YES, "That list says the person came."),
        ]
    ),
    "payments": pa.schema(
        [
            _known("payment", NUMBER, "One payment of one benefit; those cancelled or sent back are not here."),
            _known("rule", CODE, "The benefit: the name of its page."),
            _column("person", NUMBER, "Whom the benefit is about, even where the employer is paid."),
            _EMPLOYER,
            _known("to_person", YES, "Paid to the person; no: to the employer."),
            _column("account", DIGEST, "Keyed digest of the account that it was paid to."),
            _column("spell", NUMBER, "The spell it is paid for."),
            _column("course", NUMBER, "The course it is paid for."),
            _known("amount_fen", FEN, "Paid."),
            _column("period_from", DAY, "First day it is paid for."),
            _column("period_to", DAY, "Last day it is paid for."),
            _known("decided_on", DAY, "Day it was decided."),
            _column("paid_on", DAY, "Day it was paid; empty: decided, not paid yet."),
        ]
    ),
    "due": pa.schema(
        [
            _PERSON,
            _known("rule", CODE, "The benefit whose rule answers: due."),
            _column("spell", NUMBER, "The spell it is due for."),
            _column("course", NUMBER, "The course it is due for."),
            _known("due_on", DAY, "First day on which it was due."),
            _column("amount_fen", FEN, "What is due."),
        ]
    ),
}
# fmt: on


def id_parts(number: str) -> Iterator[tuple[str, str]]:
    """The parts of a personal number whose digests tell an altered number from another person's: (part, text).

    Two numbers that differ in one character share a `but_NN`; two that differ by neighbours in each other's place
    share a `pair_NN`; the last character is a check that follows from the others. The texts are clear: they are
    digested at once and never kept.
    """
    number = number.upper()
    body = number[:-1]
    yield "whole", number
    yield "head", number[:-4]
    yield "tail", body[6:]
    yield "undated", body[:6] + body[14:]
    for place in range(len(body)):
        yield f"but_{place + 1:02d}", body[:place] + "_" + body[place + 1 :]
    for place in range(len(body) - 1):
        pair = body[place : place + 2]
        if pair[0] != pair[1]:
            yield f"pair_{place + 1:02d}", body[:place] + "".join(sorted(pair)) + body[place + 2 :]


def digest_number(key: bytes, kind: str, text: str) -> int:
    """The keyed digest of a text as a signed 64-bit number; `kind` keeps one part from matching another."""
    digested = hmac.new(key, f"fraud|{kind}|{text}".encode(), hashlib.sha256).digest()
    return int.from_bytes(digested[:8], "big", signed=True)


def digests_of_number(key: bytes, number: str) -> Iterator[tuple[str, int]]:
    """(part, digest) of each part of a personal number, ready for the table `ids`."""
    for part, text in id_parts(number):
        yield part, digest_number(key, part, text)


def to_arrow(name: str, columns: Mapping[str, Iterable[object]]) -> pa.Table:
    """Columns as one of the tables. Raises KeyError for one that lacks, pa.ArrowInvalid for a value that cannot be."""
    schema = TABLES[name]
    arrays = [pa.array(list(columns[field.name]), field.type) for field in schema]
    return checked(name, pa.Table.from_arrays(arrays, schema=schema))


def checked(name: str, table: pa.Table) -> pa.Table:
    """The table with exactly its schema. Raises pa.ArrowInvalid where a column that must be known is empty."""
    schema = TABLES[name]
    missing = [field.name for field in schema if field.name not in table.column_names]
    if missing:
        raise pa.ArrowInvalid(f"{name} lacks {', '.join(missing)}")
    table = table.select(schema.names).cast(schema)
    for field in schema:
        if not field.nullable and table[field.name].null_count:
            raise pa.ArrowInvalid(f"{name}.{field.name} must be known")
    return table


def write_tables(folder: Path, tables: Mapping[str, pa.Table]) -> None:
    """Write a set of tables as Parquet into a folder; those not given are written empty."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in TABLES.items():
        table = checked(name, tables.get(name, schema.empty_table()))
        pq.write_table(table, folder / f"{name}.parquet", compression="zstd", store_schema=False)


def read_tables(folder: Path) -> dict[str, pa.Table]:
    """Read a set of tables. Raises FileNotFoundError for one that lacks, pa.ArrowInvalid for one that does not fit."""
    for name in TABLES:
        path = folder / f"{name}.parquet"
        if not path.is_file():
            raise FileNotFoundError(errno.ENOENT, "no such table", str(path))
    return {name: checked(name, pq.read_table(folder / f"{name}.parquet")) for name in TABLES}
