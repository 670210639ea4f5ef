"""Screening an opening: what in it holds it back, and what only warns. Words and bounds are the pack's.

Held back: text that discriminates, asks a fee or deposit or keeps documents; more hours than the bound;
pay below a minimum wage that somebody has verified. A floor that nobody verified only warns (decision 0008).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from gainful.jobs.channels import channel_of
from gainful.pack import Pack, ParameterValue, screen

EXCESSIVE_HOURS = "excessive_hours"
BELOW_MINIMUM_WAGE = "below_minimum_wage"
PROPOSED = "proposed_by_employer"
"""No fault: an employer wrote it themselves, and no officer has looked at it yet."""


@dataclass(frozen=True)
class Finding:
    """Why an opening is held back or warned about: code, ground, the words that did it, the bound."""

    code: str
    ground: str
    words: str
    bound: str = ""
    source: str = ""

    def as_kept(self) -> dict[str, str]:
        """The finding as the opening keeps it."""
        return asdict(self)


@dataclass(frozen=True)
class Screened:
    """What holds an opening back, and what is only shown with it."""

    held: tuple[Finding, ...]
    warned: tuple[Finding, ...]


def screen_opening(
    *,
    texts: Iterable[str],
    channel: str,
    place: int,
    hours_per_week: int | None,
    pay_low_fen: int | None,
    pack: Pack,
    on: date,
) -> Screened:
    """The findings on an opening on a day; `place` is where the work is, or the office if that is unknown.

    Hours or pay that are not stated are not held against anybody: they are asked.
    """
    held = [
        Finding(hit.code, hit.ground, hit.words) for text in texts for hit in screen(text, pack, "opening")
    ]
    hours = _hours(hours_per_week, pack.parameters.value("excessive_weekly_hours", place, on))
    pay = None
    if channel_of(channel).minimum_wage_applies:
        pay = _pay(hours_per_week, pay_low_fen, place, pack, on)
    warned = []
    if hours:
        held.append(hours)
    if pay:
        finding, verified = pay
        (held if verified else warned).append(finding)
    return Screened(tuple(dict.fromkeys(held)), tuple(warned))


def _hours(hours_per_week: int | None, bound: ParameterValue | None) -> Finding | None:
    """More hours a week than the bound."""
    if hours_per_week is None or bound is None or hours_per_week <= bound.value:
        return None
    return Finding(EXCESSIVE_HOURS, "hours", str(hours_per_week), bound=str(bound.value), source=bound.source)


def _pay(
    hours_per_week: int | None, pay_low_fen: int | None, place: int, pack: Pack, on: date
) -> tuple[Finding, bool] | None:
    """Pay below the monthly minimum for standard hours and more, and whether the minimum is verified.

    Fewer hours, or hours that are not stated, are not compared: the hourly minimum is not loaded.
    """
    standard = pack.parameters.value("standard_weekly_hours", place, on)
    floor = pack.parameters.value("minimum_wage_monthly", place, on)
    if hours_per_week is None or pay_low_fen is None or standard is None or floor is None:
        return None
    if hours_per_week < standard.value or pay_low_fen >= floor.fen():
        return None
    words = f"{pay_low_fen / 100:.0f}" if pay_low_fen % 100 == 0 else f"{pay_low_fen / 100:.2f}"
    finding = Finding(BELOW_MINIMUM_WAGE, "pay", words, bound=str(floor.value), source=floor.source)
    return finding, floor.verified


def of_a_text(finding: Mapping[str, str]) -> bool:
    """Whether a kept finding is one of the text: nobody can release it while the text stands."""
    return finding["code"] not in (EXCESSIVE_HOURS, BELOW_MINIMUM_WAGE, PROPOSED)


def proposed(title: str) -> Finding:
    """What holds an employer's own proposal back until an officer has looked at it."""
    return Finding(PROPOSED, "proposed", title)
