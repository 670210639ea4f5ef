"""The benefits of a pack answer only when their pages are without fault, examples included."""

from __future__ import annotations

import re
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
  months: {name: {en: months, zh: 月数}, unit: month, values: {2020-01-01: 6}}
  bonus:  {name: {en: bonus, zh: 奖金}, unit: CNY, values: {2020-01-01: 3000}}
examples:
  case: {household_registered: true, months_worked: 6}
  worked:
    - {due: true, amount: AMOUNT}
    - {months_worked: 5, due: false}
    - {months_worked: null, due: unknown, ask: [months_worked]}
    - {household_registered: false, due: false}
    - {household_registered: null, due: unknown, ask: [household_registered]}
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


def test_a_page_shows_each_turn_of_its_rule(small):
    _write(small)
    path = small.root / "benefits/bonus.yaml"
    text = path.read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if "household_registered: false" not in line]
    path.write_text("\n".join(kept), encoding="utf-8")
    [problem] = check_files(small)
    assert problem.place == "conditions.registered" and "alone fails" in problem.found


def test_a_new_value_is_shown_on_its_first_day_and_on_the_day_before(small):
    _write(small)
    path = small.root / "benefits/bonus.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("{2020-01-01: 3000}", "{2020-01-01: 3000, 2020-07-01: 4000}"), encoding="utf-8"
    )
    assert [problem.found for problem in check_files(small)] == [
        "no example on 2020-06-30", "no example on 2020-07-01",
    ]  # fmt: skip


def test_an_exclusion_stands_on_both_pages(small):
    _write(small, excluded="twin", elsewhere="[]")
    twin = (small.root / "benefits/bonus.yaml").read_text(encoding="utf-8")
    (small.root / "benefits/twin.yaml").write_text(twin.replace("not_with: [twin]\n", ""), encoding="utf-8")
    [problem] = check_files(small)
    assert problem.place == "not_with" and "twin does not exclude bonus" in problem.found


@pytest.mark.parametrize(
    ("name", "facts", "on", "places", "fen"),
    [
        ("tax_relief_own_business",
         {"household_registered": True, "business_registered_on": date(2019, 7, 8), "business_months_in_year": 6,
          "relief_months_left": 36, "business_tax_due": 900_000}, date(2019, 12, 31), ("51",), 720_000),
        ("tax_relief_own_business",
         {"household_registered": True, "business_registered_on": date(2019, 7, 8), "business_months_in_year": 6,
          "relief_months_left": 36, "business_tax_due": 500_000}, date(2019, 12, 31), ("51",), 500_000),
        ("tax_relief_hiring", {"target_hire_months_in_year": 12 + 7 + 1, "tax_due": 9_000_000},
         date(2019, 12, 31), ("51",), 1_300_000),
        ("workshop_award", {"household_registered": True, "workshop_recognised": True, "months_worked": 6},
         date(2020, 3, 1), ("62",), 300_000),
        ("workshop_award", {"household_registered": True, "workshop_recognised": True, "months_worked": 6},
         date(2020, 6, 30), ("62",), 500_000),
    ],
)  # fmt: skip
def test_the_worked_cases_of_the_field_come_out(china, name, facts, on, places, fen):
    assert answer(china.rules[name], facts, on, places).amount_fen == fen


def test_where_only_a_bound_is_known_nobody_is_told_an_amount(china):
    rule = china.rules["out_working_award"]
    facts = {
        "household_registered": True, "months_worked": 3, "income_proof": True,
        "location_class": "out_of_province", "out_working_award_paid_in_year": False,
    }  # fmt: skip
    told = answer(rule, facts, date(2020, 10, 31), ("530399", "5303", "53"))
    assert (told.due, told.amount_fen, told.reason) == (None, None, "no_local_value")
    assert rule.parameters["outside_province"].bound_in(("530399", "53"), date(2020, 10, 31)).high == 100_000


def test_training_through_work_is_applied_for_until_the_end_of_2020(china):
    assert china.rules["training_through_work"].deadline.last_day({}) == date(2020, 12, 31)


def test_what_was_not_seen_in_a_source_is_marked(china):
    rule = china.rules["workshop_award"]
    assert [span.verified for span in rule.parameters["first_tier_months"].spans] == [True, False]
    assert not china.rules["certificate_subsidy"].verified


def test_every_source_is_said_in_each_language(china):
    for rule in china.rules.values():
        spans = [span for one in rule.parameters.values() for span in one.spans]
        for source in filter(
            None, (rule.source, *(one.source for one in [*rule.parameters.values(), *spans]))
        ):
            assert not re.search("[A-Za-z]", source["zh"]), (rule.name, source)
            # In English a document keeps its own title, a run of signs around its number.
            titles = re.sub(r"[\u4e00-\u9fff]+〔\d{4}〕\d+号", "", source["en"])
            assert not re.search("[\u4e00-\u9fff]", titles), (rule.name, source)
            assert "recalled" not in source["en"] and "凭记忆" not in source["zh"]


def test_a_source_that_lacks_a_language_is_said(small):
    _write(small)
    page = small.root / "benefits/bonus.yaml"
    page.write_text(page.read_text().replace("source: a notice of 2020", "source: {en: a notice of 2020}"))
    (problem,) = check_files(small)
    assert problem.place == "source" and "en, zh" in problem.found
