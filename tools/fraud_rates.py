"""Try the fraud tests on an invented county and write into each test's header how often it was wrong.

    .venv/bin/python tools/fraud_rates.py --people 100000 --cases 1000 --seed 21 --write

Prints what `gainful simulate score` prints, then the CPU time and the memory of the look itself, which reads the tables
from a folder. Without `--write` nothing is changed. Afterwards the page of reference is made anew.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from gainful.benefits.fraud.definition import FOLDER, FalseAlarms, own_tests
from gainful.benefits.fraud.reference import PAGE, page
from gainful.benefits.fraud.run import run_tests
from gainful.benefits.fraud.tables import read_tables
from gainful.benefits.fraud.thresholds import thresholds
from gainful.pack import load
from gainful.simulate.drill import write_drill
from gainful.simulate.score import Score, lines, score

PACK = "gainful_china"


def main(given: list[str]) -> int:
    """Make the county, look, score, print; write the headers if asked. 0: 95% found at 1% false or less, else 1."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--people", type=int, default=100_000)
    asked.add_argument("--cases", type=int, default=1_000)
    asked.add_argument("--seed", type=int, required=True)
    asked.add_argument("--write", action="store_true", help="write the rates into the headers")
    said = asked.parse_args(given)
    with tempfile.TemporaryDirectory() as folder:
        drill = Path(folder) / "drill"
        write_drill(drill, said.people, said.cases, said.seed)
        found = _look(drill)
    print("\n".join(lines(found)))
    if said.write:
        _write(found, said.people, said.seed)
    return 0 if found.recall >= 0.95 and found.false_share <= 0.01 else 1


def _look(drill: Path) -> Score:
    """Read the tables, run every test, and score what it found."""
    on = date.fromisoformat(json.loads((drill / "drill.json").read_text())["on"])
    began = time.process_time()
    tests = own_tests()
    seen = run_tests(tests, read_tables(drill), on, thresholds(load(PACK), tests, on))
    took = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"look: {took:.1f} CPU-seconds; the whole process, its making of the county too, held {memory} MB at most"
    )
    flags = []
    for row in seen.to_pylist():
        subject = next(one for one in ("person", "employer", "course") if row[one] is not None)
        flags.append(((subject, row[subject]), row["test"]))
    return score(drill, flags)


def _write(found: Score, people: int, seed: int) -> None:
    """The rates into the headers, and the page of reference from them."""
    for name in own_tests():
        path = FOLDER / f"{name}.sql"
        alarms = FalseAlarms(found.by_test.get(name, 0), found.innocent, people, seed, date.today())
        told = [
            f"-- false alarms: {alarms}" if line.startswith("-- false alarms:") else line
            for line in path.read_text(encoding="utf-8").splitlines()
        ]
        path.write_text("\n".join(told) + "\n", encoding="utf-8")
    own_tests.cache_clear()
    PAGE.write_text(page(load(PACK)), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
