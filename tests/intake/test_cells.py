"""What a cell means is said by one rule a type, and never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from gainful.intake.cells import ErrorCell, Formula, address, column_letters, date_in, kind_of, month_in
from gainful.intake.findings import shown
from gainful.intake.forms import Column, load_forms
from gainful.intake.takers import Takers
from intake.county import FILED_ON, PACK, person_number

FORMS = load_forms(PACK.forms)
TAKERS = Takers(FORMS.common, PACK.codes, PACK.number_checker(), FILED_ON)
GOOD = person_number("62129919920722246")


def _take(cell, type, **about):
    return TAKERS.take(cell, Column(fact=type, type=type, headers=("x",), **about))


@pytest.mark.parametrize(
    "text",
    ["2020-04-04", "2020.4.4", "2020/4/4", "2020年4月4日", "20200404", "2020 年 4 月 4 日", "２０２０－０４－０４",
     "2020-04-04 00:00:00", "2020-4-4"],
)  # fmt: skip
def test_a_date_is_read_in_every_usual_style(text):
    assert date_in(text) == date(2020, 4, 4)


@pytest.mark.parametrize(
    "text", ["2020-02-30", "2020-04", "4/4/20", "43925", "今年", "2020-04-04 11:30:00", ""]
)
def test_what_is_no_whole_date_is_none(text):
    assert date_in(text) is None


def test_a_month_is_read_as_its_first_day():
    assert month_in("2020年6月") == month_in("2020-06") == month_in("202006") == date(2020, 6, 1)


@pytest.mark.parametrize(
    ("cell", "fen"),
    [("3,400", 340_000), ("0.35万", 350_000), ("5000元/月", 500_000), (3500.0, 350_000), (4698.8, 469_880),
     ("３４００", 340_000)],
)  # fmt: skip
def test_an_amount_is_whole_fen(cell, fen):
    assert _take(cell, "money").value == fen


def test_an_amount_below_nothing_is_out_of_bounds_but_where_a_balance_is_meant():
    assert _take("-120", "money").code == "number_out_of_bounds"
    assert _take("-120", "money", negative=True).value == -12_000


def test_more_hours_than_a_week_has_are_out_of_bounds():
    assert _take("168", "whole", most=168).value == 168
    assert _take("400", "whole", most=168).code == "number_out_of_bounds"


@pytest.mark.parametrize(
    ("cell", "span"),
    [("4300-4800", (430_000, 480_000)), ("3200～3700元", (320_000, 370_000)), ("3.6k-4.1k", (360_000, 410_000)),
     (4300, (430_000, 430_000))],
)  # fmt: skip
def test_a_span_of_pay_keeps_both_ends(cell, span):
    assert _take(cell, "money_range").value == span


def test_pay_to_be_agreed_is_not_stated_and_not_nought():
    taken = _take("面议", "money_range")
    assert taken.value is None and taken.code == "pay_not_stated"


def test_a_form_may_call_pay_to_be_agreed_by_another_name():
    assert _take("面议", "money_range", not_stated="wage_not_a_number").code == "wage_not_a_number"


def test_a_forecast_is_no_income_but_still_adds_up():
    taken = _take("预计16553", "money")
    assert (taken.value, taken.code, taken.unsure) == (None, "forecast_income", 1_655_300)


@pytest.mark.parametrize("text", [GOOD.translate({ord("0") + n: ord("０") + n for n in range(10)}), f"'{GOOD}",
                                  f" {GOOD[:6]} {GOOD[6:14]} {GOOD[14:]} "])  # fmt: skip
def test_a_number_with_wide_digits_blanks_or_an_apostrophe_is_mended_and_said(text):
    taken = _take(text, "person_number")
    assert (taken.value, taken.code) == (GOOD, "id_mended")


def test_a_small_x_is_mended():
    with_x = next(n for n in (person_number(f"621299199207222{k:02}") for k in range(99)) if n.endswith("X"))
    assert _take(with_x.lower(), "person_number").value == with_x


@pytest.mark.parametrize(
    ("cell", "code"),
    [(6.212991984011332e17, "id_as_number"), ("6.21299E+17", "id_as_number"), (GOOD[:-1], "id_length"),
     (GOOD[:10] + "9" + GOOD[11:], "id_checksum"), ("一二三四五六七八九十一二三四五六七八", "id_characters")],
)  # fmt: skip
def test_a_number_that_cannot_be_trusted_is_refused(cell, code):
    taken = _take(cell, "person_number")
    assert taken.value is None and taken.code == code


def test_an_account_kept_as_a_number_is_destroyed():
    assert _take(6.2170669074391501e18, "account").code == "account_as_number"
    assert _take("6217066907439150008", "account").value == "6217066907439150008"


def test_a_short_number_may_be_a_number_cell_and_a_long_one_not():
    assert _take(62129910200001.0, "identifier").value == "62129910200001"
    assert _take(6212991020000101.0, "identifier").code == "identifier_as_number"


def test_yes_and_no_are_told_apart_from_blank():
    assert _take("是", "yes_no").value is True
    assert _take("不同意", "yes_no").value is False
    assert _take("—", "yes_no").value is None
    assert _take("也许", "yes_no").code == "answer_not_yes_or_no"


def test_a_word_on_no_list_is_said_and_not_guessed():
    taken = _take("初种", "code", list="education")
    assert taken.value is None and (taken.code, taken.found) == ("word_not_known", "初种")


def test_several_words_are_taken_one_by_one():
    taken = _take("因学、缺资金、因懒", "codes", list="poverty_causes")
    assert taken.value == ["schooling", "lack_of_capital"]
    assert (taken.code, taken.found) == ("word_not_known", "因懒")


@pytest.mark.parametrize(("cell", "value"), [(12.0, 12), ("12个月", 12), ("1,200人", 1200), ("１２", 12)])
def test_a_count_may_carry_its_unit(cell, value):
    assert _take(cell, "whole").value == value


@pytest.mark.parametrize("cell", ["约12", "-3", 12.5, "一打"])
def test_what_is_no_whole_number_is_none(cell):
    assert _take(cell, "whole").code == "number_not_a_number"


def test_blanks_inside_a_name_are_taken_out_and_said():
    assert (_take("蔡 梅秀", "name").value, _take("蔡 梅秀", "name").code) == ("蔡梅秀", "name_mended")
    assert _take("Anna Lee", "name").value == "Anna Lee"
    assert _take("迪丽·阿不都", "name").code == ""


def test_a_text_that_begins_like_a_formula_is_refused():
    assert _take("=1+1", "text").code == "formula_in_text"


def test_a_text_beyond_all_measure_is_not_taken():
    assert _take("长" * 301, "text").code == "text_too_long"


def test_a_year_is_a_year():
    assert _take(2014.0, "year").value == _take("2014年", "year").value == 2014
    assert _take("14", "year").code == "year_not_a_year"
    assert _take("未脱贫", "year", blank=("未脱贫",)).code == ""


def test_every_cell_has_one_kind():
    cells = [None, "x", 1.0, 1, True, date(2020, 1, 1), Formula(None), ErrorCell("#N/A")]
    kinds = ["empty", "text", "number", "number", "boolean", "date", "formula", "error"]
    assert list(map(kind_of, cells)) == kinds


def test_addresses_are_those_of_the_sheet():
    assert (address(5, 2), column_letters(26), column_letters(27), column_letters(703)) == (
        "B5",
        "Z",
        "AA",
        "AAA",
    )


def test_what_is_shown_of_a_number_is_its_last_four_and_of_a_name_nothing():
    assert shown(GOOD, "person_number") == f"****{GOOD[-4:]}"
    assert shown("赖馥", "name") == ""
