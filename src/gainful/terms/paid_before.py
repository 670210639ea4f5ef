"""Facts that say what was paid before: whom a payment counts for, for how long, and whether it is a yes or months.

Which benefit tells which of them is said on the benefit's own page (`tells`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

LIFE, YEAR, MONTH = "life", "year", "month"
"""For how long a payment counts: for ever, in the calendar year that it is for, in the month that it is for."""
PERSON, OTHER_EMPLOYER, TRADE_AND_LEVEL, EMPLOYER = "person", "other_employer", "trade_and_level", "employer"
"""Whom it counts for: the person; the person, where another employer than this job's had it; the person, for a
certificate of the same trade and level; the employer itself."""


@dataclass(frozen=True)
class Counted:
    """How payments are counted for a fact: for whom, how long, and as a yes or as months."""

    for_whom: str = PERSON
    within: str = LIFE
    months: bool = False


PAID_BEFORE: Mapping[str, Counted] = MappingProxyType(
    {
        "job_seeking_subsidy_paid": Counted(),
        "hiring_subsidy_paid": Counted(),
        "start_subsidy_paid": Counted(),
        "out_working_award_paid_in_year": Counted(within=YEAR),
        "transport_subsidy_paid_in_year": Counted(within=YEAR),
        "insurance_subsidy_in_month": Counted(within=MONTH),
        "insurance_subsidy_months": Counted(months=True),
        "trained_through_work_months": Counted(months=True),
        "other_employer_training_through_work": Counted(OTHER_EMPLOYER),
        "appraisal_subsidy_paid": Counted(TRADE_AND_LEVEL),
        "base_award_paid": Counted(EMPLOYER),
    }
)
"""Every fact that payments of a benefit may tell."""


def says_more(fact: str, seen: Any, recorded: Any) -> bool:
    """Whether a paper shows a payment that the books do not have: a yes against a no, or more months."""
    return fact in PAID_BEFORE and seen is not None and recorded is not None and seen > recorded
