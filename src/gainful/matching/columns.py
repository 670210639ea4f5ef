"""Seekers and openings as columns, and a block of pairs: what filters and reasons are computed on.

A block has n seekers and m openings. Everything that a filter or a reason returns broadcasts to (n, m).
Unknown whole numbers and dates are -1 here, unknown yes-or-no is -1 beside 0 and 1; nothing in matching is
negative, so that -1 is never mistaken for a value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gainful.matching.lots import lots
from gainful.matching.tables import Need, Opening, Round, Row, Scope, Seeker
from gainful.terms.places import Level, LocationClass, level_of, location_class

BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]
UNKNOWN = -1

CLASSES = tuple(LocationClass)
"""The order in which location classes are numbered in blocks."""

_NEEDED = {
    LocationClass.IN_TOWNSHIP: Scope.IN_TOWNSHIP,
    LocationClass.IN_COUNTY: Scope.IN_COUNTY,
    LocationClass.IN_PROVINCE: Scope.IN_PROVINCE,
    LocationClass.IN_PROVINCE_UNKNOWN: Scope.IN_PROVINCE,
    LocationClass.OUT_OF_PROVINCE: Scope.ANYWHERE,
    LocationClass.ABROAD: Scope.ABROAD,
}


def placed(home: int | None, opening: Opening) -> LocationClass:
    """Where an opening lies as seen from a home; UNKNOWN when either is not known well enough to say."""
    if opening.place is not None and home is not None:
        return location_class(home, opening.place)
    if opening.place is None and opening.place_class is not None:
        return opening.place_class
    return LocationClass.UNKNOWN


def agreed(classes: Iterable[LocationClass]) -> tuple[Scope | None, Scope | None]:
    """(no_nearer_than, scope) of a wish that a code list states as location classes; (None, None) for none.

    A wish that takes in the home township has no nearest. "Own village" cannot be told from "own township" by
    classes: the caller sets Scope.IN_VILLAGE for it.
    """
    scopes = [_NEEDED[one] for one in classes if one in _NEEDED]
    if not scopes:
        return None, None
    nearest = min(scopes)
    return (None if nearest is Scope.IN_TOWNSHIP else nearest), max(scopes)


def scope_needed(home: int | None, opening: Opening) -> Scope | None:
    """The nearest agreement under which an opening may be shown to somebody from this home.

    None when the place is not certain. A place known no nearer than the province needs the agreement to the
    whole province; the own village needs a place of village level.
    """
    seen_as = placed(home, opening)
    in_village = home is not None and home == opening.place and level_of(home) is Level.VILLAGE
    if in_village and seen_as is LocationClass.IN_TOWNSHIP:
        return Scope.IN_VILLAGE
    return _NEEDED.get(seen_as)


class SeekerColumns:
    """Columns over seekers in order of number, each of shape (n,); sets are boolean (n, codes)."""

    def __init__(self, rows: Iterable[Seeker], round_: Round) -> None:
        self.rows = _in_order(rows)
        self.number = _whole(self.rows, lambda s: s.number)
        self.tier = _whole(self.rows, lambda s: s.tier)
        self.lot = lots(round_.name, "seeker", (s.key for s in self.rows))
        self.consents = _flag(self.rows, lambda s: s.consents) == 1
        self.willing = _flag(self.rows, lambda s: s.willing)
        self.scope = _whole(self.rows, lambda s: s.scope)
        self.no_nearer_than = _whole(self.rows, lambda s: s.no_nearer_than)
        self.place_named = _whole(self.rows, lambda s: s.place_named)
        self.occupations_asked = np.array([s.occupations is not None for s in self.rows], dtype=bool)
        self.any_occupation = np.array([s.occupations == frozenset() for s in self.rows], dtype=bool)
        self.pay_at_least = _whole(self.rows, lambda s: s.pay_at_least_fen)
        self.hours_at_most = _whole(self.rows, lambda s: s.hours_at_most)
        self.available_on = _day(self.rows, lambda s: s.available_on)
        self.education = _whole(self.rows, lambda s: s.education_rank)
        self.certificates_known = np.array([s.certificates is not None for s in self.rows], dtype=bool)
        self.age = _whole(self.rows, lambda s: s.age_years)
        self.cares = np.array([bool(s.care) for s in self.rows], dtype=bool)
        self.home_evenings = np.array([Need.HOME_EVENINGS in s.needs for s in self.rows], dtype=bool)
        self.housing_when_away = np.array([Need.HOUSING_WHEN_AWAY in s.needs for s in self.rows], dtype=bool)
        self.cannot_leave = _whole(self.rows, lambda s: s.cannot_leave)

    def __len__(self) -> int:
        return len(self.rows)

    def holding(self, codes: Sequence[str], of: Callable[[Seeker], frozenset[str] | None]) -> BoolArray:
        """Whether each seeker's set holds each code, shape (n, len(codes))."""
        column = {code: at for at, code in enumerate(codes)}
        held = np.zeros((len(self.rows), len(codes)), dtype=bool)
        for at, row in enumerate(self.rows):
            for code in of(row) or ():
                if code in column:
                    held[at, column[code]] = True
        return held


