"""A loan worked out step by step: the limit and the share of interest by the law of its day, then what is paid when."""

from __future__ import annotations

import pytest
from handing_in import text_of

pytestmark = pytest.mark.django_db
ASKED = {"amount_fen": "250000", "months": "36", "granted_on": "2021-02-01", "rate": "535", "prime": "385"}


def page(site, cast, name: str = "guaranteed_loan_person", **more: str) -> str:
    return text_of(site(cast.officer).get(f"/rules/{name}/plan/", ASKED | more))


def test_the_limit_is_of_the_day_and_partners_share_a_larger_one(site, cast):
    assert "CNY 200,000 may be lent" in page(site, cast)
    assert "CNY 150,000 may be lent" in page(site, cast, granted_on="2020-03-01")
    assert "CNY 250,000 may be lent" in page(site, cast, partners="2")


def test_from_2021_the_borrower_bears_up_to_the_prime_rate_less_150(site, cast):
    said = page(site, cast)
    assert "the borrower bears 235" in said and "the state 300" in said
    assert "2024-02-01" in said and said.count("2021-05-01") == 1


def test_before_2021_the_state_bears_all_in_a_poor_county_and_elsewhere_it_cannot_be_told(site, cast):
    assert "the borrower bears none" in page(site, cast, granted_on="2020-06-01", poor="yes")
    for poor in ("no", ""):
        said = page(site, cast, granted_on="2020-06-01", poor=poor)
        assert "Who bears the interest cannot be told" in said and "The borrower bears" not in said


def test_a_term_too_long_is_said_and_a_firm_has_its_own(site, cast):
    assert "36 months; at most 24." in page(site, cast, "guaranteed_loan_firm", amount_fen="3500000")
    assert "CNY 3,000,000 may be lent" in page(site, cast, "guaranteed_loan_firm", amount_fen="3500000")


def test_what_is_no_loan_has_no_plan_and_a_wrong_sum_is_told(site, cast):
    assert site(cast.officer).get("/rules/workshop_award/plan/").status_code == 404
    assert "above 0" in page(site, cast, amount_fen="0")
