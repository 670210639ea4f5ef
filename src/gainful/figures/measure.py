"""Measuring: every indicator for every area of an extract, each value with its state, its parts and its evidence.

A value that cannot be had is never 0 and never left out: it is a row without a value, with the reason why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from gainful.figures.counting import Counting
from gainful.figures.engine import cells_of, opened
from gainful.figures.indicator import Indicator, Kind
from gainful.figures.manifest import read_manifest
from gainful.terms.places import Level, area_at, area_range, level_of


class State(StrEnum):
    """How a value stands."""

    VALUE = "value"
    SUPPRESSED = "suppressed"
    NOT_COMPUTABLE = "not_computable"
    NOT_COMPARABLE = "not_comparable"


class Reason(StrEnum):
    """Why there is no value, or none to be compared. `reason_value` fills the sentence in reason_words.py."""

    LEDGER_INCOMPLETE = "ledger_incomplete_before"
    NOBODY_COUNTED = "nobody_counted"
    PART_OF_AREA = "only_part_of_area"
    FEW_PEOPLE = "few_people"


def _column(name: str, kind: pa.DataType, doc: str) -> pa.Field:
    return pa.field(name, kind, metadata={"doc": doc})


FIGURES = pa.schema(
    [
        _column("indicator", pa.string(), "Name of the indicator; its definition is in the release."),
        _column("kind", pa.string(), "count, share (0-1) or ratio."),
        _column("unit", pa.string(), "Unit of the value."),
        _column("period", pa.string(), "What time it speaks of: cumulative and stock are never mixed."),
        _column("as_of", pa.date32(), "The day the value speaks of."),
        _column("level", pa.string(), "Level of the area."),
        _column("area", pa.int64(), "12-digit area, 0 the nation."),
        _column("breakdown", pa.string(), "Code of the breakdown; empty: the whole."),
        _column("value", pa.float64(), "The value; empty unless the state is value or not_comparable."),
        _column("state", pa.string(), "value, suppressed, not_computable or not_comparable."),
        _column("reason", pa.string(), "Why, where the state is not value."),
        _column("reason_value", pa.string(), "What fills the reason's sentence."),
        _column("numerator", pa.int64(), "What is counted, or the upper amount."),
        _column("denominator", pa.int64(), "What it is a share of; empty for counts."),
        _column("counted", pa.int64(), "People, households … that the value rests on."),
        _column("left_out", pa.int64(), "Left out since something is not known; empty where they are few."),
        _column("evidence", pa.string(), "Numerator by evidence, code=number;code=number, or withheld."),
        _column("well_evidenced_share", pa.float64(), "Share (0-1) of it confirmed by somebody other than the person."),
    ]
)  # fmt: skip
PUBLIC_LEVELS = (Level.NATION, Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)
_SIZES = {
    Level.NATION: 10**12, Level.PROVINCE: 10**10, Level.PREFECTURE: 10**8, Level.COUNTY: 10**6,
    Level.TOWNSHIP: 10**3,
}  # fmt: skip
_EMPTY_CELLS = pa.schema(
    [("area", pa.int64()), ("breakdown", pa.string()), ("evidence", pa.string())]
    + [(name, pa.int64()) for name in ("numerator", "denominator", "counted", "left_out")]
)
_ROLL_UP = """
    select area - area % $size as area, breakdown, evidence, sum(numerator)::bigint, sum(denominator)::bigint,
        sum(counted)::bigint, sum(left_out)::bigint
    from cells
    group by all
"""
_AREAS = """
    select distinct area - area % $size from (
        select area from people union all select area from households
        union all select area from workshops union all select area from leaders
    )
