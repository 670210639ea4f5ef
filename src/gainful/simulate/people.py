"""The people of an invented county: households, birth days, names, phones, personal numbers, accounts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gainful.simulate.assumptions import Assumptions
from gainful.simulate.calendar import NONE, day
from gainful.simulate.numbers import bodies, unlike

YEAR = 365.25


@dataclass
class People:
    """Everybody, one array a column; place in an array is the person. Days are since 1970, NONE is not known."""

    household: np.ndarray
    area: np.ndarray
    born: np.ndarray
    died: np.ndarray
    gone: np.ndarray
    surname: np.ndarray
    given: np.ndarray
    phone: np.ndarray
    body: np.ndarray
    account: np.ndarray
    old_account: np.ndarray
    changed_on: np.ndarray
    birth_known: np.ndarray

    def __len__(self) -> int:
        return len(self.born)

    def age_on(self, on: int) -> np.ndarray:
        """Years lived on a day, with fractions."""
        return (on - self.born) / YEAR


def make_people(rng: np.random.Generator, assumed: Assumptions, count: int) -> People:
    """So many people in households."""
    on = day(assumed.on)
    household, role = _households(rng, assumed, count)
    born = _births(rng, assumed, household, role, on)
    townships = assumed.county + 1000 * (100 + np.arange(assumed.township_count))
    home = rng.choice(townships, int(household.max()) + 1)
    six = np.full(count, assumed.county // 10**6)
    moved_in = (role == 1) & (rng.random(count) < 0.3)
    six[moved_in] = rng.choice([c // 10**6 for c in assumed.away_counties], int(moved_in.sum()))
    surname, given = _names(rng, assumed, household, role)
    lost = rng.random(count) < assumed.no_household
    account, changed = np.arange(count), rng.random(count) < assumed.changed_account
    return People(
        household=np.where(lost, NONE, household), area=home[household], born=born,
        died=_ended(rng, count, born, assumed.died * np.clip((on - born) / YEAR / 45, 0.05, 4), assumed),
        gone=_ended(rng, count, born, np.full(count, assumed.moved_away), assumed),
        surname=surname, given=given, phone=_phones(rng, assumed, household),
        body=unlike(rng, bodies(six, born, rng.integers(0, assumed.sequence_numbers, count))),
        account=account, old_account=np.where(changed, account + count, NONE),
        changed_on=np.where(changed, rng.integers(day(assumed.first_on), on, count), NONE),
        birth_known=rng.random(count) >= assumed.birth_unknown,
    )  # fmt: skip


def _households(rng: np.random.Generator, assumed: Assumptions, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Which household each lives in, and as what: 0 head, 1 spouse, 2 child, 3 parent."""
    sizes = rng.choice(len(assumed.household_sizes), count, p=assumed.household_sizes) + 1
    household = np.repeat(np.arange(count), sizes)[:count]
    starts = np.concatenate([[0], np.cumsum(sizes)])
    seat = np.arange(count) - starts[household]
    child = np.where(rng.random(count) < 0.72, 2, 3)
    return household, np.where(seat < 2, seat, child)


def _births(
    rng: np.random.Generator, assumed: Assumptions, household: np.ndarray, role: np.ndarray, on: int
) -> np.ndarray:
    """Birth days that fit the places in a household."""
    count = len(role)
    head = rng.uniform(*assumed.head_age, int(household.max()) + 1)[household]
    age = np.select(
        [role == 0, role == 1, role == 2],
        [
            head,
            np.clip(head + rng.normal(0, 3, count), 20, 80),
            head - rng.uniform(*assumed.child_gap, count),
        ],
        np.minimum(head + rng.uniform(*assumed.elder_gap, count), 94 - rng.uniform(0, 14, count)),
    )
    age = np.where(age < 0, rng.uniform(0, 9, count), age)
    return (on - age * YEAR).astype(np.int64)


def _ended(
    rng: np.random.Generator, count: int, born: np.ndarray, share: np.ndarray, assumed: Assumptions
) -> np.ndarray:
    """A day within the county's time for that share of people, NONE for the others."""
    days = rng.integers(day(assumed.first_on), day(assumed.on), count)
    return np.where((rng.random(count) < share) & (days > born), days, NONE)


def _ranked(rng: np.random.Generator, kinds: int, flat: int, count: int) -> np.ndarray:
    """Ranks of which one in rank r is as common as 1/(r + flat)."""
    weight = 1 / (np.arange(kinds) + flat)
    return rng.choice(kinds, count, p=weight / weight.sum())


def _names(
    rng: np.random.Generator, assumed: Assumptions, household: np.ndarray, role: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Surnames and given names as numbers: a given name is 1,000 times its first character plus its second."""
    count = len(role)
    own = _ranked(rng, assumed.surname_count, 2, count)
    of_house = own[np.searchsorted(household, household)]
    surname = np.where(role == 2, of_house, np.where((role == 3) & (rng.random(count) < 0.5), of_house, own))
    one = rng.random(count) < assumed.one_character
    second = np.where(one, 0, _ranked(rng, assumed.given_second, 8, count) + 1)
    return surname, _ranked(rng, assumed.given_first, 8, count) * 1000 + second


def sounds(given: np.ndarray, assumed: Assumptions) -> np.ndarray:
    """Given names as they are spoken: some characters sound alike."""
    alike = assumed.characters_a_sound
    return given // 1000 // alike * 1000 + (given % 1000 + alike - 1) // alike


def _phones(rng: np.random.Generator, assumed: Assumptions, household: np.ndarray) -> np.ndarray:
    """Phones as numbers: one's own, that of the household's head, or none."""
    count = len(household)
    draw = rng.random(count)
    head = np.searchsorted(household, household)
    own = np.where(draw < assumed.phone_of_household, head, np.arange(count))
    return np.where(draw > 1 - assumed.no_phone, NONE, own)
