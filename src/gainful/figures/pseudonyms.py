"""Dense numbers in place of keys: drawn in a keyed order, so that they tell nothing about rows and join nothing.

The order is that of an HMAC under the pseudonym key, bound to one extract by its label. Whoever lacks the key can
neither compute a number from a row nor match the numbers of two extracts.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping


def dense_numbers(keys: Mapping[str, int], *, secret: bytes, label: str, start: int = 0) -> dict[str, int]:
    """A number from `start` up for each key. `keys` gives each key's partition; partitions lie in one stretch each.

    The same keys, secret and label give the same numbers in whatever order they come.
    """

    def place(key: str) -> tuple[int, bytes]:
        return keys[key], hmac.digest(secret, f"{label}|{key}".encode(), "sha256")

    return {key: number for number, key in enumerate(sorted(keys, key=place), start)}


def dense_numbers_of(keys: Iterable[str], *, secret: bytes, label: str, start: int = 0) -> dict[str, int]:
    """The same for keys without partitions."""
    return dense_numbers(dict.fromkeys(keys, 0), secret=secret, label=label, start=start)
