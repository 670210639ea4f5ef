"""As-of facts of invented people from base tables: seconds, CPU-seconds, memory, and the rows that come of them.

Run: python bench/facts_build.py [people]. Two jobs, one course and one answer a person, four people a household. No
peer: it is measured beside asking all rules of the same rows, printed in the same run.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from gainful.benefits.base_tables import TABLES, Meanings, path_of  # noqa: E402
from gainful.benefits.facts_build import build  # noqa: E402
from gainful.benefits.run import run  # noqa: E402
from gainful.pack import load  # noqa: E402
from gainful.terms.paid_before import PAID_BEFORE  # noqa: E402

ON = date(2020, 10, 31)
TOLD = [
    (rule.name, fact, PAID_BEFORE[fact].within, 36 if PAID_BEFORE[fact].months else None)
    for rule in load("gainful_china").rules.values() for fact in rule.tells
]  # fmt: skip
TELLING = sorted({name for name, *_ in TOLD})
DAY_0 = np.datetime64("2016-01-01")


def invent(folder: Path, people: int) -> None:
    """Base tables about nobody."""
    chance = np.random.default_rng(11)
    who, homes = np.arange(people), np.arange(people // 4)
    days = lambda count, span=1700: DAY_0 + chance.integers(0, span, count)  # noqa: E731
    pick = lambda codes, count: np.array(codes)[chance.integers(0, len(codes), count)]  # noqa: E731
    areas = np.array([621299102000, 530399100000, 621299100000])
    firms = np.arange(max(1, people // 80))
    jobs, worker = np.arange(people * 2), np.repeat(who, 2)
    begun = days(people * 2)
    tables = {
        "people": {"person": who, "main": who, "key": who.astype(str), "area": areas[who % 3],
                   "born_on": np.datetime64("1950-01-01") + chance.integers(0, 22_000, people),
                   "labour_capacity": pick(["ordinary", "weak", "none", ""], people),
                   "education": pick(["primary", "junior_middle", ""], people),
                   "student": pick(["", "none", "student"], people), "health": pick(["healthy", ""], people)},
        "households": {"household": homes, "key": homes.astype(str), "area": areas[homes % 3],
                       "registered_year": chance.integers(2013, 2019, len(homes))},
        "memberships": {"id": who, "household": np.minimum(who // 4, len(homes) - 1), "person": who},
        "events": {"id": homes, "household": homes, "kind": pick(["exited", "monitored"], len(homes)),
                   "year": np.full(len(homes), 2019), "happened_on": np.full(len(homes), np.datetime64("2019-11-20"))},
        "incomes": {"household": homes, "year": np.full(len(homes), 2019),
                    "net_per_head_fen": chance.integers(0, 900_000, len(homes)),
                    "wage_fen": chance.integers(0, 3_000_000, len(homes))},
        "wishes": {"id": who, "person": who, "asked_on": days(people), "willing": chance.random(people) < 0.8},
        "spells": {"id": jobs, "person": worker, "key": jobs.astype(str), "job": (jobs % 5_000).astype(str),
                   "channel": pick(["organised_export", "workshop", "public_post"], people * 2),
                   "occupation": pick(["cleaner", "cook", ""], people * 2),
                   "location_class": pick(["in_county", "out_of_province"], people * 2), "starts_on": begun,
                   "ends_on": begun + chance.integers(1, 900, people * 2),
                   "contract_months": chance.integers(1, 36, people * 2),
                   "insured": chance.random(people * 2) < 0.5, "evidence": pick(["payroll", "said"], people * 2),
                   "pay_low_fen": chance.integers(150_000, 600_000, people * 2),
                   "employer": jobs % len(firms), "workshop": jobs % len(firms)},
        "rolled": {"spell": jobs, "month": np.full(people * 2, np.datetime64("2020-10-01")),
                   "trained": chance.random(people * 2) < 0.2,
                   "told_on": np.full(people * 2, np.datetime64("2020-10-30"))},
        "employers": {"employer": firms, "key": firms.astype(str), "area": areas[firms % 3],
                      "kind": pick(["firm", ""], len(firms))},
        "workshops": {"workshop": firms, "key": firms.astype(str), "area": areas[firms % 3], "employer": firms,
                      "recognised_on": days(len(firms))},
        "statements": {"id": firms, "employer": firms, "fact": np.full(len(firms), "small_or_micro"),
                       "lasts": np.full(len(firms), "since"), "value": pick(["true", "false"], len(firms)),
                       "since": days(len(firms))},
        "businesses": {"business": homes, "person": homes, "key": homes.astype(str), "registered_on": days(len(homes))},
        "said_of_businesses": {"id": homes, "business": homes, "fact": np.full(len(homes), "first_business"),
                               "lasts": np.full(len(homes), "always"), "value": pick(["true", "false"], len(homes))},
        "loans": {"loan": homes, "person": homes, "key": homes.astype(str), "applied_on": days(len(homes)),
                  "amount_fen": np.full(len(homes), 10_000_000), "months": np.full(len(homes), 36),
                  "partners": np.full(len(homes), 1)},
        "said_of_loans": {"id": homes, "loan": homes, "fact": np.full(len(homes), "loan_overdue"),
                          "lasts": np.full(len(homes), "since"), "value": pick(["true", "false"], len(homes)),
                          "since": days(len(homes))},
        "loan_interest": {"id": homes, "loan": homes, "key": np.char.add("i", homes.astype(str)),
                          "period_from": np.full(len(homes), np.datetime64("2020-01-01")),
                          "period_to": np.full(len(homes), np.datetime64("2020-03-31")),
                          "paid_fen": np.full(len(homes), 100_000), "paid_on": days(len(homes))},
        "recognitions": {"workshop": firms, "recognised_on": days(len(firms))},
        "pay": {"spell": jobs, "month": np.full(people * 2, np.datetime64("2020-10-01")),
                "received_fen": chance.integers(100_000, 600_000, people * 2),
                "recorded_on": np.full(people * 2, np.datetime64("2020-10-30"))},
        "seats": {"id": who, "person": who, "key": who.astype(str), "occupation": pick(["cook", "cleaner"], people),
                  "starts_on": days(people), "ends_on": days(people), "days": np.full(people, 10),
                  "attended_days": chance.integers(0, 11, people), "passed": chance.random(people) < 0.5},
        "certificates": {"id": homes, "seat": homes, "level": pick(["junior", ""], len(homes))},
        "claimed": {"id": who, "person": who, "employer": who % len(firms), "rule": pick(TELLING, people),
                    "asked_on": days(people), "for_on": days(people), "sure": chance.random(people) < 0.8},
        "tells": dict(zip(TABLES["tells"].names, zip(*TOLD, strict=True), strict=True)),
        "kept": {"area": np.repeat(areas[:1], len(TOLD)), "fact": [fact for _, fact, _, _ in TOLD],
                 "since": np.full(len(TOLD), np.datetime64("0001-01-01")),
                 "by": np.full(len(TOLD), np.datetime64("2020-10-01T00:00:00"))},
    }  # fmt: skip
    for name, schema in TABLES.items():
        columns = tables[name]
        count = len(next(iter(columns.values())))
        arrays = [pa.array(columns[field.name], field.type) if field.name in columns else pa.nulls(count, field.type)
                  for field in schema]  # fmt: skip
        pq.write_table(pa.Table.from_arrays(arrays, schema=schema), path_of(folder, name))


def main() -> None:
    """Invent, build, ask."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    meanings = Meanings(["ordinary", "weak"], ["none"], ["student"], ["payroll"], ["public_post"],
                        ["organised_export"], 16)  # fmt: skip
    rules = load("gainful_china").rules
    with tempfile.TemporaryDirectory() as place:
        base = Path(place) / "base"
        base.mkdir()
        invent(base, people)
        for what in ("facts", "rules"):
            wall, cpu = time.perf_counter(), time.process_time()
            if what == "facts":
                said = str(build(base, [ON], Path(place) / "facts", meanings))
            else:
                files = [Path(place) / "facts" / f"{one}.parquet" for one in ("person", "spell", "training")]
                said = str(run(files, rules, days=[ON], engine="duckdb", out=Path(place) / "out.parquet"))
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{what:6} {time.perf_counter() - wall:8.1f} s wall {time.process_time() - cpu:8.1f} s CPU  peak "
                  f"{peak:.0f} MB  {said}", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
