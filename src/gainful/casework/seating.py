"""Which seat each gets, so that the members of one household sit side by side wherever that is possible."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence


def choose_seats(
    free: Collection[int], groups: Sequence[Sequence[int]], taken: Mapping[int, Sequence[int]] | None = None
) -> dict[int, int] | None:
    """A seat number for each member of each group, the larger groups first; None when there are too few seats.

    `groups` holds households as lists of members; `taken` gives the seats that others of the same household have
    already, by the index of the group. Of all runs of free seats the one is taken in which the household sits
    closest, the lowest numbers first.
    """
    left = sorted(free)
    if sum(map(len, groups)) > len(left):
        return None
    chosen: dict[int, int] = {}
    for index in sorted(range(len(groups)), key=lambda at: (-len(groups[at]), at)):
        size, others = len(groups[index]), list((taken or {}).get(index, ()))
        runs = [left[at : at + size] for at in range(len(left) - size + 1)]
        run = min(runs, key=lambda seats: (_width([*seats, *others]), seats))
        chosen |= dict(zip(groups[index], run, strict=True))
        left = [seat for seat in left if seat not in run]
    return chosen


def side_by_side(seats: Collection[int]) -> bool:
    """Whether seats follow each other without a stranger between; one seat does."""
    return _width(seats) == len(seats) - 1


def _width(seats: Collection[int]) -> int:
    return max(seats) - min(seats)
