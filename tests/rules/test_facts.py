"""The dictionary of facts."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from gainful.terms.facts import FACTS, KNOWN_WITH, LARGEST, Fact, Facts, is_value, reference_page

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "facts.md"
WORDS = {"en": "a thing", "zh": "某事"}


def test_the_reference_page_is_fresh():
    assert REFERENCE.read_text(encoding="utf-8") == reference_page()


def test_every_subject_has_facts_and_no_two_facts_mean_the_same():
    assert {fact.subject for fact in FACTS.values()} == set(KNOWN_WITH)
    for language in ("en", "zh"):
        meanings = [fact.meaning[language] for fact in FACTS.values()]
        assert len(set(meanings)) == len(meanings)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Two Words"},
        {"name": "_hidden"},
        {"kind": "float"},
        {"subject": "village"},
        {"meaning": {"en": "a thing"}},
        {"source": ""},
        {"kind": "integer"},
        {"kind": "integer", "unit": "moon"},
        {"unit": "month"},
        {"kind": "code"},
        {"code_list": "colours"},
    ],
)
def test_a_fact_that_is_not_fully_said_is_refused(wrong):
    said = {
        "name": "thing",
        "kind": "boolean",
        "subject": "spell",
        "meaning": WORDS,
        "source": "form",
        **wrong,
    }
    with pytest.raises(ValueError, match=r"thing|Two Words|_hidden"):
        Fact(**said)


def test_two_facts_of_one_name_are_refused():
    with pytest.raises(ValueError, match="two facts"):
        FACTS.extended([FACTS["insured"]])


def test_extending_leaves_the_first_dictionary_alone():
    more = FACTS.extended([Fact("thing", "boolean", "spell", WORDS, "form")])
    assert "thing" in more
    assert "thing" not in FACTS
    assert more.like("thnig") == "thing"
    assert Facts([]).like("thing") is None


@pytest.mark.parametrize(
    ("kind", "value", "fits"),
    [
        ("boolean", True, True), ("boolean", 1, False), ("integer", 1, True), ("integer", True, False),
        ("integer", 1.0, False), ("money", LARGEST, True), ("money", LARGEST + 1, False),
        ("date", date(2020, 1, 1), True),
        ("date", datetime(2020, 1, 1), False), ("code", "in_county", True), ("code", "", False), ("code", None, False),
    ],
)  # fmt: skip
def test_a_value_fits_its_kind_or_does_not(kind, value, fits):
    assert is_value(kind, value) is fits
