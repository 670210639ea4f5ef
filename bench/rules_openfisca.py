"""Twelve rules from stored facts: Gainful's columns against OpenFisca-core's load, build and calc; identical results.

Run: python bench/rules_openfisca.py PYTHON [people]; PYTHON is an interpreter that has openfisca-core and pyarrow.
Prints CPU-seconds of each, for one date and for twelve months, and the ratio, measured in this run; the best of several
rounds, since a warm process is the peer's best form and Gainful's.
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

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "bench")]

from twelve_rules import FACTS, RULES  # noqa: E402

from gainful.benefits.facts_table import writer  # noqa: E402
from gainful.benefits.run import alike_days  # noqa: E402
from gainful.benefits.run_columns import batches, column  # noqa: E402
from gainful.rules.batches import Asked  # noqa: E402
from gainful.rules.columns import Batch, Program  # noqa: E402
from gainful.rules.page import read  # noqa: E402

HERE = Path(__file__).parent


def facts(path: Path, people: int, *, built: bool) -> None:
    """Invented facts, all known; in the form of the facts that are built, or in Arrow's own."""
    chance = np.random.default_rng(7)
    high = {"age_years": 80, "household_size": 8, "months_worked": 48, "contract_months": 25,
            "insured_months": 30}  # fmt: skip
    columns = {"id": pa.array(np.arange(people))}
    for name, kind in FACTS.items():
        if kind == "boolean":
            columns[name] = pa.array(chance.random(people) < 0.7)
        else:
            columns[name] = pa.array(chance.integers(0, 600_000 if kind == "money" else high[name], people))
    table = pa.table(columns)
    if built:
        with writer(path, table.schema) as to:
            to.write_table(table)
    else:
        pq.write_table(table, path)


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


def ours(path: Path, months: int, reasons: bool) -> dict[str, object]:
    """Every rule for everybody and month: due, amount, perhaps which conditions fail, from the file to columns."""
    rules = pages()
    begin = time.process_time()
    days = [date(2020, month, 28) for month in (range(1, 13) if months > 1 else (10,))]
    program = Program()
    # As in a run: the days on which neither the rule nor a value of it turns share one answer.
    asked = {
        (name, day): (Asked(program, rule, same[0]), same[0])
        for name, rule in rules.items()
        for same in alike_days(rule, [None], days, list(FACTS))
        for day in same
    }
    found: dict[tuple[str, date], list[tuple]] = {}
    with pq.ParquetFile(path) as file:
        for rows in batches(file, list(FACTS)):
            facts = {name: column(rows[name], FACTS[name], program.book) for name in FACTS}
            batch, told = Batch(program, facts, rows.num_rows), {}
            for (name, day), (question, first) in asked.items():
                if (name, first) not in told:
                    failed = question.failed(batch) if reasons else None
                    told[name, first] = (question.due(batch), question.amount(batch), failed, rows.num_rows)
                found.setdefault((name, day), []).append(told[name, first])
    took = time.process_time() - begin
    digest, due = hashlib.sha256(), 0
    for day in days:
        for name in RULES:
            parts = [np.where(np.broadcast_to(held.value, (count,)), amount, -1)
                     for held, amount, _failed, count in found[name, day]]  # fmt: skip
            values = np.concatenate(parts).astype(np.int64)
            digest.update(values.tobytes())
            due += int((values >= 0).sum())
    return {"all": took, "checksum": digest.hexdigest()[:16], "due": due}


def main() -> None:
    """One date, then twelve months, from two forms of the same facts; by turns, the best of each side."""
    python, people = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    with tempfile.TemporaryDirectory() as place:
        for form in ("as the facts are built", "as Arrow writes by default"):
            path = Path(place) / "facts.parquet"
            facts(path, people, built=form.startswith("as the facts"))
            for months in (1, 12):
                compare(python, path, people, months, form)


def compare(python: str, path: Path, people: int, months: int, form: str) -> None:
    """Both sides by turns, the best of each printed."""
    best: dict[str, dict] = {}
    for _ in range(3):
        asked = [python, str(HERE / "openfisca_peer.py"), str(path), str(months), "5" if months == 1 else "3"]
        said = subprocess.run(asked, capture_output=True, text=True, check=True)
        found = [("peer", json.loads(said.stdout.splitlines()[-1]))]
        found += [
            (side, ours(path, months, side == "reasons")) for side in ("own", "reasons") for _ in range(5)
        ]
        for side, result in found:
            best[side] = min(best.get(side, result), result, key=lambda one: one["all"])
    peer, own, reasons = best["peer"], best["own"], best["reasons"]
    same = len({(one["checksum"], one["due"]) for one in best.values()}) == 1
    rate = people * months * len(RULES) / own["all"] / 1e6
    print(f"{people} people, {months} date(s), facts {form} ({path.stat().st_size / 1e6:.0f} MB): Gainful "
          f"{own['all']:.3f} CPU-s ({rate:.0f}M person-rules a CPU-second), {reasons['all']:.3f} with what "
          f"fails; OpenFisca-core {peer['all']:.3f} CPU-s (load {peer['load']:.3f}, build {peer['build']:.3f}, calc "
          f"{peer['calc']:.3f}; its first round {peer['first']:.2f}): {peer['all'] / own['all']:.2f} and "
          f"{peer['all'] / reasons['all']:.2f} times Gainful's; the same results: {same}", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
