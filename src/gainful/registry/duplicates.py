"""Two records that may be one person, each pair with its named reasons. Pure; a person decides, nothing merges itself.

There is no score: a county's records are few enough to compare by what an officer can check, and a probability
(Splink's, say) would have to be explained to the people it is about. A transposed number never passes its own check
character, so that a pair found by it has one number refused, or mended with a new check character.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import combinations


class Reason(StrEnum):
    """Why two records may be one person."""

    SAME_NUMBER = "same_number"
    SAME_NAME_BIRTH_AND_VILLAGE = "same_name_birth_and_village"
    TRANSPOSED_DIGITS = "transposed_digits"


@dataclass(frozen=True)
class Record:
    """One record as compared. Number and name are never shown in its repr."""

    key: str
    area: int
    number: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    born_on: date | None = field(default=None, repr=False)
    village: str = field(default="", repr=False)


@dataclass(frozen=True)
class Pair:
    """Two records, in order of their keys, and every reason to look at them."""

    first: str
    second: str
    reasons: tuple[Reason, ...]


def find(records: Iterable[Record]) -> list[Pair]:
    """Every pair of records with a reason, in order of keys. What is unknown equals nothing."""
    reasons: dict[tuple[str, str], set[Reason]] = defaultdict(set)
    numbers: dict[str, list[str]] = defaultdict(list)
    bodies: dict[str, list[str]] = defaultdict(list)
    described: dict[tuple[str, date, int, str], list[str]] = defaultdict(list)
    for record in records:
        if record.number:
            numbers[record.number].append(record.key)
            bodies[record.number[:-1]].append(record.key)
        if record.name and record.born_on and record.village:
            described[record.name, record.born_on, record.area, record.village].append(record.key)
    for reason, groups in (
        (Reason.SAME_NUMBER, numbers.values()),
        (Reason.SAME_NAME_BIRTH_AND_VILLAGE, described.values()),
    ):
        for keys in groups:
            for pair in combinations(sorted(keys), 2):
                reasons[pair].add(reason)
    for body, keys in bodies.items():
        for other in _transposed(body):
            for first in keys:
                for second in bodies.get(other, ()):
                    reasons[min(first, second), max(first, second)].add(Reason.TRANSPOSED_DIGITS)
    return [Pair(*pair, tuple(sorted(why))) for pair, why in sorted(reasons.items())]


def _transposed(body: str) -> Iterator[str]:
    """A number without its check character, with each two neighbours that differ exchanged."""
    for at in range(len(body) - 1):
        if body[at] != body[at + 1]:
            yield body[:at] + body[at + 1] + body[at] + body[at + 2 :]
