"""What-if for a county (100,000 cases) and for 1,000,000: one value changed, against today, and against two runs.

Run: python bench/what_if.py [cases …]. Prints seconds, processor seconds and peak memory of this run. The peer asks the
same rule twice of the whole table with DuckDB, today's and the changed one, and adds up in one query; its sums of all
people must be the same.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from benefits.invented import CHINA, table  # noqa: E402
from gainful.benefits.run import run  # noqa: E402
from gainful.benefits.what_if import changed, read_change, what_if  # noqa: E402

ON = date(2020, 10, 31)
AT_ONCE = 100_000
CHANGE = "workshop_award.first_tier_amount=4000"
_SUMS = """select sum(a.amount_fen) filter (a.due), sum(b.amount_fen) filter (b.due),
    count(*) filter (a.due), count(*) filter (b.due) from read_parquet($now) a join read_parquet($then) b using (id)"""


def _made(cases: int, path: Path) -> None:
    writer = None
    for start in range(0, cases, AT_ONCE):
        part = table(min(AT_ONCE, cases - start), seed=start)
        part = part.set_column(0, "id", pa.array(range(start, start + part.num_rows), pa.int64()))
        writer = writer or pq.ParquetWriter(path, part.schema)
        writer.write_table(part)
    if writer is not None:
        writer.close()


def _timed(name: str, act: Callable[[], Any]) -> Any:
    wall, cpu = time.perf_counter(), time.process_time()
    found = act()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"  {name:28} {wall:7.2f} s, {cpu:7.2f} processor seconds")
    return found


def _peer(facts: Path, place: Path, then: dict[str, Any]) -> tuple[int, ...]:
    now = {name: CHINA.rules[name] for name in then}
    for name, rules in (("now", now), ("then", then)):
        run(facts, rules, days=[ON], engine="duckdb", out=place / f"{name}.parquet")
    found = duckdb.execute(
        _SUMS, {"now": str(place / "now.parquet"), "then": str(place / "then.parquet")}
    ).fetchone()
    return tuple(found or ())


def main() -> None:
    """Each size: what-if, then the peer, then both compared."""
    change = read_change(CHANGE, CHINA.rules, ON)
    then = {change.rule: changed(CHINA.rules, [change])[change.rule]}
    for cases in [int(one) for one in sys.argv[1:]] or [100_000, 1_000_000]:
        with tempfile.TemporaryDirectory() as folder:
            facts = Path(folder) / "facts.parquet"
            _made(cases, facts)
            print(f"{cases:,} cases, {CHANGE}")
            cells = _timed(
                "what-if, by province and tier", lambda f=facts: what_if([f], CHINA.rules, [change], ON)
            )
            sums = _timed("two runs and a join (DuckDB)", lambda f=facts, p=Path(folder): _peer(f, p, then))
            whole = next(cell for cell in cells if cell.split == "all")
            told = (whole.cost_now_fen, whole.cost_then_fen, whole.due_now, whole.due_then)
            print(f"  {len(cells)} rows; the same sums and counts: {told == sums} {told}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
