"""Invented personal numbers and their digests, for all people at once.

A number is 17 digits (six of an area, eight of a birth day, three in sequence) and a check character that follows from
them. It exists only as a 64-bit integer while the county is made; the tables hold digests. Since nobody is behind these
numbers a digest is a one-to-one mixing of 64 bits instead of a keyed HMAC: equal exactly where the parts are equal.
"""

from __future__ import annotations

import numpy as np

BODY = 17
"""Digits before the check character."""


def bodies(area: np.ndarray, born: np.ndarray, sequence: np.ndarray) -> np.ndarray:
    """Numbers without their check character as int64, from six-digit areas, days since 1970 and sequence numbers."""
    return area * 10**11 + written_day(born) * 1000 + sequence


def written_day(days: np.ndarray) -> np.ndarray:
    """Days since 1970 as the integers YYYYMMDD."""
    day = days.astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    year = day.astype("datetime64[Y]").astype(np.int64) + 1970
    return (
        year * 10000
        + (month.astype(np.int64) % 12 + 1) * 100
        + (day - month.astype("datetime64[D]")).astype(np.int64)
        + 1
    )


def unlike(rng: np.random.Generator, body: np.ndarray) -> np.ndarray:
    """The same numbers with other sequence numbers wherever two were equal."""
    body = body.copy()
    while True:
        _, first = np.unique(body, return_index=True)
        again = np.ones(len(body), bool)
        again[first] = False
        if not again.any():
            return body
        body[again] = body[again] // 1000 * 1000 + rng.integers(0, 1000, int(again.sum()))


def text_of(body: int) -> str:
    """One whole number with its check character, as it would stand on a card; for tests alone."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    digits = f"{body:017d}"
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11]


def mixed(values: np.ndarray, kind: int, seed: int) -> np.ndarray:
    """Values as signed 64-bit digests; two of one kind are equal exactly where the values are."""
    with np.errstate(over="ignore"):
        salt = np.uint64((kind * 0x9E3779B97F4A7C15 + seed * 0xD1B54A32D192ED03) % 2**64)
        x = values.astype(np.int64).view(np.uint64) ^ _stirred(np.array([salt], np.uint64))
        return _stirred(x).view(np.int64)


def _stirred(x: np.ndarray) -> np.ndarray:
    """The finaliser of SplitMix64: one-to-one on 64 bits."""
    x = x + np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def part_digests(body: np.ndarray, seed: int) -> list[tuple[str, np.ndarray, np.ndarray]]:
    """(part, which rows have it, digests) of each part of the numbers, as the table `ids` names the parts."""
    every = np.arange(len(body))
    parts = [
        ("whole", every, mixed(body, 1, seed)),
        ("head", every, mixed(body // 1000, 2, seed)),
        ("tail", every, mixed(body % 10**11, 3, seed)),
        ("undated", every, mixed(body // 10**11 * 1000 + body % 1000, 4, seed)),
    ]
    digit = [body // 10 ** (BODY - 1 - place) % 10 for place in range(BODY)]
    for place in range(BODY):
        left = body - digit[place] * 10 ** (BODY - 1 - place)
        parts.append((f"but_{place + 1:02d}", every, mixed(left, 10 + place, seed)))
    for place in range(BODY - 1):
        one, two = digit[place], digit[place + 1]
        rows = np.flatnonzero(one != two)
        turned = (two - one) * 9 * 10 ** (BODY - 2 - place)  # what exchanging the two adds to the number
        rising = np.where(one < two, body, body + turned)[rows]
        parts.append((f"pair_{place + 1:02d}", rows, mixed(rising, 40 + place, seed)))
    return parts