"""


@dataclass
class Sums:
    """Added-up cells of one area and breakdown."""

    numerator: int = 0
    denominator: int = 0
    counted: int = 0
    left_out: int = 0
    evidence: dict[str, int] = field(default_factory=dict)

    def add(
        self,
        evidence: str,
        numerator: int,
        denominator: int | None,
        counted: int | None,
        left_out: int | None,
    ) -> None:
        """Add one cell."""
        self.numerator += numerator or 0
        self.denominator += denominator or 0
        self.counted += counted or 0
        self.left_out += left_out or 0
        if evidence and numerator:
            self.evidence[evidence] = self.evidence.get(evidence, 0) + numerator


class Coverage:
    """Which areas an extract holds wholly, and since when each of its tables is complete there."""

    def __init__(self, rows: Iterable[tuple[int, str, date | None]]) -> None:
        self._whole: set[int] = set()
        self._since: dict[str, dict[int, date]] = {}
        for area, subject, since in rows:
            if subject == "people":
                self._whole.add(area)
            elif since is not None:
                self._since.setdefault(subject, {})[area] = since

    def is_whole(self, area: int) -> bool:
        """Whether the extract holds the whole area: it, or a larger one around it, is named."""
        return any(area_at(area, level) in self._whole for level in Level) or area in self._whole

    def counties(self, area: int) -> int:
        """How many counties inside the area are held wholly."""
        low, high = area_range(area)
        return sum(low <= held <= high and level_of(held) is Level.COUNTY for held in self._whole)

    def complete_since(self, area: int, subject: str) -> date | None:
        """Since when a table is complete in an area: said of one around it, else the latest of those inside."""
        said = self._since.get(subject, {})
        around = [level for level in reversed(Level) if area_at(area, level) in said]
        if around:
            return said[area_at(area, around[0])]
        low, high = area_range(area)
        return max((since for inside, since in said.items() if low <= inside <= high), default=None)


def measure(
    extract: Path,
    indicators: Mapping[str, Indicator],
    on: date,
    areas: Iterable[int] | None = None,
    *,
    counting: Counting,
    levels: Iterable[Level] = PUBLIC_LEVELS,
) -> pa.Table:
    """The figures table (schema FIGURES) of an extract as of a day, ordered by indicator, area and breakdown.

    `areas` restricts the rows to these areas; without it, every area of the levels with anything in the extract.
    Nothing is suppressed here: see disclosure.py. Raises ValueError for a day after the extract was read.
    """
    read_on = date.fromisoformat(str(read_manifest(extract)["on"]))
    if on > read_on:
        raise ValueError(f"the extract knows nothing after {read_on}")
    wanted = tuple(levels) if areas is None else tuple(_SIZES)
    asked = None if areas is None else set(areas)
    values = counting.values(on)
    rows: list[dict[str, Any]] = []
    with opened(extract) as connection:
        coverage = Coverage(
            connection.execute("select area, subject, complete_from from coverage").fetchall()
        )
        grid = {level: _areas(connection, level, asked) for level in wanted}
        grades = dict(connection.execute("select distinct evidence, grade from spells").fetchall())
        good = {code for code, grade in grades.items() if grade is not None and grade >= values["min_grade"]}
        for indicator in indicators.values():
            sums = _sums(connection, indicator, values, grid)
            rows += _rows(indicator, sums, grid, on, _States(indicator, coverage, values), good)
    rows.sort(
        key=lambda row: (row["indicator"], row["area"], list(Level).index(row["level"]), row["breakdown"])
    )
    return pa.Table.from_pylist(rows, schema=FIGURES)


def _areas(connection: duckdb.DuckDBPyConnection, level: Level, asked: set[int] | None) -> list[int]:
    """The areas of a level that are to have rows. A home known no nearer than a larger area has none here."""
    found = asked
    if found is None:
        found = {row[0] for row in connection.execute(_AREAS, {"size": _SIZES[level]}).fetchall()}
    return sorted(area for area in found if level_of(area) is level)


def _sums(
    connection: duckdb.DuckDBPyConnection,
    indicator: Indicator,
    values: Mapping[str, Any],
    grid: Mapping[Level, list[int]],
) -> dict[tuple[Level, int, str], Sums]:
    """The indicator's cells added up for each level, area and breakdown."""
    found = cells_of(connection, indicator, values)
    blanks = {
        column.name: pa.nulls(found.num_rows, column.type)
        for column in _EMPTY_CELLS
        if column.name not in found.column_names
    }
    for name, blank in blanks.items():
        found = found.append_column(name, blank)
    connection.register("cells", found.select(_EMPTY_CELLS.names).cast(_EMPTY_CELLS))
    sums: dict[tuple[Level, int, str], Sums] = {}
    for level in grid:
        for area, breakdown, evidence, *numbers in connection.execute(
            _ROLL_UP, {"size": _SIZES[level]}
        ).fetchall():
            keys = [breakdown] if breakdown else [""]
            if breakdown and indicator.adds_up:
                keys.append("")
            for key in keys:
                sums.setdefault((level, area, key), Sums()).add(evidence, *numbers)
    connection.unregister("cells")
    return sums


