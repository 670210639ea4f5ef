"""What a benefit's page says about claims: how often one may be paid, and until when one may apply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gainful.rules.worded import Report, in_languages
from gainful.terms.facts import Fact
from gainful.terms.periods import add_months

ONCE_PER = (
    "person", "household", "spell", "employer", "workshop", "business", "training", "loan", "trade_and_level",
)  # fmt: skip
WITHIN = ("life", "year", "month")
PAYEES = ("person", "employer", "provider", "nobody")
"""Who is paid: nobody where the benefit is a loan or set against taxes, a provider where a service is paid for."""


@dataclass(frozen=True)
class Deadline:
    """Until when a claim may be made: a day, or so many months or days after the day that a fact names."""

    until: date | None = None
    after: str | None = None
    months: int = 0
    days: int = 0

    def last_day(self, facts: Mapping[str, Any]) -> date | None:
        """The last day to apply; None where the fact that it hangs on is not known."""
        if self.after is None:
            return self.until
        begins = facts.get(self.after)
        if begins is None:
            return None
        last = add_months(begins, self.months) + timedelta(days=self.days)
        return last if self.until is None else min(last, self.until)


def read_limit(page: Mapping[str, Any], report: Report) -> Mapping[str, Any]:
    """How often and how long a benefit is paid: once_per what, within what, at_most times, months, what it pays.

    `tops_up` says that a higher amount later pays the difference to what was paid already.
    """
    limit = page.get("limit", {})
    if not isinstance(limit, Mapping):
        report("shape", "limit", "a limit says once_per what, and what it pays")
        return {}
    shapes: dict[str, tuple[str, Any]] = {
        "once_per": (f"one of {', '.join(ONCE_PER)}", lambda value: value in ONCE_PER),
        "within": (f"one of {', '.join(WITHIN)}", lambda value: value in WITHIN),
        "times": ("a whole number above 0", _positive),
        "months": ("a whole number above 0", _positive),
        "tops_up": ("true, or not there", lambda value: value is True),
        "pays": ("a sentence, or one in each language", in_languages),
    }
    for key, value in limit.items():
        if key not in shapes:
            report("unknown_key", f"limit.{key}", "no such key of a limit")
        elif not shapes[key][1](value):
            report("limit", f"limit.{key}", f"this is {shapes[key][0]}")
    if in_languages(limit.get("pays")):
        return {**limit, "pays": in_languages(limit["pays"])}
    return limit


def _positive(value: object) -> bool:
    return type(value) is int and 0 < value < 10_000


def read_deadline(page: Mapping[str, Any], facts: Mapping[str, Fact], report: Report) -> Deadline | None:
    """Until when one may apply, None where the page says nothing of it."""
    stated = page.get("deadline")
    if stated is None:
        return None
    if not isinstance(stated, Mapping) or stated.keys() - {"until", "after", "months", "days"} or not stated:
        report("shape", "deadline", "a deadline says until a day, or so many months or days after a fact")
        return None
    until, after = stated.get("until"), stated.get("after")
    months, days = stated.get("months", 0), stated.get("days", 0)
    if until is not None and type(until) is not date:
        report("deadline", "deadline.until", "this is a day")
    elif after is not None and (after not in facts or facts[after].kind != "date"):
        report("deadline", "deadline.after", "this is a fact that is a date")
    elif any(type(number) is not int or number < 0 for number in (months, days)):
        report("deadline", "deadline", "months and days are whole numbers")
    else:
        return Deadline(until, after, months, days)
    return None
