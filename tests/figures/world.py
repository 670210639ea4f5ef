"""Small invented extracts for tests: rows with every column filled unless the test says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from gainful.figures.counting import Counting, counting_of
from gainful.figures.tables import TABLES, write_extract
from gainful.pack.pack import load

TOWNSHIP = 621299_100_000
COUNTY = 621299_000_000
OTHER_COUNTY = 530399_000_000
ON = date(2020, 10, 31)
World = dict[str, list[dict[str, Any]]]
COUNTING: Counting = counting_of(load("gainful_china"), ON)
USUAL: dict[str, dict[str, Any]] = {
    "people": {"worker": 0, "area": TOWNSHIP, "household": 0, "registered": True, "identified": True},
    "households": {"household": 0, "area": TOWNSHIP, "registered": True, "registered_year": 2014, "members": 3},
    "household_years": {"household": 0, "area": TOWNSHIP, "year": 2019},
    "spells": {
        "worker": 0, "area": TOWNSHIP, "origin": "recorded", "begun": True, "channel": "self_arranged",
        "location_class": "out_of_province", "starts_on": date(2020, 3, 1), "evidence": "visited", "grade": 3,
    },
    "services": {"worker": 0, "area": TOWNSHIP, "kind": "job_referral", "given_on": date(2020, 5, 1)},
    "trainings": {"worker": 0, "area": TOWNSHIP, "certified": False},
    "wishes": {"worker": 0, "area": TOWNSHIP, "asked_on": date(2020, 5, 1)},
    "workshops": {"workshop": 0, "area": TOWNSHIP, "recognised_on": date(2019, 1, 1)},
    "leaders": {"leader": 0, "entity": 0, "area": TOWNSHIP, "recognised_on": date(2019, 1, 1)},
    "openings": {"area": TOWNSHIP, "channel": "project", "seats": 5, "state": "open"},
    "coverage": {"area": 0, "subject": "people", "source": "the test"},
}  # fmt: skip


def a_row(table: str, **said: Any) -> dict[str, Any]:
    """A row of an event table: what is said, then what is usual, else unknown."""
    return dict.fromkeys(TABLES[table].names) | USUAL[table] | said


def covered(*areas: int, spells_since: date | None = date(2016, 1, 1)) -> list[dict[str, Any]]:
    """Coverage rows: the extract holds these areas wholly, their spells since a day."""
    rows = [a_row("coverage", area=area) for area in areas]
    rows += [a_row("coverage", area=area, subject="spells", complete_from=spells_since) for area in areas]
    return rows


def write_world(folder: Path, world: Mapping[str, list[dict[str, Any]]], on: date = ON) -> Path:
    """Write a world as an extract; without coverage rows it holds the whole nation since 2016."""
    rows = {"coverage": covered(0)} | dict(world)
    tables = {name: pa.Table.from_pylist(listed, schema=TABLES[name]) for name, listed in rows.items()}
    write_extract(folder, tables, {"on": on.isoformat()})
    return folder


def workers(count: int, *, area: int = TOWNSHIP, first: int = 0, **spell: Any) -> World:
    """So many registered people of one household each, every one in a spell."""
    numbers = range(first, first + count)
    return {
        "households": [a_row("households", household=n, area=area) for n in numbers],
        "people": [a_row("people", worker=n, household=n, area=area) for n in numbers],
        "spells": [a_row("spells", worker=n, area=area, **spell) for n in numbers],
    }


def together(*worlds: World) -> World:
    """Several worlds as one."""
    names = [name for name in TABLES if any(name in world for world in worlds)]
    return {name: [row for world in worlds for row in world.get(name, [])] for name in names}