class OpeningColumns:
    """Columns over openings in order of number, each of shape (m,)."""

    def __init__(self, rows: Iterable[Opening], round_: Round) -> None:
        self.rows = _in_order(rows)
        self.number = _whole(self.rows, lambda o: o.number)
        self.lot = lots(round_.name, "opening", (o.key for o in self.rows))
        self.occupations, self.occupation = _coded([o.occupation for o in self.rows])
        self.certificates, self.certificate = _coded([o.certificate for o in self.rows])
        self.demands = sorted({demand for o in self.rows for demand in o.demands})
        self.demanded = np.array([[d in o.demands for o in self.rows] for d in self.demands], dtype=bool)
        self.demanded = self.demanded.reshape(len(self.demands), len(self.rows))
        self.certificate_required = _flag(self.rows, lambda o: o.certificate_required)
        self.seats_free = _whole(self.rows, lambda o: o.seats_free)
        self.pay_low = _whole(self.rows, lambda o: o.pay_low_fen)
        self.pay_high = _whole(self.rows, lambda o: o.pay_high_fen)
        self.hours = _whole(self.rows, lambda o: o.hours_per_week)
        self.contract_months = _whole(self.rows, lambda o: o.contract_months)
        self.education = _whole(self.rows, lambda o: o.education_rank)
        self.housing = _flag(self.rows, lambda o: o.housing)
        self.night_work = _flag(self.rows, lambda o: o.night_work)
        self.valid_until = _day(self.rows, lambda o: o.valid_until)
        self.latest_start = _day(self.rows, lambda o: o.start_by or o.valid_until)
        self.held = _flag(self.rows, lambda o: o.held) == 1
        self.hazardous = _flag(self.rows, lambda o: o.hazardous)
        self.last_resort = _flag(self.rows, lambda o: o.last_resort) == 1
        self.deductions_stated = _flag(self.rows, lambda o: o.deductions_stated)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class Market:
    """All seekers and openings of a round as columns, with what is looked up by pair."""

    seekers: SeekerColumns
    openings: OpeningColumns
    round: Round

    @classmethod
    def of(cls, seekers: Iterable[Seeker], openings: Iterable[Opening], round_: Round) -> Market:
        """The market; ValueError when a number or a key occurs twice."""
        return cls(SeekerColumns(seekers, round_), OpeningColumns(openings, round_), round_)

    def pairs(self, start: int = 0, stop: int | None = None) -> Pairs:
        """The block of seekers start to stop with every opening."""
        return Pairs(self, np.arange(len(self.seekers))[start:stop])

    @cached_property
    def _homes(self) -> tuple[list[int | None], NDArray[np.intp]]:
        homes = sorted({s.home for s in self.seekers.rows}, key=lambda home: (home is None, home or 0))
        at = {home: index for index, home in enumerate(homes)}
        return homes, np.array([at[s.home] for s in self.seekers.rows], dtype=np.intp)

    @cached_property
    def _places(self) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
        """Location class and scope needed for each different home and each opening."""
        homes, _ = self._homes
        seen: dict[tuple[int | None, int | None, LocationClass | None], tuple[int, int]] = {}
        table = np.empty((2, len(homes), len(self.openings)), dtype=np.int8)
        for row, home in enumerate(homes):
            for column, opening in enumerate(self.openings.rows):
                key = (home, opening.place, opening.place_class)
                if key not in seen:
                    needed = scope_needed(home, opening)
                    seen[key] = (CLASSES.index(placed(home, opening)), UNKNOWN if needed is None else needed)
                table[:, row, column] = seen[key]
        return table[0], table[1]

    def location(self, at: NDArray[np.intp]) -> NDArray[np.int8]:
        """Location class (index into CLASSES) of every opening for the seekers at these rows."""
        return self._places[0][self._homes[1][at]]

    def location_of(self, seeker: NDArray[np.int32], opening: NDArray[np.int32]) -> NDArray[np.int8]:
        """Location class (index into CLASSES) of pairs of rows."""
        return self._places[0][self._homes[1][seeker], opening]

    def scope_needed(self, at: NDArray[np.intp]) -> NDArray[np.int8]:
        """Scope that every opening needs of the seekers at these rows; -1 where the place is not certain."""
        return self._places[1][self._homes[1][at]]

    @cached_property
    def wishes_occupation(self) -> BoolArray:
        """Whether each seeker named each occupation offered, shape (seekers, occupations)."""
        return self.seekers.holding(self.openings.occupations, lambda s: s.occupations)

    @cached_property
    def worked_as(self) -> BoolArray:
        """Whether each seeker has worked in each occupation offered."""
        return self.seekers.holding(self.openings.occupations, lambda s: s.worked_as)

    @cached_property
    def trained_in(self) -> BoolArray:
        """Whether each seeker finished training for each occupation offered."""
        return self.seekers.holding(self.openings.occupations, lambda s: s.trained_in)

    @cached_property
    def holds_certificate(self) -> BoolArray:
        """Whether each seeker holds each certificate asked for."""
        return self.seekers.holding(self.openings.certificates, lambda s: s.certificates)

    @cached_property
    def cannot_do(self) -> BoolArray:
        """Whether each seeker declared that they cannot meet each demand, shape (seekers, demands)."""
        return self.seekers.holding(self.openings.demands, lambda s: s.cannot_do)


