"""Charts as SVG: the same file on screen, in print and in the bulletin, with the numbers as text beside it.

The font is named in every text, since a chart whose font is missing loses all its text without an error; `check_font`
draws a character and refuses where nothing appears. The same input gives the same bytes. A map is a grid of tiles of
the pack's own making: no boundary is drawn.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert

from gainful.terms.codes import CodeList
from gainful.terms.places import area_number

ACCENT, PALE, EMPTY, INK = "#1f6f8b", "#dcebf0", "#f1f1f1", "#222222"
WIDTH, BAR_HEIGHT, TILE = 560, 30, 62

FALLBACKS = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, system-ui, sans-serif"


class FontMissing(RuntimeError):
    """The font draws nothing, or draws a box in place of a character."""


@dataclass(frozen=True)
class Style:
    """The font by name, where its files lie (None: those of the system), and the language of the words."""

    font: str = "Noto Sans SC"
    font_dir: Path | None = None
    language: str = "zh-hans"


@dataclass(frozen=True)
class Drawing:
    """A chart and the same in words, for whoever cannot see it."""

    svg: str
    alternative: str


@dataclass(frozen=True)
class Tile:
    """One province on the map: its area, what to call it, where it stands."""

    area: int
    label: str
    row: int
    column: int


def tiles_of(grid: CodeList, language: str) -> list[Tile]:
    """The tiles of a pack's code list `tile_grid`, whose further columns are `row` and `column`."""
    return [
        Tile(
            area_number(item.code),
            grid.label(item.code, language),
            int(item.attributes["row"]),
            int(item.attributes["column"]),
        )
        for item in grid
    ]


def trend(points: Sequence[tuple[date, float | None]], *, title: str, unit: str, style: Style) -> Drawing:
    """A line over days, each known point marked; a day without a value is a gap, never 0."""
    rows = [
        {"day": day.isoformat(), "value": value, "label": _number(value)} for day, value in sorted(points)
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X(
            "day:T", title=None, axis=alt.Axis(format="%Y-%m-%d", labelAngle=0, tickCount=min(6, len(rows)))
        ),
        y=alt.Y("value:Q", title=unit, scale=alt.Scale(zero=True)),
    )
    marks = alt.OverlayMarkDef(color=ACCENT, size=40)
    line = base.mark_line(color=ACCENT, point=marks, invalid="break-paths-filter-domains")
    words = [f"{day.isoformat()} {_number(value)}" for day, value in sorted(points)]
    return _drawn(line.properties(width=WIDTH, height=240), title, unit, words, style)


def by_class(values: Sequence[tuple[str, float | None]], *, title: str, unit: str, style: Style) -> Drawing:
    """Bars in the order given, each with its number; one without a value has a dash and no bar."""
    rows = [
        {"place": place, "name": name, "value": value, "label": _number(value), "from": value or 0}
        for place, (name, value) in enumerate(values)
    ]
    order = alt.EncodingSortField(field="place", order="ascending")
    base = alt.Chart(alt.Data(values=rows)).encode(y=alt.Y("name:N", title=None, sort=order))
    bars = base.mark_bar(color=ACCENT, height=16).encode(x=alt.X("value:Q", title=unit))
    numbers = base.mark_text(align="left", dx=4, color=INK).encode(x="from:Q", text="label:N")
    chart = (bars + numbers).properties(width=WIDTH - 120, height=BAR_HEIGHT * max(1, len(rows)))
    return _drawn(chart, title, unit, [f"{name} {_number(value)}" for name, value in values], style)


