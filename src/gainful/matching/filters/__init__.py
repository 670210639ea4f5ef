"""The hard filters, one file each; their order is the order of the bits in a refusal mask.

To add one: a file here with its Filter, one line below (at the end of FIRST: bits keep their meaning), its
sentences in codes.py and its cases in tests/matching/test_filters.py.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gainful.matching.columns import Pairs
from gainful.matching.filters.age_unknown import AGE_UNKNOWN
from gainful.matching.filters.agreed_occupation_unknown import AGREED_OCCUPATION_UNKNOWN
from gainful.matching.filters.agreed_place_unknown import AGREED_PLACE_UNKNOWN
from gainful.matching.filters.available_too_late import AVAILABLE_TOO_LATE
from gainful.matching.filters.beyond_agreed_place import BEYOND_AGREED_PLACE
from gainful.matching.filters.cannot_do_task import CANNOT_DO_TASK
from gainful.matching.filters.cannot_leave_home import CANNOT_LEAVE_HOME
from gainful.matching.filters.certificate_missing import CERTIFICATE_MISSING
from gainful.matching.filters.education_below import EDUCATION_BELOW
from gainful.matching.filters.hazard_not_stated import HAZARD_NOT_STATED
from gainful.matching.filters.hazardous_under_18 import HAZARDOUS_UNDER_18
from gainful.matching.filters.hours_above_wish import HOURS_ABOVE_WISH
from gainful.matching.filters.housing_not_provided import HOUSING_NOT_PROVIDED
from gainful.matching.filters.kind import ChangedBy, Filter, Value
from gainful.matching.filters.nearer_than_agreed import NEARER_THAN_AGREED
from gainful.matching.filters.needs_to_be_home_evenings import NEEDS_TO_BE_HOME_EVENINGS
from gainful.matching.filters.no_consent import NO_CONSENT
from gainful.matching.filters.no_free_seat import NO_FREE_SEAT
from gainful.matching.filters.not_willing import NOT_WILLING
from gainful.matching.filters.occupation_not_stated import OCCUPATION_NOT_STATED
from gainful.matching.filters.occupation_not_wanted import OCCUPATION_NOT_WANTED
from gainful.matching.filters.opening_closed import OPENING_CLOSED
from gainful.matching.filters.opening_held import OPENING_HELD
from gainful.matching.filters.pay_below_wish import PAY_BELOW_WISH
from gainful.matching.filters.pay_may_fall_short import PAY_MAY_FALL_SHORT
from gainful.matching.filters.pay_not_stated import PAY_NOT_STATED
from gainful.matching.filters.place_unknown import PLACE_UNKNOWN
from gainful.matching.filters.post_is_last_resort import POST_IS_LAST_RESORT, refuses_over
from gainful.matching.filters.under_16 import UNDER_16
from gainful.matching.filters.willingness_unknown import WILLINGNESS_UNKNOWN

__all__ = ["FILTERS", "ChangedBy", "Filter", "Value", "refusals", "refused_before_last_resort"]

FIRST: tuple[Filter, ...] = (
    UNDER_16,
    AGE_UNKNOWN,
    NO_CONSENT,
    NOT_WILLING,
    WILLINGNESS_UNKNOWN,
    OPENING_HELD,
    OPENING_CLOSED,
    NO_FREE_SEAT,
    AGREED_PLACE_UNKNOWN,
    PLACE_UNKNOWN,
    BEYOND_AGREED_PLACE,
    NEARER_THAN_AGREED,
    AGREED_OCCUPATION_UNKNOWN,
    OCCUPATION_NOT_STATED,
    OCCUPATION_NOT_WANTED,
    PAY_BELOW_WISH,
    PAY_MAY_FALL_SHORT,
    PAY_NOT_STATED,
    EDUCATION_BELOW,
    CERTIFICATE_MISSING,
    HAZARDOUS_UNDER_18,
    HAZARD_NOT_STATED,
    NEEDS_TO_BE_HOME_EVENINGS,
    HOUSING_NOT_PROVIDED,
    HOURS_ABOVE_WISH,
    CANNOT_DO_TASK,
    AVAILABLE_TOO_LATE,
    CANNOT_LEAVE_HOME,
)

FILTERS: tuple[Filter, ...] = (*FIRST, POST_IS_LAST_RESORT)
"""Every filter; the last is asked over the result of the others."""

Masks = NDArray[np.uint32]


def refused_before_last_resort(pairs: Pairs) -> Masks:
    """Mask (n, m) of the filters that refuse each pair: bit i is FIRST[i]."""
    mask = np.zeros((len(pairs.at), len(pairs.openings)), dtype=np.uint32)
    for bit, one in enumerate(FIRST):
        np.bitwise_or(mask, np.uint32(1 << bit), out=mask, where=one.refuses(pairs))
    return mask


def refusals(pairs: Pairs) -> Masks:
    """Mask (n, m) of the filters that refuse each pair: bit i is FILTERS[i]; 0 is admissible."""
    mask = refused_before_last_resort(pairs)
    mask[refuses_over(pairs, mask == 0)] |= np.uint32(1 << len(FIRST))
    return mask
