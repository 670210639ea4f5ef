"""Each scoring reason by a table: the points it gives, and to whom it gives none."""

from __future__ import annotations

import pytest

from gainful.matching import CODES, Need, Scope, recommend
from gainful.matching.questions import QUESTIONS
from gainful.matching.reasons import REASONS
from matching.small_counties import (
    COUNTY,
    ELSEWHERE_IN_PROVINCE,
    ON,
    OUTSIDE,
    TOWNSHIP,
    VILLAGE,
    a_seeker,
    an_opening,
)

SEWER = frozenset({"sewer"})

CASES = [
    ("occupation_named", {"occupations": SEWER}, {}, 30),
    ("occupation_named", {"occupations": frozenset()}, {}, 0),
    ("has_worked_as", {"worked_as": SEWER}, {}, 12),
    ("has_worked_as", {"worked_as": frozenset({"welder"})}, {}, 0),
    ("training_leads_here", {"trained_in": SEWER}, {}, 10),
    ("training_leads_here", {"trained_in": SEWER}, {"occupation": None}, 0),
    ("certificate_held", {"certificates": SEWER}, {"certificate": "sewer"}, 10),
    ("certificate_held", {"certificates": SEWER}, {"certificate": None}, 0),
    ("certificate_held", {"certificates": None}, {"certificate": "sewer"}, 0),
    ("place_as_named", {"place_named": Scope.IN_COUNTY}, {"place": COUNTY}, 12),
    ("place_as_named", {"place_named": Scope.ANYWHERE}, {"place": OUTSIDE}, 12),
    ("place_as_named", {"place_named": Scope.IN_COUNTY}, {"place": TOWNSHIP}, 0),
    ("place_as_named", {"place_named": None}, {}, 0),
    ("nearness", {}, {"place": VILLAGE}, 8),
    ("nearness", {}, {"place": TOWNSHIP}, 6),
    ("nearness", {}, {"place": COUNTY}, 4),
    ("nearness", {}, {"place": ELSEWHERE_IN_PROVINCE}, 2),
    ("nearness", {}, {"place": OUTSIDE}, 0),
    ("pay_above_wish", {"pay_at_least_fen": 300_000}, {}, 0),
    ("pay_above_wish", {"pay_at_least_fen": 290_001}, {}, 0),
    ("pay_above_wish", {"pay_at_least_fen": 290_000}, {}, 1),
    ("pay_above_wish", {"pay_at_least_fen": 50_000}, {}, 15),
    ("pay_above_wish", {"pay_at_least_fen": None}, {}, 0),
    ("contract_length", {}, {"contract_months": 5}, 0),
    ("contract_length", {}, {"contract_months": 6}, 2),
    ("contract_length", {}, {"contract_months": 12}, 4),
    ("contract_length", {}, {"contract_months": 36}, 6),
    ("contract_length", {}, {"contract_months": None}, 0),
    ("housing_away", {}, {"place": OUTSIDE, "housing": True}, 5),
    ("housing_away", {}, {"place": OUTSIDE, "housing": None}, 0),
    ("housing_away", {}, {"place": TOWNSHIP, "housing": True}, 0),
]

ASKED = [
    ("ask_education", {}, {"education_rank": 2}, True),
    ("ask_education", {}, {"education_rank": 0}, False),
    ("ask_education", {"education_rank": 2}, {"education_rank": 2}, False),
    ("ask_certificate_held", {}, {"certificate": "x", "certificate_required": True}, True),
    ("ask_certificate_held", {"certificates": frozenset()}, {"certificate": "x"}, False),
    (
        "ask_certificate_needed",
        {"certificates": frozenset()},
        {"certificate": "x", "certificate_required": None},
        True,
    ),
    ("ask_certificate_needed", {"certificates": frozenset()}, {"certificate": "x"}, False),
    ("ask_when_free", {}, {"start_by": ON}, True),
    ("ask_when_free", {"available_on": ON}, {"start_by": ON}, False),
    ("ask_pay", {}, {"pay_low_fen": None, "pay_high_fen": None}, True),
    ("ask_pay", {}, {}, False),
    ("ask_hours", {}, {"hours_per_week": None}, True),
    ("ask_hours", {}, {}, False),
    ("ask_deductions", {}, {"deductions_stated": None}, True),
    ("ask_deductions", {}, {"deductions_stated": False}, True),
    ("ask_deductions", {}, {}, False),
    ("ask_housing", {}, {"place": OUTSIDE}, True),
    ("ask_housing", {}, {"place": OUTSIDE, "housing": False}, False),
    ("ask_home_evenings", {"needs": frozenset({Need.HOME_EVENINGS})}, {"place": COUNTY}, True),
    ("ask_home_evenings", {"needs": frozenset({Need.HOME_EVENINGS})}, {"place": TOWNSHIP}, False),
    ("ask_care_when_away", {"care": frozenset({"children"})}, {"place": OUTSIDE}, True),
    ("ask_care_when_away", {"care": frozenset({"children"})}, {"place": TOWNSHIP}, False),
]


def entry(person, work):
    (made,) = recommend([a_seeker(**person)], [an_opening(**work)], ON).shortlist(1).entries
    return made


@pytest.mark.parametrize(("code", "person", "work", "expected"), CASES)
def test_a_reason_gives_the_points_that_the_table_says(code, person, work, expected):
    points = {one.code: one.points for one in entry(person, work).reasons}
    assert points.get(code, 0) == expected


@pytest.mark.parametrize(("code", "person", "work", "expected"), ASKED)
def test_a_question_is_asked_when_something_is_unknown_and_only_then(code, person, work, expected):
    assert (code in entry(person, work).questions) is expected


def test_a_score_is_the_plain_sum_of_its_named_reasons():
    made = entry(
        {"occupations": SEWER, "worked_as": SEWER, "pay_at_least_fen": 200_000}, {"contract_months": 12}
    )
    assert {one.code: one.points for one in made.reasons} == {
        "occupation_named": 30,
        "has_worked_as": 12,
        "nearness": 6,
        "pay_above_wish": 10,
        "contract_length": 4,
    }
    assert made.score == 62


def test_no_wish_is_in_the_claim_to_a_seat():
    modest = entry({"pay_at_least_fen": 100_000, "place_named": Scope.IN_TOWNSHIP, "occupations": SEWER}, {})
    other = entry({"pay_at_least_fen": 300_000}, {})
    assert modest.score > other.score
    assert modest.claim == other.claim == 0


def test_every_reason_and_question_has_its_sentence_and_its_cases():
    assert {one.code for one in REASONS} == {case[0] for case in CASES}
    assert {code for code, _ in QUESTIONS} == {case[0] for case in ASKED}
    assert {one.code for one in REASONS} | {code for code, _ in QUESTIONS} <= set(CODES)