def tile_map(
    tiles: Iterable[Tile], values: Mapping[int, float | None], *, title: str, unit: str, style: Style
) -> Drawing:
    """Provinces as tiles with name and number, shaded by value; one without a value is grey with a dash."""
    listed = list(tiles)
    highest = max((value for value in values.values() if value is not None), default=0) or 1
    rows = []
    for tile in listed:
        value = values.get(tile.area)
        share = None if value is None else value / highest
        rows.append(
            {
                "row": tile.row, "column": tile.column, "name": tile.label, "label": _number(value),
                "share": share, "dark": bool(share is not None and share > 0.8),
            }
        )  # fmt: skip
    shade = alt.Color("share:Q", legend=None, scale=alt.Scale(domain=[0, 1], range=[PALE, ACCENT]))
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("column:O", axis=None), y=alt.Y("row:O", axis=None)
    )
    ink = alt.condition("datum.dark", alt.value("white"), alt.value(INK))
    layers = (
        base.mark_rect(stroke="white", strokeWidth=2, fill=EMPTY)
        + base.mark_rect(stroke="white", strokeWidth=2).encode(color=shade)
        + base.mark_text(dy=-9, fontSize=11).encode(text="name:N", color=ink)
        + base.mark_text(dy=9, fontSize=11).encode(text="label:N", color=ink)
    )
    columns, lines = (max(getattr(tile, side) for tile in listed) + 1 for side in ("column", "row"))
    chart = layers.properties(width=TILE * columns, height=TILE * lines)
    words = [f"{tile.label} {_number(values.get(tile.area))}" for tile in listed]
    return _drawn(chart, title, unit, words, style)


def _number(value: float | None) -> str:
    """A number as people read it: whole ones with thousands marked, shares to three places, unknown a dash."""
    if value is None:
        return "—"
    return f"{value:,.0f}" if float(value).is_integer() or abs(value) >= 100 else f"{value:.3f}"


def _drawn(chart: alt.TopLevelMixin, title: str, unit: str, words: list[str], style: Style) -> Drawing:
    """The chart with its font in every text, and with title and description for screen readers."""
    check_font(style.font, style.font_dir, "".join([title, unit, *words]))
    named: dict[str, Any] = chart.properties(title=title).to_dict()
    named["config"] = {
        "font": style.font, "text": {"font": style.font}, "view": {"stroke": None}, "background": "white",
        "aria": False,  # the renderer's own labels are English; title and description are ours
        "axis": {"labelFont": style.font, "titleFont": style.font, "gridColor": "#e5e5e5", "labelLimit": 200},
        "title": {"font": style.font, "anchor": "start", "fontSize": 14},
        "legend": {"labelFont": style.font, "titleFont": style.font},
    }  # fmt: skip
    svg = re.sub(r' aria-(?:roledescription|label)="[^"]*"', "", vl_convert.vegalite_to_svg(named))
    between, end = ("；", "。") if style.language.startswith("zh") else ("; ", ".")
    alternative = f"{title} ({unit}): {between.join(words)}{end}"
    # The renderer needs one name; a reader's browser, which may lack that font, needs others to fall back on.
    svg = svg.replace(f'font-family="{style.font}"', f'font-family="{style.font}, {FALLBACKS}"')
    head, rest = svg.split(">", 1)
    head = head.replace("<svg ", '<svg role="img" ', 1)
    return Drawing(
        f"{head}><title>{escape(title)}</title><desc>{escape(alternative)}</desc>{rest}", alternative
    )


def check_font(font: str, font_dir: Path | None, text: str) -> None:
    """Raise FontMissing unless each character of the text is drawn, and not as the box of a missing one."""
    _register(font_dir)
    for character in sorted(set("国" + text)):
        if not character.isspace() and not _draws(font, character):
            raise FontMissing(f"the font {font!r} does not draw U+{ord(character):04X}")


@cache
def _register(font_dir: Path | None) -> None:
    """Tell the renderer once where font files lie."""
    if font_dir is not None:
        for folder in sorted({path.parent for path in font_dir.rglob("*.[to]t[fc]")} or {font_dir}):
            vl_convert.register_font_directory(str(folder))


@cache
def _draws(font: str, character: str) -> bool:
    """Whether the font has the character: it leaves ink, and other ink than a character that no font has."""
    return _ink(font, character) not in (_ink(font, " "), _ink(font, "\U0002fffe"))


@cache
def _ink(font: str, character: str) -> int:
    """A fingerprint of a character as drawn: equal ones look equal."""
    page = io.StringIO()
    page.write('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">')
    page.write(
        f'<text x="4" y="30" font-size="28" font-family="{escape(font)}">{escape(character)}</text></svg>'
    )
    return zlib.crc32(vl_convert.svg_to_png(page.getvalue()))
