"""One set of figures for a million invented workers: Gainful's indicators against the same by hand in Polars.

Prints seconds and CPU-seconds of both, their ratio, and whether they count the same.
Usage: python bench/figures_county.py [WORKERS]
The peer is written for these six figures alone: it checks nothing, keeps no evidence and no states.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa

from gainful.figures.counting import counting_of
from gainful.figures.indicator import load_indicators
from gainful.figures.measure import measure
from gainful.figures.tables import TABLES, write_extract
from gainful.pack.pack import load

ON = date(2020, 10, 31)
NAMES = (
    "gone_out_in_year", "gone_out_on_day", "persons_in_workshops", "share_beyond_half_year",
    "households_with_a_member_working", "support_coverage",
)  # fmt: skip
SIZES = {"nation": 10**12, "province": 10**10, "prefecture": 10**8, "county": 10**6}
CLASSES = ["in_township", "in_county", "in_province", "out_of_province", "unknown"]
CHANNELS = ["organised_export", "workshop", "public_post", "self_arranged"]
EVIDENCE = {"self_reported": 1, "visited": 3, "employer_confirmed": 4}


def invent(folder: Path, workers: int) -> None:
    """Write an extract: a third as many households, three spells a worker, two services a worker, 300 counties."""
    draw = np.random.default_rng(7)
    households, spells = workers // 3, workers * 3
    province = draw.integers(41, 66, households).astype(np.int64)
    homes = (
        province * 10_000 + draw.integers(1, 4, households) * 100 + draw.integers(21, 25, households)
    ) * 10**6
    homes += draw.integers(100, 120, households) * 1000
    household = draw.integers(0, households, workers)
    worker = draw.integers(0, workers, spells)
    starts = draw.integers(17_600, 18_566, spells).astype("datetime64[D]")
    ends = starts + draw.integers(5, 500, spells)
    evidence = draw.choice(list(EVIDENCE), spells)
    served = draw.integers(0, workers, workers * 2)
    columns = {
        "households": {"household": np.arange(households), "area": homes, "registered": np.full(households, True),
                       "members": np.full(households, 3)},
        "people": {"worker": np.arange(workers), "household": household, "area": homes[household],
                   "registered": np.full(workers, True), "identified": draw.random(workers) < 0.97},
        "spells": {"worker": worker, "area": homes[household[worker]], "origin": np.full(spells, "recorded"),
                   "begun": draw.random(spells) < 0.95, "channel": draw.choice(CHANNELS, spells),
                   "location_class": draw.choice(CLASSES, spells), "starts_on": starts,
                   "ends_on": np.where(draw.random(spells) < 0.3, np.datetime64("NaT"), ends), "evidence": evidence,
                   "grade": np.vectorize(EVIDENCE.get)(evidence)},
        "services": {"worker": served, "area": homes[household[served]],
                     "kind": draw.choice(["job_referral", "policy_advice"], len(served)),
                     "given_on": draw.integers(18_000, 18_600, len(served)).astype("datetime64[D]")},
        "coverage": {"area": np.array([0]), "subject": np.array(["people"]), "source": np.array(["invented"])},
    }  # fmt: skip
    write_extract(
        folder, {name: _table(name, said) for name, said in columns.items()}, {"on": ON.isoformat()}
    )


def _table(name: str, said: dict[str, np.ndarray]) -> pa.Table:
    """Columns as a table of its schema, the others unknown."""
    count = len(next(iter(said.values())))
    arrays = [
        pa.array(said[column.name]).cast(column.type) if column.name in said else pa.nulls(count, column.type)
        for column in TABLES[name]
    ]
    return pa.Table.from_arrays(arrays, schema=TABLES[name])


def by_hand(
    folder: Path, counted: list[str], support: tuple[list[str], list[str]]
) -> dict[tuple[str, str], float]:
    """The six figures by indicator and area of four levels, in Polars."""
    read = {
        name: pl.scan_parquet(folder / name / "*.parquet")
        for name in ("people", "households", "spells", "services")
    }
    start, day = date(2020, 1, 1), pl.col("ends_on")
    begun = read["spells"].filter(pl.col("begun") & (pl.col("starts_on") <= ON))
    away = begun.filter(pl.col("location_class").is_in(counted) & (pl.col("channel") != "public_post"))
    in_year = away.filter(day.is_null() | (day >= start))
    people = read["people"].filter(pl.col("registered") & pl.col("identified"))
    one = pl.lit(1)
    merged = in_year.select(
        "worker",
        first=pl.max_horizontal("starts_on", pl.lit(start)),
        last=pl.min_horizontal(day.fill_null(ON), ON),
    ).sort("worker", "first", "last")
    reached = pl.col("last").cum_max().shift(1).over("worker")
    new = pl.when(reached.is_null() | (reached < pl.col("first"))).then(
        (pl.col("last") - pl.col("first")).dt.total_days() + 1
    ).otherwise((pl.col("last") - reached).dt.total_days().clip(lower_bound=0))  # fmt: skip
    long = merged.with_columns(days=new).group_by("worker").agg(pl.col("days").sum())
    working = people.join(in_year, on="worker", how="semi").select("household").unique()
    workshop = begun.filter((pl.col("channel") == "workshop") & (day.is_null() | (day >= ON)))
    reach = pl.concat([
        read["services"].filter((pl.col("given_on") <= ON) & pl.col("kind").is_in(support[0])).select("worker"),
        begun.filter(pl.col("channel").is_in(support[1])).select("worker"),
    ])  # fmt: skip
    every = read["people"].filter(pl.col("registered"))
    parts = {
        "gone_out_in_year": people.join(in_year, on="worker", how="semi").select("area", n=one, d=one),
        "gone_out_on_day": people.join(
            away.filter(day.is_null() | (day >= ON)), on="worker", how="semi"
        ).select("area", n=one, d=one),
        "persons_in_workshops": people.join(workshop, on="worker", how="semi").select("area", n=one, d=one),
        "share_beyond_half_year": people.join(long, on="worker").select(
            "area", n=(pl.col("days") >= 183).cast(pl.Int32), d=one
        ),
        "households_with_a_member_working": read["households"].filter(pl.col("registered")).select(
            "area", n=pl.col("household").is_in(working.collect()["household"].implode()).cast(pl.Int32), d=one
        ),
        "support_coverage": every.join(reach.unique().with_columns(n=one), on="worker", how="left").select(
            "area", n=pl.col("n").fill_null(0), d=one
        ),
    }  # fmt: skip
    frames = []
    for name, part in parts.items():
        summed = part.group_by("area").agg(pl.col("n").cast(pl.Int64).sum(), pl.col("d").cast(pl.Int64).sum())
        for level, size in SIZES.items():
            at = summed.group_by(area=pl.col("area") - pl.col("area") % size).agg(pl.col("n", "d").sum())
            frames.append(at.with_columns(level=pl.lit(level), name=pl.lit(name)))
    found = pl.concat(pl.collect_all(frames))
    return {(row["name"], f"{row['level']} {row['area']}"): row["n"] for row in found.iter_rows(named=True)}


def timed(work: Callable[[], object]) -> tuple[object, float, float]:
    """The result, seconds and CPU-seconds (all threads) of the better of two runs."""
    best = (None, 1e9, 1e9)
    for _ in range(2):
        wall, used = time.perf_counter(), time.process_time()
        result = work()
        spent = (result, time.perf_counter() - wall, time.process_time() - used)
        best = min(best, spent, key=lambda run: run[2])
    return best


def main(workers: int) -> None:
    """Invent, measure both ways, compare, print."""
    pack = load("gainful_china")
    counting = counting_of(pack, ON)
    indicators = {
        name: indicator for name, indicator in load_indicators(pack.indicators).items() if name in NAMES
    }
    support = (list(counting.codes["support_kinds"]), list(counting.codes["support_channels"]))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        invent(folder, workers)
        table, wall, used = timed(lambda: measure(folder, indicators, ON, counting=counting))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
        hand, hand_wall, hand_used = timed(
            lambda: by_hand(folder, list(counting.codes["counted_classes"]), support)
        )
    ours = {
        (row["indicator"], f"{row['level']} {row['area']}"): row["numerator"]
        for row in table.to_pylist()
        if row["breakdown"] == ""
    }
    different = {key for key in ours.keys() | hand.keys() if (ours.get(key) or 0) != (hand.get(key) or 0)}
    print(f"{workers:,} workers, {workers * 3:,} spells, {len(NAMES)} figures, {len(ours):,} values")
    print(f"Gainful  {wall:6.2f} s  {used:6.2f} CPU-s   (peak {peak:.1f} GiB, inventing included)")
    print(
        f"by hand  {hand_wall:6.2f} s  {hand_used:6.2f} CPU-s   (Polars; no evidence, no states, no breakdown)"
    )
    print(
        f"ratio    {wall / hand_wall:6.2f}    {used / hand_used:6.2f}      values that differ: {len(different)}"
    )
    if different:
        sys.exit(1)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
