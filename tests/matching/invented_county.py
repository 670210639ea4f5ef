"""An invented county of any size, for pressure and speed: the same for the same seed.

The shares are assumptions chosen to look like a county ledger (most willing people consent, half would stay
in the county, jobs outside pay more); nothing is measured from them but the matching itself.
"""

from __future__ import annotations

from datetime import timedelta
from random import Random

from gainful.matching.tables import Need, Opening, Scope, Seeker
from matching.small_counties import COUNTY, ON

WORK = tuple(f"work_{number:02d}" for number in range(18))
OUTSIDE = (440306000000, 320583000000, 330782000000, 370215000000, 350582000000, 441900000000)
SCOPES = (
    Scope.IN_TOWNSHIP,
    Scope.IN_COUNTY,
    Scope.IN_COUNTY,
    Scope.IN_PROVINCE,
    Scope.ANYWHERE,
    Scope.ANYWHERE,
)


def township(chance: Random) -> int:
    """One of the county's eight townships."""
    return COUNTY + chance.randrange(1, 9) * 100_000


def a_county(seekers: int, openings: int, seats: int, seed: int = 1) -> tuple[list[Seeker], list[Opening]]:
    """So many people and openings, the seats spread over the openings (each has one at least)."""
    chance = Random(seed)
    people = [_seeker(number, chance) for number in range(seekers)]
    spread = [1] * openings
    for _ in range(seats - openings):
        spread[int(openings * chance.random() ** 2)] += 1
    works = [_opening(number, spread[number], chance) for number in range(openings)]
    return people, works


def _seeker(number: int, chance: Random) -> Seeker:
    scope = chance.choice(SCOPES)
    named = chance.random() < 0.6
    return Seeker(
        number=number,
        key=f"seeker-{number}",
        home=township(chance) + chance.randrange(1, 10),
        tier=chance.choices((0, 1, 2), (2, 5, 3))[0],
        consents=chance.random() < 0.92,
        willing=chance.choices((True, False, None), (90, 7, 3))[0],
        scope=scope,
        place_named=scope if named and scope < Scope.ANYWHERE else None,
        occupations=frozenset(chance.sample(WORK, 4)) if chance.random() < 0.5 else frozenset(),
        pay_at_least_fen=chance.choice((None, 150_000, 200_000, 250_000, 300_000)),
        available_on=ON + timedelta(days=chance.randrange(0, 20)),
        education_rank=chance.choice((None, 0, 1, 1, 2, 2, 3)),
        certificates=frozenset(chance.sample(WORK, chance.randrange(2))),
        worked_as=frozenset(chance.sample(WORK, chance.randrange(2))),
        trained_in=frozenset(chance.sample(WORK, chance.randrange(2))),
        age_years=chance.randrange(16, 66),
        care=frozenset({"children"} if chance.random() < 0.3 else ()),
        needs=frozenset({Need.HOME_EVENINGS} if chance.random() < 0.15 else ()),
        cannot_leave=Scope.IN_COUNTY if chance.random() < 0.1 else None,
    )


def _opening(number: int, seats: int, chance: Random) -> Opening:
    near = chance.random() < 0.45
    post = near and chance.random() < 0.15
    low = 60_000 if post else chance.randrange(17, 26) * 10_000 if near else chance.randrange(30, 48) * 10_000
    return Opening(
        number=number,
        key=f"opening-{number}",
        place=chance.choice((township(chance), COUNTY)) if near else chance.choice(OUTSIDE),
        occupation=chance.choice(WORK),
        seats_free=seats,
        pay_low_fen=low,
        pay_high_fen=low + 50_000,
        hours_per_week=chance.choice((40, 44)),
        contract_months=chance.choice((6, 12, 24, 36)),
        education_rank=chance.choice((None, None, 1, 2)),
        certificate=chance.choice((None, None, None, chance.choice(WORK))),
        certificate_required=chance.random() < 0.4,
        housing=chance.choice((True, False, None)),
        night_work=chance.choice((False, None)),
        valid_until=ON + timedelta(days=chance.randrange(5, 60)),
        held=chance.random() < 0.05,
        hazardous=False,
        last_resort=post,
    )
