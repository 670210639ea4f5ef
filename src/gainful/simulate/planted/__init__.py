"""Planted cases, a function a kind. Each draws one of several ways to cheat, from clumsy to cunning."""

from __future__ import annotations

from collections.abc import Callable

from gainful.simulate.assumptions import KINDS
from gainful.simulate.county import County
from gainful.simulate.planted import at_work, identities, payees

MAKERS: dict[str, Callable[[County], None]] = {
    kind: getattr(module, kind)
    for module in (identities, at_work, payees)
    for kind in KINDS
    if hasattr(module, kind)
}


def counts(county: County, frauds: int) -> dict[str, int]:
    """How many cases of each kind make so many in all; the largest rests get one more."""
    shares = dict(county.assumed.shares)
    whole = sum(shares.values())
    found = {kind: share * frauds // whole for kind, share in shares.items()}
    rests = sorted(shares, key=lambda kind: (-(shares[kind] * frauds % whole), kind))
    for kind in rests[: frauds - sum(found.values())]:
        found[kind] += 1
    return found


def plant(county: County, frauds: int) -> None:
    """Plant so many cases. Raises TooFewPeople."""
    for kind, count in counts(county, frauds).items():
        for _ in range(count):
            MAKERS[kind](county)
