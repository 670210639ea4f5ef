"""As-of facts for everybody, built once from the base tables: one Parquet file a subject, on a day or several.

People are taken slice by slice, so that memory grows with the slice and not with the nation; DuckDB is held to a limit
and spills beyond it. A file appears only when it is whole.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from gainful.benefits.base_tables import TABLES, Meanings, path_of
from gainful.benefits.facts_table import AREA, HOUSEHOLD, ID, ON, PERSON, SUBJECT, TIER, TYPES, writer
from gainful.terms.areas import NATION, area_range, area_text
from gainful.terms.facts import FACTS

SUBJECTS = ("person", "household", "spell", "training", "business", "loan", "employer", "workshop")
"""The subjects whose facts the record can tell; a file each."""

SLICE = 500_000
MEMORY = "2GB"
AT_ONCE = 100_000
Progress = Callable[[str, int, int], None]
# DuckDB's own date_diff counts the turns of the year, not completed years of life.
_AGE = """create or replace macro age_on(born, asked) as
    year(asked) - year(born) - (month(asked) * 100 + day(asked) < month(born) * 100 + day(born))::integer"""
_HOUSEHOLDS = """select key as id, code as area, null::varchar as person, key as household, tier,
    household_facts.* exclude (household, key, area, tier)
    from household_facts join area_codes using (area)
    where area between getvariable('low') and getvariable('high') and getvariable('slice') = 0"""
_EMPLOYERS = """select key as id, code as area, null::varchar as person, null::varchar as household,
    null::varchar as tier, employer_facts.* exclude (employer, key, area)
    from employer_facts join area_codes using (area)
    where area between getvariable('low') and getvariable('high') and getvariable('slice') = 0"""
_WORKSHOPS = """select workshop_facts.key as id, code as area, null::varchar as person, null::varchar as household,
    null::varchar as tier, workshop_facts.* exclude (workshop, employer, key, area),
    employer_facts.* exclude (employer, key, area)
    from workshop_facts join area_codes using (area)
    left join employer_facts on employer_facts.employer = workshop_facts.employer
    where workshop_facts.area between getvariable('low') and getvariable('high') and getvariable('slice') = 0"""
_READ = {
    "household": _HOUSEHOLDS,
    "person": "select * exclude (number) from person_facts",
    "spell": "select * from spell_facts",
    "training": "select * from training_facts",
    "business": "select * from business_facts",
    "loan": "select * from loan_facts",
    "employer": _EMPLOYERS,
    "workshop": _WORKSHOPS,
}


@dataclass(frozen=True)
class Built:
    """What was built: rows by subject, over all days."""

    rows: dict[str, int]

    def __str__(self) -> str:
        return ", ".join(f"{name} {count}" for name, count in self.rows.items())


def build(
    base: Path, days: Sequence[date], out: Path, meanings: Meanings, *,
    area: int = NATION, memory: str = MEMORY, threads: int | None = None, slice_of: int = SLICE,
    progress: Progress = lambda step, done, total: None,
) -> Built:  # fmt: skip
    """Writes `out`/person.parquet and so on for each of SUBJECTS: one row a subject and day, columns as in the schema.

    Raises FileExistsError where `out` stands already; it appears only when every file is whole. `progress` may raise to
    stop.
    """
    if out.exists():
        raise FileExistsError(f"{out.name} exists already: facts are never overwritten")
    part = out.with_name(f".{out.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        with TemporaryDirectory(dir=part.parent, prefix=f".{out.name}.spill") as spill:
            connection = duckdb.connect(f"{spill}/facts.duckdb")
            try:
                _prepare(connection, base, Path(spill), meanings, area, memory, threads)
                built = _slices(connection, days, part, slice_of, progress)
            finally:
                connection.close()
        part.replace(out)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return built


def known_facts(folder: Path) -> dict[str, set[str]]:
    """The facts that built files hold, by subject: what none of them holds, nobody on record here knows."""
    return {
        name: set(pq.read_schema(folder / f"{name}.parquet").names) & set(FACTS)
        for name in SUBJECTS
        if (folder / f"{name}.parquet").is_file()
    }


def _prepare(
    connection: duckdb.DuckDBPyConnection,
    base: Path,
    spill: Path,
    meanings: Meanings,
    area: int,
    memory: str,
    threads: int | None,
) -> None:
    """Limits, the base tables as views, the programme's codes as variables, and the codes of areas."""
    connection.execute("set memory_limit = ?", [memory])
    connection.execute("set temp_directory = ?", [str(spill)])
    connection.execute("set preserve_insertion_order = false")
    if threads:
        connection.execute(f"set threads = {int(threads)}")
    connection.execute(_AGE)
    for name in TABLES:
        connection.read_parquet(str(path_of(base, name))).create_view(name)
    low, high = area_range(area)
    for name, value in {**meanings.as_variables(), "low": low, "high": high}.items():
        connection.execute(f"set variable {name} = ?", [value])
    found = """select area from people union select area from households
        union select area from employers union select area from workshops"""
    areas = [number for (number,) in connection.execute(found).fetchall()]
    codes = pa.table({"area": pa.array(areas, pa.int64()), "code": [area_text(number) for number in areas]})
    connection.register("codes_found", codes)
    connection.execute("create table area_codes as select * from codes_found")


