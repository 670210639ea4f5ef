"""Facts: the typed dictionary of what a rule may know, each with its unit and its precise meaning.

A fact is something that can be known about one subject on one date. Not known is None: never False or 0.
Money is integer fen, dates are dates, codes are texts of a named code list..
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gainful.terms.fact_list import FACT_RANGES, FACT_ROWS, UNIT_RANGES
from gainful.terms.fact_sources import SOURCES_ZH

KINDS = ("boolean", "integer", "money", "date", "code")

# Unit -> words. An integer has a unit, so that months are never compared with days.
UNITS: dict[str, dict[str, tuple[str, str]]] = {
    "year": {"en": ("year", "years"), "zh": ("年", "年")},
    "month": {"en": ("month", "months"), "zh": ("个月", "个月")},
    "week": {"en": ("week", "weeks"), "zh": ("周", "周")},
    "day": {"en": ("day", "days"), "zh": ("天", "天")},
    "hour": {"en": ("hour", "hours"), "zh": ("小时", "小时")},
    "age": {"en": ("year of age", "years of age"), "zh": ("周岁", "周岁")},
    "calendar_year": {"en": ("", ""), "zh": ("年", "年")},
    "person": {"en": ("person", "people"), "zh": ("人", "人")},
    "household": {"en": ("household", "households"), "zh": ("户", "户")},
    "time": {"en": ("time", "times"), "zh": ("次", "次")},
    "percent": {"en": ("percent", "percent"), "zh": ("%", "%")},
    "basis_point": {"en": ("basis point", "basis points"), "zh": ("个基点", "个基点")},
}

# The subject of a rule -> the subjects whose facts are known with it (a spell knows its person, and so on).
KNOWN_WITH: dict[str, tuple[str, ...]] = {
    "person": ("person", "household"),
    "household": ("household",),
    "spell": ("spell", "person", "household", "employer", "workshop"),
    "employer": ("employer", "workshop"),
    "workshop": ("workshop", "employer"),
    "business": ("business", "person", "household"),
    "training": ("training", "person", "household"),
    "loan": ("loan", "business", "employer", "person", "household"),
}


class FactError(ValueError):
    """A value that is no value of its fact: says which fact and what kind it has, never the value itself."""

    def __init__(self, fact: str, kind: str) -> None:
        super().__init__(f"the value of {fact} is not of kind {kind}")
        self.fact = fact
        self.kind = kind


@dataclass(frozen=True)
class Fact:
    """One thing a rule may know: kind, unit of an integer, code list of a code, subject, meaning, source.

    The meaning of a boolean is a whole clause that can be true; of another kind, a name of the value. A number lies
    between `minimum` and `maximum` (None: no bound); money there is fen.
    """

    name: str
    kind: str
    subject: str
    meaning: Mapping[str, str]
    source: str
    unit: str | None = None
    code_list: str | None = None
    minimum: int | None = None
    maximum: int | None = None

    def admits(self, value: object) -> bool:
        """Whether `value` is a known value of the fact: of its kind and within its range."""
        if not is_value(self.kind, value):
            return False
        low, high = self.range
        return low <= value <= high

    @property
    def range(self) -> tuple[Any, Any]:
        """The lowest and the highest value, those of the kind where the fact says none."""
        _, low, high = RANGES[self.kind]
        return (
            low if self.minimum is None else self.minimum,
            high if self.maximum is None else self.maximum,
        )

    @property
    def bounds(self) -> str:
        """The range as a person reads it, "" without one: 0 to 12, 0 or more."""
        if self.minimum is None:
            return "" if self.maximum is None else f"at most {self.maximum}"
        return f"{self.minimum} or more" if self.maximum is None else f"{self.minimum} to {self.maximum}"

    def source_in(self, language: str) -> str:
        """Where the fact comes from, in `en` or `zh`."""
        return SOURCES_ZH.get(self.source, self.source) if language == "zh" else self.source

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", self.name):
            raise ValueError(
                f"{self.name}: a fact's name is ASCII letters in lower case, digits, underscores"
            )
        if self.kind not in KINDS:
            raise ValueError(f"{self.name}: no such kind: {self.kind}")
        if self.subject not in KNOWN_WITH:
            raise ValueError(f"{self.name}: no such subject: {self.subject}")
        if not self.meaning.get("en") or not self.meaning.get("zh") or not self.source:
            raise ValueError(f"{self.name}: a fact has a meaning in en and zh, and a source")
        if (self.kind == "integer") != (self.unit is not None) or (self.unit and self.unit not in UNITS):
            raise ValueError(f"{self.name}: an integer, and nothing else, has a known unit")
        if (self.kind == "code") != (self.code_list is not None):
            raise ValueError(f"{self.name}: a code, and nothing else, has a code list")
        if (self.minimum, self.maximum) != (None, None):
            low, high = self.range
            if self.kind not in ("integer", "money") or low > high:
                raise ValueError(
                    f"{self.name}: a number, and nothing else, lies in a range, its end not below it"
                )


LARGEST = 2**63 - 1
"""The largest whole number a rule reckons with, either sign; what goes beyond is unknown, on every engine."""

NO_CODES = ("", "unknown", "in_province_unknown")
"""Codes of a table that say a thing is not known, or not far enough to decide by: to the rules they are unknown."""

# Kind -> type, lowest and highest value. The lowest text is not the empty one, which is no code.
RANGES: dict[str, tuple[type, Any, Any]] = {
    "boolean": (bool, False, True),
    "integer": (int, -LARGEST, LARGEST),
    "money": (int, -LARGEST, LARGEST),
    "date": (date, date.min, date.max),
    "code": (str, "\0", "\U0010ffff"),
}


def is_value(kind: str, value: object) -> bool:
    """Whether `value` is a known value of the kind. True is no integer, a datetime no date, "" no code."""
    python_type, low, high = RANGES[kind]
    return type(value) is python_type and low <= value <= high


class Facts(Mapping[str, Fact]):
    """A dictionary of facts by name. Two facts of one name are refused."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._by_name: dict[str, Fact] = {}
        for fact in facts:
            if fact.name in self._by_name:
                raise ValueError(f"two facts are called {fact.name}")
            self._by_name[fact.name] = fact

    def __getitem__(self, name: str) -> Fact:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def __repr__(self) -> str:
        return f"Facts({len(self)})"

    def extended(self, facts: Iterable[Fact]) -> Facts:
        """A new dictionary with further facts; this one stays as it is."""
        return Facts([*self._by_name.values(), *facts])

    def like(self, name: str) -> str | None:
        """The fact whose name is nearest to a misspelt one, or None."""
        near = difflib.get_close_matches(name.lower(), self._by_name, n=1, cutoff=0.7)
        return near[0] if near else None


