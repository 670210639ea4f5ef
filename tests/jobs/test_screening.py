"""Screening: what holds an opening back, what only warns, and what is not held against anybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cast import COUNTY, TODAY
from gainful.jobs.screening import screen_opening
from gainful.pack import Pack, Parameter, Parameters, load

PACK = load("gainful_china")


def screened(pack=PACK, on=TODAY, **more):
    fields = {
        "texts": (),
        "channel": "workshop",
        "place": COUNTY,
        "hours_per_week": 40,
        "pay_low_fen": 300_000,
    } | more
    return screen_opening(pack=pack, on=on, **fields)


def with_a_verified_floor() -> Pack:
    """The same pack as if somebody had found its minimum wages in a source."""
    pack = Pack(PACK.files)
    verified = [
        Parameter(p.name, p.names, p.unit, p.note, tuple(replace(v, verified=True) for v in p.values))
        for p in PACK.parameters.by_name.values()
    ]
    pack.parameters = Parameters(verified)
    return pack


def codes(findings) -> list[str]:
    return [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("hours", "pay_fen", "warned"),
    [
        (40, 162_000, []),
        (40, 161_999, ["below_minimum_wage"]),
        (44, 160_000, ["below_minimum_wage"]),
        (39, 100_000, []),
        (None, 100_000, []),
        (40, None, []),
    ],
)
def test_pay_below_an_unverified_floor_warns_for_full_hours_and_holds_nothing(hours, pay_fen, warned):
    found = screened(hours_per_week=hours, pay_low_fen=pay_fen)
    assert (codes(found.held), codes(found.warned)) == ([], warned)


def test_pay_below_a_verified_floor_holds_the_opening_back_with_the_numbers():
    found = screened(pack=with_a_verified_floor(), pay_low_fen=150_050)
    [finding] = found.held
    assert (finding.code, finding.words, finding.bound) == ("below_minimum_wage", "1500.50", "1620")
    assert found.warned == () and finding.source


def test_public_posts_are_not_held_against_the_minimum_wage():
    for pack in (PACK, with_a_verified_floor()):
        found = screened(pack=pack, channel="public_post", pay_low_fen=60_000)
        assert found.held == found.warned == ()


def test_where_no_floor_is_loaded_nothing_is_said():
    assert screened(on=date(2015, 6, 1), pay_low_fen=1).warned == ()


def test_the_floor_is_the_one_of_the_place_of_work():
    guangdong = screened(place=440300_000_000, pay_low_fen=200_000)
    assert [finding.bound for finding in guangdong.warned] == ["2100"]
    assert screened(pay_low_fen=200_000).warned == ()


@pytest.mark.parametrize(("hours", "held"), [(52, []), (53, ["excessive_hours"]), (None, [])])
def test_hours_above_the_bound_hold_an_opening_back(hours, held):
    assert codes(screened(hours_per_week=hours).held) == held


def test_every_reason_is_told_at_once_and_none_twice():
    found = screened(texts=("限男性", "缴纳押金300元", "限男性"), hours_per_week=60, pay_low_fen=100_000)
    assert codes(found.held) == ["discriminatory_requirement", "fee_or_deposit_asked", "excessive_hours"]
    assert codes(found.warned) == ["below_minimum_wage"]


@pytest.mark.parametrize("text", ["", "无", "熟练工优先", "男女不限", "年满18周岁", "免费提供工装", "电工证"])
def test_lawful_words_hold_nothing_back(text):
    assert screened(texts=(text,)).held == ()
