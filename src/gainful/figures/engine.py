"""DuckDB over one extract: it reads that folder and nothing else, and its settings are locked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from gainful.figures.indicator import Indicator
from gainful.figures.tables import TABLES


@contextmanager
def opened(extract: Path, *, threads: int | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with one view a table of the extract. No other file can be read or written through it."""
    folder = extract.resolve()
    connection = duckdb.connect(":memory:")
    try:
        if threads:
            connection.execute("set threads = $threads", {"threads": threads})
        connection.execute("set preserve_insertion_order = false")
        connection.execute("set allowed_directories = $folders", {"folders": [str(folder)]})
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        for name in TABLES:
            connection.read_parquet(str(folder / name / "*.parquet")).create_view(name)
        yield connection
    finally:
        connection.close()


def cells_of(
    connection: duckdb.DuckDBPyConnection, indicator: Indicator, values: Mapping[str, Any]
) -> pa.Table:
    """The cells an indicator returns, as it returns them. `values` must hold each of its parameters."""
    given = {name: values[name] for name in sorted(indicator.parameters)}
    return connection.sql(indicator.for_engine("duckdb"), params=given).to_arrow_table()
