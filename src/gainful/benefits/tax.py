"""Tax relief as steps that one can follow: what is set against which tax, in the rule's order, and what is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One tax: what is due, what of the relief is set against it, what stays to be paid, and what is left. Fen."""

    tax: str
    due_fen: int
    relieved_fen: int
    to_pay_fen: int
    left_fen: int


@dataclass(frozen=True)
class Relief:
    """The ceiling, each step, what was used and what is lost: what is not used in the year is not carried over. Fen."""

    ceiling_fen: int
    steps: tuple[Step, ...]

    @property
    def used_fen(self) -> int:
        """What was set against taxes."""
        return sum(step.relieved_fen for step in self.steps)

    @property
    def lost_fen(self) -> int:
        """What of the ceiling was not used."""
        return self.ceiling_fen - self.used_fen


class TaxUnknown(ValueError):
    """A tax that the rule does not name, or one of it whose amount is not known."""


def ceiling_for_months(yearly_fen: int, months: int, most: int = 12) -> int:
    """The ceiling for so many months of a year (0 to `most`), rounded down to the fen.

    Over several people hired, months are the sum of theirs, and may be more than 12.
    """
    if not 0 <= months <= most or yearly_fen < 0:
        raise ValueError(f"months are 0 to {most}, and a ceiling is not below zero")
    return yearly_fen * months // 12


def set_against(ceiling_fen: int, order: Sequence[str], due_fen: Mapping[str, int | None]) -> Relief:
    """The relief set against each tax in the rule's order until it or the taxes are used up.

    Raises TaxUnknown where a tax is not of the rule, or where one is not known before the relief is used up: what
    follows would hang on it.
    """
    strange = sorted(set(due_fen) - set(order))
    if strange:
        raise TaxUnknown(
            f"the rule is not set against {', '.join(strange)}; it is against {', '.join(order)}"
        )
    left, steps = ceiling_fen, []
    for tax in order:
        due = due_fen.get(tax)
        if due is None:
            if left:
                raise TaxUnknown(f"how much {tax} is due is not known; 0 must be said")
            continue
        if due < 0:
            raise TaxUnknown(f"{tax} is below zero")
        relieved = min(left, due)
        left -= relieved
        steps.append(Step(tax, due, relieved, due - relieved, left))
    return Relief(ceiling_fen, tuple(steps))
