"""Why an opening is on a list, why others are not, and what would change that.

Read off the same filters and reasons that made the list, for the few pairs that somebody looks at. Codes and
values only; the sentences are in codes.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gainful.matching.columns import CLASSES, Market, Pairs
from gainful.matching.filters import FILTERS, ChangedBy, Value, refusals
from gainful.matching.questions import QUESTIONS
from gainful.matching.reasons import REASONS, scores
from gainful.terms.places import LocationClass

MOST_CHANGES = 3
"""Ways of change that are named: the smallest ones."""


@dataclass(frozen=True)
class Earned:
    """One reason with its points and the values that earned them."""

    code: str
    points: int
    values: Mapping[str, Value]


@dataclass(frozen=True)
class Entry:
    """One opening on one list. `score` is the sum of the reasons' points; `price` only lowered its place."""

    opening: int
    opening_key: str
    score: int
    price: int
    claim: int
    reasons: tuple[Earned, ...]
    questions: tuple[str, ...]
    """What is unknown and must be asked before it is accepted."""
    location_class: LocationClass


@dataclass(frozen=True)
class Refusal:
    """One filter that refused: how many openings, and for one of them (by its key) the values."""

    code: str
    changed_by: ChangedBy
    count: int
    example: str | None
    values: Mapping[str, Value]


@dataclass(frozen=True)
class Change:
    """What would have to change, all of it together, and how many openings would then be admissible.

    `steps` are the filters concerned, each with the values of the first example; a step's sentence is that
    of the code "change_" + step.code. Information for the person, never a demand.
    """

    steps: tuple[Refusal, ...]
    opens: int
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Shortlist:
    """What one person is shown. `changes` is filled when fewer than at_least openings are admissible."""

    seeker: int
    entries: tuple[Entry, ...]
    admissible: int
    refused: tuple[Refusal, ...]
    changes: tuple[Change, ...]


def shortlists(
    market: Market, chosen: Sequence[tuple[int, Sequence[int]]], prices: NDArray[np.int32]
) -> Iterator[Shortlist]:
    """For each (seeker row, opening rows in the order of the list) what the person is shown."""
    pairs = Pairs(market, np.array([row for row, _ in chosen], dtype=np.intp))
    shape = (len(chosen), len(market.openings))
    earned = [np.broadcast_to(reason.points(pairs), shape) for reason in REASONS]
    asked = [np.broadcast_to(asks(pairs), shape) for _, asks in QUESTIONS]
    masks, (score, _) = refusals(pairs), scores(pairs)
    for at, (row, openings) in enumerate(chosen):
        made = tuple(
            _entry(
                market,
                row,
                column,
                int(prices[column]),
                [int(points[at, column]) for points in earned],
                [bool(asks[at, column]) for asks in asked],
                CLASSES[pairs.location[at, column]],
            )
            for column in openings
        )
        found = int(np.count_nonzero(masks[at] == 0))
        best_first = np.lexsort((market.openings.number, -market.openings.pay_low, -score[at]))
        changes: tuple[Change, ...] = ()
        if found < market.round.at_least:
            changes = _changes(market, row, masks[at], best_first)
        refused = _all_refused(market, row, masks[at], best_first)
        yield Shortlist(int(market.seekers.number[row]), made, found, refused, changes)


def _entry(
    market: Market,
    row: int,
    column: int,
    price: int,
    points: list[int],
    asked: list[bool],
    location: LocationClass,
) -> Entry:
    seeker, opening = market.seekers.rows[row], market.openings.rows[column]
    earned = [(reason, worth) for reason, worth in zip(REASONS, points, strict=True) if worth]
    return Entry(
        opening=opening.number,
        opening_key=opening.key,
        score=sum(points),
        price=price,
        claim=sum(worth for reason, worth in earned if reason.in_claim),
        reasons=tuple(Earned(reason.code, worth, reason.values(seeker, opening)) for reason, worth in earned),
        questions=tuple(code for (code, _), asks in zip(QUESTIONS, asked, strict=True) if asks),
        location_class=location,
    )


def why_not(market: Market, row: int, column: int) -> tuple[Refusal, ...]:
    """Every filter that refuses one pair, with the values; () when it is admissible."""
    mask = int(refusals(Pairs(market, np.array([row], dtype=np.intp)))[0, column])
    return tuple(_refused(market, row, column, bit, 1) for bit in _bits(mask))


def refusers(market: Market, row: int) -> dict[int, frozenset[str]]:
    """The codes of the filters that refuse each opening (its number) to one person."""
    masks = refusals(Pairs(market, np.array([row], dtype=np.intp)))[0]
    return {
        opening.number: frozenset(FILTERS[bit].code for bit in _bits(int(mask)))
        for opening, mask in zip(market.openings.rows, masks, strict=True)
    }


def _all_refused(
    market: Market, row: int, mask: NDArray[np.uint32], best_first: NDArray[np.intp]
) -> tuple[Refusal, ...]:
    """All filters that refused openings to one person, the most frequent first."""
    if not len(mask):
        return (Refusal("no_openings", ChangedBy.OFFICE, 0, None, {}),)
    refused = []
    for bit in _bits(int(np.bitwise_or.reduce(mask))):
        hit = best_first[(mask[best_first] >> np.uint32(bit)) & np.uint32(1) == 1]
        refused.append(_refused(market, row, int(hit[0]), bit, len(hit)))
    return tuple(sorted(refused, key=lambda one: -one.count))


def _changes(
    market: Market, row: int, mask: NDArray[np.uint32], best_first: NDArray[np.intp]
) -> tuple[Change, ...]:
    """The sets of filters that alone keep openings away: fewest filters first, then most openings.

    `best_first` are the opening rows by falling score, falling pay, number: examples come from the front.
    """
    sets = [int(value) for value in np.unique(mask) if value]
    opens = {
        value: best_first[(mask[best_first] & ~np.uint32(value) == 0) & (mask[best_first] != 0)]
        for value in sets
    }
    sets.sort(key=lambda value: (value.bit_count(), -len(opens[value]), value))
    changes = []
    for value in sets[:MOST_CHANGES]:
        exact = best_first[mask[best_first] == value]
        steps = tuple(_refused(market, row, int(exact[0]), bit, len(exact)) for bit in _bits(value))
        keys = tuple(market.openings.rows[column].key for column in exact[:3])
        changes.append(Change(steps, len(opens[value]), keys))
    return tuple(changes)


def _refused(market: Market, row: int, column: int, bit: int, count: int) -> Refusal:
    one, opening = FILTERS[bit], market.openings.rows[column]
    values = one.values(market.seekers.rows[row], opening, market.round)
    return Refusal(one.code, one.changed_by, count, opening.key, values)


def _bits(mask: int) -> list[int]:
    return [bit for bit in range(len(FILTERS)) if mask >> bit & 1]