class _States:
    """How a value of one indicator stands in an area."""

    def __init__(self, indicator: Indicator, coverage: Coverage, values: Mapping[str, Any]) -> None:
        self.indicator, self.coverage, self.values = indicator, coverage, values

    def of(self, area: int, sums: Sums) -> tuple[State, str, str]:
        """State, reason and what fills the reason's sentence."""
        for table, parameter in self.indicator.needs:
            since = self.coverage.complete_since(area, table)
            if since is None or since > self.values[parameter]:
                return State.NOT_COMPUTABLE, Reason.LEDGER_INCOMPLETE, _year_or_day(since)
        if self.indicator.kind is not Kind.COUNT and not sums.denominator:
            return State.NOT_COMPUTABLE, Reason.NOBODY_COUNTED, ""
        if not self.coverage.is_whole(area):
            return State.NOT_COMPARABLE, Reason.PART_OF_AREA, str(self.coverage.counties(area))
        return State.VALUE, "", ""


def _year_or_day(since: date | None) -> str:
    """A first of January as its year, another day in full; nothing said: "?"."""
    if since is None:
        return "?"
    return str(since.year) if (since.month, since.day) == (1, 1) else since.isoformat()


def _rows(
    indicator: Indicator,
    sums: Mapping[tuple[Level, int, str], Sums],
    grid: Mapping[Level, list[int]],
    on: date,
    states: _States,
    good: set[str],
) -> Iterable[dict[str, Any]]:
    """One row an area and breakdown; a code seen anywhere has a row everywhere."""
    codes = sorted({key for _, _, key in sums if key})
    if indicator.adds_up or not indicator.breakdown:
        codes.insert(0, "")
    for level, areas in grid.items():
        for area in areas:
            for code in codes:
                cell = sums.get((level, area, code), Sums())
                state, reason, reason_value = states.of(area, cell)
                yield {
                    "indicator": indicator.name, "kind": indicator.kind, "unit": indicator.unit,
                    "period": indicator.period, "as_of": on, "level": level, "area": area, "breakdown": code,
                    "value": None if state is State.NOT_COMPUTABLE else value_of(indicator.kind, cell),
                    "state": state, "reason": reason, "reason_value": reason_value,
                    **_parts(indicator.kind, cell, state), **_evidence(cell, state, good),
                }  # fmt: skip


def value_of(kind: Kind, cell: Sums) -> float:
    """The value of added-up cells: the count itself, or numerator over denominator, rounded to six places."""
    return float(cell.numerator) if kind is Kind.COUNT else round(cell.numerator / cell.denominator, 6)


def _parts(kind: Kind, cell: Sums, state: State) -> dict[str, int | None]:
    """Numerator, denominator, counted, left out; empty where the value cannot be computed."""
    if state is State.NOT_COMPUTABLE:
        return {"numerator": None, "denominator": None, "counted": None, "left_out": cell.left_out}
    counted = {Kind.COUNT: cell.numerator, Kind.SHARE: cell.denominator, Kind.RATIO: cell.counted}[kind]
    return {
        "numerator": cell.numerator,
        "denominator": None if kind is Kind.COUNT else cell.denominator,
        "counted": counted,
        "left_out": cell.left_out,
    }


def _evidence(cell: Sums, state: State, good: set[str]) -> dict[str, Any]:
    """The numerator by evidence, and the share that somebody other than the person confirmed."""
    known = sum(cell.evidence.values())
    if state is State.NOT_COMPUTABLE or not known:
        return {"evidence": "", "well_evidenced_share": None}
    confirmed = sum(number for code, number in cell.evidence.items() if code in good)
    return {
        "evidence": ";".join(f"{code}={number}" for code, number in sorted(cell.evidence.items())),
        "well_evidenced_share": round(confirmed / known, 6),
    }
