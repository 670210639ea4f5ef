"""Dated values by jurisdiction: the smallest area that has a value in force on a day wins.

A value that is not loaded for a place is unknown (None), never 0 and never a neighbour's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from gainful.pack.files import PackFiles, Problem
from gainful.terms.areas import NATION, area_number, parent_of


@dataclass(frozen=True)
class ParameterValue:
    """One value: in its unit, for an area, from a day to a day (None: not ended), with its source.

    `verified` is False for a value that nobody has found in a source; it may warn, never decide.
    """

    name: str
    value: int | Decimal
    unit: str
    area: int
    valid_from: date
    valid_to: date | None
    source: str
    verified: bool
    note: str = ""

    def in_force(self, on: date) -> bool:
        """Whether the value holds on a date."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def fen(self) -> int:
        """The value of an amount of money in fen; raises ValueError for another unit or less than a fen."""
        fen = Decimal(self.value) * 100
        if not self.unit.startswith("CNY") or fen != fen.to_integral_value():
            raise ValueError(f"{self.name} is not an amount of whole fen")
        return int(fen)


@dataclass(frozen=True)
class Parameter:
    """A named quantity of the law or the programme with all its values."""

    name: str
    names: Mapping[str, str]
    unit: str
    note: str
    values: tuple[ParameterValue, ...]


class Parameters:
    """All parameters of a pack."""

    def __init__(self, parameters: list[Parameter]) -> None:
        self.by_name = {parameter.name: parameter for parameter in parameters}

    def __contains__(self, name: object) -> bool:
        return name in self.by_name

    def value(self, name: str, area: int, on: date) -> ParameterValue | None:
        """The value in force on a date, of the smallest area around `area` that has one; None without any.

        Raises KeyError for a name that the pack does not know: that is a mistake in the asking, not a blank.
        """
        values = [value for value in self.by_name[name].values if value.in_force(on)]
        at = area
        while True:
            found = [value for value in values if value.area == at]
            if found:
                return found[-1]
            if at == NATION:
                return None
            at = parent_of(at)


def read_parameters(files: PackFiles) -> tuple[Parameters, list[Problem]]:
    """The parameters of every file under parameters/, and what is wrong in them."""
    found: list[Parameter] = []
    contents, problems = files.mappings("parameters", "names with unit and values")
    for path, content in contents:
        for name, entry in content.items():
            if any(other.name == name for other in found):
                problems.append(Problem(path, name, "the name for the second time", "one place for one name"))
            parameter = _parameter(path, str(name), entry, problems)
            if parameter is not None:
                found.append(parameter)
                problems.extend(_overlaps(path, parameter))
    return Parameters(found), problems


def _parameter(path: str, name: str, entry: Any, problems: list[Problem]) -> Parameter | None:
    """One parameter, or None when it has no unit or values at all."""
    if not isinstance(entry, dict) or not entry.get("unit") or not entry.get("values"):
        problems.append(Problem(path, name, "no unit or no values", "unit and values"))
        return None
    unknown = set(entry) - {"name", "unit", "note", "values"}
    if unknown:
        problems.append(Problem(path, name, f"the keys {sorted(unknown)}", "name, unit, note, values"))
    values = [
        value
        for at, row in enumerate(entry["values"], start=1)
        if (value := _value(path, name, entry["unit"], at, row, problems)) is not None
    ]
    names = entry.get("name") or {}
    return Parameter(name, names, str(entry["unit"]), str(entry.get("note") or ""), tuple(values))


def _value(
    path: str, name: str, unit: Any, at: int, row: Any, problems: list[Problem]
) -> ParameterValue | None:
    """One value, or None after reporting what is wrong with it."""
    place = f"{name}, value {at}"
    needed = {"area", "from", "value", "verified", "source"}
    if not isinstance(row, dict) or not needed <= set(row) or set(row) - needed - {"to", "note"}:
        problems.append(
            Problem(path, place, "other keys", f"{', '.join(sorted(needed))}; to and note if any")
        )
        return None
    amount, first, last = row["value"], row["from"], row.get("to")
    right = ""
    if isinstance(amount, bool) or not isinstance(amount, int | str):
        right = "a whole number, or a decimal in quotation marks"
    elif not isinstance(first, date) or not (last is None or isinstance(last, date)):
        right = "dates as YYYY-MM-DD"
    elif last is not None and last < first:
        right = "an end not before the start"
    elif not isinstance(row["verified"], bool) or not row["source"]:
        right = "verified true or false, and a source"
    try:
        exact = amount if isinstance(amount, int) else Decimal(str(amount))
        area = area_number(str(row["area"]))
    except (ValueError, ArithmeticError):
        right = right or "a number, and a division code in quotation marks"
    if right:
        problems.append(Problem(path, place, repr(row), right))
        return None
    note = str(row.get("note") or "")
    return ParameterValue(
        name, exact, str(unit), area, first, last, str(row["source"]), row["verified"], note
    )


def _overlaps(path: str, parameter: Parameter) -> list[Problem]:
    """Values of one area that hold on the same day."""
    problems = []
    values = sorted(parameter.values, key=lambda value: (value.area, value.valid_from))
    for earlier, later in pairwise(values):
        if earlier.area == later.area and (earlier.valid_to is None or later.valid_from <= earlier.valid_to):
            place = f"{parameter.name}, area {later.area}"
            problems.append(Problem(path, place, f"two values on {later.valid_from}", "one value on a day"))
    return problems
