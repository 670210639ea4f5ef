"""A rule with another value: what it comes to is what asking both rules of everybody comes to, and the pack stays."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from benefits.invented import CHINA, table
from gainful.benefits.run import places_of
from gainful.benefits.what_if import ChangeRefused, changed, disclosed, read_change, staying, what_if
from gainful.cli import app
from gainful.rules.benefit import answer

ON = date(2020, 10, 31)
MONTHS = "workshop_award.second_tier_months=11"


@pytest.fixture(scope="module")
def facts(tmp_path_factory):
    """Cases about nobody: two jobs a person, two people a household, every need tier."""
    rows = table(1_200, 5)
    keys = {"person": [f"p{n // 2}" for n in range(1_200)], "household": [f"h{n // 4}" for n in range(1_200)],
            "tier": [("registered", "exited", "monitored")[n // 4 % 3] for n in range(1_200)]}  # fmt: skip
    for name, values in keys.items():
        rows = rows.append_column(name, pa.array(values))
    path = tmp_path_factory.mktemp("facts") / "spell.parquet"
    pq.write_table(rows, path)
    return path


def asked(facts, written, **more):
    """The cells of one change, by split and key."""
    cells = what_if([facts], CHINA.rules, [read_change(written, CHINA.rules)], ON, **more)
    return {(cell.split, cell.key): cell for cell in cells}


def by_hand(facts, written, keep=lambda row: True):
    """Both rules asked row by row: cost, people due and unknown, each now and then, winners, losers."""
    change = read_change(written, CHINA.rules)
    now, then = CHINA.rules[change.rule], changed(CHINA.rules, [change])[change.rule]
    cost, due, unknown, gain = [0, 0], [set(), set()], [set(), set()], {}
    for row in filter(keep, pq.read_table(facts).to_pylist()):
        known = {name: row[name] or (None if row[name] == "" else row[name]) for name in now.ready.used}
        told = [answer(rule, known, ON, places_of(row["area"])) for rule in (now, then)]
        for side, one in enumerate(told):
            cost[side] += one.amount_fen or 0
            (due if one.due else unknown if one.due is None else [set(), set()])[side].add(row["person"])
        if None not in (told[0].due, told[1].due):
            gain[row["person"]] = (
                gain.get(row["person"], 0) + (told[1].amount_fen or 0) - (told[0].amount_fen or 0)
            )
    return (*cost, *map(len, due), *map(len, unknown), sum(g > 0 for g in gain.values()),
            sum(g < 0 for g in gain.values()))  # fmt: skip


def numbers(cell):
    """The numbers that `by_hand` counts."""
    return (cell.cost_now_fen, cell.cost_then_fen, cell.people_now, cell.people_then, cell.unknown_now,
            cell.unknown_then, cell.winners, cell.losers)  # fmt: skip


@pytest.mark.parametrize(
    "written", [MONTHS, "workshop_award.first_tier_amount@62=2500", "placement_service_subsidy.per_hire=200"]
)
def test_every_number_is_what_both_rules_answer_row_by_row(facts, written):
    cells = asked(facts, written)
    assert numbers(cells["all", ""]) == by_hand(facts, written)
    assert numbers(cells["tier", "exited"]) == by_hand(facts, written, lambda row: row["tier"] == "exited")
    assert numbers(cells["place", "62"]) == by_hand(
        facts, written, lambda row: (row["area"] or "").startswith("62")
    )


def test_what_could_not_be_told_is_counted_apart_and_is_newly_told_by_a_first_value(facts):
    before = asked(facts, MONTHS)["all", ""]
    assert before.unknown_now > 0 and before.unknown_now == before.unknown_then
    first = asked(facts, "hiring_subsidy.subsidy=1000")["all", ""]
    assert first.newly_told > 0 and first.unknown_then < first.unknown_now and first.winners == 0


def test_the_pack_is_as_it_was(facts):
    rule = CHINA.rules["workshop_award"]
    before = rule.parameters["second_tier_months"].spans
    asked(facts, MONTHS)
    assert CHINA.rules["workshop_award"] is rule and rule.parameters["second_tier_months"].spans == before


def test_only_the_areas_asked_for_count(facts):
    cells = asked(facts, MONTHS, within=["62"])
    assert {key for split, key in cells if split == "place"} == {"62"}


@pytest.mark.parametrize(("written", "said"), [
    ("workshop_award", "is no change"), ("nonsense.x=1", "no rule is called nonsense"),
    ("workshop_award.x=1", "it has first_tier_amount"), ("workshop_award.first_tier_months=six", "whole number"),
    ("workshop_award.first_tier_amount=-1", "amount in yuan"),
    ("workshop_award.first_tier_months@53=1", "lies elsewhere"),
    ("out_working_award.outside_province@5303=1001", "at most 1,000.00 yuan"),
    ("tax_relief_hiring.quota@62=7801", "at most 7,800.00 yuan"),
    ("workshop_award.first_tier_months@123=1", "area code"),
])  # fmt: skip
def test_a_value_that_cannot_be_tried_is_refused_in_words(written, said):
    with pytest.raises(ChangeRefused, match=said):
        read_change(written, CHINA.rules)


def test_small_counts_are_not_shown_and_the_others_are_rounded(facts):
    cells = list(asked(facts, MONTHS, level="county").values())
    shown = disclosed(cells, 10)
    for one in shown:
        for name, value in one.numbers.items():
            exact = getattr(one.cell, name)
            assert (
                value is None
                or (value % 10 == 0 and (exact == 0) == (value == 0 or exact < 0))
                or "cost" in name
            )
            assert not 0 < exact < 10 or value is None
    assert any(None in one.numbers.values() for one in shown)


def test_the_command_line_says_what_it_comes_to_and_refuses_in_a_sentence(facts, tmp_path):
    ran = CliRunner().invoke(app, ["benefits", "what-if", str(facts), "--on", "2020-03-31", "--set", MONTHS,
                                   "--out", str(tmp_path / "o.csv")])  # fmt: skip
    assert ran.exit_code == 0 and "get more" in ran.output, ran.output
    assert len((tmp_path / "o.csv").read_text().splitlines()) > 5
    ran = CliRunner().invoke(app, ["benefits", "what-if", str(facts), "--set", "nonsense.x=1"])
    assert ran.exit_code == 2


def test_a_change_for_all_says_which_places_keep_their_own_and_what_is_newly_told(facts):
    rule, name, places = next(
        (rule, one.name, {span.place for span in one.spans if span.place and span.last is None and span.first <= ON})
        for rule in CHINA.rules.values()
        for one in rule.parameters.values()
        if one.kind.name == "money" and not one.bounds
        and any(span.place and span.last is None and span.first <= ON for span in one.spans)
    )  # fmt: skip
    change = read_change(f"{rule.name}.{name}=100", CHINA.rules)
    assert set(staying(CHINA.rules, change, ON)) == places
    place = min(places)
    assert place not in staying(CHINA.rules, read_change(f"{rule.name}.{name}@{place}=100", CHINA.rules), ON)
    assert staying(CHINA.rules, read_change(MONTHS, CHINA.rules), ON) == []
    words = ["benefits", "what-if", str(facts), "--set", f"{rule.name}.{name}=100", "--on", str(ON)]
    told = CliRunner().invoke(app, words)
    assert told.exit_code == 0 and f"the values of {', '.join(sorted(places))} stay" in told.output, (
        told.output
    )
    assert "newly told" in told.output
