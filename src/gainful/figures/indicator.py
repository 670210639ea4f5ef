"""An indicator: one query with its meaning on top, read from a .sql file and checked before it may count.

The text is DuckDB's dialect; sqlglot carries it to Spark. Values such as the day or the counted classes are never
written into a query: they are parameters (`:as_of`) bound by the engine. What a query must return:

    area         home area of the cell, any level; each person in exactly one area, so that larger areas are sums
    breakdown    code of the breakdown, where the header names one
    evidence     code of the best evidence of what is counted, where spells are
    numerator    the count; of a ratio an amount in whole units (fen, persons)
    denominator  of a share the counted, of a ratio an amount
    counted      of a ratio: how many people or households the cell rests on
    left_out     how many were left out since something about them is not known
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlglot import exp

from gainful.figures.tables import TABLES
from gainful.pack.files import PackFault, PackFiles, Problem
from gainful.rules.counting import NotOneSelect, not_allowed, one_select, own_names, stars

FOLDER = Path(__file__).parent / "indicators"


class IndicatorError(ValueError):
    """An indicator's text cannot be accepted; the message names the file and what would be right."""


class Kind(StrEnum):
    """What a value is: a count, a share (0-1) of the counted, or a ratio of two amounts."""

    COUNT = "count"
    SHARE = "share"
    RATIO = "ratio"


class Period(StrEnum):
    """What time a value speaks of. A cumulative figure only rises within the year; a stock may fall."""

    CUMULATIVE = "cumulative in the calendar year"
    STOCK = "stock on the day"
    EACH_YEAR = "each calendar year"
    LAST_YEAR = "last full calendar year"
    EVER = "ever up to the day"


PARAMETERS = frozenset(
    {
        "as_of", "year_start", "last_year_start", "last_year_end", "last_year",
        "counted_classes", "not_counted_channels", "workshop_channels", "support_kinds", "support_channels",
        "beyond_county_classes", "public_post_channels", "stable_days", "min_grade",
    }
)  # fmt: skip
FUNCTIONS = (
    exp.Abs, exp.And, exp.ArrayContains, exp.Case, exp.Cast, exp.Coalesce, exp.Count, exp.Exists, exp.If, exp.Max,
    exp.Min, exp.Or, exp.RowNumber, exp.Sum, exp.DateDiff,
)  # fmt: skip
HEADER_KEYS = (
    "zh", "kind", "unit", "as of", "period", "breakdown", "counts", "does not count", "needs", "source",
    "zh unit", "zh counts", "zh does not count", "zh source",
)  # fmt: skip
REQUIRED_KEYS = tuple(key for key in HEADER_KEYS if key not in ("breakdown", "needs"))
REQUIRED_COLUMNS = {
    Kind.COUNT: {"area", "numerator"},
    Kind.SHARE: {"area", "numerator", "denominator"},
    Kind.RATIO: {"area", "numerator", "denominator", "counted"},
}
ALLOWED_COLUMNS = {"area", "breakdown", "evidence", "numerator", "denominator", "counted", "left_out"}
_NEEDS = re.compile(r"(\w+) since :(\w+)")


@dataclass(frozen=True)
class Indicator:
    """A checked indicator. `adds_up`: the breakdown splits the total, so that the total is its sum.

    `meaning` is what a reader is told, by language: unit, counts, does_not_count, source.
    """

    name: str
    title: str
    title_zh: str
    kind: Kind
    unit: str
    as_of: str
    period: Period
    breakdown: str
    adds_up: bool
    counts: str
    does_not_count: str
    needs: tuple[tuple[str, str], ...]
    source: str
    text: str
    query: exp.Select
    meaning: Mapping[str, Mapping[str, str]]

    @property
    def parameters(self) -> frozenset[str]:
        """Names of the values the query is given."""
        return frozenset(placeholder.name for placeholder in self.query.find_all(exp.Placeholder))

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns the query returns."""
        return tuple(self.query.named_selects)

    @property
    def tables(self) -> frozenset[str]:
        """The event tables the query reads."""
        return frozenset(table.name for table in self.query.find_all(exp.Table)) - own_names(self.query)

    def for_engine(self, dialect: str) -> str:
        """The query in an engine's dialect ("duckdb", "spark"), with named parameters."""
        return self.query.sql(dialect)


def read_header(name: str, text: str) -> dict[str, str]:
    """The parts of the header comment; several on one line are split by three blanks or more."""
    parts: dict[str, str] = {}
    last = ""
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        for piece in (
            re.split(r"\s{3,}", line.removeprefix("--").strip()) if not line.startswith("--   ") else [""]
        ):
            key, colon, value = piece.partition(":")
            if not parts and colon:
                parts["name"], parts["title"], last = key.strip(), value.strip(), "title"
            elif colon and key.strip() in HEADER_KEYS:
                last = key.strip()
                parts[last] = value.strip()
            elif piece or not last:
                raise IndicatorError(f"{name}: header line not understood: {line[:60]!r}")
        if line.startswith("--   "):
            parts[last] += " " + line.removeprefix("--").strip()
    return parts


