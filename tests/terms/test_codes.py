"""Code lists: what a word means on a day, and nothing by likeness."""

from __future__ import annotations

from datetime import date

import pytest

from gainful.terms.codes import Code, CodeList

LIST = CodeList(
    "capacity",
    [
        Code(
            "weak", {"zh": "弱劳动力", "en": "Weak labour"}, "any", date(2018, 1, 1), None, ("半劳动力",), 2
        ),
        Code("old", {"zh": "旧称", "en": "Old"}, None, None, date(2017, 12, 31), ("半劳动力",), 1),
        Code("any", {"zh": "劳动力", "en": "Labour"}, attributes={"hazardous": "yes", "grade": "B"}),
    ],
)


@pytest.mark.parametrize("text", ["弱劳动力", " 弱 劳动力 ", "半劳动力", "weak", "WEAK LABOUR", "ｗｅａｋ"])
def test_a_word_is_matched_whatever_its_width_case_and_blanks(text):
    assert LIST.match(text, date(2020, 1, 1)).code == "weak"


@pytest.mark.parametrize("text", [None, "", "弱劳", "弱劳动力者", "强劳动力"])
def test_a_word_on_no_list_stays_unknown(text):
    assert LIST.match(text, date(2020, 1, 1)) is None


def test_a_word_means_what_it_meant_on_the_day():
    assert LIST.match("半劳动力", date(2016, 1, 1)).code == "old"
    assert LIST.match("半劳动力", date(2018, 1, 1)).code == "weak"
    assert LIST.match("半劳动力") is None


def test_a_code_is_found_only_while_it_holds():
    assert LIST.get("weak", date(2017, 12, 31)) is None
    assert LIST.get("weak").rank == 2
    assert LIST.get("nothing") is None


def test_a_cell_of_several_values_gives_the_known_and_the_unknown_ones():
    matched, unknown = LIST.match_all("弱劳动力、劳动力，火星人、劳动力", date(2020, 1, 1))
    assert [code.code for code in matched] == ["weak", "any"]
    assert unknown == ["火星人"]
    assert LIST.match_all(None) == ([], [])


def test_a_label_falls_back_from_script_to_language_to_english_to_the_code():
    assert LIST.label("weak", "zh-hans") == "弱劳动力"
    assert LIST.label("weak", "fr") == "Weak labour"
    assert LIST.label("gone", "en") == "gone"


def test_a_code_lies_in_its_broader_one():
    assert LIST.within("weak", "any")
    assert not LIST.within("any", "weak")


def test_marks_are_the_lists_own_columns():
    assert LIST.get("any").is_marked("hazardous")
    assert not LIST.get("weak").is_marked("hazardous")


def test_a_word_for_two_codes_on_one_day_is_a_fault_of_the_list_and_means_neither():
    twice = CodeList(
        "t", [Code("a", {"zh": "甲"}, synonyms=("丙",)), Code("b", {"zh": "乙"}, synonyms=("丙",))]
    )
    assert twice.shared_words() == {"丙": ["a", "b"]}
    assert twice.match("丙") is None
    assert LIST.shared_words() == {}
