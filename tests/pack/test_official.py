"""Published figures are kept as published, with who said them; what does not add up is kept too."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gainful.pack.official import read_official


def _figure(china, indicator: str, as_of: date | None, told_by: str = "official"):
    """The one figure of an indicator on a day."""
    (figure,) = [
        f
        for f in china.official
        if (f.indicator, f.as_of, f.told_by) == (indicator, as_of, told_by) and f.area == 0
    ]
    return figure


def test_each_number_of_the_article_is_there_and_stands_beside_an_official_one(china):
    ids = {figure.id for figure in china.official if figure.told_by == "article"}
    assert ids == {f"A{number}" for number in (*range(1, 15), 16)}
    both = {f.id for f in china.official if f.told_by == "official"} & ids
    assert both == {f"A{number}" for number in (*range(1, 12), 13)}


def test_the_headline_is_kept_as_the_article_and_as_the_source_give_it(china):
    day = date(2020, 10, 31)
    assert _figure(china, "gone_out_in_year", day, "article").value == 29_730_000
    official = _figure(china, "gone_out_in_year", day)
    assert (official.value, official.outlet, official.published_on) == (
        29_730_100,
        "Xinhua",
        date(2020, 11, 9),
    )
    assert official.period == "year to date" and official.in_county_counted


def test_the_parts_of_30_september_add_up_to_the_whole(china):
    day = date(2020, 9, 30)
    parts = ("gone_out_of_province", "gone_out_in_province", "gone_out_in_county")
    assert (
        sum(_figure(china, part, day).value for part in parts)
        == _figure(china, "gone_out_in_year", day).value
    )
    kinds = [f.value for f in china.official if f.indicator == "persons_in_public_posts_by_kind"]
    assert sum(kinds) == _figure(china, "persons_in_public_posts", day).value


@pytest.mark.parametrize("month", range(3, 11))
def test_progress_is_the_count_over_last_years_total(china, month):
    base = _figure(china, "gone_out_in_year", date(2019, 12, 31)).value
    counts = {f.as_of: f.value for f in china.official if f.indicator == "gone_out_in_year" and f.as_of}
    shares = {
        f.as_of: f.value
        for f in china.official
        if f.indicator == "gone_out_progress" and f.told_by == "official" and f.as_of.month == month
    }
    assert shares
    for day, share in shares.items():
        assert counts[day] / base * 100 == pytest.approx(share, abs=Decimal("0.06"))


def test_the_share_of_2016_does_not_agree_with_its_count_and_is_not_mended(china):
    day = date(2016, 12, 31)
    whole = _figure(china, "gone_out_in_year", day).value
    implied = _figure(china, "persons_beyond_half_year", day).value / whole * 100
    assert implied == pytest.approx(Decimal("51.66"), abs=Decimal("0.01"))
    assert _figure(china, "share_beyond_half_year", day).value == Decimal("47.24")


def test_stock_and_cumulative_figures_are_never_one_series(china):
    periods: dict[str, set[str]] = {}
    for figure in china.official:
        periods.setdefault(figure.indicator, set()).add(figure.period)
    assert not [name for name, kinds in periods.items() if "stock" in kinds and kinds - {"stock"}]


def test_what_was_recalled_or_computed_is_not_verified(china):
    assert {f.basis for f in china.official if f.verified} == {"seen"}
    assert {f.basis for f in china.official} == {"seen", "computed", "recalled"}


def test_words_without_a_number_have_no_value(china):
    blank = {f.id for f in china.official if f.value is None}
    assert blank == {"A11", "A14"}


def test_no_source_is_a_link(china):
    assert not [f.id for f in china.official if "http" in f.outlet + f.note or "www" in f.outlet + f.note]


HEADER = (
    "id,indicator,title_zh,title_en,value,unit,as_of,period,area,coverage,counted,in_county_counted,"
    "told_by,outlet,published_on,basis,verified,note\n"
)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("A1,x,,,1,person,,stock,0,,people,,friend,X,,seen,yes,", "told by 'friend'"),
        ("A1,x,,,1,person,,stock,0,,people,,official,X,,guessed,yes,", "basis 'guessed'"),
        ("A1,x,,,1,person,,stock,0,,people,,official,X,,recalled,yes,", "verified without a source seen"),
        ("A1,x,,,1,person,,stock,0,,people,,official,,,seen,yes,", "verified without a source seen"),
        ("A1,x,,,1,person,,stock,0,,,,official,X,,seen,yes,", "no counted"),
        ("A1,x,,,1,person,,stock,0,,people,maybe,official,X,,seen,yes,", "in_county_counted 'maybe'"),
        ("A1,x,,,many,person,,stock,0,,people,,official,X,,seen,yes,", "ConversionSyntax"),
        ("A1,x,,,1,person,2020-13-01,stock,0,,people,,official,X,,seen,yes,", "month must be"),
    ],
)
def test_a_wrong_row_is_reported_with_its_line(small, row, found):
    (small.root / "official.csv").write_text(HEADER + row + "\n", encoding="utf-8")
    figures, (problem,) = read_official(small)
    assert figures == []
    assert (problem.file, problem.place) == ("official.csv", "line 2")
    assert found in problem.found
