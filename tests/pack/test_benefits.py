"""The benefits of a pack answer only when their pages are without fault, examples included."""

from __future__ import annotations

from datetime import date

import pytest

from gainful.pack import Pack, PackFault
from gainful.pack.check import check_files
from gainful.rules.benefit import answer

PAGE = """
name: {en: Bonus, zh: 奖}
subject: spell
source: a notice of 2020
jurisdiction: "11"
valid: {from: 2020-01-01}
conditions:
  registered: household_registered
  long_enough: months_worked >= months
amount: bonus
not_with: [EXCLUDED]
parameters:
  months: {unit: month, values: {2020-01-01: 6}}
  bonus:  {unit: CNY, values: {2020-01-01: 3000}}
examples:
  - {household_registered: true, months_worked: 6, due: true, amount: AMOUNT}
  - {household_registered: true, months_worked: 5, due: false}
  - {household_registered: true, months_worked: null, due: unknown, ask: [months_worked]}
"""


def _write(small, amount: str = "3000", excluded: str = "other", elsewhere: str = '["other"]') -> None:
    """The page in the small pack, with what the test changes."""
    (small.root / "benefits").mkdir()
    text = PAGE.replace("AMOUNT", amount).replace("EXCLUDED", excluded)
    (small.root / "benefits/bonus.yaml").write_text(text, encoding="utf-8")
    settings = (small.root / "pack.toml").read_text(encoding="utf-8")
    (small.root / "pack.toml").write_text(
        f"{settings}[benefits]\nelsewhere = {elsewhere}\n", encoding="utf-8"
    )


def test_a_benefit_of_the_pack_answers(small):
    _write(small)
    assert check_files(small) == []
    told = answer(
        Pack(small).rules["bonus"], {"household_registered": True, "months_worked": 7}, on=date(2020, 11, 2)
    )
    assert (told.due, told.amount_fen) == (True, 300_000)


def test_an_example_that_the_rule_does_not_bear_out_refuses_the_benefit(small):
    _write(small, amount="2999")
    (problem,) = check_files(small)
    assert (problem.file, problem.place) == ("benefits/bonus.yaml", "examples.1")
    with pytest.raises(PackFault, match="examples"):
        _ = Pack(small).rules


def test_an_excluded_benefit_must_be_in_the_pack_or_named_as_being_elsewhere(small):
    _write(small, excluded="othr")
    assert [(problem.file, problem.place) for problem in check_files(small)] == [
        ("benefits/bonus.yaml", "not_with")
    ]


def test_the_benefits_that_ship_are_ready(china):
    assert set(china.rules) == set(china.benefits) != set()
    assert all(benefit.problems == () for benefit in china.rules.values())
