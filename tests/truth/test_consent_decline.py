"""Declining costs nothing: who said no stands everywhere exactly where they would had they never answered."""

from __future__ import annotations

import random
from datetime import date

import pytest
from django.db import transaction

from casework.journey import an_offer, shown
from casework.standing import standing
from gainful.casework.actions import decline_offer
from gainful.casework.models import Offer
from gainful.casework.own_page import worker_actor
from gainful.casework.proposals import shortlist
from gainful.jobs.models import Opening
from gainful.registry.models import Person
from make import TODAY, a_person, a_worker, an_opening

pytestmark = pytest.mark.django_db
KINDS = [
    {},
    {"occupations": ["cleaner"], "scope": "any"},
    {"pay_at_least_fen": 250_000},
    {"scope": "township"},
]


class Undone(Exception):
    """Takes a world back after it was looked at."""


def a_county(people: int) -> list[Person]:
    """People of several wishes and households, and scarce openings."""
    found = [a_worker(**KINDS[at % len(KINDS)], born_on=date(1960 + at % 35, 3, 4)) for at in range(people)]
    for at, person in enumerate(found[::5]):
        a_person(
            household=person.memberships.get().household,
            labour_capacity=["lost", "", "weak"][at % 3],
            born_on=date(1936 + at % 60, 7, 8),
        )
    for at in range(12):
        an_opening(seats=people // 20 + 1, pay_low_fen=250_000 + 5_000 * at, pay_high_fen=400_000)
    return found


def world(cast, offers: list[Offer], answer) -> dict[str, object]:
    """What is seen once these offers are answered so; then it is taken back."""
    kept: list[dict[str, object]] = []
    try:
        with transaction.atomic():
            for offer in offers:
                answer(offer)
            kept.append(standing(cast.officer, TODAY))
            raise Undone
    except Undone:
        return kept[0]


def lapse(offer: Offer) -> None:
    Offer.objects.filter(pk=offer.pk).update(state="lapsed")


def offers_to(people: list[Person]) -> list[Offer]:
    """One opening each, in turn, as it stands once shown."""
    openings = list(Opening.objects.order_by("pk"))
    return [an_offer(person, openings[at % len(openings)]) for at, person in enumerate(people)]


@pytest.mark.parametrize("people", [60, pytest.param(1000, marks=pytest.mark.slow)])
def test_flipping_refusal_changes_no_list_no_rank_and_no_eligibility(cast, people):
    county = a_county(people)
    offers = offers_to(county)
    chosen = random.Random(7).sample(offers, len(offers) // 2)
    declined = world(
        cast, chosen, lambda o: decline_offer(actor=cast.officer, offer=o, on=TODAY, how="paper_at_desk")
    )
    silent = world(cast, chosen, lapse)
    assert declined["lists"]["willing_not_in_work"] and declined["seats"]
    for what in silent:
        assert declined[what] == silent[what], what


def test_somebody_who_declined_can_be_shown_the_same_opening_again(cast):
    person, opening = a_worker(), an_opening()
    before = shortlist(person, TODAY)
    decline_offer(actor=worker_actor(person, TODAY), offer=shown(cast, person, opening), on=TODAY)
    assert shortlist(person, TODAY) == before
    assert shown(cast, person, opening).state == "shown"


def test_no_column_of_matching_could_hold_a_refusal_or_an_offer():
    from gainful.matching.tables import SEEKERS

    assert not [name for name in SEEKERS.names if "offer" in name or "declin" in name or "refus" in name]


def test_no_target_a_person_or_an_officer_can_be_stored():
    from django.apps import apps

    columns = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("gainful.")
        for field in model._meta.get_fields()
    ]
    assert columns and not [c for c in columns if "target" in c.lower() or "quota" in c.lower()]
