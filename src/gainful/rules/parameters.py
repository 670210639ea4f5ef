"""Parameters of a benefit: values by the day they begin to hold and the place they hold in, with unit and source.

A parameter that has no value on a day, in a place, is unknown there: the answer is then "cannot tell", never 0.
Amounts stand in CNY on the page and are fen here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from gainful.rules.nodes import DATE, MONEY, Kind
from gainful.rules.worded import Report, read_source
from gainful.terms.facts import LARGEST, UNITS


@dataclass(frozen=True)
class Span:
    """A value from `first` to `last` (both included; None: until the next), in `place` (None: where none is nearer).

    `verified` is False where the value is carried over from memory or a copy, and no source was seen for it.
    """

    first: date
    last: date | None
    value: Any
    place: str | None = None
    source: Mapping[str, str] | None = None
    verified: bool = True

    def holds(self, on: date) -> bool:
        """Whether the value holds on a date."""
        return self.first <= on and (self.last is None or on <= self.last)


@dataclass(frozen=True)
class Bound:
    """What a higher level allows: local values of `place` (None: everywhere) lie between `low` and `high`.

    It holds from `first` to `last`, both included (None: no such end). A bound is never a value: where a place has set
    none, nobody can tell what is paid there.
    """

    low: Any = None
    high: Any = None
    place: str | None = None
    first: date | None = None
    last: date | None = None

    def holds(self, on: date) -> bool:
        """Whether the bound holds on a date."""
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)

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
    source: Mapping[str, str] | None = None
    bounds: tuple[Bound, ...] = ()
    title: Mapping[str, str] = field(default_factory=dict)

    def called(self, language: str) -> str:
        """The parameter's name in words; the name in the rule's text where the page gives none."""
        return self.title.get(language) or self.title.get("en") or self.name

    def bound_in(self, places: Iterable[str], on: date) -> Bound | None:
        """What the level nearest to a place allows on a date; `places` are codes from the nearest up."""
        for place in (*places, None):
            held = [bound for bound in self.bounds if bound.place == place and bound.holds(on)]
            if held:
                low = next((one.low for one in held if one.low is not None), None)
                high = next((one.high for one in held if one.high is not None), None)
                return Bound(low, high, place)
        return None

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
    if not read_verified(page, f"{where}.verified", report):
        spans = [replace(span, verified=False) for span in spans]
    title = page.get("name")
    if title is not None and not (
        isinstance(title, Mapping)
        and all(isinstance(words, str) and words.strip() for words in title.values())
    ):
        report("shape", f"{where}.name", "the name is given by language: en, zh")
        title = None
    source = read_source(page, f"{where}.source", report)
    return Parameter(name, str(page["unit"]), kind, tuple(spans), source, bounds, dict(title or {}))


def read_verified(page: Mapping[Any, Any], where: str, report: Report) -> bool:
    """Whether a source was seen: true or false and nothing else, and true where nothing is said."""
    verified = page.get("verified", True)
    if type(verified) is not bool:
        report("shape", where, "verified is true or false")
    return verified is True


def _spans(values: object, kind: Kind, place: str | None, where: str, report: Report) -> list[Span]:
    found: list[Span] = []
    if not isinstance(values, Mapping):
        if place is not None:
            report("shape", where, "values are listed by the day they begin to hold")
        return found
    if place is not None and not values:
        report("values", where, "no value stands here: a place without one is left out")
    for begins, written in values.items():
        at = f"{where}.{begins}"
        parts = written if isinstance(written, Mapping) else {"value": written}
        for key in parts.keys() - {"value", "to", "source", "verified"}:
            report("unknown_key", f"{at}.{key}", "no such key of a value")
        try:
            first = begins if type(begins) is date else date.fromisoformat(str(begins))
            last = None if parts.get("to") is None else value_of(parts["to"], "date")
            value = value_of(parts.get("value"), kind.name)
        except ValueError as wrong:
            report("value", at, f"a value by the day it begins to hold: {wrong}")
            continue
        if last is not None and last < first:
            report("value", at, "it ends before it begins")
        if type(value) is int and value < 0:
            report("value", at, "a value is not below 0")
        verified = read_verified(parts, f"{at}.verified", report)
        source = read_source(parts, f"{at}.source", report)
        found.append(Span(first, last, value, place, source, verified))
    found.sort(key=lambda span: span.first)
    for before, after in pairwise(found):
        if before.first == after.first or (before.last is not None and after.first <= before.last):
            report("values_overlap", f"{where}.{after.first}", "two values hold on the same day")
    return found


def _bounds(page: Mapping[str, Any], kind: Kind, where: str, report: Report) -> tuple[Bound, ...]:
    """The bounds that a page states: for everywhere or by the code of a place, for ever or by the day they begin."""
    found: dict[tuple[Any, ...], Bound] = {}
    for key, end in (("at_least", "low"), ("at_most", "high")):
        stated = page.get(key)
        by_place = stated if isinstance(stated, Mapping) and not _by_day(stated) else {None: stated}
        for place, written in by_place.items() if stated is not None else ():
            at = f"{where}.{key}" if place is None else f"{where}.{key}.{place}"
            if place is not None and not isinstance(place, str):
                report("shape", at, "the code of a place is a text: put it in quotation marks")
                continue
            for span in _bound_spans(written, kind, place, at, report):
                known = (place, span.first, span.last)
                earlier = found.get(known) or Bound(None, None, *known)
                found[known] = replace(earlier, **{end: span.value})
    for bound in found.values():
        if bound.low is not None and bound.high is not None and bound.low > bound.high:
            report("bound", f"{where}.at_least", "it lies above at_most, so that no value fits")
    return tuple(found.values())


def _by_day(stated: Mapping[Any, Any]) -> bool:
    return bool(stated) and all(type(key) is date for key in stated)


@dataclass(frozen=True)
class _Held:
    """One end of a bound, with the days on which it holds."""

    first: date | None
    last: date | None
    value: Any


def _bound_spans(
    written: object, kind: Kind, place: str | None, where: str, report: Report
) -> Iterable[_Held]:
    if isinstance(written, Mapping):
        spans = _spans(written, kind, place, where, report)
        return [_Held(span.first, _ends(span, spans), span.value) for span in spans]
    try:
        return [_Held(None, None, value_of(written, kind.name))]
    except ValueError as wrong:
        report("value", where, str(wrong))
        return []


def _ends(span: Span, spans: Iterable[Span]) -> date | None:
    """The last day on which a value holds: its own, or the day before the next one of its place."""
    later = [one.first for one in spans if one.place == span.place and one.first > span.first]
    last = min(later) - timedelta(1) if later else None
    return span.last if last is None else last if span.last is None else min(last, span.last)


def _check_bounds(bounds: Iterable[Bound], spans: Sequence[Span], where: str, report: Report) -> None:
    """A bound ("at most 1,000") is never an amount: it only says which values of its place, or within it, are wrong."""
    for span in spans:
        last = _ends(span, spans)
        for bound in bounds:
            apart = (bound.last is not None and bound.last < span.first) or (
                bound.first is not None and last is not None and last < bound.first
            )
            inside = bound.place is None or (span.place or "").startswith(bound.place)
            if inside and not apart and not bound.admits(span.value):
                report("beyond_bound", f"{where}.{span.first}", "the value is beyond its bound")
