"""Screening the text of an opening, or a remark on a job, for what must not be asked of a worker.

The patterns are data of the pack. A hit says which words did it; a person decides what follows.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gainful.pack.files import PackFault, PackFiles, Problem

if TYPE_CHECKING:
    from gainful.pack.pack import Pack

Where = Literal["opening", "remark"]


@dataclass(frozen=True)
class Hit:
    """Something unlawful in a text: the finding's code, the ground, the words that did it."""

    code: str
    ground: str
    words: str


@dataclass(frozen=True)
class Rule:
    """Patterns on one ground, the codes a hit gives by where the text stands, what says the contrary."""

    ground: str
    codes: dict[str, str]
    patterns: tuple[re.Pattern[str], ...]
    not_when: tuple[re.Pattern[str], ...]

    def find(self, text: str) -> list[str]:
        """The words in a prepared text that break the rule, the longest of those that lie over each other."""
        for contrary in self.not_when:
            # A stop of the text's own kind keeps what stands on both sides from running together.
            text = contrary.sub(";", text)
        spans = sorted(
            (found.span() for pattern in self.patterns for found in pattern.finditer(text) if found.group()),
            key=lambda span: (span[0], -span[1]),
        )
        words: list[str] = []
        reached = 0
        for start, end in spans:
            if start >= reached:
                words.append(text[start:end].strip(",，、;；。/("))
                reached = end
        return words


def screen(text: str | None, pack: Pack, where: Where = "opening") -> list[Hit]:
    """What a text asks that must not be asked, in order of the rules; nothing for a blank.

    `where` chooses the codes: an opening asks, a remark on past work notes. Rules without a code there do not
    apply.
    """
    prepared = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or ""))
    if not prepared:
        return []
    return [
        Hit(rule.codes[where], rule.ground, words)
        for rule in pack.screening
        if where in rule.codes
        for words in rule.find(prepared)
    ]


def read_screening(files: PackFiles) -> tuple[list[Rule], list[Problem]]:
    """The rules of every file under screening/, and what is wrong in them."""
    rules: list[Rule] = []
    problems: list[Problem] = []
    for path in files.names("screening", ".yaml"):
        try:
            content = files.yaml(path)
        except PackFault as fault:
            problems.extend(fault.problems)
            continue
        for at, entry in enumerate(content if isinstance(content, list) else [content], start=1):
            try:
                rules.append(
                    Rule(
                        ground=entry["ground"],
                        codes=dict(entry["codes"]),
                        patterns=tuple(re.compile(pattern) for pattern in entry["patterns"]),
                        not_when=tuple(re.compile(pattern) for pattern in entry.get("not_when", ())),
                    )
                )
            except (KeyError, TypeError, ValueError, re.error) as fault:
                right = "ground, codes, patterns and not_when with regular expressions"
                problems.append(Problem(path, f"rule {at}", str(fault), right))
    return rules, problems
