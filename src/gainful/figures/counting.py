"""What a programme counts: the values of the parameters, read from the pack, and those that follow a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from gainful.pack.pack import Pack
from gainful.terms.places import NATION, area_number, contains

PAGE = "indicators/counting.yaml"
MONTHS_TO_DAYS = (61, 2)
"""Thirty and a half days a month: half a year is 183 days, in a leap year and out of one."""


@dataclass(frozen=True)
class CompleteFrom:
    """A pack's statement that a table is complete inside an area since a day, and who says so."""

    area: int
    subject: str
    since: date
    source: str


@dataclass(frozen=True)
class PublishedAs:
    """A published figure that is part of an indicator: the codes of its breakdown, added up."""

    indicator: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Counting:
    """A pack's parameters: lists of codes, numbers, and since when its ledgers are complete.

    `threshold`: a figure resting on fewer people is not published.
    """

    codes: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    complete: tuple[CompleteFrom, ...] = ()
    published_as: Mapping[str, PublishedAs] = field(default_factory=dict)
    whole_programme: tuple[str, ...] = ("",)
    threshold: int = 10

    def values(self, on: date) -> dict[str, Any]:
        """All parameter values for a figure as of a day."""
        year_start = date(on.year, 1, 1)
        days = {
            "as_of": on,
            "year_start": year_start,
            "last_year_start": date(on.year - 1, 1, 1),
            "last_year_end": year_start - timedelta(days=1),
            "last_year": on.year - 1,
        }
        return days | {name: list(codes) for name, codes in self.codes.items()} | dict(self.numbers)

    def complete_from(self, area: int, subject: str) -> CompleteFrom | None:
        """The nearest statement that holds for an area: of the smallest area around it."""
        around = [said for said in self.complete if said.subject == subject and contains(said.area, area)]
        return max(around, key=lambda said: said.area, default=None)


def counting_of(pack: Pack, on: date) -> Counting:
    """The parameters of a pack as of a day. Raises ValueError for a value without a source, or none in force."""
    page = pack.files.yaml(PAGE)
    for name, entry in {**page["codes"], **page["numbers"]}.items():
        if not entry.get("source"):
            raise ValueError(f"{PAGE}: {name} needs a source")
    months, threshold = (_in_force(pack, name, on) for name in ("stable_months", "suppression_threshold"))
    codes = {name: tuple(entry["value"]) for name, entry in page["codes"].items()}
    numbers = {name: int(entry["value"]) for name, entry in page["numbers"].items()}
    return Counting(
        codes=codes | {"counted_classes": tuple(pack.settings["counting"]["gone_out_classes"])},
        numbers=numbers | {"stable_days": months * MONTHS_TO_DAYS[0] // MONTHS_TO_DAYS[1]},
        complete=tuple(
            CompleteFrom(area_number(entry["area"]), entry["subject"], entry["from"], entry["source"])
            for entry in page.get("ledger_complete_from", [])
        ),
        published_as={
            name: PublishedAs(entry["indicator"], tuple(entry["codes"]))
            for name, entry in page.get("published_as", {}).items()
        },
        whole_programme=tuple(page.get("whole_programme", [""])),
        threshold=threshold,
    )


def _in_force(pack: Pack, name: str, on: date) -> int:
    """A national parameter of the pack on a day."""
    found = pack.parameters.value(name, NATION, on)
    if found is None:
        raise ValueError(f"no value of {name} is in force on {on}")
    return int(found.value)
