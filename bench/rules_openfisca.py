"""Twelve rules from stored facts: Gainful on DuckDB against OpenFisca-core's load, build and calc; identical results.

Run: python bench/rules_openfisca.py PYTHON [people]; PYTHON is an interpreter that has openfisca-core and pyarrow.
Prints CPU-seconds of each, for one date and for twelve months, and the ratio, measured in this run.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "bench")]

from twelve_rules import FACTS, RULES  # noqa: E402

from gainful.rules.page import read  # noqa: E402
from gainful.rules.sql import text  # noqa: E402
from gainful.rules.table import benefit_query  # noqa: E402

HERE = Path(__file__).parent


def facts(path: Path, people: int) -> None:
    """Invented facts, all known."""
    chance = np.random.default_rng(7)
    high = {"age_years": 80, "household_size": 8, "months_worked": 48, "contract_months": 25,
            "insured_months": 30}  # fmt: skip
    columns = {"id": pa.array(np.arange(people))}
    for name, kind in FACTS.items():
        if kind == "boolean":
            columns[name] = pa.array(chance.random(people) < 0.7)
        else:
            columns[name] = pa.array(chance.integers(0, 600_000 if kind == "money" else high[name], people))
    pq.write_table(pa.table(columns), path)


def pages() -> dict:
    """The twelve rules as pages are read."""
    return {
        name: read(name, {
            "name": {"en": name, "zh": name}, "subject": "spell", "source": "invented", "jurisdiction": "00",
            "valid": {"from": date(2020, 1, 1)}, "parameters": {}, "examples": [], "amount": amount,
            "conditions": {f"c{number}": one for number, one in enumerate(conditions)},
        })
        for name, (conditions, amount, _numpy) in RULES.items()
    }  # fmt: skip


def ours(path: Path, months: int) -> dict[str, object]:
    """Every rule for everybody and month, from the file to due and amount as Arrow columns."""
    rules = pages()
    begin = time.process_time()
    connection = duckdb.connect()
    names = ", ".join(["id", *FACTS])
    connection.execute(f"create table facts as select {names} from read_parquet('{path}')")  # noqa: S608
    found = {}
    for name, rule in rules.items():
        # No value of these rules turns within the year, so one question serves every month, as in `benefits.run`.
        on = date(2020, 1 if months > 1 else 10, 28)
        query = text(benefit_query(rule, source="facts", on=on, keys=("id",), columns=FACTS, with_ask=False))
        asked = f"select id, due, amount_fen from ({query})"  # noqa: S608
        table = connection.sql(asked).to_arrow_table()
        found |= {(name, month): table for month in range(1, months + 1)}
    took = time.process_time() - begin
    digest, due = hashlib.sha256(), 0
    for name in RULES:
        table = found[name, 1].sort_by("id")
        amounts = np.where(table["due"].to_numpy(), table["amount_fen"].fill_null(-1).to_numpy(), -1)
        digest.update(amounts.astype(np.int64).tobytes())
    for table in found.values():
        due += (
            sum(table["due"].to_pylist()) if table.num_rows < 1000 else int(np.sum(table["due"].to_numpy()))
        )
    return {"all": took, "checksum": digest.hexdigest()[:16], "due": due}


def main() -> None:
    """One date, then twelve months, three rounds each; the best of each side."""
    python, people = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "facts.parquet"
        facts(path, people)
        for months in (1, 12):
            best = {}
            for _ in range(3 if months == 1 else 1):
                said = subprocess.run([python, str(HERE / "openfisca_peer.py"), str(path), str(months)],
                                      capture_output=True, text=True, check=True)  # fmt: skip
                peer, own = json.loads(said.stdout.splitlines()[-1]), ours(path, months)
                for side, result in (("peer", peer), ("own", own)):
                    best[side] = min(best.get(side, result), result, key=lambda one: one["all"])
            peer, own = best["peer"], best["own"]
            same = (peer["checksum"], peer["due"]) == (own["checksum"], own["due"])
            print(f"{people} people, {months} date(s): Gainful {own['all']:.2f} CPU-s "
                  f"({people * months * len(RULES) / own['all'] / 1e6:.1f}M person-rules a CPU-second); OpenFisca-core "
                  f"{peer['all']:.2f} CPU-s (load {peer['load']:.2f}, build {peer['build']:.2f}, calc "
                  f"{peer['calc']:.2f}); {peer['all'] / own['all']:.2f} times Gainful's; the same results: {same}",
                  flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
