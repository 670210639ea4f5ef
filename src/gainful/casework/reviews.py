"""Reviews: which decisions end which kind, who answers for the person, and how many wait."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Count

from gainful.accounts.actor import Actor
from gainful.accounts.models import Account
from gainful.casework.ledgers import (
    EMPLOYER_PAY_KINDS,
    FAMILIES,
    GHOST_KINDS,
    INSURANCE_KINDS,
    PAY_KINDS,
    ROLL_KINDS,
)
from gainful.casework.models import Assignment, Review
from gainful.registry.models import Person

TAKEN_OVER = "taken_over"
TO_PROTECTION = "to_protection"
BEGUN = "worker_began"
ENDED = "worker_left"
_BY_FAMILY = {
    PAY_KINDS: ("made_good", "in_order", TO_PROTECTION),
    ROLL_KINDS: ("at_work", "roll_wrong"),
    GHOST_KINDS: ("at_work", "not_at_work", "roll_wrong"),
    INSURANCE_KINDS: (TAKEN_OVER, "left"),
    EMPLOYER_PAY_KINDS: ("made_good", "in_order", TO_PROTECTION),
    ("employer_says_arrived", "employer_says_not_arrived"): (BEGUN, "did_not_begin"),
    ("employer_says_left", "employer_says_there"): ("still_at_work", ENDED),
}
DECISIONS: Mapping[str, tuple[str, ...]] = {
    kind: decisions for kinds, decisions in _BY_FAMILY.items() for kind in kinds
} | {"paid_twice": ("made_good", "in_order")}
"""Kind → what may be decided. No decision docks anybody or stops a benefit."""


def officer_of(person: Person) -> Account | None:
    """The officer who answers for a person: the one who looks after their household today, None where nobody does."""
    held = Assignment.objects.filter(until_on=None, household__memberships__person=person)
    found = held.filter(household__memberships__until_on=None).select_related("officer").first()
    return found.officer if found else None


def family_of(kind: str) -> str:
    """The list on which a kind of review stands."""
    return next(name for name, kinds in FAMILIES.items() if kind in kinds)


def open_counts(actor: Actor, on: date) -> dict[str, int]:
    """Open reviews by family in the actor's areas: one query."""
    rows = Review.objects.visible_to(actor, "casework.see").still_open().filter(opened_on__lte=on)
    counts = dict(rows.order_by().values_list("kind").annotate(n=Count("pk")))
    return {family: sum(counts.get(kind, 0) for kind in kinds) for family, kinds in FAMILIES.items()}


def may_decide(actor: Actor, review: Review) -> bool:
    """Whether this reader ends a review: the county office any, the officer who answers an insurance proposal."""
    if actor.may("reviews.decide_any", review.area):
        return True
    if review.kind not in INSURANCE_KINDS or not actor.may("reviews.decide", review.area):
        return False
    officer = officer_of(review.person)
    return officer is not None and officer.pk == actor.account_id
