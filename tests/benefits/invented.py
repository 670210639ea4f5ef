"""Tables of facts about nobody, for runs of the rules: typed, with blanks, around the values where rules turn."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from gainful.benefits.facts_table import TYPES
from gainful.pack import load
from gainful.terms.facts import FACTS

CHINA = load("gainful_china")
AREAS = [
    "621299",
    "530399102",
    "51",
    "610204",
    "4405",
    "520181",
    "140821",
    "65",
    "3706",
    "0",
    "360313108",
    None,
]


def table(count: int, seed: int) -> pa.Table:
    """So many cases, each with every fact, one in six unknown."""
    chance = random.Random(seed)
    columns = {
        "id": pa.array(range(count), pa.int64()),
        "area": pa.array([chance.choice(AREAS) for _ in range(count)], pa.string()),
    }
    for fact in FACTS.values():
        values = [None if chance.random() < 1 / 6 else _value(fact, chance) for _ in range(count)]
        columns[fact.name] = pa.array(values, TYPES[fact.kind])
    return pa.table(columns)


def _value(fact, chance: random.Random):
    if fact.kind == "boolean":
        return chance.random() < 0.7
    if fact.kind == "integer":
        number = chance.choice(
            [0, 1, 2, 3, 5, 6, 11, 12, 15, 16, 24, 35, 36, 37, 40, 100, 200, 535, chance.randrange(500)]
        )
        low, high = fact.range
        return number if low <= number <= high else chance.randint(low, min(high, 500))
    if fact.kind == "money":
        return chance.choice([0, 1, 99, 600_000, 1_440_000, chance.randrange(30_000_000)])
    if fact.kind == "date":
        return chance.choice([date(2018, 12, 31), date(2019, 1, 1), date(2021, 1, 1),
                              date(2014, 1, 1) + timedelta(days=chance.randrange(3_000))])  # fmt: skip
    return chance.choice([item.code for item in CHINA.codes[fact.code_list]])


def file_of(folder: Path, count: int = 500, seed: int = 1, name: str = "facts.parquet") -> Path:
    """A Parquet file of such cases."""
    path = folder / name
    pq.write_table(table(count, seed), path)
    return path
