"""The honest county's payments, and what is due: benefits of spells, one at a time or month by month."""

from __future__ import annotations

from typing import Any

import numpy as np

from gainful.simulate.calendar import NONE, first, last, later, month
from gainful.simulate.county import AWAY, LOCAL, POST, WORKSHOP, County
from gainful.simulate.work import Spells, by_month

TIERS = (3, 6, 12)
"""Months of work after which an award falls due."""


def make_payments(county: County, spells: Spells) -> None:
    """What honest spells bring: to the person for posts and work away, to the employer for hires."""
    rng, assumed = county.rng, county.assumed
    asks = rng.random(len(spells.person)) < assumed.employer_applies
    _monthly(
        county,
        spells,
        np.flatnonzero(spells.kind == POST),
        "public_post_subsidy",
        assumed.post_subsidy,
        True,
        36,
    )
    local = np.flatnonzero((spells.kind == LOCAL) & asks)
    half = rng.random(len(local)) < 0.5
    _monthly(county, spells, local[half], "training_through_work", assumed.monthly_subsidy, False, 6)
    _monthly(county, spells, local[~half], "insurance_subsidy_employer", assumed.insurance_subsidy, False, 36)
    hires = local[(spells.end[local] - spells.start[local] > 100) & (rng.random(len(local)) < 0.3)]
    _once(county, spells, hires, "hiring_subsidy", assumed.hiring_award, later(spells.start[hires], 3), False)
    shops = np.flatnonzero((spells.kind == WORKSHOP) & asks)
    for tier, award in zip(TIERS, assumed.tier_awards, strict=True):
        due = later(spells.start[shops], tier) - 1
        reached = (due <= spells.end[shops]) & (due < county.on - 30)
        _once(county, spells, shops[reached], "workshop_award", award, due[reached], False)
    away = np.flatnonzero((spells.kind == AWAY) & (rng.random(len(spells.person)) < assumed.away_applies))
    away = away[np.unique(spells.person[away], return_index=True)[1]]
    fare = np.where(rng.random(len(away)) < 0.5, *assumed.transport)
    _once(county, spells, away, "transport_subsidy", fare, spells.start[away] + 30, True)
    stayed = away[spells.end[away] - spells.start[away] > 95]
    _once(county, spells, stayed, "out_working_award", 50000, later(spells.start[stayed], 3), True)


def account_on(county: County, person: np.ndarray, days: np.ndarray) -> np.ndarray:
    """The account that each gave, as on a day."""
    people = county.people
    before = (people.changed_on[person] != NONE) & (days < people.changed_on[person])
    return np.where(before, people.old_account[person], people.account[person])


def _monthly(
    county: County, spells: Spells, rows: np.ndarray, rule: str, amount: int, to_person: bool, most: int
) -> None:
    row, months, low, high = by_month(spells.start[rows], spells.end[rows])
    at = rows[row]
    keep = (high < county.on - 20) & (months - month(spells.start[at]) < most)
    at, months, low, high = at[keep], months[keep], low[keep], high[keep]
    share = (high - low + 1) / (last(months) - first(months) + 1)
    _paid(county, spells, at, rule, (amount * share // 100 * 100).astype(np.int64), low, high, to_person)


def _once(
    county: County,
    spells: Spells,
    rows: np.ndarray,
    rule: str,
    amount: Any,
    until: np.ndarray,
    to_person: bool,
) -> None:
    until = np.minimum(until, spells.end[rows])
    amounts = np.broadcast_to(np.asarray(amount, np.int64), len(rows))
    keep = until < county.on - 10
    _paid(county, spells, rows[keep], rule, amounts[keep], spells.start[rows][keep], until[keep], to_person)


def _paid(
    county: County, spells: Spells, rows: np.ndarray, rule: str, amount: np.ndarray, low: np.ndarray,
    high: np.ndarray, to_person: bool,
) -> None:  # fmt: skip
    rng, count = county.rng, len(rows)
    decided = np.minimum(high + rng.integers(*county.assumed.paid_after, count), county.on)
    paid = decided + rng.integers(2, 25, count)
    waits = (paid > county.on) | (
        (decided > county.on - 90) & (rng.random(count) < county.assumed.not_paid_yet)
    )
    person, employer = spells.person[rows], spells.employer[rows]
    account = (
        account_on(county, person, np.where(waits, county.on, paid)) if to_person else employer + 2 * 10**9
    )
    county.many(
        "payments", payment=county.numbers("payment", count), rule=rule, person=person, employer=employer,
        to_person=np.full(count, to_person), account=account, spell=spells.number[rows],
        amount_fen=amount, period_from=low, period_to=high, decided_on=decided, paid_on=np.where(waits, NONE, paid),
    )  # fmt: skip


def make_due(county: County, spells: Spells) -> None:
    """What rules say is due: paid long ago, or due for some weeks and not claimed yet."""
    assumed, share = county.assumed, len(county.people) / 100_000
    away = np.flatnonzero(
        (spells.kind == AWAY) & (spells.end - spells.start > 95) & (spells.start < county.on - 300)
    )
    for at in away[: round(assumed.due_and_paid * share)].tolist():
        person, spell, due = int(spells.person[at]), int(spells.number[at]), later(int(spells.start[at]), 3)
        county.row(
            "due", person=person, rule="job_seeking_subsidy", spell=spell, due_on=due, amount_fen=50000
        )
        linked = spell if county.draw.random() < 0.95 else None
        county.payment(
            "job_seeking_subsidy", 50000, (int(spells.start[at]), due), person=person, spell=linked
        )
    lately = np.flatnonzero(
        (spells.kind == AWAY) & (spells.start > county.on - 150) & (spells.start < county.on - 95)
    )
    for at in lately[: round(assumed.due_lately * share)].tolist():
        due = later(int(spells.start[at]), 3)
        if due <= county.on and due <= spells.end[at]:
            county.row("due", person=int(spells.person[at]), rule="out_working_award", spell=int(spells.number[at]),
                       due_on=due, amount_fen=50000)  # fmt: skip
