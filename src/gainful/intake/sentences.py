"""The sentences of intake: for each code how grave it is, and what to say, in zh and en (sentences.csv).

refused: the row's or cell's datum is not taken. warning: it is taken, and somebody must look. remark: said, no more.
mended: put right without doubt, and said. `{header}` is the column's own header; other words in braces are given with
the finding. Each sentence says what is wrong and what would be right.
"""

from __future__ import annotations

import csv
import importlib.resources
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Severity(StrEnum):
    """How grave a finding is, the gravest first."""

    REFUSED = "refused"
    WARNING = "warning"
    REMARK = "remark"
    MENDED = "mended"


@dataclass(frozen=True)
class Sentence:
    """What a code says. `whole_file`: it refuses the file, and with it the whole hand-in."""

    severity: Severity
    whole_file: bool
    zh: str
    en: str


@cache
def all_sentences() -> Mapping[str, Sentence]:
    """Every code of intake with its sentence."""
    text = (importlib.resources.files("gainful.intake") / "sentences.csv").read_text(encoding="utf-8")
    return {
        row["code"]: Sentence(Severity(row["severity"]), row["whole_file"] == "yes", row["zh"], row["en"])
        for row in csv.DictReader(text.splitlines())
    }


def severity_of(code: str) -> Severity:
    """How grave a code is."""
    return all_sentences()[code].severity


def sentences(code: str, **given: object) -> tuple[str, str]:
    """The zh and the en sentence of a code; what nobody gave is left out."""
    said = all_sentences()[code]
    words = _Given(given)
    return said.zh.format_map(words), said.en.format_map(words)


class _Given(dict[str, object]):
    """What a sentence is given."""

    def __missing__(self, key: str) -> str:
        return ""
