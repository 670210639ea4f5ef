"""Dated values by jurisdiction: the smallest area wins, and what is not loaded is unknown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gainful.pack.parameters import read_parameters
from gainful.terms.areas import area_number

LAYERS = """
wage:
  unit: CNY
  values:
    - {area: "0", from: 2019-01-01, value: 100, verified: true, source: law}
    - {area: "11", from: 2020-01-01, to: 2020-12-31, value: 200, verified: false, source: recalled}
    - {area: "1101", from: 2020-06-01, value: "300.5", verified: true, source: notice, note: first tier}
local:
  unit: CNY
  values:
    - {area: "11", from: 2020-01-01, value: 7, verified: true, source: notice}
"""


@pytest.fixture
def layers(small):
    """A pack with three layers of one value."""
    (small.root / "parameters/law.yaml").write_text(LAYERS, encoding="utf-8")
    parameters, problems = read_parameters(small)
    assert problems == []
    return parameters


@pytest.mark.parametrize(
    ("area", "on", "value"),
    [
        ("110101", date(2020, 7, 1), Decimal("300.5")),
        ("110101", date(2020, 5, 31), 200),
        ("1102", date(2020, 7, 1), 200),
        ("11", date(2021, 1, 1), 100),
        ("12", date(2020, 7, 1), 100),
        ("0", date(2020, 7, 1), 100),
    ],
)
def test_the_lowest_layer_in_force_wins(layers, area, on, value):
    assert layers.value("wage", area_number(area), on).value == value


def test_what_is_not_loaded_for_a_place_or_day_is_unknown_and_not_zero(layers):
    assert layers.value("wage", area_number("11"), date(2018, 12, 31)) is None
    assert layers.value("local", area_number("12"), date(2020, 7, 1)) is None
    assert layers.value("local", 0, date(2020, 7, 1)) is None


def test_asking_for_a_name_that_does_not_exist_is_a_mistake(layers):
    with pytest.raises(KeyError):
        layers.value("wages", 0, date(2020, 7, 1))


def test_money_comes_in_fen_and_other_units_do_not(layers, china):
    assert layers.value("wage", area_number("110101"), date(2020, 7, 1)).fen() == 30_050
    with pytest.raises(ValueError, match="not an amount"):
        china.parameters.value("minimum_working_age", 0, date(2020, 7, 1)).fen()


@pytest.mark.parametrize(
    ("county", "yuan"), [("621299", 1620), ("530399", 1670), ("440306", 2100), ("110115", 2200)]
)
def test_the_minimum_wage_of_2020_is_the_provinces_and_not_verified(china, county, yuan):
    wage = china.parameters.value("minimum_wage_monthly", area_number(county), date(2020, 11, 2))
    assert (wage.fen(), wage.verified) == (yuan * 100, False)
    assert china.parameters.value("minimum_wage_monthly", area_number(county), date(2019, 6, 1)) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("minimum_working_age", 16),
        ("hazardous_working_age", 18),
        ("standard_weekly_hours", 40),
        ("excessive_weekly_hours", 52),
        ("worker_fees", 0),
        ("stable_months", 6),
        ("suppression_threshold", 10),
    ],
)
def test_the_bounds_of_law_and_programme_hold_everywhere(china, name, value):
    assert china.parameters.value(name, area_number("621299"), date(2020, 11, 2)).value == value


@pytest.mark.parametrize(
    ("row", "right"),
    [
        ('{area: "0", from: 2020-01-01, value: 1.5, verified: true, source: law}', "whole number"),
        ('{area: "0", from: 2020-01-01, value: true, verified: true, source: law}', "whole number"),
        ('{area: "0", from: "yesterday", value: 1, verified: true, source: law}', "YYYY-MM-DD"),
        ('{area: "0", from: 2020-01-02, to: 2020-01-01, value: 1, verified: true, source: law}', "end"),
        ('{area: "0", from: 2020-01-01, value: 1, verified: maybe, source: law}', "verified"),
        ('{area: "0", from: 2020-01-01, value: 1, verified: true, source: ""}', "source"),
        ('{area: "1", from: 2020-01-01, value: 1, verified: true, source: law}', "division code"),
        ('{area: "0", from: 2020-01-01, value: 1, verified: true}', "source"),
        ('{area: "0", from: 2020-01-01, value: 1, verified: true, source: law, till: 1}', "to and note"),
    ],
)
def test_a_wrong_value_is_reported_with_its_place_and_what_would_be_right(small, row, right):
    text = f"pay:\n  unit: CNY\n  values:\n    - {row}\n"
    (small.root / "parameters/law.yaml").write_text(text, encoding="utf-8")
    (problem,) = read_parameters(small)[1]
    assert (problem.file, problem.place) == ("parameters/law.yaml", "pay, value 1")
    assert right in problem.right


def test_two_values_on_one_day_are_a_fault(small):
    text = LAYERS + '    - {area: "11", from: 2020-03-01, value: 8, verified: true, source: notice}\n'
    (small.root / "parameters/law.yaml").write_text(text, encoding="utf-8")
    assert [p.found for p in read_parameters(small)[1]] == ["two values on 2020-03-01"]