def read_indicator(name: str, text: str) -> Indicator:
    """Check one indicator's text. Raises IndicatorError naming everything that is missing or not allowed."""
    parts = read_header(name, text)
    wrong = [f"no `{key}:` in the header" for key in REQUIRED_KEYS if not parts.get(key)]
    if parts.get("name") != name:
        wrong.append(f"the header must begin with `-- {name}: …`")
    if wrong:
        raise IndicatorError(f"{name}: " + "; ".join(wrong))
    try:
        kind, period = Kind(parts["kind"]), Period(parts["period"])
    except ValueError as error:
        known = ", ".join([*Kind, *Period])
        raise IndicatorError(f"{name}: {error}; known are {known}") from error
    breakdown, _, addition = (part.strip() for part in parts.get("breakdown", "").partition(","))
    if breakdown and addition not in ("adds up", "each apart"):
        raise IndicatorError(f"{name}: a breakdown says `adds up` or `each apart`")
    try:
        query = one_select(text)
    except NotOneSelect as error:
        raise IndicatorError(f"{name}: {error}") from error
    indicator = Indicator(
        name=name, title=parts["title"], title_zh=parts["zh"], kind=kind, unit=parts["unit"], as_of=parts["as of"],
        period=period, breakdown=breakdown, adds_up=addition != "each apart", counts=parts["counts"],
        does_not_count=parts["does not count"], needs=tuple(_NEEDS.findall(parts.get("needs", ""))),
        source=parts["source"], text=text, query=query,
        meaning={tongue: _meaning(parts, prefix) for tongue, prefix in (("en", ""), ("zh", "zh "))},
    )  # fmt: skip
    _check(indicator, parts)
    return indicator


def _meaning(parts: Mapping[str, str], prefix: str) -> dict[str, str]:
    """What a reader is told, in the language whose keys begin with the prefix."""
    told = ("unit", "counts", "does not count", "source")
    return {key.replace(" ", "_"): parts[prefix + key] for key in told}


def _check(indicator: Indicator, parts: dict[str, str]) -> None:
    """Refuse what is not whitelisted: other statements, functions, tables, parameters, columns."""
    wrong = list(not_allowed(indicator.query, FUNCTIONS))
    for table in indicator.query.find_all(exp.Table):
        if table.db or not isinstance(table.this, exp.Identifier):
            wrong.append(f"not an event table: {table.sql('duckdb')[:40]}")
    if stars(indicator.query):
        wrong.append("not allowed: Star")
    wrong += [f"unknown table: {table}" for table in sorted(indicator.tables - set(TABLES))]
    wrong += [f"unknown parameter: :{name}" for name in sorted(indicator.parameters - PARAMETERS)]
    columns = set(indicator.columns)
    wrong += [f"must return {column}" for column in sorted(REQUIRED_COLUMNS[indicator.kind] - columns)]
    wrong += [f"must not return {column}" for column in sorted(columns - ALLOWED_COLUMNS)]
    if ("breakdown" in columns) != bool(indicator.breakdown):
        wrong.append("the header's breakdown and the query's do not agree")
    if parts.get("needs") and not indicator.needs:
        wrong.append("needs must read `TABLE since :PARAMETER`")
    wrong += [f"needs an unknown table: {table}" for table, _ in indicator.needs if table not in TABLES]
    wrong += [f"needs an unknown parameter: {name}" for _, name in indicator.needs if name not in PARAMETERS]
    if wrong:
        raise IndicatorError(f"{indicator.name}: " + "; ".join(dict.fromkeys(wrong)))


def faults_of_pack(pack: str) -> list[Problem]:
    """What is wrong in a pack's indicators, all of them, each with its file; a pack that is none says nothing here."""
    try:
        files = PackFiles.of_package(pack)
        texts = {path: files.text(path) for path in files.names("indicators", ".sql")}
    except PackFault:
        return []
    problems = []
    for path, text in texts.items():
        try:
            read_indicator(path.removeprefix("indicators/").removesuffix(".sql"), text)
        except IndicatorError as fault:
            told = str(fault).partition(": ")[2]
            lines = text.splitlines()
            query = next((at for at, line in enumerate(lines, 1) if not line.startswith("--")), len(lines))
            place = "header" if "header" in told else f"query, from line {query}"
            problems.append(Problem(path, place, told, "one SELECT of allowed parts under a whole header"))
    return problems


def load_indicators(of_pack: Mapping[str, str] | None = None) -> dict[str, Indicator]:
    """Gainful's own indicators and a pack's (text by name), ordered by name; the pack's replaces one of its name."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.sql")} | dict(
        of_pack or {}
    )
    return {name: read_indicator(name, texts[name]) for name in sorted(texts)}