class Pairs:
    """A block of n seekers with all m openings. `person` and `opening` give columns that broadcast."""

    def __init__(self, market: Market, at: NDArray[np.intp]) -> None:
        self.market = market
        self.at = at
        self.on = market.round.on.toordinal()
        self.openings = market.openings

    def person(self, name: str) -> NDArray[Any]:
        """A column of the block's seekers, shape (n, 1)."""
        column: NDArray[Any] = getattr(self.market.seekers, name)[self.at][:, None]
        return column

    @cached_property
    def location(self) -> NDArray[np.int8]:
        """Location class (index into CLASSES), shape (n, m)."""
        return self.market.location(self.at)

    @cached_property
    def scope_needed(self) -> NDArray[np.int8]:
        """Scope that the place needs, -1 where it is not certain, shape (n, m)."""
        return self.market.scope_needed(self.at)

    @cached_property
    def away(self) -> BoolArray:
        """Whether the place is certain to be outside the home county, shape (n, m)."""
        out = [
            CLASSES.index(c)
            for c in (LocationClass.IN_PROVINCE, LocationClass.OUT_OF_PROVINCE, LocationClass.ABROAD)
        ]
        return np.isin(self.location, out)

    def coded(self, table: BoolArray, codes: NDArray[np.int64]) -> BoolArray:
        """The table's answer for each opening's code, False where the opening names none, shape (n, m)."""
        if table.shape[1] == 0:
            return np.zeros((len(self.at), len(codes)), dtype=bool)
        return table[self.at][:, np.maximum(codes, 0)] & (codes != UNKNOWN)[None, :]


def _in_order(rows: Iterable[Row]) -> list[Row]:
    ordered = sorted(rows, key=lambda row: row.number)
    numbers, keys = {row.number for row in ordered}, {row.key for row in ordered}
    if len(numbers) < len(ordered) or len(keys) < len(ordered):
        raise ValueError("a number or a key occurs twice")
    return ordered


def _whole(rows: Sequence[Row], of: Callable[[Row], int | None]) -> IntArray:
    return np.array([UNKNOWN if (v := of(row)) is None else int(v) for row in rows], dtype=np.int64)


def _day(rows: Sequence[Row], of: Callable[[Row], date | None]) -> IntArray:
    return np.array([UNKNOWN if (v := of(row)) is None else v.toordinal() for row in rows], dtype=np.int64)


def _flag(rows: Sequence[Row], of: Callable[[Row], bool | None]) -> NDArray[np.int8]:
    return np.array([UNKNOWN if (v := of(row)) is None else int(v) for row in rows], dtype=np.int8)


def _coded(values: Sequence[str | None]) -> tuple[list[str], IntArray]:
    codes = sorted({value for value in values if value is not None})
    at = {code: index for index, code in enumerate(codes)}
    return codes, np.array([UNKNOWN if v is None else at[v] for v in values], dtype=np.int64)
