"""Parameters of a benefit: values by the day they begin to hold and the place they hold in, with unit and source.

A parameter that has no value on a day, in a place, is unknown there: the answer is then "cannot tell", never 0.
Amounts stand in CNY on the page and are fen here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from gainful.rules.nodes import DATE, MONEY, Kind
from gainful.terms.facts import LARGEST, UNITS

Report = Callable[[str, str, str], None]
"""Called with the code, the place on the page and the sentence of a problem."""


@dataclass(frozen=True)
class Span:
    """A value from `first` to `last` (both included; None: until the next), in `place` (None: where none is nearer).

    `verified` is False where the value is carried over from memory or a copy, and no source was seen for it.
    """

    first: date
    last: date | None
    value: Any
    place: str | None = None
    source: str | None = None
    verified: bool = True

    def holds(self, on: date) -> bool:
        """Whether the value holds on a date."""
        return self.first <= on and (self.last is None or on <= self.last)


@dataclass(frozen=True)
class Bound:
    """What a higher level allows: local values of `place` (None: everywhere) lie between `low` and `high`.

    A bound is never a value: where a place has set none, nobody can tell what is paid there.
    """

    low: Any = None
    high: Any = None
    place: str | None = None

    def admits(self, value: Any) -> bool:
        """Whether a value lies within the bound, its ends included."""
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)


@dataclass(frozen=True)
class Parameter:
    """A named value that changes with time and place. `kind` follows from the unit."""

    name: str
    unit: str
    kind: Kind
    spans: tuple[Span, ...]
    source: str | None = None
    bounds: tuple[Bound, ...] = ()
    title: Mapping[str, str] = field(default_factory=dict)

    def called(self, language: str) -> str:
        """The parameter's name in words; the name in the rule's text where the page gives none."""
        return self.title.get(language) or self.title.get("en") or self.name

    def bound_in(self, places: Iterable[str] = ()) -> Bound | None:
        """The bound nearest to a place; `places` are codes from the nearest up."""
        by_place = {bound.place: bound for bound in self.bounds}
        return next((by_place[place] for place in (*places, None) if place in by_place), None)

    def span_on(self, on: date, places: Iterable[str] = ()) -> Span | None:
        """The span that holds on a date; `places` are codes from the nearest up, and the nearest value wins."""
        for place in (*places, None):
            held = [span for span in self.spans if span.place == place and span.holds(on)]
            if held:
                return max(held, key=lambda span: span.first)
        return None

    def value_on(self, on: date, places: Iterable[str] = ()) -> Any:
        """The value on a date in a place, or None where none is loaded."""
        span = self.span_on(on, places)
        return None if span is None else span.value


def kind_of_unit(unit: object) -> Kind | None:
    """The kind of a value in the unit: CNY is money, date a date, the others whole numbers. None: no such unit."""
    if unit == "CNY":
        return MONEY
    if unit == "date":
        return DATE
    return Kind("integer", unit) if isinstance(unit, str) and unit in UNITS else None


def value_of(written: object, kind: str) -> Any:
    """A value as a page writes it (money in CNY) as the rules keep it. Raises ValueError for another kind's value."""
    if kind == "money" and isinstance(written, int | float) and not isinstance(written, bool):
        fen = Decimal(str(written)) * 100
        if fen.is_finite() and fen == fen.to_integral_value() and abs(fen) <= LARGEST:
            return int(fen)
        raise ValueError("an amount has at most two decimals")
    wanted = {"boolean": bool, "integer": int, "date": date, "code": str}.get(kind)
    if type(written) is not wanted or written == "" or (isinstance(written, int) and abs(written) > LARGEST):
        raise ValueError(f"this is not of kind {kind}")
    return written


_KEYS = {"name", "unit", "values", "local", "source", "at_most", "at_least", "verified"}


