"""Working days: Monday to Friday, but for public holidays, and with the weekend days that are worked instead.

Only days that somebody found in a source move a deadline; an unverified one is shown and decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gainful.pack.files import PackFault, PackFiles, Problem
from gainful.pack.lists import day

PATH = "calendar/holidays.csv"
SATURDAY = 5


@dataclass(frozen=True)
class SpecialDay:
    """A day that is off, or worked though it lies on a weekend."""

    day: date
    off: bool
    names: dict[str, str]
    verified: bool
    source: str


class WorkCalendar:
    """Which days are worked."""

    def __init__(self, days: list[SpecialDay]) -> None:
        self.days = tuple(sorted(days, key=lambda one: one.day))
        self._off = {one.day: one.off for one in days if one.verified}

    def is_working_day(self, on: date) -> bool:
        """Whether a day is worked: by the verified days of the list, else Monday to Friday."""
        off = self._off.get(on)
        return on.weekday() < SATURDAY if off is None else not off


def read_calendar(files: PackFiles, languages: tuple[str, ...]) -> tuple[WorkCalendar, list[Problem]]:
    """The calendar of a pack, and what is wrong in it; Monday to Friday where the pack has none."""
    if PATH not in files.names("calendar", ".csv"):
        return WorkCalendar([]), []
    found: dict[date, SpecialDay] = {}
    problems: list[Problem] = []
    try:
        for line, row in files.rows(PATH, {"day", "kind", "verified", "source", *languages}):
            at = f"line {line}"
            try:
                on = day(row["day"])
            except ValueError:
                on = None
            if on is None or row["kind"] not in ("off", "work") or row["verified"] not in ("true", "false"):
                problems.append(
                    Problem(PATH, at, row["day"], "an ISO date, off or work, verified true or false")
                )
            elif on in found:
                problems.append(Problem(PATH, at, f"{on} for the second time", "one row a day"))
            elif row["kind"] == "work" and on.weekday() < SATURDAY:
                problems.append(Problem(PATH, at, f"{on}, worked anyway", "a weekend day that is worked"))
            else:
                names = {language: row[language] for language in languages}
                found[on] = SpecialDay(
                    on, row["kind"] == "off", names, row["verified"] == "true", row["source"]
                )
    except PackFault as fault:
        problems += fault.problems
    return WorkCalendar(list(found.values())), problems
