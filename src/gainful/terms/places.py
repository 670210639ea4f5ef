"""Places: the gazetteer of a programme pack, and what a place text in a workbook means, never by guess.

Names, the suffixes that officers leave out, and words such as "own county" or "outside the province" are
data of the pack. What a text leaves open stays open: the answer is the smallest area that is certain, with
a remark saying why.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gainful.terms.areas import (
    NATION,
    Level,
    LocationClass,
    area_at,
    area_number,
    area_range,
    area_text,
    common_area,
    contains,
    county_of,
    level_of,
    location_class,
    parent_of,
    prefecture_of,
    province_of,
    township_of,
)
from gainful.terms.place_words import Area, PlaceWords, RelativeWord, Remark

__all__ = [
    "NATION", "Area", "Gazetteer", "Level", "LocationClass", "Place", "PlaceWords", "RelativeWord", "Remark",
    "area_at", "area_number", "area_range", "area_text", "common_area", "contains", "county_of", "level_of",
    "location_class", "parent_of", "prefecture_of", "province_of", "township_of",
]  # fmt: skip

_OMITTED = re.compile(r"[\s()\[\]<>《》【】·・.\-—_]+")
_BETWEEN_PLACES = re.compile(r"[、,;/|]+|以及")


@dataclass(frozen=True)
class Place:
    """What a place text means seen from home: the smallest certain area or None, its level and class.

    `candidates` are the areas that a text with several readings may mean.
    """

    code: int | None
    level: Level | None
    location_class: LocationClass
    text: str
    remark: Remark | None = None
    candidates: tuple[int, ...] = ()


@dataclass(frozen=True)
class _Reading:
    """One way to read the beginning of a text: area reached, characters read, whether by full names only."""

    area: int
    length: int
    in_full: bool


def plain(text: str) -> str:
    """A place text as compared: half width, without blanks, brackets, dots and hyphens."""
    return _OMITTED.sub("", unicodedata.normalize("NFKC", text))


class Gazetteer:
    """Areas with their names over time. Built from rows; nothing in it changes afterwards."""

    def __init__(self, areas: Iterable[Area], words: PlaceWords | None = None) -> None:
        self.areas = tuple(areas)
        self.words = words or PlaceWords()
        self._endings = sorted(self.words.endings, key=len, reverse=True)
        self._by_number: dict[int, list[Area]] = {}
        self._by_name: dict[str, list[tuple[Area, bool]]] = {}
        self._answers: dict[tuple[str, int, date], Place] = {}
        for area in self.areas:
            self._by_number.setdefault(area.number, []).append(area)
            for name, in_full in self._names(area).items():
                self._by_name.setdefault(name, []).append((area, in_full))
        self._longest = max(map(len, self._by_name), default=0)

    def __iter__(self) -> Iterator[Area]:
        return iter(self.areas)

    def __len__(self) -> int:
        return len(self.areas)

    def with_places(self, rows: Iterable[Area]) -> Gazetteer:
        """A gazetteer that also knows these areas; a row with a known number and first day replaces it."""
        extra = list(rows)
        replaced = {(area.number, area.valid_from) for area in extra}
        kept = [area for area in self.areas if (area.number, area.valid_from) not in replaced]
        return Gazetteer([*kept, *extra], self.words)

    def _names(self, area: Area) -> dict[str, bool]:
        """The names an area goes by in an address, each with whether it is the full one."""
        full = plain(area.name)
        if full in self.words.fillers:
            return {}
        said = [name for name, number in self.words.nicknames.items() if number == area.number]
        short, instead = self._without_ending(full)
        return {**dict.fromkeys([*map(plain, said), short, short + instead], False), full: True}

    def _without_ending(self, name: str) -> tuple[str, str]:
        """The name without its ending and peoples' names, two characters at least; what is said instead."""
        instead = ""
        for ending in self._endings:
            if name.endswith(ending) and len(name) - len(ending) >= 2:
                name, instead = name.removesuffix(ending), self.words.endings[ending]
                break
        cut = True
        while cut:
            cut = False
            for people in self.words.peoples:
                if name.endswith(people) and len(name) - len(people) >= 2:
                    name, cut = name.removesuffix(people), True
        return name, instead

    def area(self, number: int, on: date | None) -> Area | None:
        """The area under its name on a date (the latest name when no date is asked), or None."""
        found = [area for area in self._by_number.get(number, ()) if area.in_force(on)]
        return found[-1] if found else None

    def exists(self, number: int, on: date | None) -> bool:
        """Whether the number is an area on a date; the nation always is."""
        return number == NATION or self.area(number, on) is not None

    def name(self, number: int, on: date | None, language: str = "zh") -> str:
        """The area's name on a date, its last name when it is gone by then; "" for an unknown number."""
        area = self.area(number, on) or self.area(number, None)
        if area is None:
            return ""
        return area.names.get(language) or area.names.get(language[:2]) or area.name

    def path(self, number: int, on: date | None, language: str = "zh") -> list[str]:
        """The names from the province down to the area; levels without a name of their own are left out."""
        steps = dict.fromkeys(area_at(number, level) for level in Level if level is not Level.NATION)
        names = [self.name(step, on, language) for step in steps]
        return [name for name in names if name and plain(name) not in self.words.fillers]

    def successors(self, number: int, on: date | None) -> tuple[int, ...]:
        """The areas that an area became by a date: itself while in force, () when nothing is known."""
        reached: list[int] = []
        waiting, seen = [number], {number}
        while waiting:
            at = waiting.pop(0)
            if self.area(at, on) is not None:
                reached.append(at)
                continue
            following = {step for area in self._by_number.get(at, ()) for step in area.successors} - seen
            seen |= following
            waiting.extend(sorted(following))
        return tuple(reached)

    def inside(self, number: int, level: Level, on: date | None) -> list[Area]:
        """The areas of a level inside an area on a date, in order of number."""
        low, high = area_range(number)
        found = {
            area.number: area
            for area in self.areas
            if area.level is level and low <= area.number <= high and area.in_force(on)
        }
        return [found[key] for key in sorted(found)]

    def find(self, name: str, within: int = NATION, on: date | None = None) -> list[Area]:
        """The areas inside `within` that a name means on a date, by full name if any, else as said."""
        found = [
            (area, in_full)
            for area, in_full in self._by_name.get(plain(name), ())
            if area.in_force(on) and contains(within, area.number)
        ]
        in_full_only = any(in_full for _, in_full in found)
        kept = {area.number: area for area, in_full in found if in_full or not in_full_only}
        return [kept[key] for key in sorted(kept)]

    def resolve(self, text: str | None, home: int, on: date) -> Place:
        """What a place text means for somebody from `home` on a date.

        A township named alone is taken as one of the home county; every other name must be unmistakable.
        """
        key = (str(text or ""), home, on)
        if key not in self._answers:
            if len(self._answers) > 50_000:
                self._answers.clear()
            self._answers[key] = self._resolve(*key)
        return self._answers[key]

    def unknown_county(self, text: str, home: int, on: date) -> str:
        """What in a text reads like the name of a county that is on no list; "" when nothing does."""
        address = plain(text)
        relative = self._leading_word(address)
        rest = address.removeprefix(relative[0]) if relative else address
        readings = self._readings(rest, NATION, home, on) or self._readings(rest, NATION, home, None)
        if readings:
            if level_of(county_of(readings[0].area)) is Level.COUNTY:
                return ""
            rest = rest[readings[0].length :]
        for word in self.words.no_county:
            rest = rest.replace(word, " ")
        endings = "|".join(map(re.escape, sorted(self.words.county_endings, key=len, reverse=True)))
        named = re.search(rf"[^\W\d]+?(?:{endings})", rest) if endings else None
        return named[0] if named else ""

    def _resolve(self, text: str, home: int, on: date) -> Place:
        parts = [part for part in _BETWEEN_PLACES.split(unicodedata.normalize("NFKC", text)) if plain(part)]
        places = [self._resolve_one(part, home, on) for part in parts]
        if not places:
            return Place(None, None, LocationClass.UNKNOWN, text, Remark.UNKNOWN)
        first = places[0]
        if all((p.code, p.location_class) == (first.code, first.location_class) for p in places):
            return Place(first.code, first.level, first.location_class, text, first.remark, first.candidates)
        codes = [place.code for place in places]
        known = [code for code in codes if code is not None]
        shared = common_area(known) if len(known) == len(codes) else NATION
        return _between(text, shared, {p.location_class for p in places}, Remark.MORE_THAN_ONE, tuple(known))

    def _resolve_one(self, text: str, home: int, on: date) -> Place:
        """What a text naming one place means."""
        address = plain(text)
        relative = self._leading_word(address)
        if relative is None:
            return self._address(text, address, NATION, home, on)
        word, meaning = relative
        rest = address.removeprefix(word)
        anchor = area_at(home, meaning.area) if meaning.area else NATION
        if rest and meaning.place is None and anchor != NATION:
            return self._address(text, rest, anchor, home, on)
        remark = meaning.remark or (Remark.REST_UNKNOWN if rest else None)
        if rest and anchor == NATION:
            named = self._address(text, rest, NATION, home, on)
            if named.code is not None and named.location_class is meaning.place:
                return named
        if anchor == NATION:
            return Place(None, None, meaning.place or LocationClass.UNKNOWN, text, remark)
        if meaning.place is None:
            return _certain(text, anchor, home, remark)
        return Place(anchor, level_of(anchor), meaning.place, text, remark)

    def _leading_word(self, address: str) -> tuple[str, RelativeWord] | None:
        """The longest relative word that the text begins with."""
        found = [word for word in self.words.relative if address.startswith(word)]
        return (max(found, key=len), self.words.relative[max(found, key=len)]) if found else None

    def _address(self, text: str, address: str, anchor: int, home: int, on: date) -> Place:
        """What an address inside `anchor` means; former names are followed to what they became."""
        readings = self._readings(address, anchor, home, on)
        former = False
        if not readings or readings[0].length < len(address):
            gone = self._readings(address, anchor, home, None)
            if gone and (not readings or gone[0].length > readings[0].length):
                readings, former = gone, True
        if not readings:
            if anchor == NATION:
                return Place(None, None, LocationClass.UNKNOWN, text, Remark.UNKNOWN)
            return Place(anchor, level_of(anchor), location_class(home, anchor), text, Remark.REST_UNKNOWN)
        rest_unknown = readings[0].length < len(address)
        numbers = sorted({number for r in readings for number in self.successors(r.area, on) or (r.area,)})
        remark = Remark.REST_UNKNOWN if rest_unknown else Remark.FORMER_NAME if former else None
        if len(numbers) == 1:
            return _certain(text, numbers[0], home, remark)
        classes = {location_class(home, number) for number in numbers}
        return _between(text, common_area(numbers), classes, Remark.SEVERAL, tuple(numbers))

    def _readings(self, address: str, anchor: int, home: int, on: date | None) -> list[_Reading]:
        """The best ways to read an address: those that read most of it, by full names if any do."""
        reached: list[_Reading] = []
        waiting = [_Reading(anchor, 0, True)]
        while waiting:
            at = waiting.pop()
            following = list(self._steps(address, at, anchor, home, on))
            waiting.extend(following)
            if not following and at.length:
                reached.append(at)
        furthest = max((reading.length for reading in reached), default=0)
        reached = [reading for reading in reached if reading.length == furthest]
        if any(reading.in_full for reading in reached):
            reached = [reading for reading in reached if reading.in_full]
        provinces = [r for r in reached if level_of(r.area) is Level.PROVINCE]
        return provinces or reached

    def _steps(
        self, address: str, at: _Reading, anchor: int, home: int, on: date | None
    ) -> Iterator[_Reading]:
        """The readings one name further; townships only inside the county named, or the own."""
        for end in range(at.length + 2, min(len(address), at.length + self._longest) + 1):
            for area, in_full in self._by_name.get(address[at.length : end], ()):
                deeper = contains(at.area, area.number) and (area.number != at.area or at.length == 0)
                if not deeper or not area.in_force(on):
                    continue
                if area.level in (Level.TOWNSHIP, Level.VILLAGE):
                    county = county_of(at.area)
                    named = level_of(county) is Level.COUNTY
                    if not contains(county if named else county_of(home), area.number):
                        continue
                yield _Reading(area.number, end, at.in_full and in_full)
        for filler in self.words.fillers:
            # One character could be the ending of a name that is not known; below a province it cannot.
            fits = len(filler) > 1 or level_of(at.area) is Level.PROVINCE
            if at.length and fits and address.startswith(filler, at.length):
                yield _Reading(at.area, at.length + len(filler), at.in_full)


def _certain(text: str, number: int, home: int, remark: Remark | None) -> Place:
    """A place known to be one area; an area too large to place within the province says so."""
    seen_as = location_class(home, number)
    if remark is None and seen_as is LocationClass.IN_PROVINCE_UNKNOWN:
        remark = Remark.IN_PROVINCE
    return Place(number, level_of(number), seen_as, text, remark)


def _between(
    text: str, shared: int, classes: set[LocationClass], remark: Remark, candidates: tuple[int, ...]
) -> Place:
    """A place that is one of several: the area they share, and the class if it is the same for all."""
    inside = {
        LocationClass.IN_TOWNSHIP,
        LocationClass.IN_COUNTY,
        LocationClass.IN_PROVINCE,
        LocationClass.IN_PROVINCE_UNKNOWN,
    }
    if len(classes) == 1:
        seen_as = next(iter(classes))
    elif classes <= inside:
        seen_as = LocationClass.IN_PROVINCE_UNKNOWN
    else:
        seen_as = LocationClass.UNKNOWN
    code = None if shared == NATION else shared
    return Place(code, level_of(shared) if code else None, seen_as, text, remark, candidates)
