"""An expression over whole columns at once, with numpy: the same meaning as `answer` and `sql`, value for value.

A `Program` takes in expressions of many rules and keeps each different part once, so that a condition that ten rules
share is worked out once for a batch of rows. Codes are numbers of a `Book`, dates days since 1970-01-01.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from gainful.rules import column_parts as parts
from gainful.rules import nodes as n
from gainful.rules.answer import compiled
from gainful.rules.column_parts import Column


class Book:
    """A number for each code met, the same in every batch; -1 is the code that no row has."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, code: str) -> int:
        """The number of a code, a new one where it was not met before."""
        return self.numbers.setdefault(code, len(self.numbers))


@dataclass(frozen=True)
class ByArea:
    """A parameter whose value differs by area: one value (None: none loaded) for each area's number."""

    values: tuple[Any, ...]


Step = Callable[["Batch"], Column]


class Program:
    """The different parts of all expressions taken in; a part is known by its number."""

    def __init__(self, book: Book | None = None) -> None:
        self.book = book or Book()
        self.steps: list[Step] = []
        self.constants: dict[int, Any] = {}
        self._numbers: dict[Hashable, int] = {}

    def part(self, node: n.Node, parameters: Mapping[str, Any]) -> int:
        """The number of a node's part; `parameters` has the values of the day, a `ByArea` where they differ."""
        if isinstance(node, n.Literal):
            return self._constant(node.value, node.kind.name)
        if isinstance(node, n.Name):
            return self._name(node, parameters)
        below = tuple(self.part(child, parameters) for child in n.children(node))
        if all(number in self.constants for number in below):
            return self._constant(compiled(node)(parameters), node.kind.name)
        step, own = _step(node, self._members(node))
        return self._kept(
            (type(node), own, below), lambda batch: step([batch.at(number) for number in below])
        )

    def _name(self, node: n.Name, parameters: Mapping[str, Any]) -> int:
        if not node.is_parameter:
            name = node.name
            return self._kept(("fact", name), lambda batch: batch.facts[name])
        held = parameters.get(node.name)
        if not isinstance(held, ByArea):
            return self._constant(held, node.kind.name)
        listed = [self.plain(value, node.kind.name) for value in held.values]
        known = np.array([value is not None for value in listed])
        values = np.array([0 if value is None else value for value in listed])
        everywhere = bool(known.all())
        return self._kept(
            ("by area", node.kind.name, held.values),
            lambda batch: Column(values[batch.areas], True if everywhere else known[batch.areas]),
        )

    def _constant(self, value: Any, kind: str) -> int:
        cell = Column(False, False) if value is None else Column(self.plain(value, kind), True)
        number = self._kept(("constant", kind, value), lambda batch: cell)
        self.constants[number] = value
        return number

    def plain(self, value: Any, kind: str) -> Any:
        """A value as columns hold it: a number in the smallest of two sizes, a date's day, a code's number."""
        if value is None or kind == "boolean":
            return value
        if kind == "date":
            return np.int32(parts.day_number(value))
        number = self.book.number(value) if kind == "code" else value
        return np.int32(number) if abs(number) < parts.SMALL else np.int64(number)

    def _members(self, node: n.Node) -> tuple[Any, ...]:
        if not isinstance(node, n.In):
            return ()
        return tuple(self.plain(value.value, value.kind.name) for value in node.values)

    def _kept(self, key: Hashable, step: Step) -> int:
        number = self._numbers.setdefault(key, len(self.steps))
        if number == len(self.steps):
            self.steps.append(step)
        return number


def _step(node: n.Node, members: tuple[Any, ...]) -> tuple[Callable[[list[Column]], Column], Hashable]:
    """What works a node out from the columns below it, and what tells it from others of its type."""
    match node:
        case n.Not():
            return lambda below: parts.opposite(below[0]), None
        case n.All():
            return parts.every, None
        case n.AnyOf():
            return parts.some, None
        case n.Compare():
            test = parts.COMPARE[node.operator]
            return lambda below: parts.compared(test, *below), node.operator
        case n.In():
            return lambda below: parts.member(below[0], members), members
        case n.IsUnknown():
            return lambda below: parts.unknown(below[0]), None
        case n.Negative():
            return lambda below: parts.negative(below[0]), None
        case n.Arithmetic():
            operator = node.operator
            return lambda below: parts.reckoned(operator, *below), operator
        case n.Call():
            return parts.CALLS[node.function], node.function
        case n.Case():
            truth = node.kind == n.BOOLEAN
            return lambda below: parts.case(below, truth), truth
    raise TypeError(type(node).__name__)


class Batch:
    """Some rows of a table of facts, and what was worked out of them so far."""

    def __init__(
        self, program: Program, facts: Mapping[str, Column], count: int, areas: np.ndarray | None = None
    ) -> None:
        self.program, self.facts, self.count, self.areas = program, facts, count, areas
        self.needs: dict[Hashable, Any] = {}
        self._cells: list[Column | None] = [None] * len(program.steps)

    def at(self, number: int) -> Column:
        """The column of a part, worked out when it is first asked for."""
        cell = self._cells[number]
        if cell is None:
            cell = self._cells[number] = self.program.steps[number](self)
        return cell

    def only(self, rows: np.ndarray) -> Batch:
        """A batch of some of the rows (their positions), facts alone taken over."""
        facts = {name: column.only(rows) for name, column in self.facts.items()}
        areas = None if self.areas is None else self.areas[rows]
        return Batch(self.program, facts, len(rows), areas)


def column_of(values: Sequence[Any], kind: str, book: Book) -> Column:
    """Python values of a kind (None: unknown) as a column. For tests and small tables."""
    known = np.array([value is not None for value in values], bool)
    if kind == "boolean":
        return Column(np.array([value is True for value in values], bool), known)
    if kind == "date":
        plain = [parts.day_number(value) if isinstance(value, date) else 0 for value in values]
    elif kind == "code":
        plain = [-1 if value is None else book.number(value) for value in values]
    else:
        plain = [value or 0 for value in values]
    return Column(np.array(plain, np.int64), known)