def read_parameter(name: str, page: object, report: Report) -> Parameter | None:
    """The parameter that a page describes; problems are reported, and None is returned where nothing can be made."""
    where = f"parameters.{name}"
    if not isinstance(page, Mapping):
        report("shape", where, "a parameter has a unit and values")
        return None
    for key in page.keys() - _KEYS:
        report("unknown_key", f"{where}.{key}", "no such key of a parameter")
    kind = kind_of_unit(page.get("unit"))
    if kind is None:
        known = ", ".join(("CNY", "date", *UNITS))
        report("unit", where, f"a parameter has one of the units {known}")
        return None
    if not isinstance(page.get("values"), Mapping):
        report("values", where, "a parameter has values by date; write values: {} where only places set one")
    spans = _spans(page.get("values"), kind, None, f"{where}.values", report)
    local = page.get("local")
    if local is not None and not isinstance(local, Mapping):
        report("shape", f"{where}.local", "local values are listed by the code of their place")
    for place, values in (local if isinstance(local, Mapping) else {}).items():
        if not isinstance(place, str):
            report("shape", f"{where}.local", "the code of a place is a text: put it in quotation marks")
            continue
        spans += _spans(values, kind, place, f"{where}.local.{place}", report)
    bounds = _bounds(page, kind, where, report)
    _check_bounds(bounds, spans, where, report)
    if page.get("verified", True) is False:
        spans = [replace(span, verified=False) for span in spans]
    title = page.get("name")
    if title is not None and not isinstance(title, Mapping):
        report("shape", f"{where}.name", "the name is given by language: en, zh")
        title = None
    return Parameter(
        name, str(page["unit"]), kind, tuple(spans), page.get("source"), bounds, dict(title or {})
    )


def _spans(values: object, kind: Kind, place: str | None, where: str, report: Report) -> list[Span]:
    found: list[Span] = []
    if not isinstance(values, Mapping):
        if place is not None:
            report("shape", where, "values are listed by the day they begin to hold")
        return found
    for begins, written in values.items():
        at = f"{where}.{begins}"
        parts = written if isinstance(written, Mapping) else {"value": written}
        try:
            first = begins if type(begins) is date else date.fromisoformat(str(begins))
            last = None if parts.get("to") is None else value_of(parts["to"], "date")
            value = value_of(parts.get("value"), kind.name)
        except ValueError as wrong:
            report("value", at, f"a value by the day it begins to hold: {wrong}")
            continue
        if last is not None and last < first:
            report("value", at, "it ends before it begins")
        verified = parts.get("verified", True) is not False
        found.append(Span(first, last, value, place, parts.get("source"), verified))
    found.sort(key=lambda span: span.first)
    for before, after in pairwise(found):
        if before.first == after.first or (before.last is not None and after.first <= before.last):
            report("values_overlap", f"{where}.{after.first}", "two values hold on the same day")
    return found


def _bounds(page: Mapping[str, Any], kind: Kind, where: str, report: Report) -> tuple[Bound, ...]:
    """The bounds that a page states: one for everywhere, or by the code of a place."""
    ends: dict[str | None, dict[str, Any]] = {}
    for key, end in (("at_least", "low"), ("at_most", "high")):
        stated = page.get(key)
        by_place = stated if isinstance(stated, Mapping) else {None: stated}
        for place, written in by_place.items() if stated is not None else ():
            try:
                ends.setdefault(place, {})[end] = value_of(written, kind.name)
            except ValueError as wrong:
                report("value", f"{where}.{key}", str(wrong))
    return tuple(Bound(place=place, **found) for place, found in ends.items())


def _check_bounds(bounds: Iterable[Bound], spans: Iterable[Span], where: str, report: Report) -> None:
    """A bound ("at most 1,000") is never an amount: it only says which local values would be wrong."""
    for span in spans:
        for bound in bounds:
            if bound.place in (None, span.place) and not bound.admits(span.value):
                report("beyond_bound", f"{where}.{span.first}", "the value is beyond its bound")
