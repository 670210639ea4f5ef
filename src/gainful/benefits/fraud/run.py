"""Running fraud tests over one set of event tables with DuckDB, which reads these tables and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import duckdb
import pyarrow as pa

from gainful.benefits.fraud.definition import AS_OF, COLUMNS, MONTHS, FraudTest
from gainful.benefits.fraud.tables import TABLES, checked

FIRST_YEAR = 2000
SEEN = pa.schema(
    [pa.field("test", pa.string(), nullable=False)]
    + [pa.field(name, pa.date32() if name.endswith("_on") else pa.int64()) for name in COLUMNS]
)
"""One row for each that a test found: the test, whom (person, employer or course), the days, the number, the money."""


@dataclass(frozen=True)
class NotSet(Exception):
    """The programme sets no value for something that a test asks for."""

    names: tuple[str, ...]

    def __str__(self) -> str:
        return f"the programme sets no value for {', '.join(self.names)}"


def run_tests(
    tests: Mapping[str, FraudTest], tables: Mapping[str, pa.Table], on: date, values: Mapping[str, int],
    progress: Callable[[str, int, int], None] = lambda step, done, total: None,
) -> pa.Table:  # fmt: skip
    """What each test finds in the tables as of a day, in the schema SEEN, ordered by test and subject.

    `values` holds the programme's thresholds. Raises NotSet where one that a test asks for is missing. Nothing is
    read or written beyond the tables given. `progress` hears of each test that was run.
    """
    missing = sorted({name for test in tests.values() for name in test.thresholds} - set(values))
    if missing:
        raise NotSet(tuple(missing))
    found = []
    with _opened(tables, on) as connection:
        for done, test in enumerate(tests.values()):
            progress("testing", done, len(tests))
            found.append(_seen(connection, test, {AS_OF: on, **values}))
    order = [("test", "ascending"), *((name, "ascending") for name in ("employer", "course", "person"))]
    return pa.concat_tables([SEEN.empty_table(), *found]).sort_by(order)


@contextmanager
def _opened(tables: Mapping[str, pa.Table], on: date) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that holds the tables and the months up to the day, and can reach no file."""
    connection = duckdb.connect(":memory:")
    try:
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        for name, schema in TABLES.items():
            connection.register(name, checked(name, tables.get(name, schema.empty_table())))
        connection.register(MONTHS, months_up_to(on))
        yield connection
    finally:
        connection.close()


def months_up_to(on: date) -> pa.Table:
    """The calendar months up to that of a day: first day and last day of each."""
    firsts = [date(year, month, 1) for year in range(FIRST_YEAR, on.year + 1) for month in range(1, 13)]
    firsts.append(date(on.year + 1, 1, 1))
    rows = [(first, after - timedelta(days=1)) for first, after in pairwise(firsts)]
    kept = [row for row in rows if row[0] <= on]
    return pa.table({"month": [row[0] for row in kept], "month_end": [row[1] for row in kept]})


def _seen(connection: duckdb.DuckDBPyConnection, test: FraudTest, values: Mapping[str, Any]) -> pa.Table:
    given = {name: values[name] for name in sorted(test.parameters)}
    rows = connection.sql(test.sql, params=given).to_arrow_table()
    columns: list[Any] = [pa.array([test.name] * rows.num_rows, pa.string())]
    for field in SEEN:
        if field.name == "test":
            continue
        has = field.name in rows.column_names
        columns.append(rows[field.name].cast(field.type) if has else pa.nulls(rows.num_rows, field.type))
    return pa.Table.from_arrays(columns, schema=SEEN)


def sentence(test: FraudTest, language: str, seen: Mapping[str, object]) -> str:
    """What a test saw, as its header says it in a language ("en" or "zh"); a day not known is "?"."""
    told = test.told["zh" if language.startswith("zh") else "en"]["seen"]
    for name in ("how_many", "from_on", "to_on"):
        value = seen.get(name)
        told = told.replace("{" + name + "}", "?" if value is None else str(value))
    return told
