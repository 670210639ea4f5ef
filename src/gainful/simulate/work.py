"""The honest county at work: places of work, spells one after another, pay and rolls by month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gainful.simulate.calendar import NONE, first, last, later, month, rest_day
from gainful.simulate.county import AWAY, LOCAL, POST, WORKSHOP, County
from gainful.simulate.people import YEAR


@dataclass
class Spells:
    """Honest spells, one array a column; `end` is the true last day, `end_known` whether anybody recorded it."""

    number: np.ndarray
    person: np.ndarray
    kind: np.ndarray
    employer: np.ndarray
    start: np.ndarray
    end: np.ndarray
    end_known: np.ndarray
    wage: np.ndarray


def make_places(county: County) -> None:
    """Employers, workshops and the townships that keep posts."""
    assumed, share = county.assumed, len(county.people) / 100_000
    townships = [assumed.county + 1000 * (100 + n) for n in range(assumed.township_count)]
    for kind, count, code in (
        (LOCAL, assumed.employers_local, "enterprise"), (WORKSHOP, assumed.workshops, "workshop"),
        (AWAY, assumed.employers_away, "enterprise"),
    ):  # fmt: skip
        for _ in range(max(6, round(count * share))):
            where = (
                county.draw.choice(assumed.away_counties) if kind == AWAY else county.draw.choice(townships)
            )
            add_place(county, kind, where, "cooperative" if county.draw.random() < 0.15 else code)
    for where in townships:
        add_place(county, POST, where, None)


def add_place(county: County, kind: int, area: int, code: str | None) -> int:
    """One more employer; a workshop's has a workshop too. Its number."""
    employer = county.number("employer")
    county.places[kind].append(employer)
    county.place_of[employer] = area
    if kind == WORKSHOP:
        county.workshop_of[employer] = county.number("workshop")
    county.row("employers", employer=employer, area=area, kind=code)
    return employer


def make_spells(county: County, workers: np.ndarray) -> Spells:
    """Up to four spells one after another for each worker, and their rows."""
    people, rng, assumed = county.people, county.rng, county.assumed
    leaves = np.minimum(_or_late(people.died[workers]), _or_late(people.gone[workers]))
    before, found = county.from_on + rng.integers(0, 620, len(workers)), []
    for _ in range(4):
        start = _starts(county, before)
        contract, end = _ends(county, start)
        end = np.minimum(end, leaves)
        old_enough = start - people.born[workers] >= 16.1 * YEAR
        keep = (start < county.on) & (start < leaves) & (end > start) & old_enough
        kind = rng.choice(4, len(workers), p=assumed.kinds_of_work)
        found.append((workers[keep], kind[keep], start[keep], end[keep], contract[keep]))
        before = end + rng.integers(*assumed.spell_gap, len(workers)) + 1
    person, kind, start, end, contract = (np.concatenate(part) for part in zip(*found, strict=True))
    return _written(county, person, kind, start, end, contract)


def _or_late(days: np.ndarray) -> np.ndarray:
    return np.where(days == NONE, 10**6, days)


def _starts(county: County, after: np.ndarray) -> np.ndarray:
    """First days: some on the first days of a month, some on the last, most on any; never before `after`."""
    draw, assumed, rng = county.rng.random(len(after)), county.assumed, county.rng
    first_days = first(month(after) + 1) + rng.integers(0, 2, len(after))
    last_days = last(month(after)) - rng.integers(0, 4, len(after))
    start = np.where(draw < assumed.month_start_starts, first_days, after)
    ends = (draw > 1 - assumed.month_end_starts) & (last_days >= after)
    return np.where(ends, last_days, start)


