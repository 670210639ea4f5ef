"""`gainful pack check` on pages with every kind of slip: all are told at once, each with its place; none breaks it."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from random import Random

import pytest
import yaml

from gainful.pack.check import check_files
from gainful.rules import check, places
from gainful.rules.page import read
from rules.pages import award_page

FEBRUARY, LATER = date(2020, 2, 26), date(2020, 6, 1)
NASTY = (
    None, 5, -1, 0, True, "", [], {}, ["x"], {"x": 1}, [[]], date(2020, 1, 1), "xyz", 1e300, float("nan"),
    {1: 2}, "2020-01-01", [{}], 10**30,
)  # fmt: skip


def told(codes=None, areas=None, **changes) -> set[tuple[str, str]]:
    """Code and place of each problem of the worked page with changes."""
    benefit = read("workshop_award", award_page(**changes), codes=codes)
    found = check.check(benefit) + (places.faults(benefit, areas) if areas is not None else [])
    return {(one.code, one.where) for one in found}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"verified": "no"}, ("shape", "verified")),
        ({"evidence": 5}, ("shape", "evidence")),
        ({"set_against": ["vat"]}, ("shape", "set_against")),
        ({"notes": ""}, ("shape", "notes")),
        ({"limit": []}, ("shape", "limit")),
        ({"not_with": {}}, ("shape", "not_with")),
        ({"conditions": FEBRUARY}, ("shape", "conditions")),
        ({"valid": {"from": FEBRUARY, "until": LATER}}, ("unknown_key", "valid.until")),
        ({"parameters__first_tier_amount__values": {FEBRUARY: {"value": 3000, "until": LATER}}},
         ("unknown_key", "parameters.first_tier_amount.values.2020-02-26.until")),
        ({"parameters__first_tier_amount__values": {FEBRUARY: {"value": 3000, "verified": "no"}}},
         ("shape", "parameters.first_tier_amount.values.2020-02-26.verified")),
        ({"parameters__first_tier_amount__values": {FEBRUARY: {"value": 3000, "source": 5}}},
         ("shape", "parameters.first_tier_amount.values.2020-02-26.source")),
        ({"parameters__first_tier_amount__values": {FEBRUARY: -1}},
         ("value", "parameters.first_tier_amount.values.2020-02-26")),
        ({"parameters__first_tier_amount__local": {"62": {}}},
         ("values", "parameters.first_tier_amount.local.62")),
        ({"parameters__first_tier_amount__at_most": {"62": 2000}, "parameters__first_tier_amount__local":
          {"6201": {FEBRUARY: 2500}}}, ("beyond_bound", "parameters.first_tier_amount.2020-02-26")),
        ({"parameters__first_tier_amount__at_most": {62: 2000}},
         ("shape", "parameters.first_tier_amount.at_most.62")),
        ({"conditions__registered": "age_years > 200"}, ("never_true", "conditions.registered")),
        ({"conditions__registered": "age_years >= 0"}, ("never_false", "conditions.registered")),
        ({"examples": [{"age_years": 300, "due": True}]}, ("value", "examples.1")),
        ({"examples": [{"household_registered": False, "due": 0}]}, ("shape", "examples.1")),
        ({"examples": [{"household_registered": False, "due": False, "places": [["62"]]}]}, ("shape", "examples.1")),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_its_place(changes, expected):
    assert expected in told(**changes)


def test_a_code_of_an_example_must_exist():
    examples = [{"channel": "xyz", "household_registered": False, "due": False}]
    assert ("value", "examples.1") in told(codes={"channels": ["workshop"]}, examples=examples)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"jurisdiction": "99"}, "jurisdiction"),
        ({"jurisdiction": "6"}, "jurisdiction"),
        ({"parameters__first_tier_amount__local": {"629999": {FEBRUARY: 1}}},
         "parameters.first_tier_amount.local.629999"),
        ({"parameters__first_tier_amount__local": {"53": {FEBRUARY: 1}}},
         "parameters.first_tier_amount.local.53"),
        ({"parameters__first_tier_amount__at_most": {"99": 9000}},
         "parameters.first_tier_amount.at_most or at_least.99"),
        ({"examples": [{"household_registered": False, "due": False, "places": ["99"]}]}, "examples.1.places"),
    ],
)  # fmt: skip
def test_a_place_that_no_list_has_or_that_the_rule_does_not_reach_is_told(changes, expected):
    areas = {620000000000, 620100000000, 620102000000, 530000000000}
    assert ("no_place", expected) in told(areas=areas, **changes)
    here = {"parameters__first_tier_amount__local": {"620102005": {FEBRUARY: 3000}}}
    assert not told(areas=areas, **here)


def test_bounds_hold_on_their_days():
    def award(**values):
        return told(
            parameters__first_tier_amount__values=values["of"],
            parameters__first_tier_amount__at_most={FEBRUARY: 3000, LATER: 4000},
        )

    beyond = ("beyond_bound", "parameters.first_tier_amount.2020-02-26")
    assert beyond in award(of={FEBRUARY: 3500})
    assert beyond not in award(of={FEBRUARY: 3000, LATER: 4000})
    assert ("beyond_bound", "parameters.first_tier_amount.2020-06-01") in award(
        of={FEBRUARY: 3000, LATER: 4500}
    )
    page = award_page(parameters__first_tier_amount__at_most={"62": {FEBRUARY: 3000, LATER: 4000}})
    parameter = read("award", page).parameters["first_tier_amount"]
    assert parameter.bound_in(("6201", "62"), date(2020, 5, 31)).high == 300_000
    assert parameter.bound_in(("6201", "62"), LATER).high == 400_000
    assert parameter.bound_in(("6201", "62"), date(2020, 1, 1)) is None


def test_the_pack_check_tells_of_places_exclusions_and_pages_at_once(small):
    (small.root / "benefits").mkdir()
    for name, place in (("one", "99"), ("two", "11")):
        page = award_page(jurisdiction=place, examples=[])
        page["not_with"] = ["two"] if name == "one" else []

        text = yaml.safe_dump(page, allow_unicode=True)
        (small.root / f"benefits/{name}.yaml").write_text(text, encoding="utf-8")
    said = {(one.file, one.place) for one in check_files(small)}
    assert said >= {
        ("benefits/one.yaml", "jurisdiction"), ("benefits/one.yaml", "not_with"),
        ("benefits/one.yaml", "examples"), ("benefits/two.yaml", "examples"),
    }  # fmt: skip


def _spots(page, path=()):
    parts = page.items() if isinstance(page, dict) else enumerate(page) if isinstance(page, list) else ()
    for key, value in parts:
        yield (*path, key)
        yield from _spots(value, (*path, key))


@pytest.mark.parametrize("nasty", NASTY, ids=repr)
def test_whatever_stands_in_a_place_of_a_page_never_breaks_the_check(nasty):
    whole, chance = award_page(), Random(7)
    for spot in list(_spots(whole)):
        if spot[0] == "examples" and chance.random() > 0.1:
            continue
        page = deepcopy(whole)
        here = page
        for step in spot[:-1]:
            here = here[step]
        here[spot[-1]] = nasty
        benefit = read("award", page)
        assert isinstance(check.check(benefit) + places.faults(benefit, {110000000000}), list)
