"""The whole drill: an honest county, honest lives that look like fraud, planted cases; tables here, truth apart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from gainful.benefits.fraud.tables import TABLES, write_tables
from gainful.simulate.assumptions import ASSUMED, Assumptions
from gainful.simulate.calendar import NONE
from gainful.simulate.county import County
from gainful.simulate.courses import make_courses
from gainful.simulate.look_alikes import make_look_alikes
from gainful.simulate.money import make_due, make_payments
from gainful.simulate.numbers import mixed, part_digests
from gainful.simulate.people import make_people, sounds
from gainful.simulate.planted import plant
from gainful.simulate.work import make_places, make_spells

TRUTH = pa.schema(
    [
        ("case", pa.int32()), ("kind", pa.string()), ("variant", pa.string()), ("role", pa.string()),
        *((name, pa.int64()) for name in ("person", "account", "employer", "workshop", "course")),
    ]
)  # fmt: skip
"""The truth: one row for each thing of a case. `planted` is the case itself, `used` a name drawn into it, `context`
where it happened, `look_alike` an honest person, `grey` somebody whose flag is neither right nor wrong."""

JOINS = ("person", "household", "employer", "workshop", "spell", "course", "provider", "payment")
"""Columns whose numbers are dealt anew at the end, so that nothing tells what was added last."""


def make_county(people: int, frauds: int, seed: int, assumed: Assumptions = ASSUMED) -> County:
    """An invented county with so many people and planted cases. Raises TooFewPeople."""
    rng = np.random.default_rng(seed)
    county = County(assumed, make_people(rng, assumed, people), seed)
    everybody = county.people
    age = everybody.age_on(county.on)
    able = (age >= 16) & (age < 64)
    at_work = able & (rng.random(people) < assumed.working)
    at_home = np.flatnonzero((age >= 16) & (age < 70) & ~at_work)
    plain = (everybody.died == NONE) & (everybody.gone == NONE) & everybody.birth_known
    free = (rng.random(people) < 0.55) & plain & (age >= 19) & (age < 60) & ~at_work
    adults, children = np.flatnonzero(free), np.flatnonzero(plain & (age >= 3) & (age < 15.9))
    county.make_free(rng.permutation(adults).tolist(), rng.permutation(children).tolist())
    make_places(county)
    spells = make_spells(county, np.flatnonzero(at_work))
    make_courses(county, spells, np.concatenate([np.flatnonzero(at_work), at_home[~free[at_home]]]))
    make_payments(county, spells)
    make_due(county, spells)
    make_look_alikes(county)
    plant(county, frauds)
    return county


def write_drill(
    out: Path, people: int, frauds: int, seed: int, assumed: Assumptions = ASSUMED
) -> dict[str, Any]:
    """Write tables, `truth.parquet` and `drill.json` into a folder; what was made, in counts. Raises TooFewPeople."""
    county = make_county(people, frauds, seed, assumed)
    tables, truth = finished(county)
    write_tables(out, tables)
    pq.write_table(truth, out / "truth.parquet", compression="zstd", store_schema=False)
    made = {
        "people": people, "frauds": frauds, "seed": seed, "on": assumed.on.isoformat(),
        "rows": {name: table.num_rows for name, table in tables.items()},
    }  # fmt: skip
    (out / "drill.json").write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    return made


def finished(county: County) -> tuple[dict[str, pa.Table], pa.Table]:
    """The tables of a county, numbers dealt anew and rows in their order, and its truth."""
    columns = {name: _joined(county, name) for name in TABLES}
    columns["people"] = _people(county)
    columns["ids"] = _ids(county)
    columns["accounts"] = _accounts(county, columns["payments"])
    dealt = _dealt(county)
    tables = {name: _table(county, name, found, dealt) for name, found in columns.items()}
    truth = {name: [one.get(name) for one in county.truth] for name in TRUTH.names}
    for name in ("person", "employer", "workshop", "course"):
        truth[name] = [None if one is None else int(dealt[name][one]) for one in truth[name]]
    known = [n for n, one in enumerate(truth["account"]) if one is not None]
    digests = mixed(np.array([truth["account"][n] for n in known], np.int64), 90, county.seed)
    for n, digest in zip(known, digests.tolist(), strict=True):
        truth["account"][n] = digest
    return tables, pa.table(truth, schema=TRUTH)


def _joined(county: County, table: str) -> dict[str, Any]:
    """The rows of one table: those made many at a time, then the single ones."""
    found = {}
    for field in TABLES[table]:
        parts = []
        for chunk in county.chunks[table]:
            length = len(next(cells for cells in chunk.values() if isinstance(cells, np.ndarray)))
            cells = chunk.get(field.name, NONE)
            parts.append(cells if isinstance(cells, np.ndarray) else np.full(length, cells))
        single = county.single[table][field.name]
        kind = object if field.type == pa.string() else np.int64
        blank = None if field.type == pa.string() else NONE
        parts.append(np.array([blank if cell is None else cell for cell in single], kind))
        found[field.name] = np.concatenate([part.astype(kind) for part in parts])
    return found


def _people(county: County) -> dict[str, Any]:
    people = county.people
    born = np.where(people.birth_known, people.born, NONE)
    return {
        "person": np.arange(len(people)), "household": people.household, "area": people.area, "born_on": born,
        "died_on": people.died, "gone_on": people.gone,
    }  # fmt: skip


def _ids(county: County) -> dict[str, Any]:
    """Digests of numbers, names and phones; a few people have a mistyped number on record too."""
    people, seed, rng = county.people, county.seed, county.rng
    count = len(people)
    twice = np.flatnonzero(rng.random(count) < county.assumed.corrected_number)
    mistyped = people.body[twice] - people.body[twice] % 10 + (people.body[twice] % 10 + 3) % 10
    owner = np.concatenate([np.arange(count), twice])
    parts = [
        (part, owner[rows], found)
        for part, rows, found in part_digests(np.append(people.body, mistyped), seed)
    ]
    every, phone = np.arange(count), np.flatnonzero(people.phone != NONE)
    spoken = people.surname * 10**7 + sounds(people.given, county.assumed)
    parts += [
        ("name", every, mixed(people.surname * 10**7 + people.given, 80, seed)),
        ("name_sound", every, mixed(spoken, 81, seed)),
        ("phone", phone, mixed(people.phone[phone], 82, seed)),
    ]
    codes = np.repeat(np.arange(len(parts)), [len(rows) for _, rows, _ in parts]).astype(np.int32)
    names = pa.array([part for part, _, _ in parts])
    return {
        "person": np.concatenate([rows for _, rows, _ in parts]),
        "part": pa.DictionaryArray.from_arrays(pa.array(codes), names),
        "digest": np.concatenate([found for _, _, found in parts]),
    }  # fmt: skip


def _accounts(county: County, payments: dict[str, Any]) -> dict[str, Any]:
    """Accounts that people gave: all who are paid, and most others over 15."""
    people, rng = county.people, county.rng
    to_person = payments["to_person"] == 1
    has = (rng.random(len(people)) < county.assumed.has_account) & (people.age_on(county.on) > 15)
    has[payments["person"][to_person]] = True
    now, before = np.flatnonzero(has), np.flatnonzero(has & (people.changed_on != NONE))
    changed = people.changed_on[now]
    opened = rng.integers(county.from_on - 900, county.from_on - 1, len(people))
    return {
        "person": np.concatenate([before, now]),
        "account": np.concatenate([people.old_account[before], people.account[now]]),
        "from_on": np.concatenate([opened[before], np.where(changed != NONE, changed, opened[now])]),
        "until_on": np.concatenate([people.changed_on[before] - 1, np.full(len(now), NONE)]),
    }  # fmt: skip


def _dealt(county: County) -> dict[str, np.ndarray]:
    """A new number, from 1, for each old one."""
    sizes = {name: county.next.get(name, 0) for name in JOINS}
    sizes |= {
        "person": len(county.people),
        "household": len(county.people),
        "provider": county.assumed.providers,
    }
    return {name: county.rng.permutation(size) + 1 for name, size in sizes.items()}


def _table(county: County, name: str, columns: dict[str, Any], dealt: dict[str, np.ndarray]) -> pa.Table:
    """One table in the order of its first columns, as Arrow."""
    arrays, keys = {}, []
    for field in TABLES[name]:
        cells = columns[field.name]
        if isinstance(cells, np.ndarray) and cells.dtype != object:
            blank = cells == NONE if field.nullable else np.zeros(len(cells), bool)
            if field.name in JOINS:
                cells = dealt[field.name][np.where(blank, 0, cells)]
            elif field.name == "account":
                cells = mixed(cells, 90, county.seed)
            keys.append(np.where(blank, 0, cells))
            cells = pa.array(cells, mask=blank)
            for step in (pa.int32(), pa.date32()) if field.type == pa.date32() else ():
                cells = cells.cast(step)
        arrays[field.name] = cells if isinstance(cells, pa.Array) else pa.array(cells, pa.string())
    table = pa.table(
        {field.name: arrays[field.name].cast(field.type) for field in TABLES[name]}, schema=TABLES[name]
    )
    order = np.argsort(keys[0], kind="stable") if name == "ids" else np.lexsort(keys[:4][::-1])
    return table.take(pa.array(order))
