"""Charts: their text is there, they say the same in words, and the same figures give the same bytes."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest

from gainful.figures.charts import (
    FALLBACKS,
    Drawing,
    FontMissing,
    Style,
    by_class,
    check_font,
    tile_map,
    tiles_of,
    trend,
)
from gainful.pack.pack import load

SVG = "{http://www.w3.org/2000/svg}"
KEPT = Path(__file__).parents[2] / "node_modules" / "@expo-google-fonts" / "noto-sans-sc"


@pytest.fixture(scope="module")
def style() -> Style:
    """The font that set-up installs, which every machine therefore has."""
    return Style(font="Noto Sans SC", font_dir=KEPT)


def texts(drawing: Drawing) -> list[str]:
    return ["".join(text.itertext()) for text in ET.fromstring(drawing.svg).iter(f"{SVG}text")]


def a_map(style: Style) -> Drawing:
    tiles = tiles_of(load("gainful_china").codes["tile_grid"], style.language)
    return tile_map(
        tiles, {620000_000_000: 1_200.0, 530000_000_000: 0.0}, title="外出务工", unit="人", style=style
    )


def drawings(style: Style) -> list[Drawing]:
    points = [(date(2020, month, 28), 1000.0 * month) for month in range(1, 10)]
    classes = [("省外", 1_047.0), ("县内", 25.0), ("境外", None)]
    words = {"title": "外出务工", "unit": "人", "style": style}
    return [trend(points, **words), by_class(classes, **words), a_map(style)]


def test_chinese_characters_stay_in_the_text(style):
    shown = texts(drawings(style)[1])
    assert {"省外", "县内", "外出务工", "1,047", "—"} <= set(shown)


def test_a_chart_with_a_character_that_no_font_draws_is_refused(style):
    """Rather than drawn with a box in a place's name."""
    with pytest.raises(FontMissing, match=r"U\+2FFFD"):
        by_class([("\U0002fffd县", 1.0)], title="外出务工", unit="人", style=style)


def test_every_text_names_the_font_and_what_a_browser_without_it_falls_back_on(style):
    for drawing in drawings(style):
        families = {text.get("font-family", "") for text in ET.fromstring(drawing.svg).iter(f"{SVG}text")}
        assert families == {f"{style.font}, {FALLBACKS}"}


def test_a_font_that_is_not_there_is_refused_instead_of_losing_all_text():
    with pytest.raises(FontMissing, match="No Such Font"):
        trend([(date(2020, 1, 1), 1.0)], title="t", unit="u", style=Style(font="No Such Font"))


def test_a_character_that_the_font_lacks_is_refused(style):
    with pytest.raises(FontMissing, match=r"U\+2FFFD"):
        check_font(style.font, style.font_dir, "\U0002fffd")


def test_the_same_figures_give_the_same_bytes(style):
    assert [drawing.svg for drawing in drawings(style)] == [drawing.svg for drawing in drawings(style)]


def test_a_chart_says_its_numbers_in_words(style):
    drawing = drawings(style)[1]
    assert drawing.alternative == "外出务工 (人): 省外 1,047；县内 25；境外 —。"
    root = ET.fromstring(drawing.svg)
    assert (root.get("role"), root.find(f"{SVG}title").text) == ("img", "外出务工")
    assert root.find(f"{SVG}desc").text == drawing.alternative


def test_the_map_has_one_tile_a_province_none_on_another_and_a_dash_where_nothing_is_known(style):
    tiles = tiles_of(load("gainful_china").codes["tile_grid"], "en")
    assert (
        len(tiles) == 34 == len({(tile.row, tile.column) for tile in tiles}) == len({t.area for t in tiles})
    )
    shown = texts(a_map(style))
    assert shown.count("—") == 32 and "1,200" in shown and "0" in shown


def test_labels_cannot_break_out_of_the_drawing(style):
    drawing = by_class([("<script>&", 1.0)], title="</title><script>", unit="人", style=style)
    assert [node.tag for node in ET.fromstring(drawing.svg).iter() if node.tag.endswith("script")] == []


def test_no_chart_speaks_another_language_to_a_screen_reader(style):
    for drawing in drawings(style):
        assert "aria-label" not in drawing.svg and "aria-roledescription" not in drawing.svg
        assert "<title>外出务工</title>" in drawing.svg