def _from_row(row: tuple[str, str, str, str, str, str]) -> Fact:
    name, kind, subject, en, zh, source = row
    kind, _, detail = kind.partition(":")
    low, high = FACT_RANGES.get(name, UNIT_RANGES.get(detail, (0, None)))
    if kind not in ("integer", "money"):
        low, high = None, None
    return Fact(
        name=name,
        kind=kind,
        subject=subject,
        meaning={"en": en, "zh": zh},
        source=source,
        unit=detail if kind == "integer" else None,
        code_list=detail if kind == "code" else None,
        minimum=low,
        maximum=high,
    )


FACTS = Facts(_from_row(row) for row in FACT_ROWS)
"""Every fact that a rule of a pack may name."""


def reference_page(facts: Mapping[str, Fact] = FACTS) -> str:
    """The text of docs/reference/facts.md: every fact by subject with kind, unit, meaning and source."""
    lines = [
        "# Facts that a rule may know",
        "",
        "Made from `src/gainful/terms/fact_list.py` by `reference_page`; a test keeps it fresh.",
        "A fact that is not known is unknown: never no, never 0. Money is kept in fen (1/100 yuan).",
        "A table or file with a value outside its range, or with a code that no list has, is refused.",
        "",
    ]
    for subject in KNOWN_WITH:
        about = [fact for fact in facts.values() if fact.subject == subject]
        if not about:
            continue
        lines += [
            f"## {subject}",
            "",
            "| fact | kind | range | meaning | 含义 | source |",
            "|---|---|---|---|---|---|",
        ]
        for fact in about:
            kind = " ".join(filter(None, (fact.kind, fact.unit, fact.code_list)))
            lines.append(
                f"| `{fact.name}` | {kind} | {fact.bounds} | {fact.meaning['en']} | {fact.meaning['zh']} "
                f"| {fact.source} |"
            )
        lines.append("")
    return "\n".join(lines)
