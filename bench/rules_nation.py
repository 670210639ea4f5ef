"""All rules of the programme for 1,000,000 invented cases: columns, DuckDB and compiled Python, and all compared.

Run: python bench/rules_nation.py [cases]. Prints seconds, cases a second, peak memory and the ratio, measured in this
run; the results are compared by a checksum of all rows. The peer, compiled Python, reads the same Parquet file.
"""

from __future__ import annotations

import hashlib
import resource
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from benefits.invented import CHINA, table  # noqa: E402
from gainful.benefits.run import run  # noqa: E402

ON = date(2020, 10, 31)
AT_ONCE = 100_000


def checksum(path: Path) -> str:
    """One number over all rows in any order, so that two engines' results can be compared without being sorted."""
    whole = 'hash(id, subject, benefit, "on", due, amount_fen, failed, ask, missing)'
    found = duckdb.execute(
        f"select bit_xor(h), sum(h::hugeint) from (select {whole} as h from read_parquet($path))",  # noqa: S608
        {"path": str(path)},
    ).fetchone()
    return hashlib.sha256(str(found).encode()).hexdigest()[:16]


def main() -> None:
    """Make the cases, ask both engines, compare."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as place:
        facts = Path(place) / "facts.parquet"
        writer = None
        for start in range(0, cases, AT_ONCE):
            part = table(min(AT_ONCE, cases - start), seed=start)
            ids = pa.array(range(start, start + part.num_rows), pa.int64())
            part = part.set_column(0, "id", ids)
            writer = writer or pq.ParquetWriter(facts, part.schema)
            writer.write_table(part)
        writer.close()
        took, sums = {}, {}
        for engine in ("columns", "duckdb", "python"):
            out = Path(place) / f"{engine}.parquet"
            wall, cpu = time.perf_counter(), time.process_time()
            ran = run(facts, CHINA.rules, days=[ON], engine=engine, out=out)
            took[engine] = (time.perf_counter() - wall, time.process_time() - cpu)
            sums[engine] = checksum(out)
            print(f"{engine:7} {took[engine][0]:8.1f} s wall {took[engine][1]:8.1f} s CPU  {ran.rows} answers, "
                  f"{ran.due} due, {ran.unknown} cannot be told  checksum {sums[engine]}  peak so far "
                  f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB", flush=True)  # fmt: skip
        python, engine = (took[name][1] / took["columns"][1] for name in ("python", "duckdb"))
        print(f"the same: {len(set(sums.values())) == 1}; of the processor time of columns Python takes {python:.1f} "
              f"times, DuckDB {engine:.1f} times")  # fmt: skip


if __name__ == "__main__":
    main()
