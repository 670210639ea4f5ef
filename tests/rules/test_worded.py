"""Texts of a page by language, and sources that are named once."""

from __future__ import annotations

import pytest

from gainful.rules.worded import named_once, read_source

PAPER = {"en": "The Daily, 2020-05-11", "zh": "《日报》2020年5月11日"}
TOWN = {"en": "The Daily, 2020-05-11 (a town)", "zh": "《日报》2020年5月11日（某镇）"}
TWO = {"en": "Notice 7; The Daily, 2020-05-11", "zh": "第7号；《日报》2020年5月11日"}


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ([PAPER, PAPER], PAPER),
        ([TOWN, PAPER], TOWN),
        ([PAPER, TOWN], TOWN),
        ([TWO, PAPER], TWO),
        ([TWO, TOWN], {"en": "Notice 7; The Daily, 2020-05-11 (a town)", "zh": "第7号；《日报》2020年5月11日（某镇）"}),
        ([], {"en": "", "zh": ""}),
    ],
)  # fmt: skip
def test_a_source_is_named_once(sources, said):
    assert {language: named_once(sources, language) for language in ("en", "zh")} == said


@pytest.mark.parametrize(
    "written", ["", 7, [], {"en": "a notice"}, {"en": "a notice", "zh": " "}, {"zh": "通知"}]
)
def test_a_source_in_languages_has_both(written):
    problems = []
    assert read_source({"source": written}, "source", lambda *problem: problems.append(problem)) is None
    assert [problem[:2] for problem in problems] == [("shape", "source")]


def test_the_title_of_a_document_is_its_title_in_both():
    problems = []
    assert read_source({"source": "某发〔2020〕7号"}, "source", problems.append) == {
        "en": "某发〔2020〕7号", "zh": "某发〔2020〕7号"}  # fmt: skip
    assert problems == [] and read_source({}, "source", problems.append) is None
