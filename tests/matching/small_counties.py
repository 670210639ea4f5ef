"""Invented seekers and openings: a fitting pair to start from, and small counties for Hypothesis."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from gainful.matching.tables import Need, Opening, Round, Scope, Seeker
from gainful.terms.places import LocationClass

ON = date(2020, 11, 2)
ROUND = Round(ON, "2020-11")
VILLAGE = 621299100201
TOWNSHIP = 621299100000
COUNTY = 621299000000
ELSEWHERE_IN_PROVINCE = 620102000000
OUTSIDE = 440306000000

A_SEEKER = Seeker(
    number=1,
    key="s1",
    home=VILLAGE,
    tier=1,
    consents=True,
    willing=True,
    scope=Scope.ANYWHERE,
    occupations=frozenset(),
    age_years=35,
)
AN_OPENING = Opening(
    number=1,
    key="o1",
    place=TOWNSHIP,
    occupation="sewer",
    seats_free=2,
    pay_low_fen=300_000,
    pay_high_fen=350_000,
    hours_per_week=40,
    hazardous=False,
    night_work=False,
    deductions_stated=True,
)


def a_seeker(number: int = 1, **more: Any) -> Seeker:
    """A person to whom everything is open unless the test says otherwise."""
    return replace(A_SEEKER, number=number, key=f"s{number}", **more)


def an_opening(number: int = 1, **more: Any) -> Opening:
    """An opening in the home township that everybody may be shown unless the test says otherwise."""
    return replace(AN_OPENING, number=number, key=f"o{number}", **more)


_WORK = ("sewer", "welder", "guard")
_PLACES = (
    VILLAGE,
    TOWNSHIP,
    621299100202,
    621299101000,
    COUNTY,
    621200000000,
    ELSEWHERE_IN_PROVINCE,
    620000000000,
    OUTSIDE,
)
_DAYS = st.none() | st.integers(-20, 40).map(lambda days: ON + timedelta(days=days))
_YES_NO = st.sampled_from((True, True, True, False, None))
_SOME_WORK = st.frozensets(st.sampled_from(_WORK), max_size=2)
_PAY = st.none() | st.integers(10, 40).map(lambda hundreds: hundreds * 10_000)


@st.composite
def seekers(draw: st.DrawFn, number: int) -> Seeker:
    """Any seeker, most of them with consent and will so that something is left to match."""
    return Seeker(
        number=number,
        key=f"s{number}",
        home=draw(st.sampled_from((VILLAGE, 621299101201, TOWNSHIP, COUNTY, OUTSIDE, None))),
        tier=draw(st.integers(0, 2)),
        consents=draw(st.sampled_from((True, True, True, False))),
        willing=draw(_YES_NO),
        scope=draw(st.none() | st.sampled_from((*Scope, Scope.ANYWHERE))),
        no_nearer_than=draw(st.none() | st.sampled_from((Scope.IN_PROVINCE, Scope.ANYWHERE))),
        place_named=draw(st.none() | st.sampled_from(Scope)),
        occupations=draw(st.none() | _SOME_WORK | st.just(frozenset())),
        pay_at_least_fen=draw(_PAY),
        hours_at_most=draw(st.sampled_from((None, None, 40, 44))),
        available_on=draw(_DAYS),
        education_rank=draw(st.sampled_from((None, 0, 1, 2, 3))),
        certificates=draw(st.none() | _SOME_WORK),
        worked_as=draw(_SOME_WORK),
        trained_in=draw(_SOME_WORK),
        age_years=draw(st.sampled_from((15, 16, 17, 18, 30, 45, 70, None))),
        care=draw(st.frozensets(st.sampled_from(("children", "sick")), max_size=1)),
        cannot_do=draw(st.frozensets(st.sampled_from(("heights", "lifting")), max_size=1)),
        needs=draw(st.frozensets(st.sampled_from(Need))),
        cannot_leave=draw(st.sampled_from((None, None, Scope.IN_VILLAGE, Scope.IN_COUNTY))),
    )


@st.composite
def openings(draw: st.DrawFn, number: int) -> Opening:
    """Any opening, most of them open."""
    low, more = draw(_PAY), draw(st.sampled_from((None, 0, 50_000)))
    place = draw(st.none() | st.sampled_from(_PLACES))
    return Opening(
        number=number,
        key=f"o{number}",
        place=place,
        place_class=None if place else draw(st.none() | st.sampled_from(LocationClass)),
        occupation=draw(st.none() | st.sampled_from(_WORK)),
        seats_free=draw(st.integers(0, 3)),
        pay_low_fen=low,
        pay_high_fen=None if more is None else (low or 200_000) + more,
        hours_per_week=draw(st.sampled_from((None, 40, 44, 48))),
        contract_months=draw(st.sampled_from((None, 3, 6, 12, 36))),
        education_rank=draw(st.sampled_from((None, None, 0, 1, 2))),
        certificate=draw(st.none() | st.sampled_from(_WORK)),
        certificate_required=draw(_YES_NO),
        housing=draw(_YES_NO),
        demands=draw(st.frozensets(st.sampled_from(("heights", "lifting")), max_size=1)),
        night_work=draw(_YES_NO),
        valid_until=draw(_DAYS),
        start_by=draw(_DAYS),
        held=draw(st.sampled_from((False, False, False, True))),
        hazardous=draw(_YES_NO),
        last_resort=draw(st.sampled_from((False, False, True))),
        deductions_stated=draw(_YES_NO),
    )


@st.composite
def open_seekers(draw: st.DrawFn, number: int) -> Seeker:
    """A seeker to whom much is open: for counties in which seats are what is scarce."""
    return a_seeker(
        number,
        tier=draw(st.integers(0, 2)),
        worked_as=draw(_SOME_WORK),
        trained_in=draw(_SOME_WORK),
        occupations=draw(_SOME_WORK),
        pay_at_least_fen=draw(st.sampled_from((None, 200_000, 300_000))),
        scope=draw(st.sampled_from((Scope.IN_COUNTY, Scope.ANYWHERE))),
    )


@st.composite
def open_openings(draw: st.DrawFn, number: int) -> Opening:
    """An opening that many may take."""
    return an_opening(
        number,
        occupation=draw(st.sampled_from(_WORK)),
        seats_free=draw(st.integers(1, 2)),
        place=draw(st.sampled_from((TOWNSHIP, COUNTY, OUTSIDE))),
    )


@st.composite
def counties(draw: st.DrawFn) -> tuple[list[Seeker], list[Opening]]:
    """A small county: either anything goes, or seats are scarce."""
    who, what = draw(st.sampled_from(((seekers, openings), (open_seekers, open_openings))))
    people = [draw(who(number)) for number in range(1, 1 + draw(st.integers(0, 9)))]
    works = [draw(what(number)) for number in range(1, 1 + draw(st.integers(0, 7)))]
    return people, works
