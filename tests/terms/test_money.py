"""Money is read from office cells to the fen, and never invented."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gainful.terms.money import format_yuan, yuan, yuan_range


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        (4300, 430_000),
        ("1,700", 170_000),
        ("5000元/月", 500_000),
        ("0.35万", 350_000),
        ("0.06万", 60_000),
        ("３４００", 340_000),
        ("￥3,400.50", 340_050),
        ("3.6k", 360_000),
        ("3 400 元", 340_000),
        (Decimal("12.34"), 1_234),
        ("-20", -2_000),
        (0, 0),
        ("每月3000元", 300_000),
    ],
)
def test_an_amount_is_read_however_it_is_written(cell, fen):
    assert yuan(cell) == fen


@pytest.mark.parametrize("cell", [None, "", "面议", "3500-4000", "约3000", "1.234", "三千", "12.3.4", "元"])
def test_what_says_no_single_amount_is_unknown_and_not_zero(cell):
    assert yuan(cell) is None


def test_a_float_is_refused_because_it_cannot_hold_fen():
    with pytest.raises(TypeError, match="float"):
        yuan(0.1)


@pytest.mark.parametrize(
    ("cell", "ends"),
    [
        ("3200～3700元", (320_000, 370_000)),
        ("4300-4800", (430_000, 480_000)),
        ("3.6k-4.1k", (360_000, 410_000)),
        ("4k-4.5k", (400_000, 450_000)),
        ("3-4k", (300_000, 400_000)),
        ("3000至3500元/月", (300_000, 350_000)),
        ("0.35万", (350_000, 350_000)),
        (3400, (340_000, 340_000)),
    ],
)
def test_a_span_is_read_with_both_ends(cell, ends):
    assert yuan_range(cell) == ends


@pytest.mark.parametrize("cell", [None, "", "面议", "4000-3000", "1-2-3", "-500", "3000以上"])
def test_what_says_no_span_is_unknown(cell):
    assert yuan_range(cell) is None


@given(st.integers(0, 10**12))
def test_what_is_written_is_read_back(fen):
    assert yuan(format_yuan(fen, "zh-hans")) == fen


def test_amounts_are_shown_with_fen_only_when_there_are_some():
    assert format_yuan(340_000, "zh-hans") == "3,400 元"
    assert format_yuan(340_005, "en") == "CNY 3,400.05"
    assert format_yuan(-50, "en") == "CNY -0.50"
    assert format_yuan(None, "en") == "—"
