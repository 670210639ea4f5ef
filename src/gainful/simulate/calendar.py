"""Days as whole numbers since 1970, months as whole numbers since January 1970: for arrays and for one."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

NONE = np.iinfo(np.int64).min
"""Stands for: not known."""


def day(of: date) -> int:
    """Days since 1970."""
    return (of - date(1970, 1, 1)).days


def month(days: Any) -> Any:
    """The month a day lies in."""
    months = np.asarray(days, np.int64).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return months if months.ndim else int(months)


def first(months: Any) -> Any:
    """The first day of a month."""
    days = np.asarray(months, np.int64).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return days if days.ndim else int(days)


def last(months: Any) -> Any:
    """The last day of a month."""
    return first(np.asarray(months, np.int64) + 1) - 1


def later(days: Any, months: Any) -> Any:
    """The day that many months on; the last of that month where it has no such day."""
    into = month(days) + months
    found = np.minimum(first(into) + (np.asarray(days) - first(month(days))), last(into))
    return found if np.ndim(found) else int(found)


def rest_day(days: Any) -> Any:
    """Saturday or Sunday? 1970 began on a Thursday."""
    return (np.asarray(days) + 3) % 7 >= 5
