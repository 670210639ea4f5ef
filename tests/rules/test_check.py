"""Checking a benefit's page tells everything that is wrong with it, at once."""

from __future__ import annotations

from datetime import date

import pytest

from gainful.rules.check import check
from gainful.rules.page import load, read
from rules.pages import AWARD_FILE, award, award_page

LATER = date(2020, 6, 1)
FEBRUARY = date(2020, 2, 26)


def problems(benefit) -> set[tuple[str, str]]:
    """Code and place of each problem."""
    return {(problem.code, problem.where) for problem in check(benefit)}


def test_the_worked_example_is_sound():
    assert check(load(AWARD_FILE)) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": {"en": "Workshop award"}}, ("untranslated", "name.zh")),
        ({"name": "Workshop award"}, ("untranslated", "name.zh")),
        ({"name": None}, ("missing_key", "name")),
        ({"source": None}, ("missing_key", "source")),
        ({"source": " "}, ("shape", "source")),
        ({"jurisdiction": 62}, ("shape", "jurisdiction")),
        ({"subject": "village"}, ("subject", "subject")),
        ({"subject": "household"}, ("other_subject", "conditions.long_enough")),
        ({"valid": {"from": "2020-02-26"}}, ("valid", "valid")),
        ({"valid": {"from": LATER, "to": FEBRUARY}}, ("valid", "valid")),
        ({"valid": None}, ("missing_key", "valid")),
        ({"surprise": 1}, ("unknown_key", "surprise")),
        ({"conditions": {}}, ("shape", "conditions")),
        ({"conditions__registered": "household_registred"}, ("unknown_fact", "conditions.registered")),
        ({"conditions__registered": "read_text('x') = 'y'"}, ("unknown_function", "conditions.registered")),
        ({"conditions__registered": "months_worked"}, ("kind", "conditions.registered")),
        ({"amount": "3000"}, ("kind", "amount")),
        ({"amount": 3000}, ("kind", "amount")),
        ({"amount": ["first_tier_amount"]}, ("empty", "amount")),
        ({"parameters__first_tier_months__unit": None}, ("unit", "parameters.first_tier_months")),
        ({"parameters__first_tier_months__unit": "moon"}, ("unit", "parameters.first_tier_months")),
        ({"parameters__first_tier_months__values": None}, ("values", "parameters.first_tier_months")),
        ({"parameters__first_tier_months__values": {FEBRUARY: "6"}},
         ("value", "parameters.first_tier_months.values.2020-02-26")),
        ({"parameters__first_tier_months__values": {"soon": 6}}, ("value", "parameters.first_tier_months.values.soon")),
        ({"parameters__first_tier_amount__values": {FEBRUARY: 3000.005}},
         ("value", "parameters.first_tier_amount.values.2020-02-26")),
        ({"parameters__first_tier_months__values": {FEBRUARY: 6, "2020-02-26": 3}},
         ("values_overlap", "parameters.first_tier_months.values.2020-02-26")),
        ({"parameters__first_tier_months__values": {FEBRUARY: {"value": 6, "to": LATER}, LATER: 3}},
         ("values_overlap", "parameters.first_tier_months.values.2020-06-01")),
        ({"parameters__first_tier_amount__at_most": 1000}, ("beyond_bound", "parameters.first_tier_amount.2020-02-26")),
        ({"parameters__first_tier_months__local": {62: {FEBRUARY: 3}}},
         ("shape", "parameters.first_tier_months.local")),
        ({"parameters__months_worked": {"unit": "month", "values": {}}}, ("name_taken", "parameters.months_worked")),
        ({"parameters__spare": {"unit": "month", "values": {}}}, ("unused", "parameters.spare")),
        ({"parameters__spare": 6}, ("shape", "parameters.spare")),
        ({"valid": {"from": FEBRUARY, "to": date(2020, 5, 31)},
          "parameters__first_tier_months__values": {FEBRUARY: 6, LATER: 3}},
         ("never_in_force", "parameters.first_tier_months.2020-06-01")),
        ({"not_with": "hiring_subsidy"}, ("shape", "not_with")),
        ({"not_with": ["workshop_award"]}, ("not_with", "not_with")),
        ({"limit": "once"}, ("shape", "limit")),
        ({"examples": []}, ("example_missing", "examples")),
        ({"examples": [{"household_registered": True}]}, ("shape", "examples.1")),
        ({"examples": [{"moon_full": True, "due": True}]}, ("unknown_fact", "examples.1")),
        ({"examples": [{"months_worked": "6", "due": True}]}, ("value", "examples.1")),
        ({"examples": [{"household_registered": False, "due": True}]}, ("example_disagrees", "examples.1")),
        ({"examples": [{"household_registered": False, "due": False, "as_of": date(2019, 1, 1)}]},
         ("example_disagrees", "examples.1")),
        ({"examples": [{"household_registered": True, "due": "unknown", "ask": ["months_worked"]}]},
         ("example_disagrees", "examples.1")),
    ],
)  # fmt: skip
def test_a_slip_on_the_page_is_told_with_its_place(changes, expected):
    assert expected in problems(award(**changes))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("months_worked >= 12 and months_worked < first_tier_months", "never_true"),
        ("months_worked >= 6 or months_worked < 12", "never_false"),
        ("household_registered and not household_registered", "never_true"),
        ("location_class = 'in_county' and location_class = 'abroad'", "never_true"),
        ("started_on > date '2020-06-01' and started_on < date '2020-05-01'", "never_true"),
        ("true", "never_false"),
        ("1 = 2", "never_true"),
    ],
)
def test_a_condition_that_never_varies_is_told(text, code):
    page = award_page(conditions__long_enough=text, parameters__first_tier_months__values={FEBRUARY: 6})
    page["conditions"]["again"] = "months_worked >= first_tier_months"
    assert (code, "conditions.long_enough") in problems(read("award", page))


