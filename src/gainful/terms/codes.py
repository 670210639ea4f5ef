"""Code lists as of a date: what a code is called, what it belongs to, which words on paper mean it.

A code list is data of a programme pack. A word that is on no list stays unknown: nothing is matched by
likeness.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

_BETWEEN_VALUES = re.compile(r"[、，,;；/|]+")


def normal(text: str) -> str:
    """The text as compared: half width, lower case, no blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()


@dataclass(frozen=True)
class Code:
    """One code with its names by language, its broader code, the dates it holds, and the words that mean it.

    `rank` orders ranked lists (education, evidence), higher is more. `attributes` are the list's own
    further columns.
    """

    code: str
    names: Mapping[str, str]
    broader: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    synonyms: tuple[str, ...] = ()
    rank: int | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)

    def in_force(self, on: date | None) -> bool:
        """Whether the code holds on a date; without a date, whether it ever does."""
        if on is None:
            return True
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )

    def is_marked(self, attribute: str) -> bool:
        """Whether the list says yes to this code in the named column, as `hazardous`."""
        return self.attributes.get(attribute, "").lower() in ("yes", "true", "1")

    def words(self) -> set[str]:
        """Every normalised word that means this code: itself, its names, its synonyms."""
        return {normal(word) for word in (self.code, *self.names.values(), *self.synonyms) if word}


class CodeList:
    """A named list of codes. Several items may share a code when it was renamed; their dates then differ."""

    def __init__(self, name: str, items: Iterable[Code]) -> None:
        self.name = name
        self.items = tuple(items)
        self._by_code: dict[str, list[Code]] = {}
        self._by_word: dict[str, list[Code]] = {}
        for item in self.items:
            self._by_code.setdefault(item.code, []).append(item)
            for word in item.words():
                self._by_word.setdefault(word, []).append(item)

    def __iter__(self) -> Iterator[Code]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __repr__(self) -> str:
        return f"CodeList({self.name!r}, {len(self)} codes)"

    def get(self, code: str, on: date | None = None) -> Code | None:
        """The item of a code in force on a date (the latest of all when no date is asked), or None."""
        found = [item for item in self._by_code.get(code, ()) if item.in_force(on)]
        return found[-1] if found else None

    def match(self, text: str | None, on: date | None = None) -> Code | None:
        """The code that a word means on a date, whatever its width and blanks; None if none or two fit."""
        if not text:
            return None
        found = {item.code: item for item in self._by_word.get(normal(str(text)), ()) if item.in_force(on)}
        return next(iter(found.values())) if len(found) == 1 else None

    def match_all(self, text: str | None, on: date | None = None) -> tuple[list[Code], list[str]]:
        """The codes that a cell of several values means, and the values that no code fits, each in order."""
        whole = self.match(text, on)
        if whole is not None:
            return [whole], []
        matched: list[Code] = []
        unknown: list[str] = []
        for value in _BETWEEN_VALUES.split(str(text or "")):
            found = self.match(value, on)
            if found is not None and found not in matched:
                matched.append(found)
            elif found is None and value.strip():
                unknown.append(value.strip())
        return matched, unknown

    def marked(self, code: str, attribute: str) -> bool | None:
        """Whether the list says yes to a code in the named column, or no; None where it leaves that open.

        Open is a code that the list does not have, one whose cell says neither, and a broader code with a marked one
        below it: of "building trades" nobody can say whether bricklaying is meant.
        """
        item = self.get(code)
        if item is None:
            return None
        if item.is_marked(attribute):
            return True
        says_no = item.attributes.get(attribute, "").lower() in ("", "no", "false", "0")
        below = [self.marked(one.code, attribute) for one in self.items if one.broader == code]
        return False if says_no and all(one is False for one in below) else None

    def label(self, code: str, language: str) -> str:
        """The name in a language ("zh-hans" falls back to "zh", all to English), else the code itself."""
        item = self.get(code)
        if item is None:
            return code
        return item.names.get(language) or item.names.get(language[:2]) or item.names.get("en") or code

    def within(self, code: str, broader: str) -> bool:
        """Whether a code is `broader` itself or lies under it."""
        seen: set[str] = set()
        at: str | None = code
        while at is not None and at not in seen:
            if at == broader:
                return True
            seen.add(at)
            item = self.get(at)
            at = item.broader if item else None
        return False

    def shared_words(self) -> dict[str, list[str]]:
        """Words that mean more than one code at overlapping dates, with the codes: faults of the list."""
        shared: dict[str, list[str]] = {}
        for word, items in self._by_word.items():
            codes = sorted({a.code for a in items for b in items if a.code != b.code and _overlap(a, b)})
            if codes:
                shared[word] = codes
        return shared


def _overlap(a: Code, b: Code) -> bool:
    """Whether two codes are ever in force on the same day."""
    starts_in_time = a.valid_to is None or b.valid_from is None or b.valid_from <= a.valid_to
    return starts_in_time and (b.valid_to is None or a.valid_from is None or a.valid_from <= b.valid_to)
