"""What a benefit answers for one subject."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from gainful.rules.benefit import BenefitError, answer
from gainful.rules.page import load, read
from gainful.terms.facts import FactError
from rules.pages import AWARD_FILE, DUE, ON, award


@pytest.mark.parametrize(
    ("months", "due", "fen"), [(5, False, None), (6, True, 300_000), (11, True, 300_000), (12, True, 500_000)]
)
def test_the_award_has_two_tiers(months, due, fen):
    found = answer(load(AWARD_FILE), {**DUE, "months_worked": months}, ON)
    assert (found.due, found.amount_fen) == (due, fen)


def test_an_answer_carries_each_condition_with_the_values_used():
    found = answer(load(AWARD_FILE), {**DUE, "months_worked": 5}, ON)
    assert [(condition.name, condition.holds) for condition in found.conditions] == [
        ("registered", True),
        ("recognised", True),
        ("long_enough", False),
    ]
    assert found.conditions[2].values == {"months_worked": 5, "first_tier_months": 6}
    assert (found.failed, found.reason) == (("long_enough",), "condition_failed")


def test_an_unknown_fact_is_not_a_no():
    found = answer(load(AWARD_FILE), {"household_registered": True, "months_worked": 6}, ON)
    assert (found.due, found.amount_fen, found.reason) == (None, None, "facts_unknown")
    assert (found.unknown, found.ask) == (("recognised",), ("workshop_recognised",))


def test_a_known_no_needs_no_question():
    found = answer(load(AWARD_FILE), {"household_registered": False}, ON)
    assert (found.due, found.ask) == (False, ())


def test_a_fact_that_only_the_amount_needs_is_asked_for():
    benefit = award(amount="least(first_tier_amount, pay_received)", parameters__second_tier_amount=None,
                    parameters__second_tier_months=None)  # fmt: skip
    found = answer(benefit, DUE, ON)
    assert (found.due, found.amount_fen, found.ask) == (None, None, ("pay_received",))


def test_where_no_local_amount_is_loaded_the_answer_is_cannot_tell():
    benefit = award(parameters__first_tier_amount={"unit": "CNY", "values": {}})
    found = answer(benefit, DUE, ON)
    assert (found.due, found.amount_fen, found.reason) == (None, None, "no_local_value")
    assert (found.missing, found.ask) == (("first_tier_amount",), ())
    assert answer(benefit, {**DUE, "months_worked": 12}, ON).amount_fen == 500_000


def test_a_value_holds_from_its_day_on_and_not_before():
    values = {date(2020, 2, 26): 6, date(2020, 6, 1): 3}
    benefit = award(parameters__first_tier_months={"unit": "month", "values": values})
    four_months = {**DUE, "months_worked": 4}
    assert answer(benefit, four_months, date(2020, 5, 31)).due is False
    assert answer(benefit, four_months, date(2020, 6, 1)).due is True


def test_a_value_with_an_end_leaves_a_gap_that_is_unknown():
    values = {date(2020, 2, 26): {"value": 3000, "to": date(2020, 6, 30), "source": "a notice"}}
    benefit = award(parameters__first_tier_amount={"unit": "CNY", "values": values})
    assert answer(benefit, DUE, date(2020, 6, 30)).amount_fen == 300_000
    assert answer(benefit, DUE, date(2020, 7, 1)).reason == "no_local_value"


def test_the_value_of_the_nearest_place_wins():
    local = {"6201": {date(2020, 2, 26): 3500}, "62": {date(2020, 2, 26): 3200}}
    benefit = award(parameters__first_tier_amount={"unit": "CNY", "values": {}, "local": local})
    assert answer(benefit, DUE, ON, ("620102", "6201", "62")).amount_fen == 350_000
    assert answer(benefit, DUE, ON, ["6202", "62"]).amount_fen == 320_000
    assert answer(benefit, DUE, ON, ("53",)).due is None


def test_outside_its_days_the_benefit_is_not_in_force():
    found = answer(load(AWARD_FILE), DUE, date(2020, 2, 25))
    assert (found.due, found.reason) == (False, "not_in_force")
    ended = award(valid={"from": date(2020, 2, 26), "to": date(2020, 12, 31)})
    assert answer(ended, DUE, date(2020, 12, 31)).due is True
    assert answer(ended, DUE, date(2021, 1, 1)).due is False


@pytest.mark.parametrize(
    "amount", ["first_tier_amount - second_tier_amount", "floor_div(first_tier_amount, 6 - months_worked)"]
)
def test_an_amount_that_cannot_be_is_no_amount(amount):
    benefit = award(
        amount=f"case when months_worked < second_tier_months then {amount} else second_tier_amount end"
    )
    found = answer(benefit, DUE, ON)
    assert (found.due, found.amount_fen, found.ask, found.reason) == (None, None, (), "not_computable")


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("months_worked", True),
        ("months_worked", 6.0),
        ("months_worked", "6"),
        ("months_worked", 2**63),
        ("household_registered", 1),
        ("household_registered", "yes"),
    ],
)
def test_a_value_of_another_kind_is_refused_without_being_told(fact, value):
    with pytest.raises(FactError) as caught:
        answer(load(AWARD_FILE), {**DUE, fact: value}, ON)
    assert fact in str(caught.value)
    assert str(value) not in str(caught.value).replace(fact, "")


@pytest.mark.parametrize(("fact", "value"), [("started_on", datetime(2020, 1, 1)), ("location_class", "")])
def test_a_moment_is_no_date_and_an_empty_text_no_code(fact, value):
    conditions = {"it": f"{fact} = " + ("date '2020-01-01'" if fact == "started_on" else "'in_county'")}
    benefit = read("one", {**_one(), "conditions": conditions})
    with pytest.raises(FactError):
        answer(benefit, {fact: value}, ON)


def _one():
    return {
        "name": {"en": "One", "zh": "一"}, "subject": "spell", "source": "a notice", "jurisdiction": "62",
        "valid": {"from": date(2020, 1, 1)}, "amount": "yuan(1)", "parameters": {}, "examples": [],
    }  # fmt: skip


def test_nothing_of_the_facts_is_in_a_repr():
    found = answer(load(AWARD_FILE), {**DUE, "months_worked": 987_654}, ON)
    assert "987654" not in repr(found) + repr(found.benefit) + repr(found.conditions)


def test_a_faulty_page_answers_nobody():
    benefit = award(conditions__long_enough="months_wroked >= first_tier_months")
    with pytest.raises(BenefitError, match=r"conditions\.long_enough: .*did you mean months_worked"):
        answer(benefit, DUE, ON)
