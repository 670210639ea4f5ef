"""The answers of an engine that keeps no order, put into the order of a run: by stretch of rows, rule, day and row.

They are held on disk, since they come rule by rule and leave stretch by stretch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from gainful.benefits.facts_table import ON
from gainful.benefits.run_columns import AT_ONCE
from gainful.rules.benefit import Benefit

ROW = "file_row_number"
_OF_STRETCH = """select * from told where benefit = ? and file_row_number between ? and ?
    order by "on", file_row_number"""


class Ordered:
    """Answers kept until all of a table are there. A row's number in its table is in the column ROW."""

    def __init__(self, facts: Path) -> None:
        self._facts = facts
        self._folder = TemporaryDirectory(prefix="gainful-run-")
        self._connection = duckdb.connect(f"{self._folder.name}/told.duckdb")
        self._there = False

    def __enter__(self) -> Ordered:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
        self._folder.cleanup()

    def keep(self, table: pa.Table) -> None:
        """Keeps answers, each with its rule and day."""
        self._connection.register("here", table)
        if self._there:
            self._connection.execute("insert into told select * from here")
        else:
            self._connection.execute("create table told as select * from here")
        self._connection.unregister("here")
        self._there = True

    def in_order(
        self, rules: Mapping[str, Benefit], days: Sequence[date]
    ) -> Iterator[tuple[str, date, pa.Table]]:
        """Rule, day and answers, in the order of a run."""
        for first, last in stretches(self._facts) if self._there else ():
            for name in rules:
                found = self._connection.sql(_OF_STRETCH, params=[name, first, last]).to_arrow_table()
                for on in days:
                    here = found.filter(pc.equal(found[ON], pa.scalar(on, pa.date32())))
                    if here.num_rows:
                        yield name, on, here.drop_columns([ROW])


def stretches(facts: Path) -> list[tuple[int, int]]:
    """The first and last row of each stretch that is asked at a time: at most AT_ONCE rows of one row group."""
    found, begins = [], 0
    metadata = pq.read_metadata(facts)
    for group in range(metadata.num_row_groups):
        ends = begins + metadata.row_group(group).num_rows
        found += [(first, min(first + AT_ONCE, ends) - 1) for first in range(begins, ends, AT_ONCE)]
        begins = ends
    return found
