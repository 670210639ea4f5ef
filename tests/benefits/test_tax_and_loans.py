"""Relief is set against taxes in the rule's order; a loan's interest is shared by the law of the day it was granted."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from benefits.invented import CHINA
from gainful.benefits.loans import own_rate, plan
from gainful.benefits.tax import TaxUnknown, ceiling_for_months, set_against
from gainful.cli import app

OWN = tuple(CHINA.rules["tax_relief_own_business"].set_against)
TAXES = dict.fromkeys(OWN, 0)


def run(*words: object):
    """One command."""
    return CliRunner().invoke(app, [str(word) for word in words])


def test_a_business_opened_in_july_in_sichuan_loses_what_its_taxes_do_not_reach():
    ceiling = ceiling_for_months(1_440_000, 6)
    relief = set_against(ceiling, OWN, TAXES | {"vat": 300_000, "personal_income": 200_000})
    assert (ceiling, relief.used_fen, relief.lost_fen) == (720_000, 500_000, 220_000)


def test_the_order_is_the_rules_and_what_comes_last_is_paid():
    relief = set_against(100, OWN, TAXES | {"personal_income": 80, "vat": 60})
    assert [(step.tax, step.relieved_fen) for step in relief.steps if step.due_fen] == [
        ("vat", 60), ("personal_income", 40),
    ]  # fmt: skip
    assert relief.steps[-1].to_pay_fen == 40 and relief.lost_fen == 0


@pytest.mark.parametrize("due", [{"vat": 10}, {"vat": None}, {"tobacco": 5}, TAXES | {"vat": -1}])
def test_an_unknown_tax_is_not_taken_for_none(due):
    with pytest.raises(TaxUnknown):
        set_against(100, OWN, due)


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**9), min_size=5, max_size=5))
def test_nothing_is_relieved_twice_and_nothing_comes_out_of_nowhere(ceiling, dues):
    relief = set_against(ceiling, OWN, dict(zip(OWN, dues, strict=True)))
    assert relief.used_fen == min(ceiling, sum(dues)) and relief.used_fen + relief.lost_fen == ceiling
    assert all(step.due_fen == step.relieved_fen + step.to_pay_fen for step in relief.steps)


def test_from_2021_the_borrower_bears_up_to_the_prime_rate_less_150_points():
    assert own_rate(535, 385, 150) == 235 and own_rate(200, 385, 150) == 200 and own_rate(535, 100, 150) == 0
    rows = plan(10_000_000, 535, 12, date(2021, 1, 1), own=235)
    assert sum(row.interest_fen for row in rows) == 535_000 and sum(row.own_fen for row in rows) == 235_000
    assert rows[-1].on == date(2022, 1, 1) and rows[-1].principal_fen == 10_000_000


@given(st.integers(1, 10**9), st.integers(0, 1000), st.integers(1, 36), st.integers(0, 1000))
def test_a_plan_pays_back_the_principal_once_and_shares_all_interest(principal, rate, months, own):
    rows = plan(principal, rate, months, date(2020, 1, 31), own=min(own, rate))
    assert sum(row.principal_fen for row in rows) == principal and rows[-1].left_fen == 0
    assert all(row.interest_fen == row.own_fen + row.state_fen and row.state_fen >= 0 for row in rows)


def test_the_commands_say_each_step():
    done = run("benefits", "tax", "tax_relief_own_business", "--ceiling", 14400, "--months", 6, *(
        word for tax in OWN for word in ("--due", f"{tax}={5000 if tax == 'vat' else 0}")))  # fmt: skip
    assert done.exit_code == 0 and "CNY 7,200" in done.output and "lost CNY 2,200" in done.output
    asked = run("benefits", "tax", "tax_relief_own_business", "--ceiling", 14400, "--due", "vat=3000")
    assert asked.exit_code == 2 and "not known" in asked.output
    none = run("benefits", "tax", "workshop_award", "--ceiling", 1)
    assert none.exit_code == 2 and "not set against taxes" in none.output
    loan = run("benefits", "loan", "--principal", 100000, "--rate", 535, "--months", 12, "--granted", "2021-01-01",
               "--prime", 385)  # fmt: skip
    assert loan.exit_code == 0 and "the borrower CNY 2,350, the state CNY 3,000" in loan.output


def test_whether_the_county_is_poor_is_not_taken_for_granted():
    asked = (
        "benefits",
        "loan",
        "--principal",
        100000,
        "--rate",
        535,
        "--months",
        12,
        "--prime",
        385,
        "--granted",
    )
    silent, elsewhere = run(*asked, "2020-06-01"), run(*asked, "2020-06-01", "--elsewhere")
    assert silent.exit_code == 2 and "not known" in silent.output
    assert elsewhere.exit_code == 2 and "no value is loaded" in elsewhere.output
    poor = run(*asked, "2020-06-01", "--poor-county")
    assert poor.exit_code == 0 and "the borrower CNY 0, the state CNY 5,350" in poor.output
    assert run(*asked, "2021-01-01").output == run(*asked, "2021-01-01", "--elsewhere").output


def test_months_of_several_hires_are_added_up_for_a_relief_for_hiring_alone():
    told = run(
        "benefits", "tax", "tax_relief_hiring", "--ceiling", "7800", "--months", "20", "--due", "vat=13000"
    )
    assert told.exit_code == 0 and "13,000" in told.output, told.output
    told = run("benefits", "tax", "tax_relief_own_business", "--ceiling", "7800", "--months", "20")
    assert told.exit_code == 2 and "1 to 12" in told.output
