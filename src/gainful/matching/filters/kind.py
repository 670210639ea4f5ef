"""What a hard filter is: a code, the pairs it refuses, the values that did it, and who could change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gainful.matching.columns import BoolArray, Pairs
from gainful.matching.tables import Opening, Round, Seeker

Value = int | str | date | tuple[str, ...] | None


class ChangedBy(StrEnum):
    """Who could change what a filter refused for. It is said to those who want to know; nobody has to."""

    PERSON = "person"
    EMPLOYER = "employer"
    OFFICE = "office"
    COURSE = "course"
    TIME = "time"


@dataclass(frozen=True)
class Filter:
    """A reason to refuse a pair.

    `refuses` gives a boolean array that broadcasts to the block (n, m), `values` the facts of one pair that
    it rests on: codes and numbers, no person. Its sentence, and that of its change, stand in codes.py.
    """

    code: str
    changed_by: ChangedBy
    refuses: Callable[[Pairs], BoolArray]
    values: Callable[[Seeker, Opening, Round], Mapping[str, Value]]


def no_values(seeker: Seeker, opening: Opening, round_: Round) -> Mapping[str, Value]:
    """For a filter whose code says all there is to say."""
    return {}
