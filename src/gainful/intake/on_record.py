"""What is on record before a hand-in, as the checks ask for it: a protocol that the registry answers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True)
class KnownSpell:
    """A job spell already on record, as far as an overlap must know it."""

    starts_on: date
    ends_on: date | None
    employer: str
    occupation: str
    insured: bool | None = None


class Known(Protocol):
    """What is on record before this hand-in. The registry answers it from the database."""

    def identified(self, number: str) -> bool:
        """Whether a member of the county's registry has this personal number."""

    def refused_member(self, name: str, number: str) -> bool:
        """Whether a member whose number was refused earlier has this name and a number like it."""

    def household(self, number: str) -> bool:
        """Whether the registry has a household of this number."""

    def spells(self, number: str) -> Sequence[KnownSpell]:
        """The spells on record of the person with this number."""

    def doubtful_spells(self, name: str, number: str) -> Sequence[KnownSpell]:
        """Jobs of a ledger's rows that were not taken since their number was refused: same name, a number like it."""

    def not_working(self, number: str) -> bool:
        """Whether the person with this number answered as one without work."""

    def insured_besides(self, numbers: Collection[str], names: Collection[str | None]) -> Sequence[str]:
        """Numbers of people whom a ledger calls insured, beside those of the numbers and names given."""


class NothingKnown:
    """An empty registry: a county's first hand-in."""

    def identified(self, number: str) -> bool:
        """Nobody is."""
        return False

    def refused_member(self, name: str, number: str) -> bool:
        """Nobody is."""
        return False

    def household(self, number: str) -> bool:
        """There is none."""
        return False

    def spells(self, number: str) -> Sequence[KnownSpell]:
        """There are none."""
        return ()

    def doubtful_spells(self, name: str, number: str) -> Sequence[KnownSpell]:
        """There are none."""
        return ()

    def not_working(self, number: str) -> bool:
        """Nobody did."""
        return False

    def insured_besides(self, numbers: Collection[str], names: Collection[str | None]) -> Sequence[str]:
        """Nobody is."""
        return ()
