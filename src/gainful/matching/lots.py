"""Lots: who goes first when everything that may count is equal.

A lot is the first 8 bytes (big-endian) of BLAKE2b over "round US kind US key", US being the character 31.
Anybody who knows the round's public name and a key can draw it again; nobody can choose it. A new round
draws new lots, so nobody is last for ever. A smaller lot goes first; equal lots are told apart by number.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)


def lot(round_name: str, kind: str, key: str) -> int:
    """The lot of one key ("seeker" or "opening") in a round: an integer below 2**64."""
    text = "\x1f".join((round_name, kind, key)).encode()
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big")


def lots(round_name: str, kind: str, keys: Iterable[str]) -> NDArray[np.uint64]:
    """The lots of many keys, shape (len(keys),)."""
    return np.array([lot(round_name, kind, key) for key in keys], dtype=np.uint64)


def pair_lots(seekers: NDArray[np.uint64], openings: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """A lot for each pair, so that equal openings are not put in the same order for everybody.

    The lots of the two are xor-ed and mixed by splitmix64's finaliser; shapes broadcast.
    """
    mixed = seekers ^ openings
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _MIX_1
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _MIX_2
    return np.asarray(mixed ^ (mixed >> np.uint64(31)), dtype=np.uint64)
