"""A fraud test: one query with its meaning on top, read from a .sql file and checked before it may run.

The text is DuckDB's dialect. The day and the programme's thresholds are bound as parameters (`:as_of`, `:name`), never
written into it. What a query must return, one row a person (or, where its subject is a course, a course):

    person       whom the row is about; empty only where a whole course is meant
    employer     where the subject is an employer
    course       where the subject is a course
    from_on      first day of what was seen (and to_on, the last)
    how_many     the number in the header's sentence `seen`
    amount_fen   the money concerned, where there is any
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from sqlglot import exp

from gainful.benefits.fraud.tables import TABLES
from gainful.rules.counting import NotOneSelect, not_allowed, one_select, own_names, stars

FOLDER = Path(__file__).parent
MONTHS = "months"
"""Besides the event tables: each calendar month up to the day, its first day `month` and last day `month_end`."""
AS_OF = "as_of"


class Unfit(ValueError):
    """A test's text cannot be accepted; the message names the file and what would be right."""


class Subject(StrEnum):
    """Whom a review of what was found speaks with first."""

    PERSON = "person"
    EMPLOYER = "employer"
    COURSE = "course"


FUNCTIONS = (
    exp.And, exp.Case, exp.Cast, exp.Coalesce, exp.Count, exp.DateDiff, exp.Exists, exp.Extract, exp.If, exp.Max,
    exp.Min, exp.Or, exp.RowNumber, exp.Sum,
)  # fmt: skip
TOLD = ("looks for", "does not see", "innocent", "ask", "seen")
KEYS = ("zh", "subject", "false alarms", *TOLD, *(f"zh {key}" for key in TOLD))
COLUMNS = ("person", "employer", "course", "from_on", "to_on", "how_many", "amount_fen")
_PLACEHOLDERS = frozenset({"how_many", "from_on", "to_on"})


_MEASURED = re.compile(
    r"(\d+) of (\d+) innocent people in a trial of (\d+) people, seed (\d+), on (\d{4}-\d\d-\d\d)"
)


@dataclass(frozen=True)
class FalseAlarms:
    """How many innocent people a test named in a trial on an invented county of so many, made from a seed."""

    named: int
    innocent: int
    people: int
    seed: int
    measured_on: date

    @property
    def share(self) -> float:
        """Share of innocent people named (0–1)."""
        return self.named / max(1, self.innocent)

    @classmethod
    def read(cls, text: str) -> FalseAlarms:
        """From the header's line. Raises ValueError for another text or no day."""
        found = _MEASURED.fullmatch(text)
        if found is None:
            raise ValueError("not measured")
        named, innocent, people, seed, day = found.groups()
        return cls(int(named), int(innocent), int(people), int(seed), date.fromisoformat(day))

    def __str__(self) -> str:
        """The header's line."""
        return (
            f"{self.named} of {self.innocent} innocent people in a trial of {self.people} people, "
            f"seed {self.seed}, on {self.measured_on}"
        )


@dataclass(frozen=True)
class FraudTest:
    """A checked test. `told` holds, by language, its name, what it looks for and does not see, and what to ask."""

    name: str
    subject: Subject
    false_alarms: FalseAlarms
    told: Mapping[str, Mapping[str, str]]
    query: exp.Select

    @property
    def parameters(self) -> frozenset[str]:
        """Names of all values that the query is given."""
        return frozenset(one.name for one in self.query.find_all(exp.Placeholder))

    @property
    def thresholds(self) -> frozenset[str]:
        """Names of the programme's values that the query is given, besides the day."""
        return self.parameters - {AS_OF}

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the query returns."""
        return tuple(self.query.named_selects)

    @property
    def sql(self) -> str:
        """The query for DuckDB, with named parameters."""
        return self.query.sql("duckdb")


def read_header(name: str, text: str) -> dict[str, str]:
    """The parts of the comment on top. Raises Unfit for a line that belongs to none."""
    parts: dict[str, str] = {}
    last = ""
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        key, colon, value = line.removeprefix("--").strip().partition(":")
        if line.startswith("--   ") and last:
            between = "" if last.startswith("zh") else " "
            parts[last] += between + line.removeprefix("--").strip()
        elif colon and not parts:
            parts["name"], parts["title"], last = key, value.strip(), "title"
        elif colon and key in KEYS:
            last = key
            parts[key] = value.strip()
        else:
            raise Unfit(f"{name}: header line not understood: {line[:60]!r}")
    return parts


def read_test(name: str, text: str) -> FraudTest:
    """Check one test's text. Raises Unfit naming everything that is missing or not allowed."""
    parts = read_header(name, text)
    wrong = [f"no `{key}:` in the header" for key in KEYS if not parts.get(key)]
    if parts.get("name") != name:
        wrong.append(f"the header must begin with `-- {name}: …`")
    if parts.get("subject") not in tuple(Subject):
        wrong.append(f"the subject is one of {', '.join(Subject)}")
    try:
        alarms = FalseAlarms.read(parts.get("false alarms", ""))
    except ValueError:
        wrong.append(
            "`false alarms` reads `3 of 900 innocent people in a trial of 1000 people, seed 1, on 2020-10-31`"
        )
    for key in ("seen", "zh seen"):
        unknown = set(re.findall(r"{(.*?)}", parts.get(key, ""))) - _PLACEHOLDERS
        wrong += [f"`{key}` cannot name {one}" for one in sorted(unknown)]
    if wrong:
        raise Unfit(f"{name}: " + "; ".join(wrong))
    told = {
        "en": {"title": parts["title"]} | {key: parts[key] for key in TOLD},
        "zh": {"title": parts["zh"]} | {key: parts[f"zh {key}"] for key in TOLD},
    }
    try:
        query = one_select(text)
    except NotOneSelect as error:
        raise Unfit(f"{name}: {error}") from None
    test = FraudTest(name, Subject(parts["subject"]), alarms, told, query)
    wrong = [*_not_allowed(test), *_wrong_columns(test)]
    if wrong:
        raise Unfit(f"{name}: " + "; ".join(dict.fromkeys(wrong)))
    return test


def _not_allowed(test: FraudTest) -> list[str]:
    """Functions, statements and tables that a test may not use."""
    wrong = list(not_allowed(test.query, FUNCTIONS))
    named = own_names(test.query) | set(TABLES) | {MONTHS}
    for table in test.query.find_all(exp.Table):
        plain = isinstance(table.this, exp.Identifier) and not table.db
        if not plain or table.name not in named:
            wrong.append(f"not an event table: {table.sql('duckdb')[:40]}")
    if stars(test.query):
        wrong.append("columns are named, not *")
    return wrong


def _wrong_columns(test: FraudTest) -> list[str]:
    """What the query returns that it must not, or lacks."""
    columns = set(test.columns)
    needed = {"person", "how_many"} | ({test.subject.value} if test.subject is not Subject.PERSON else set())
    wrong = [f"must return {one}" for one in sorted(needed - columns)]
    wrong += [f"must not return {one}" for one in sorted(columns - set(COLUMNS))]
    named = set(re.findall(r"{(.*?)}", test.told["en"]["seen"] + test.told["zh"]["seen"]))
    return wrong + [f"`seen` names {one}, which is not returned" for one in sorted(named - columns)]


@cache
def own_tests() -> Mapping[str, FraudTest]:
    """Gainful's own tests, ordered by name."""
    found = sorted(FOLDER.glob("*.sql"))
    return {path.stem: read_test(path.stem, path.read_text(encoding="utf-8")) for path in found}
