"""Days as whole numbers since 1970, months as whole numbers since January 1970: for arrays and for one."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import numpy as np

NONE = np.iinfo(np.int64).min
"""Stands for: not known."""


def day(of: date) -> int:
    """Days since 1970."""
    return (of - date(1970, 1, 1)).days


def month(days: Any) -> Any:
    """The month a day lies in."""
    return _one_month(int(days)) if np.ndim(days) == 0 else _months(days)


def first(months: Any) -> Any:
    """The first day of a month."""
    return _one_first(int(months)) if np.ndim(months) == 0 else _firsts(months)


def last(months: Any) -> Any:
    """The last day of a month."""
    return first(months + 1) - 1


def later(days: Any, months: Any) -> Any:
    """The day that many months on; the last of that month where it has no such day."""
    into = month(days) + months
    found = np.minimum(first(into) + (np.asarray(days) - first(month(days))), last(into))
    return found if np.ndim(found) else int(found)


def rest_day(days: Any) -> Any:
    """Saturday or Sunday? 1970 began on a Thursday."""
    return (np.asarray(days) + 3) % 7 >= 5


def _months(days: Any) -> np.ndarray:
    return np.asarray(days, np.int64).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def _firsts(months: Any) -> np.ndarray:
    return np.asarray(months, np.int64).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


@cache
def _one_month(day_of: int) -> int:
    return int(_months(day_of))


@cache
def _one_first(month_of: int) -> int:
    return int(_firsts(month_of))
