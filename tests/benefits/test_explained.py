"""An answer in words: the decision, the values used, whom nobody can tell an amount, what is not verified."""

from __future__ import annotations

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from benefits.invented import CHINA, file_of
from gainful.benefits.explained import explained
from gainful.cli import app
from gainful.terms.fact_sources import SOURCES_ZH
from gainful.terms.facts import FACTS

ON = date(2020, 10, 31)
GANSU = ("621299", "6212", "62")
YUNNAN = ("530399", "5303", "53")
AWAY = {
    "household_registered": True, "months_worked": 7, "income_proof": True,
    "location_class": "out_of_province", "out_working_award_paid_in_year": False,
}  # fmt: skip


def run(*words: object):
    """One command."""
    return CliRunner().invoke(app, [str(word) for word in words])


def test_every_fact_has_its_source_in_chinese():
    assert {fact.source for fact in FACTS.values()} == set(SOURCES_ZH)


def test_due_is_said_with_the_amount_and_each_value_used():
    rule = CHINA.rules["workshop_award"]
    facts = {"household_registered": True, "workshop_recognised": True, "months_worked": 12}
    told = explained(rule, facts, date(2020, 3, 1), GANSU, "zh")
    assert told.verdict == "应享受：5,000 元。"
    assert [seen.value for one in told.conditions for seen in one.values] == ["是", "是", "12个月"]
    assert told.unverified == () and "6个月" in told.conditions[2].words


def test_not_due_says_what_would_change_it():
    rule = CHINA.rules["workshop_award"]
    facts = {"household_registered": True, "workshop_recognised": True, "months_worked": 5}
    told = explained(rule, facts, date(2020, 3, 1), GANSU, "en")
    assert (told.verdict, told.due) == ("Not due.", False)
    assert len(told.would_change) == 1 and "at least 6 months" in told.would_change[0]
    assert "5 months" in told.as_text()


def test_an_amount_that_is_not_loaded_is_said_with_its_place_and_bound():
    text = explained(CHINA.rules["out_working_award"], AWAY, ON, YUNNAN, "en").as_text("Yunlu")
    assert "Cannot be told yet." in text and "No amount is loaded for Yunlu" in text
    assert "at most CNY 1,000" in text and "Not verified against a source: the rule itself." in text


def test_what_is_not_known_is_asked_for():
    told = explained(CHINA.rules["out_working_award"], AWAY | {"income_proof": None}, ON, YUNNAN, "zh")
    assert told.ask == ("是否" + FACTS["income_proof"].meaning["zh"],)


def test_a_deadline_is_said():
    assert "2020-12-31" in explained(CHINA.rules["training_through_work"], {}, ON, GANSU, "zh").as_text()


def test_a_rule_that_does_not_hold_on_the_day_says_so():
    told = explained(CHINA.rules["workshop_award"], {}, date(2019, 1, 1), GANSU, "en")
    assert told.verdict == "The rule does not hold on 2019-01-01."


def test_the_command_explains_a_case_in_a_file(tmp_path):
    case = tmp_path / "case.json"
    case.write_text(
        json.dumps({"household_registered": True, "workshop_recognised": True, "months_worked": 6})
    )
    done = run(
        "benefits",
        "explain",
        "--facts",
        case,
        "--rule",
        "workshop_award",
        "--on",
        "2020-03-01",
        "--area",
        "62",
    )
    assert done.exit_code == 0 and "Due: CNY 3,000." in done.output


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"months_workd": 6}, "months_worked is one"),
        ({"months_worked": "six"}, "the value of months_worked must be of kind integer"),
        ({"started_on": "soon"}, "must be of kind date"),
        ([1], "no mapping"),
    ],
)
def test_a_bad_case_is_refused_in_a_sentence(tmp_path, facts, said):
    case = tmp_path / "case.json"
    case.write_text(json.dumps(facts))
    done = run("benefits", "explain", "--facts", case)
    assert done.exit_code == 2 and said in done.output.replace("\n", " ")


def test_the_command_runs_every_rule_and_sums_up(tmp_path):
    done = run(
        "benefits", "run", file_of(tmp_path, 50), "--on", "2020-10-31", "--out", tmp_path / "out.parquet"
    )
    assert done.exit_code == 0 and f"{50 * len(CHINA.rules)} answers" in done.output, done.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--engine", "oracle"], "no engine is called oracle"),
        (["--rule", "nothing"], "no rule is called nothing"),
        (["--months", "2020", "--on", "2020-01-01"], "in place of --on"),
        (["--months", "20"], "takes a year"),
    ],
)
def test_a_run_that_cannot_be_is_refused(tmp_path, words, said):
    done = run("benefits", "run", file_of(tmp_path, 5), "--out", tmp_path / "out.parquet", *words)
    assert done.exit_code == 2 and said in done.output and not (tmp_path / "out.parquet").exists()


def test_the_schema_names_types_and_units():
    schema = json.loads(run("benefits", "facts", "--schema").output)
    assert (
        schema["spell"]["pay_agreed"]["unit"] == "fen" and schema["spell"]["months_worked"]["unit"] == "month"
    )
    assert schema["person"]["labour_capacity"]["code_list"] == "labour_capacity"
    assert "months_worked" not in schema["household"]
