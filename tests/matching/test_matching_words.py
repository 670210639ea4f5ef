"""Every code has a sentence in both languages, and every sentence can be filled."""

from __future__ import annotations

from datetime import date
from string import Formatter

import pytest
from hypothesis import given, settings

from gainful.matching import CODES, SENTENCES, allocate, recommend, sentence
from matching.small_counties import ON, counties


def slots(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("code", CODES)
def test_both_languages_use_values_of_the_same_names(code):
    english, chinese = SENTENCES[code]["en"], SENTENCES[code]["zh"]
    assert english and chinese
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in english)
    assert slots(chinese) == slots(english)


@settings(max_examples=40, deadline=None)
@given(counties())
def test_every_explanation_of_a_round_can_be_said_in_both_languages(county):
    lists = recommend(*county, ON)
    said = []
    for shortlist in lists.shortlists():
        said += [(one.code, one.values) for one in shortlist.refused]
        said += [(f"change_{step.code}", step.values) for one in shortlist.changes for step in one.steps]
        said += [(one.code, one.values) for entry in shortlist.entries for one in entry.reasons]
        said += [(code, {}) for entry in shortlist.entries for code in entry.questions]
    for one in allocate(lists).cut_offs.values():
        said.append((one.code, one.values))
    for code, values in said:
        for language in ("en", "zh-hans"):
            text = sentence(code, language, values)
            assert text
            assert "{" not in text
            assert "None" not in text


def test_amounts_dates_lists_and_scopes_are_written_out():
    values = {"pay_high_fen": 340_000, "pay_at_least_fen": 350_050}
    assert sentence("pay_below_wish", "en", values) == (
        "It pays CNY 3,400 a month at most; at least CNY 3,500.50 was agreed."
    )
    assert "3,400 元" in sentence("pay_below_wish", "zh-hans", values)
    late = {"available_on": date(2020, 11, 20), "latest_start": date(2020, 11, 3)}
    assert "2020-11-20" in sentence("available_too_late", "en", late)
    far = {"agreed": "in_county", "needed": "anywhere", "place": 440306000000}
    assert "“全国范围”" in sentence("beyond_agreed_place", "zh-hans", far)


def test_codes_are_said_by_the_names_that_the_caller_knows():
    names = {("occupation", "sewer"): "缝纫工", ("agreed", "welder"): "焊工", ("agreed", "guard"): "保安"}
    values = {"occupation": "sewer", "agreed": ("guard", "welder")}
    text = sentence("occupation_not_wanted", "zh-hans", values, lambda name, code: names[name, code])
    assert text == "岗位工种为缝纫工，本人愿意从事：保安、焊工。"


def test_an_unknown_code_is_an_error():
    with pytest.raises(KeyError):
        sentence("no_such_code", "en")
