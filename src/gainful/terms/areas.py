"""Areas as numbers, and where a place lies as seen from home.

An area is a 12-digit integer: 2 digits province, 2 prefecture, 2 county, 3 township, 3 village, the rest
zeros; 0 is the nation. Everything inside an area is one unbroken range of numbers, so that "inside" is a
comparison on every engine. Names and place texts: see places.py, which offers everything here as well.
"""

from __future__ import annotations

import re
from enum import StrEnum

NATION = 0
_NATION_HIGH = 999_999_999_999


class Level(StrEnum):
    """How large an area is, the largest first."""

    NATION = "nation"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"


class LocationClass(StrEnum):
    """Where work is as seen from the worker's home; what is counted as gone out depends on it."""

    IN_TOWNSHIP = "in_township"
    IN_COUNTY = "in_county"
    IN_PROVINCE = "in_province"
    OUT_OF_PROVINCE = "out_of_province"
    IN_PROVINCE_UNKNOWN = "in_province_unknown"
    ABROAD = "abroad"
    UNKNOWN = "unknown"


# Level -> size of one such area in numbers, and digits of its shortest code text.
_SIZES = {
    Level.PROVINCE: (10**10, 2),
    Level.PREFECTURE: (10**8, 4),
    Level.COUNTY: (10**6, 6),
    Level.TOWNSHIP: (10**3, 9),
    Level.VILLAGE: (1, 12),
}


def area_number(text: str | int) -> int:
    """The area's number from a division code of 2, 4, 6, 9 or 12 digits; "0" (or zeros) is the nation.

    >>> area_number("621299"), area_number("62")
    (621299000000, 620000000000)

    Raises ValueError for anything else, one digit of a code cut short included.
    """
    digits = str(text).strip()
    if re.fullmatch(r"0+", digits):
        return NATION
    if not re.fullmatch(r"[1-9][0-9]*", digits) or len(digits) not in (2, 4, 6, 9, 12):
        raise ValueError(f"not a division code: {digits[:12]!r}")
    return int(digits.ljust(12, "0"))


def area_text(number: int) -> str:
    """The shortest code text of an area: "62", "6212", "621299", 9 or 12 digits; "0" for the nation."""
    if number == NATION:
        return "0"
    return str(number)[: _SIZES[level_of(number)][1]]


def chain_of_codes(number: int) -> tuple[str, ...]:
    """The codes of an area and of all that it lies in, from the nearest up, without the nation.

    >>> chain_of_codes(621299000000)
    ('621299', '6212', '62')
    """
    if number == NATION:
        return ()
    levels = [level for level in reversed(_SIZES) if _SIZES[level][1] <= len(area_text(number))]
    return tuple(area_text(area_at(number, level)) for level in levels)


def level_of(number: int) -> Level:
    """How large the area is, read off its zeros; raises ValueError for a number that is no area."""
    if number == NATION:
        return Level.NATION
    if not 10**11 <= number <= _NATION_HIGH:
        raise ValueError("not an area: areas have 12 digits")
    for level, (size, _) in _SIZES.items():
        if number % size == 0:
            return level
    raise AssertionError("every number is a multiple of 1")


def area_range(number: int) -> tuple[int, int]:
    """Lowest and highest number of everything inside an area, itself included."""
    level = level_of(number)
    if level is Level.NATION:
        return (0, _NATION_HIGH)
    return (number, number + _SIZES[level][0] - 1)


def area_at(number: int, level: Level) -> int:
    """The area of a level that this one lies in; a larger area than asked for comes back as it is."""
    if level is Level.NATION or number == NATION:
        return NATION
    return number - number % _SIZES[level][0]


def province_of(number: int) -> int:
    """The province that an area lies in; the nation stays the nation."""
    return area_at(number, Level.PROVINCE)


def prefecture_of(number: int) -> int:
    """The prefecture that an area lies in; a province or the nation comes back as it is."""
    return area_at(number, Level.PREFECTURE)


def county_of(number: int) -> int:
    """The county that an area lies in; a larger area comes back as it is."""
    return area_at(number, Level.COUNTY)


def township_of(number: int) -> int:
    """The township that an area lies in; a larger area comes back as it is."""
    return area_at(number, Level.TOWNSHIP)


def parent_of(number: int) -> int:
    """The next larger area; of a province, and of the nation itself, the nation."""
    levels = list(Level)
    at = levels.index(level_of(number))
    return area_at(number, levels[max(0, at - 1)])


def contains(a: int, b: int) -> bool:
    """Whether area `a` holds area `b`; an area holds itself."""
    low, high = area_range(a)
    return low <= b <= high


def common_area(numbers: list[int]) -> int:
    """The smallest area that holds all the given ones; the nation when there is none smaller."""
    if not numbers:
        return NATION
    common = numbers[0]
    while not all(contains(common, number) for number in numbers):
        common = parent_of(common)
    return common


def location_class(home: int, place: int | None) -> LocationClass:
    """Where a place lies as seen from home.

    Home is a county or smaller; of a larger home only the province is compared. A place known no nearer
    than the home province or the home prefecture is IN_PROVINCE_UNKNOWN: it may be the home county. The
    home county without a township is IN_COUNTY. The nation, or no place, is UNKNOWN. Abroad has no area
    number, so it never comes from here.
    """
    if place is None or place == NATION or home == NATION:
        return LocationClass.UNKNOWN
    if province_of(place) != province_of(home):
        return LocationClass.OUT_OF_PROVINCE
    if level_of(home) in (Level.PROVINCE, Level.PREFECTURE):
        return LocationClass.IN_PROVINCE_UNKNOWN
    home_county = county_of(home)
    if contains(home_county, place):
        in_same_township = level_of(home) in (Level.TOWNSHIP, Level.VILLAGE) and contains(
            township_of(home), place
        )
        return LocationClass.IN_TOWNSHIP if in_same_township else LocationClass.IN_COUNTY
    if contains(place, home_county):
        return LocationClass.IN_PROVINCE_UNKNOWN
    return LocationClass.IN_PROVINCE