def _slices(
    connection: duckdb.DuckDBPyConnection, days: Sequence[date], out: Path, slice_of: int, progress: Progress
) -> Built:
    """Each day, each slice, each subject, appended to the subject's file."""
    (people,) = connection.execute("select count(*) from people").fetchone() or (0,)
    slices = max(1, -(-people // slice_of))
    total, done = len(days) * slices, 0
    writers: dict[str, pq.ParquetWriter] = {}
    rows = dict.fromkeys(SUBJECTS, 0)
    connection.execute("set variable slices = ?", [slices])
    try:
        for day in days:
            connection.execute("set variable asked_on = ?", [day])
            connection.execute(_text("households"))
            connection.execute(_text("employers"))
            for number in range(slices):
                progress("building the facts", done, total)
                connection.execute("set variable slice = ?", [number])
                for name in ("paid", "people", "spells", "trainings", "businesses", "loans"):
                    connection.execute(_text(name))
                for subject in SUBJECTS:
                    rows[subject] += _append(connection, subject, day, out, writers)
                done += 1
        progress("building the facts", done, total)
    finally:
        for writer in writers.values():
            writer.close()
    return Built(rows)


def _text(name: str) -> str:
    return (files("gainful.benefits") / "facts_sql" / f"{name}.sql").read_text(encoding="utf-8")


def _append(
    connection: duckdb.DuckDBPyConnection,
    subject: str,
    day: date,
    out: Path,
    writers: dict[str, pq.ParquetWriter],
) -> int:
    """Appends a slice to the subject's file, ordered by id; returns the rows."""
    found = connection.sql(_READ[subject]).order("id")
    facts = [name for name in found.columns if name in FACTS]
    keys = {name: pa.string() for name in (ID, AREA, SUBJECT)}
    keys |= {ON: pa.date32(), PERSON: pa.string(), HOUSEHOLD: pa.string(), TIER: pa.string()}
    shape = pa.schema([*keys.items(), *((name, TYPES[FACTS[name].kind]) for name in facts)])
    if subject not in writers:
        writers[subject] = writer(out / f"{subject}.parquet", shape)
    rows = 0
    for batch in found.to_arrow_reader(AT_ONCE):
        table = pa.Table.from_batches([batch])
        for name, value in ((SUBJECT, subject), (ON, day)):
            kind = shape.field(name).type
            table = table.append_column(name, pa.repeat(pa.scalar(value, kind), table.num_rows))
        writers[subject].write_table(table.select(shape.names).cast(shape))
        rows += table.num_rows
    return rows
