"""The plan of a guaranteed loan: what is paid back when, which interest the borrower bears, and which the state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gainful.rules.benefit import Benefit
from gainful.terms.periods import add_months

YEAR_BASIS_POINTS = 10_000


@dataclass(frozen=True)
class Instalment:
    """One payment: the day, principal, interest in full, of it the borrower's own and the state's share. Fen."""

    on: date
    principal_fen: int
    interest_fen: int
    own_fen: int
    state_fen: int
    left_fen: int


def own_rate(rate: int, prime: int, below_prime: int) -> int:
    """The rate that a borrower bears in basis points: up to the prime rate less a distance, never beyond the loan's.

    >>> own_rate(535, 385, 150)
    235
    """
    return max(0, min(rate, prime - below_prime))


def plan(
    principal_fen: int, rate: int, months: int, granted_on: date, *, own: int, every: int = 3
) -> list[Instalment]:
    """Interest every so many months, the principal in the last instalment. Rates in basis points a year, `own` of it
    borne by the borrower.

    Interest is by whole months of a year of twelve; each instalment is rounded down to the fen, and the state bears
    the difference of the rounded own share. Raises ValueError for numbers that are no loan.
    """
    if principal_fen <= 0 or months <= 0 or every <= 0 or not 0 <= own <= rate:
        raise ValueError("a loan has a principal, a term, and an own share of at most its rate")
    found, passed = [], 0
    while passed < months:
        span = min(every, months - passed)
        passed += span
        interest = principal_fen * rate * span // (12 * YEAR_BASIS_POINTS)
        mine = principal_fen * own * span // (12 * YEAR_BASIS_POINTS)
        back = principal_fen if passed == months else 0
        found.append(
            Instalment(
                add_months(granted_on, passed), back, interest, mine, interest - mine, principal_fen - back
            )
        )
    return found


def own_rate_on(
    interest: Benefit, granted_on: date, rate: int, prime: int, in_poor_county: bool | None
) -> int | None:
    """The rate in basis points that the borrower bears of a loan granted on a day, by the rule of its interest.

    From the day on which borrowers bear a share it is `own_rate`; before that nothing in a poor county, and None
    (cannot be told) elsewhere, or where it is not known whether the county is one, or no value is loaded.
    """
    law = interest.parameters
    since, below = law["own_share_from"].value_on(granted_on), law["below_prime"].value_on(granted_on)
    if since is None:
        return None
    if granted_on < since:
        return 0 if in_poor_county else None
    return None if below is None else own_rate(rate, prime, below)


def most_lent(loan: Benefit, granted_on: date, wanted_fen: int, partners: int) -> int | None:
    """What may be lent of a sum by a rule of loans on a day, in fen; None where no limit is loaded for the day."""
    values = dict(loan.ready.values_on(granted_on, ()))
    if not loan.in_force(granted_on) or None in values.values():
        return None
    known = {name: None for name in loan.ready.used} | {"loan_amount": wanted_fen, "partners": partners}
    found = loan.ready.amount({**known, **values})
    return found if isinstance(found, int) else None