def _ends(county: County, start: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Agreed months (NONE: not known) and true last days: by contract, for a harvest, or on any day."""
    rng, assumed, count = county.rng, county.assumed, len(start)
    median, spread = assumed.spell_months
    end = start + (rng.lognormal(np.log(median), spread, count) * 30.4).astype(np.int64) + 3
    contract = np.where(
        rng.random(count) < assumed.contract_share, rng.choice(assumed.contract_lengths, count), NONE
    )
    kept = (contract != NONE) & (rng.random(count) < assumed.contract_kept)
    agreed = later(start, np.where(contract == NONE, 1, contract)) - 1 + rng.integers(0, 4, count)
    january = first(month(start) // 12 * 12)
    early, late = january + 155 + rng.integers(0, 12, count), january + 264 + rng.integers(0, 16, count)
    harvest = np.select([early > start + 75, late > start + 75], [early, late], late + 262)
    end = np.where(kept, agreed, end)
    return contract, np.where(~kept & (rng.random(count) < assumed.harvest_leavers), harvest, end)


def _written(
    county: County,
    person: np.ndarray,
    kind: np.ndarray,
    start: np.ndarray,
    end: np.ndarray,
    contract: np.ndarray,
) -> Spells:
    """The rows of the spells, their pay and their rolls."""
    rng, assumed, count = county.rng, county.assumed, len(person)
    number = county.numbers("spell", count)
    employer = np.full(count, NONE)
    for each in range(4):
        rows = np.flatnonzero(kind == each)
        employer[rows] = rng.choice(county.places[each], len(rows))
    employer[(kind == AWAY) & (rng.random(count) < assumed.employer_unknown)] = NONE
    where = np.array([county.place_of[n] for n in range(county.next["employer"])])
    place = np.where(
        employer == NONE, rng.choice(assumed.away_counties, count), where[np.maximum(employer, 0)]
    )
    shops = np.array([county.workshop_of.get(n, NONE) for n in range(county.next["employer"])])
    wage = np.array(assumed.pay_a_month)[kind] * rng.lognormal(0, assumed.pay_spread, count) // 1000 * 1000
    ended, known = end <= county.on, rng.random(count) >= assumed.end_not_known
    spells = Spells(number, person, kind, employer, start, np.minimum(end, county.on), ~ended | known, wage)
    county.many(
        "spells", spell=number, person=person, employer=employer,
        workshop=np.where(kind == WORKSHOP, shops[np.maximum(employer, 0)], NONE), post=kind == POST, place=place,
        starts_on=start, ends_on=np.where(ended & known, end, NONE), contract_months=contract,
        pay_fen=wage.astype(np.int64), grade=np.where(rng.random(count) < 0.9, rng.integers(1, 5, count), NONE),
    )  # fmt: skip
    _pay_rows(county, spells)
    _roll_rows(county, spells, place)
    return spells


def by_month(start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Each month of each spell: (row of the spell, month, first day in it, last day in it)."""
    low, high = month(start), month(end)
    lengths = high - low + 1
    row = np.repeat(np.arange(len(start)), lengths)
    months = low[row] + np.arange(len(row)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return row, months, np.maximum(first(months), start[row]), np.minimum(last(months), end[row])


def _pay_rows(county: County, spells: Spells) -> None:
    known = county.rng.random(len(spells.person)) < np.array(county.assumed.pay_known)[spells.kind]
    pick = np.flatnonzero(known)
    row, months, low, high = by_month(spells.start[pick], spells.end[pick])
    at = pick[row]
    share = (high - low + 1) / (last(months) - first(months) + 1)
    county.many(
        "pay", person=spells.person[at], spell=spells.number[at], employer=spells.employer[at], month=first(months),
        paid_fen=(spells.wage[at] * share // 100 * 100).astype(np.int64),
    )  # fmt: skip


def _roll_rows(county: County, spells: Spells, place: np.ndarray) -> None:
    rng, assumed = county.rng, county.assumed
    pick = np.flatnonzero(rng.random(len(spells.person)) < np.array(assumed.attendance_known)[spells.kind])
    row, months, low, high = by_month(spells.start[pick], spells.end[pick])
    at, post = pick[row], spells.kind[pick[row]] == POST
    keep = rng.random(len(at)) >= assumed.roll_missing
    keep &= ~(post & _lost_by_township(county, place[at], months))
    at, months, low, high, post = at[keep], months[keep], low[keep], high[keep], post[keep]
    by_day = (rng.random(len(spells.person)) < assumed.roll_by_day)[at]
    share = (high - low + 1) / (last(months) - first(months) + 1)
    due = np.round(np.where(post, assumed.due_days[1], assumed.due_days[0]) * share).astype(np.int64)
    m = np.flatnonzero(~by_day)
    county.many(
        "work_attendance", person=spells.person[at[m]], spell=spells.number[at[m]], from_on=first(months[m]),
        until_on=last(months[m]), present_days=rng.binomial(due[m], 1 - assumed.absent), due_days=due[m],
    )  # fmt: skip
    d = np.flatnonzero(by_day)
    days = low[d][:, None] + np.arange(31)[None, :]
    wanted = (days <= high[d][:, None]) & ~rest_day(days) & ~(post[d][:, None] & (days % 2 == 0))
    which, _ = np.nonzero(wanted)
    one, days = d[which], days[wanted]
    county.many(
        "work_attendance", person=spells.person[at[one]], spell=spells.number[at[one]], from_on=days, until_on=days,
        present_days=rng.binomial(1, 1 - assumed.absent, len(one)), due_days=np.ones(len(one), np.int64),
    )  # fmt: skip


def _lost_by_township(county: County, place: np.ndarray, months: np.ndarray) -> np.ndarray:
    """Months whose rolls no post of a township has: lost, or on paper and two months late."""
    rng, assumed = county.rng, county.assumed
    lost = rng.random((assumed.township_count, 60)) < assumed.township_roll_lost
    late = rng.random(assumed.township_count) < assumed.late_rolls
    since = months - month(county.from_on)
    lost[:, month(county.on) - month(county.from_on) - 1 :] |= late[:, None]
    township = np.clip((place - county.assumed.county) // 1000 - 100, 0, assumed.township_count - 1)
    return lost[township, np.clip(since, 0, 59)]
