"""Personal numbers: faults by name, readings only of what is right, and never shown whole."""

from __future__ import annotations

from datetime import date

import pytest

from gainful.terms.people_numbers import Fault, Sex, checker, mask

ON = date(2020, 11, 2)
# An invented number whose county code is not assigned.
GOOD = "62129919790620137X"


def _number(body: str) -> str:
    """The 17 characters with their right check digit."""
    from stdnum.cn import ric

    return body + ric.calc_check_digit(body + "0")


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "６２１２９９１９７９０６２０１３７Ｘ",
        " 621299 19790620 137X ",
        "'62129919790620137X",
        "62129919790620137x",
        "621299-19790620-137X",
    ],
)
def test_a_number_is_read_through_width_blanks_apostrophes_and_small_letters(text):
    reading = checker("cn.ric").read(text, ON)
    assert reading.valid
    assert (reading.number, reading.born_on, reading.sex) == (GOOD, date(1979, 6, 20), Sex.MALE)
    assert reading.mended == (text != GOOD)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("62129919790620137", Fault.LENGTH),
        ("", Fault.LENGTH),
        ("62129919790620137X1", Fault.LENGTH),
        ("6212991979O620137X", Fault.CHARACTERS),
        ("X2129919790620137X", Fault.CHARACTERS),
        ("621299197906201371", Fault.CHECKSUM),
        (_number("62129919790230137"), Fault.BIRTH_DATE),
        (_number("62129920201103137"), Fault.BIRTH_DATE),
        (_number("62129918790620137"), Fault.BIRTH_DATE),
    ],
)
def test_a_wrong_number_says_what_is_wrong_and_nothing_is_read_from_it(text, fault):
    reading = checker("cn.ric").read(text, ON)
    assert reading.fault is fault
    assert reading.born_on is None and reading.sex is None


def test_an_even_digit_is_a_woman():
    assert checker("cn.ric").read(_number("62129919920722246"), ON).sex is Sex.FEMALE


def test_a_number_given_on_the_day_of_birth_is_possible():
    assert checker("cn.ric").read(_number("62129920201102137"), ON).valid


def test_an_unknown_kind_of_number_names_the_known_ones():
    with pytest.raises(KeyError, match=r"cn\.ric"):
        checker("nowhere.id")


def test_a_mask_shows_four_characters_at_most():
    assert mask(GOOD) == "****137X"
    assert mask("1234") == "****" == mask(None) == mask("")


def test_a_reading_never_shows_the_number():
    assert GOOD not in repr(checker("cn.ric").read(GOOD, ON))
    assert GOOD[:14] not in repr(checker("cn.ric").read(GOOD, ON))
