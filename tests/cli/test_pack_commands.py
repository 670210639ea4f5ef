"""`gainful pack check`: what a pack must not hold is refused with its file and place, and harms nothing."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gainful.cli import app

PACK = Path(__file__).resolve().parents[2] / "src/gainful_china"
PAGE = "benefits/workshop_award.yaml"
COUNTED = "indicators/gone_out_beyond_county.sql"
DEEP = "(" * 10_000 + "1" + ")" * 10_000
LONG_SUM = "1" + " + 1" * 4_000
NESTED = "(" * 4_000 + "1" + ")" * 4_000
COUNT = "select area, ONE as numerator from people"


@pytest.fixture
def checked(tmp_path, monkeypatch):
    """Breaks one file of a copy of the pack and checks it: exit code and the lines said."""
    name = f"broken_{tmp_path.name}".replace("-", "_")
    monkeypatch.syspath_prepend(tmp_path)
    shutil.copytree(PACK, tmp_path / name)

    def check(path: str, change) -> tuple[int, list[str]]:
        file = tmp_path / name / path
        file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
        told = CliRunner().invoke(app, ["pack", "check", name])
        assert told.exception is None or isinstance(told.exception, SystemExit), told.exception
        return told.exit_code, told.output.splitlines()

    return check


def with_condition(condition: str):
    """The page, its last condition another."""
    return lambda page: re.sub(r"(?m)^(  long_enough:\s*).*$", lambda found: f'{found[1]}"{condition}"', page)


def with_query(query: str):
    """The indicator's header over another query."""
    return lambda text: "\n".join([line for line in text.splitlines() if line.startswith("--")] + [query])


@pytest.mark.parametrize(
    ("condition", "character", "said"),
    [
        ("read_text('/etc/passwd') = 'x'", 1, "no function read_text"),
        ("months_worked >= (select 1)", 26, "subquery is not allowed"),
        ("exists (select 1 from people)", 16, "exists is not allowed"),
        ("abracadabra(months_worked) > 1", 1, "no function abracadabra"),
        (f"{DEEP} > months_worked", 4000, "longer than 4000 characters"),
        ("(" * 300 + "household_registered" + ")" * 300, None, "nested more than"),
    ],
)
def test_a_condition_that_is_more_than_a_rule_is_refused_with_page_field_and_character(
    checked, condition, character, said
):
    code, lines = checked(PAGE, with_condition(condition))
    [line] = [one for one in lines if one.startswith(PAGE)]
    assert (code, lines[-1]) == (1, "1 faults")
    assert line.startswith(f"{PAGE}: conditions.long_enough: at character") and said in line
    assert character is None or f"at character {character}:" in line


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("select area, count(*) as numerator from read_text('/etc/passwd') group by area", "READ_TEXT"),
        ("select area, abracadabra(1) as numerator from people group by area", "ABRACADABRA"),
        (
            "select area, (select max(x) from information_schema.tables) as numerator from people",
            "event table",
        ),
        (COUNT.replace("ONE", DEEP), "longer than 20,000 characters"),
        (COUNT.replace("ONE", LONG_SUM), "nested more than 100 deep"),
        (COUNT.replace("ONE", NESTED), "deep"),
        ("delete from people", "single SELECT"),
    ],
)
def test_an_indicator_that_does_more_than_count_is_refused_with_its_file(checked, query, said):
    code, lines = checked(COUNTED, with_query(query))
    [line] = [one for one in lines if one.startswith(COUNTED)]
    assert code == 1 and line.startswith(f"{COUNTED}: query, from line ") and said in line


@pytest.mark.parametrize(
    "text", ["name: " + "[" * 10_000 + "]" * 10_000, "".join(" " * at + "a:\n" for at in range(2_000))]
)
def test_a_page_nested_without_a_bottom_is_refused_with_its_line(checked, text):
    code, lines = checked(PAGE, lambda page: text)
    assert code == 1
    assert [one for one in lines if one.startswith(f"{PAGE}: line") and "nested more than 40 deep" in one]


def test_the_pack_that_ships_is_in_order_and_one_that_is_not_there_is_a_fault():
    assert CliRunner().invoke(app, ["pack", "check", "gainful_china"]).exit_code == 0
    told = CliRunner().invoke(app, ["pack", "check", "no_such_pack"])
    assert told.exit_code == 1 and "no such package" in told.output


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda page: page.replace("zh: 扶贫车间奖补", "zh: workshop"), "no Chinese character"),
        (
            lambda page: page.replace(
                "unit: CNY, values: {2020-02-26: 3000}",
                "unit: CNY, at_least: 9000, at_most: 100, values: {2020-02-26: 3000}",
            ),
            "above at_most",
        ),
    ],
)
def test_a_name_without_chinese_and_bounds_that_contradict_each_other_are_faults(checked, change, said):
    code, lines = checked("benefits/workshop_award.yaml", change)
    assert code == 1 and any(said in line for line in lines), lines


def test_a_page_that_cannot_be_read_makes_no_other_page_a_fault(checked, tmp_path):
    code, lines = checked("benefits/workshop_award.yaml", lambda page: page + "\n  - {unclosed")
    assert code == 1 and not any("hiring_subsidy" in line for line in lines), lines


def test_a_page_whose_file_name_is_no_name_is_a_fault(checked, tmp_path):
    [pack] = tmp_path.glob("broken_*")
    page = pack / "benefits" / "workshop_award.yaml"
    (pack / "benefits" / "workshop award.yaml").write_text(page.read_text(encoding="utf-8"), encoding="utf-8")
    code, lines = checked("benefits/workshop_award.yaml", lambda page: page)
    assert code == 1 and any(
        "workshop award.yaml" in line and "no name of a benefit" in line for line in lines
    )
