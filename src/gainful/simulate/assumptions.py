"""Every number that an invented county rests on, with its reason. `invented` means: nobody measured it.

Nothing here describes a real place or real people, and no figure about the programme may be drawn from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

KINDS = (
    "shared_account", "altered_id", "training_while_working", "two_employers", "tier_bunching", "padded_class",
    "post_unattended", "dead_payee", "under_age_payee", "paid_but_gone", "entitled_unpaid",
)  # fmt: skip
"""The kinds of planted cases."""

FIRST_ON, ON = date(2018, 7, 1), date(2020, 12, 31)


def _said(value: Any, unit: str, why: str) -> Any:
    """One assumption: its value, its unit, and where it is from."""
    return field(default=value, metadata={"unit": unit, "why": why})


@dataclass(frozen=True)
class Assumptions:
    """What an invented county is like. Shares are 0–1, money is in fen, days are calendar days."""

    # The frame
    first_on: date = field(
        default=FIRST_ON, metadata={"unit": "day", "why": "invented: work and courses begin here"}
    )
    on: date = field(
        default=ON,
        metadata={"unit": "day", "why": "the last day known: the end of the programme's last year"},
    )
    county: int = _said(990101000000, "area", "invented: no division has the code 9901")
    township_count: int = _said(18, "townships", "invented: what a mountain county has")
    away_counties: tuple[int, ...] = _said(
        (990203000000, 990305000000, 980102000000, 970104000000, 960206000000), "areas",
        "invented: two counties of the same province and three of others",
    )  # fmt: skip
    # Households and people
    household_sizes: tuple[float, ...] = _said(
        (0.14, 0.22, 0.25, 0.22, 0.11, 0.06), "share by size 1 to 6",
        "mean 3.1: 3.04 people a household in the register of 2014; the shape is invented",
    )  # fmt: skip
    no_household: float = _said(0.01, "share", "invented: records not put in a household yet")
    birth_unknown: float = _said(0.004, "share", "invented: read off papers that cannot be read")
    head_age: tuple[int, int] = _said((28, 72), "years", "invented: heads on the register, evenly spread")
    child_gap: tuple[int, int] = _said((20, 34), "years", "invented: between a head and a child")
    elder_gap: tuple[int, int] = _said((19, 32), "years", "invented: between a head and a parent")
    died: float = _said(0.012, "share", "about 7 deaths in 1,000 a year, less births: invented for 2.5 years")
    moved_away: float = _said(0.015, "share", "invented: moved for good; the register keeps them")
    surname_count: int = _said(220, "surnames", "invented; one in rank r is as common as 1/(r + 2)")
    given_first: int = _said(260, "characters", "invented; the first of a given name, as common as 1/(r + 8)")
    given_second: int = _said(420, "characters", "invented; the second, as common as 1/(r + 8)")
    one_character: float = _said(0.12, "share", "invented: given names of one character")
    characters_a_sound: int = _said(3, "characters", "invented: written otherwise, spoken alike")
    phone_of_household: float = _said(
        0.4, "share", "invented: old people and children give the house's phone"
    )
    no_phone: float = _said(0.08, "share", "invented")
    corrected_number: float = _said(
        0.001, "share", "invented: both the mistyped number and the right one on record"
    )
    sequence_numbers: int = _said(
        1000, "numbers", "a personal number has three characters for those born on one day"
    )
    # Accounts
    has_account: float = _said(0.82, "share of people over 15", "invented: every payee has one, others may")
    changed_account: float = _said(0.05, "share", "invented: a lost card, a new bank")
    # Work
    working: float = _said(
        0.56, "share of people of 16 to 64", "invented; 30 of 89 million registered went out to work"
    )
    spell_gap: tuple[int, int] = _said((0, 75), "days", "invented: from one work to the next")
    spell_months: tuple[float, float] = _said(
        (9.0, 0.75), "median in months, spread of its logarithm", "invented: many short, few long",
    )  # fmt: skip
    contract_share: float = _said(0.45, "share", "invented: an agreed length is known")
    contract_kept: float = _said(
        0.35, "share of those", "invented: work ends on the agreed day, near a tier date"
    )
    contract_lengths: tuple[int, ...] = _said(
        (3, 6, 12, 24), "months", "usual lengths of contracts; the mix is invented"
    )
    harvest_leavers: float = _said(
        0.12, "share", "invented: leave for a harvest in early June or late September"
    )
    month_end_starts: float = _said(
        0.10, "share", "invented: hired in the last days of a month, where pay runs from"
    )
    month_start_starts: float = _said(0.30, "share", "invented: hired on the first days of a month")
    end_not_known: float = _said(0.05, "share", "invented: left, and nobody recorded the day")
    kinds_of_work: tuple[float, ...] = _said(
        (0.46, 0.25, 0.14, 0.15), "share: away, local employer, workshop, post",
        "46.4% of those out at work were in their own county in September 2020; the rest is invented",
    )  # fmt: skip
    employer_unknown: float = _said(
        0.45, "share of work away", "invented: found through kin, no employer linked"
    )
    employers_away: int = _said(260, "for 100,000 people", "invented")
    employers_local: int = _said(420, "for 100,000 people", "invented")
    workshops: int = _said(
        320, "for 100,000 people", "13.4 registered workers a workshop were published; the number is invented"
    )
    pay_a_month: tuple[int, int, int, int] = _said(
        (454900, 360600, 240000, 80000), "fen: away, local employer, workshop, post",
        "4,549 away and 3,606 local for all migrants in 2020; workshop and post are invented",
    )  # fmt: skip
    pay_spread: float = _said(0.22, "spread of its logarithm", "invented")
    pay_known: tuple[float, ...] = _said(
        (0.5, 0.8, 0.95, 0.95), "share of spells by kind", "invented: pay lists known"
    )
    attendance_known: tuple[float, ...] = _said(
        (0.0, 0.3, 0.95, 1.0), "share of spells by kind", "invented: rolls kept"
    )
    roll_missing: float = _said(0.04, "share of months", "invented: a list that was lost")
    roll_by_day: float = _said(
        0.10, "share of spells with a roll", "invented: a roll of days instead of months"
    )
    township_roll_lost: float = _said(
        0.03, "share of township-months", "invented: no post of a township has its roll"
    )
    late_rolls: float = _said(0.2, "share of townships", "invented: rolls on paper come two months late")
    due_days: tuple[int, int] = _said(
        (22, 15), "days a month: work, post", "invented: five days a week; half a month"
    )
    absent: float = _said(0.05, "share of due days", "invented")
    # Courses
    courses: int = _said(420, "for 100,000 people", "invented")
    providers: int = _said(36, "providers", "invented")
    at_work: float = _said(0.12, "share of courses", "invented: an employer trains own workers")
    course_days: tuple[int, ...] = _said((3, 5, 7, 10, 15, 20, 30), "days", "invented: usual lengths")
    seats: tuple[int, ...] = _said((20, 25, 30, 40), "seats", "invented")
    full_class: float = _said(0.35, "share", "invented: popular, every seat taken")
    roll_by_phone: float = _said(0.35, "share of courses", "invented: kept by phone beside paper")
    phone_missed: float = _said(0.06, "share", "invented: came, but the phone was empty")
    came: tuple[float, float] = _said(
        (0.88, 1.0), "share of days", "invented: a trainee's own, evenly spread"
    )
    list_day_lost: float = _said(0.04, "share of days of courses", "invented: nobody has that day's list")
    passed: float = _said(0.86, "share", "invented")
    # Money
    paid_after: tuple[int, int] = _said(
        (10, 70), "days", "invented: from a month's end to the decision, and on to pay"
    )
    not_paid_yet: float = _said(0.03, "share of the newest", "invented: decided, waits for the bank")
    employer_applies: float = _said(
        0.55, "share of spells", "invented: employers who ask for what they may have"
    )
    away_applies: float = _said(0.6, "share of spells away", "invented")
    monthly_subsidy: int = _said(
        50000, "fen a month", "500 a month in training through work, seen in two places"
    )
    insurance_subsidy: int = _said(62000, "fen a month", "invented")
    post_subsidy: int = _said(80000, "fen a month", "invented: what the post pays")
    hiring_award: int = _said(100000, "fen", "1,000 a hire in one town in 2020")
    tier_awards: tuple[int, int, int] = _said(
        (150000, 300000, 500000), "fen at 3, 6 and 12 months",
        "3,000 at 6 and 5,000 at 12 months in one province in 2020; at 3 invented",
    )  # fmt: skip
    transport: tuple[int, int] = _said(
        (30000, 60000), "fen: in the province, outside it", "300 and 600 in one county"
    )
    allowance_a_day: int = _said(8000, "fen", "60 to live and 20 to travel a day in one province in 2020")
    due_and_paid: int = _said(1500, "for 100,000 people", "invented: due and paid, told both ways")
    due_lately: int = _said(600, "for 100,000 people", "invented: due for at most 60 days, not claimed yet")
    # Honest lives that look like fraud (for 100,000 people)
    look_alikes: tuple[tuple[str, int], ...] = _said(
        (
            ("real_twins", 240), ("same_name_and_birthday", 60), ("couple_with_one_account", 40),
            ("widow_took_the_account_over", 30), ("two_half_jobs", 90), ("changed_job_in_the_month", 300),
            ("trained_on_rest_days", 60), ("trained_at_own_work", 40), ("trained_on_leave", 60),
            ("died_late_on_record", 80), ("left_after_last_payment", 120), ("just_sixteen", 60),
            ("post_roll_came_late", 150), ("ill_for_a_month", 60),
            ("season_workshop", 8), ("workshop_closed", 6), ("month_end_payroll", 8), ("short_full_class", 15),
        ), "people, pairs, classes or workshops for 100,000 people",
        "invented: in most kinds more than of the fraud that they look like",
    )  # fmt: skip
    # Planted cases
    shares: tuple[tuple[str, int], ...] = _said(
        (
            ("shared_account", 130), ("altered_id", 130), ("training_while_working", 110), ("two_employers", 110),
            ("tier_bunching", 40), ("padded_class", 60), ("post_unattended", 110), ("dead_payee", 80),
            ("under_age_payee", 70), ("paid_but_gone", 80), ("entitled_unpaid", 80),
        ), "of 1,000", "invented: kinds that need a workshop or a class are fewer, each draws in many people",
    )  # fmt: skip
    payees_a_account: tuple[int, int] = _said(
        (2, 8), "people", "invented: from a couple of friends to a broker"
    )
    bunched_hires: tuple[int, int] = _said((6, 16), "people", "about 13 workers a workshop")
    bunched_share: tuple[float, float] = _said(
        (0.7, 1.0), "share of hires", "invented: cunning keeps some honest hires"
    )
    leaves_after_tier: tuple[int, int] = _said(
        (1, 9), "days", "invented: a few days after the award falls due"
    )
    hired_before_end: tuple[int, int] = _said((0, 4), "days before a month's end", "invented")
    padded_people: tuple[int, int] = _said((5, 12), "people a class", "invented")
    unattended_months: tuple[int, int] = _said(
        (4, 12), "months", "invented: long enough that no late roll explains it"
    )
    paid_after_death: tuple[int, int] = _said(
        (2, 14), "months", "invented: one month may be a late record, two are not"
    )
    paid_after_move: tuple[int, int] = _said((2, 12), "months", "invented, as after a death")
    unpaid_days: tuple[int, int] = _said(
        (130, 600), "days", "invented: longer than any office takes honestly here"
    )


ASSUMED = Assumptions()


def page() -> str:
    """All assumptions as a page in Markdown."""
    lines = [
        "# What an invented county rests on", "",
        "Written by `python -m gainful.simulate.assumptions`. Nobody here exists. Invented: nobody measured it.",
        "", "| assumption | value | unit | reason |", "|---|---|---|---|",
    ]  # fmt: skip
    for one in fields(Assumptions):
        value = getattr(ASSUMED, one.name)
        if isinstance(value, tuple):
            value = ", ".join(" ".join(map(str, v)) if isinstance(v, tuple) else str(v) for v in value)
        lines.append(f"| {one.name} | {value} | {one.metadata['unit']} | {one.metadata['why']} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    from pathlib import Path

    target = Path(__file__).parents[3] / "docs" / "reference" / "invented_counties.md"
    target.write_text(page(), encoding="utf-8")
