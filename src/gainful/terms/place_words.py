"""The words of place: divisions with their names over time, and a country's ways to speak of places. Data of a pack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gainful.terms.areas import Level, LocationClass


class Remark(StrEnum):
    """Why a place is not known as nearly as one would wish. The sentence is in the words file."""

    OUTSIDE_PROVINCE = "outside_province_not_further_known"
    IN_PROVINCE = "in_province_county_unknown"
    OUTSIDE_COUNTY = "in_province_outside_county_not_further_known"
    ABROAD = "abroad_not_further_known"
    SEVERAL = "several_places_of_that_name"
    UNKNOWN = "place_not_known"
    REST_UNKNOWN = "rest_of_text_not_known"
    FORMER_NAME = "former_name"
    MORE_THAN_ONE = "more_than_one_place_named"


@dataclass(frozen=True)
class Area:
    """One division under one name for the years it held both. `names` are further names by language."""

    number: int
    name: str
    level: Level
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[int, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    def in_force(self, on: date | None) -> bool:
        """Whether the division bears this name on a date; without a date, whether it ever does."""
        if on is None:
            return True
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


@dataclass(frozen=True)
class RelativeWord:
    """A word that names a place as seen from home.

    `area` is the level of the home area meant (own county), or None where the word names no area (abroad).
    `place` is the location class when the word alone fixes it, else it follows from the area.
    """

    area: Level | None
    place: LocationClass | None
    remark: Remark | None = None


@dataclass(frozen=True)
class PlaceWords:
    """A country's words: relative places, endings left out in speech, peoples' names, nicknames, fillers.

    `endings` give what is said in an ending's place, "" where it is left out altogether. `fillers` are parts
    of an address that name no place of their own ("municipal districts"). `county_endings` end a county's name, and
    `no_county` are words with such an ending that name none ("the whole county", "community").
    """

    relative: Mapping[str, RelativeWord] = field(default_factory=dict)
    endings: Mapping[str, str] = field(default_factory=dict)
    peoples: Sequence[str] = ()
    nicknames: Mapping[str, int] = field(default_factory=dict)
    fillers: Sequence[str] = ()
    county_endings: Sequence[str] = ()
    no_county: Sequence[str] = ()