def test_a_condition_that_can_go_either_way_is_not_told():
    for text in (
        "household_size * 7 > 1000",
        "pay_received >= yuan(1500) and pay_received < yuan(1600)",
        "location_class in ('in_county', 'abroad') and not location_class = 'abroad'",
        "months_between(started_on, date '2020-10-31') between 3 and 6",
        "household_size > 5 and household_size < staff_count and staff_count < registered_staff_count "
        "and registered_staff_count < 9",
        "started_on > date '9999-12-30'",
    ):
        benefit = award(conditions__recognised=text, examples=[])
        assert problems(benefit) == {("example_missing", "examples")}, text


def test_conditions_that_contradict_each_other_are_told():
    benefit = award(conditions__recognised="months_worked < 3")
    assert ("contradiction", "conditions") in problems(benefit)


def test_an_amount_that_nobody_due_can_reach_is_told():
    early = "case when months_worked < 3 then second_tier_amount when months_worked >= second_tier_months"
    benefit = award(amount=f"{early} then second_tier_amount else first_tier_amount end")
    assert ("dead_branch", "amount") in problems(benefit)


def test_everything_wrong_is_told_at_once():
    benefit = award(
        name={"en": "Award"},
        source=None,
        conditions__registered="foo and bar > 3",
        parameters__first_tier_amount__unit=None,
        examples=[{"moon_full": True, "due": True}],
    )
    assert {code for code, _ in problems(benefit)} >= {
        "untranslated", "missing_key", "unknown_fact", "unit", "example_missing",
    }  # fmt: skip
    assert [p.where for p in check(benefit)].count("conditions.registered") == 2


def test_an_exclusion_of_a_benefit_that_the_pack_lacks_is_told():
    assert check(award(), known={"workshop_award", "hiring_subsidy"}) == []
    assert [problem.code for problem in check(award(), known={"workshop_award"})] == ["not_with"]


@pytest.mark.parametrize(
    "text",
    [
        "name: {en: A, zh: 甲}\nname: {en: B, zh: 乙}",
        "parameters: {a: {unit: month, values: {2020-02-26: 6, 2020-02-26: 3}}}",
        "conditions: [",
        "!!python/object/apply:os.system ['true']",
        "? [a]\n: 1",
        "just a text",
        "2020-02-30: 1",
        "",
        "\x00",
    ],
)
def test_a_page_that_cannot_be_read_is_one_problem_and_no_accident(tmp_path, text):
    file = tmp_path / "award.yaml"
    file.write_text(text, encoding="utf-8")
    assert check(load(file))[0].code == "unreadable"


def test_an_unknown_code_is_told_where_the_list_is_given():
    page = award_page(conditions__recognised="location_class = 'on_the_moon'")
    assert check(read("award", page, codes={"location_classes": {"in_county"}}))[0].code == "unknown_code"


def test_grounds_for_asking_back_are_read_by_language():
    ground = {"en": "the worker leaves within a year", "zh": "一年内离职"}
    assert award(clawback=[ground]).clawback == (ground,)
    assert ("shape", "clawback") in problems(award(clawback=[{"en": "left"}]))
