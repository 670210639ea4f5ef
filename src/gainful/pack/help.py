"""When a programme offers help: named facts on record, in words anybody can read, with who offers what by when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gainful.pack.files import PackFiles, Problem

READS = ("job_ended", "pay_missing", "told", "income_under_line")
"""The facts that a trigger may be read off."""
NEEDS: Mapping[str, tuple[str, ...]] = {
    "job_ended": ("looks_back_days",),
    "pay_missing": (),
    "told": ("looks_back_days", "kind"),
    "income_under_line": ("line",),
}
"""What a trigger says further, by the fact it reads."""
WORDS = ("name", "when", "fact", "who", "offers")


@dataclass(frozen=True)
class Trigger:
    """One occasion for offering help. Texts are by language; days count from the day of the fact."""

    code: str
    name: Mapping[str, str]
    when: Mapping[str, str]
    fact: Mapping[str, str]
    who: Mapping[str, str]
    offers: Mapping[str, str]
    reads: str
    within_days: int
    looks_back_days: int = 0
    kind: str = ""
    line: str = ""


def read_triggers(files: PackFiles, languages: tuple[str, ...]) -> tuple[dict[str, Trigger], list[Problem]]:
    """The triggers of every file under help/, by code, and what is wrong in them."""
    found: dict[str, Trigger] = {}
    contents, problems = files.mappings("help", "triggers by their codes")
    for path, content in contents:
        for code, entry in content.items():
            wrong = list(_wrong(path, str(code), entry, languages))
            problems += wrong
            if not wrong:
                found[str(code)] = Trigger(code=str(code), **entry)
    return found, problems


def _wrong(path: str, code: str, entry: Any, languages: tuple[str, ...]) -> list[Problem]:
    """What is wrong in one trigger."""
    if not isinstance(entry, dict):
        return [Problem(path, code, type(entry).__name__, "a mapping")]
    reads = entry.get("reads")
    if not isinstance(reads, str) or reads not in NEEDS:
        return [Problem(path, code, f"reads {reads!r}", f"one of {', '.join(READS)}")]
    problems = [
        Problem(path, f"{code}.{name}", f"no text in {language}", "a text in every language")
        for name in WORDS
        for language in languages
        if not isinstance(entry.get(name), dict) or not entry[name].get(language)
    ]
    known = {*WORDS, "reads", "within_days", *NEEDS[reads]}
    if set(entry) != known:
        odd = ", ".join(sorted(map(str, set(entry) ^ known)))
        problems.append(
            Problem(path, code, f"{odd} missing or unknown", f"exactly {', '.join(sorted(known))}")
        )
    for name in ("within_days", "looks_back_days"):
        if name in entry and not (isinstance(entry[name], int) and entry[name] > 0):
            problems.append(
                Problem(path, f"{code}.{name}", repr(entry[name]), "a whole number of days above 0")
            )
    return problems
