"""The article's figure, the official one and ours side by side, with the difference, or why there is none.

Nothing is mended: a published figure stays as published, ours stays as counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyarrow as pa

from gainful.figures.counting import Counting
from gainful.figures.indicator import Indicator
from gainful.figures.measure import State
from gainful.figures.reason_words import reason_sentence
from gainful.pack.official import OfficialFigure

# Unit as published -> how many of our units make one of them, by the unit in our indicator's header.
_SCALES = {
    ("person", "person"): Decimal(1), ("person", "person as stated"): Decimal(1),
    ("workshop", "workshop"): Decimal(1), ("entity", "business"): Decimal(1),
    ("%", "share of persons"): Decimal(100), ("%", "share of households"): Decimal(100),
    ("%", "share of income"): Decimal(100), ("%", "persons per person of last year"): Decimal(100),
    ("CNY a person a year", "fen per person"): Decimal("0.01"),
}  # fmt: skip


@dataclass(frozen=True)
class Compared:
    """One line of the page: a published figure by who told it, ours in the same unit, and how they stand.

    `difference` is ours minus the official figure (the article's where no official one was found), only where both can
    be compared; otherwise `reason` says why not, with `ours` shown all the same where it has a value.
    """

    id: str
    indicator: str
    article: OfficialFigure | None
    official: OfficialFigure | None
    ours: Decimal | None
    unit: str
    state: State
    reason: str
    reason_value: str
    difference: Decimal | None

    @property
    def published(self) -> OfficialFigure:
        """The figure that ours is held against: the official one, else the article's."""
        found = self.official or self.article
        assert found is not None
        return found

    def why(self, language: str) -> str:
        """The reason as a sentence; empty where the two are compared."""
        return reason_sentence(self.reason, self.reason_value, language)


def compare(
    published: Iterable[OfficialFigure],
    figures: pa.Table,
    indicators: Mapping[str, Indicator],
    counting: Counting,
) -> list[Compared]:
    """One line for each figure of the article, in the order of the file, with the official one of the same id.

    Of several official ones the one of the article's day is taken, else the latest.
    """
    rows = _by_key(figures)
    listed = list(published)
    lines = []
    for article in (figure for figure in listed if figure.told_by == "article"):
        official = _matching(article, [f for f in listed if f.told_by == "official" and f.id == article.id])
        lines.append(_line(article.id, article, official, rows, indicators, counting))
    return lines


def compare_series(
    published: Iterable[OfficialFigure],
    figures: pa.Table,
    indicators: Mapping[str, Indicator],
    counting: Counting,
) -> list[Compared]:
    """One line for each official figure, in the order of the file, whether the article tells it or not."""
    rows = _by_key(figures)
    return [
        _line(figure.id, None, figure, rows, indicators, counting)
        for figure in published
        if figure.told_by == "official"
    ]


def _by_key(figures: pa.Table) -> dict[tuple[str, int, str], dict[str, Any]]:
    return {(row["indicator"], row["area"], row["breakdown"]): row for row in figures.to_pylist()}


def _matching(article: OfficialFigure, found: list[OfficialFigure]) -> OfficialFigure | None:
    """The official figure that the article's is about."""
    same_day = [figure for figure in found if figure.as_of == article.as_of]
    dated = sorted((f for f in found if f.as_of is not None), key=lambda f: (f.as_of, f.id))
    nearest = same_day or dated[-1:]
    return nearest[0] if nearest else None


def _line(
    identity: str,
    article: OfficialFigure | None,
    official: OfficialFigure | None,
    rows: Mapping[tuple[str, int, str], dict[str, Any]],
    indicators: Mapping[str, Indicator],
    counting: Counting,
) -> Compared:
    """Ours beside one published figure."""
    told = official or article
    assert told is not None
    part = counting.published_as.get(told.indicator)
    indicator = indicators.get(part.indicator if part else told.indicator)
    ours, reason, reason_value = None, "not_an_indicator_yet", ""
    if indicator is not None:
        codes = part.codes if part else _codes_of(indicator, told)
        found = [rows[key] for key in ((indicator.name, told.area, code) for code in codes) if key in rows]
        whole = rows.get((indicator.name, told.area, ""))
        if part and not found and whole is not None:
            # The area was counted and nobody fell into these codes: that is a count of none, not a blank.
            found = [whole | {"value": whole["value"] if whole["value"] is None else 0.0}]
        ours, reason, reason_value = _ours(found, indicator, told, counting)
    state = State.VALUE if not reason else _state_of(reason)
    difference = None if reason or ours is None or told.value is None else ours - told.value
    return Compared(
        identity, told.indicator, article, official, ours, told.unit, state, reason, reason_value, difference
    )


def _codes_of(indicator: Indicator, told: OfficialFigure) -> tuple[str, ...]:
    """The breakdown that a published figure speaks of: the whole, or its year where years stand apart."""
    if indicator.breakdown == "year":
        return (str(told.as_of.year),) if told.as_of and told.as_of.month == 12 else (str(_last_year(told)),)
    return ("",)


def _last_year(told: OfficialFigure) -> int | str:
    """The last full year before a published figure's day; "?" where no day is known."""
    return told.as_of.year - 1 if told.as_of else "?"


def _ours(
    found: list[dict[str, Any]], indicator: Indicator, told: OfficialFigure, counting: Counting
) -> tuple[Decimal | None, str, str]:
    """Our value in the published unit, and why it cannot be compared (empty: it can)."""
    if not found:
        return None, "not_measured", ""
    without = [row for row in found if row["value"] is None]
    if without:
        return None, without[0]["reason"], without[0]["reason_value"]
    scale = _SCALES.get((told.unit, indicator.unit))
    if scale is None:
        return None, "other_unit", told.unit
    ours = sum((Decimal(str(row["value"])) for row in found), Decimal(0)) * scale
    ours = ours.quantize(Decimal("0.01")) if indicator.kind != "count" else ours.quantize(Decimal(1))
    partial = [row for row in found if row["state"] == State.NOT_COMPARABLE]
    if partial:
        return ours, partial[0]["reason"], partial[0]["reason_value"]
    if told.coverage not in counting.whole_programme:
        return ours, "other_coverage", told.coverage
    if told.value is None:
        return ours, "only_words_published", ""
    day = found[0]["as_of"]
    if indicator.breakdown != "year" and told.as_of != day:
        return ours, "other_day", str(day)
    return ours, "", ""


def _state_of(reason: str) -> State:
    """How a line stands for a reason."""
    if reason == "few_people":
        return State.SUPPRESSED
    computable = reason.startswith("other_") or reason in ("only_part_of_area", "only_words_published")
    return State.NOT_COMPARABLE if computable else State.NOT_COMPUTABLE
