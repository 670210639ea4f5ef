"""Signs that refusing is not free somewhere: offers that nobody ever declines, consents written down in heaps.

An alert says where somebody should look. It stops nothing and blames nobody.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from gainful.accounts.actor import Actor
from gainful.casework.models import Offer, Spell
from gainful.casework.worklists import SEE
from gainful.registry.models import Consent
from gainful.terms.areas import county_of

DAYS = 90
ANSWERS_AT_LEAST = 20
"""So many answers without one no are hardly chance: where one in ten declines, 12 in 100 such counties have none."""

CONSENTS_A_DAY = 30
"""More consents in one day than visits that one officer can make."""


@dataclass(frozen=True)
class NobodyDeclines:
    """A county where all answers to offers in 90 days were yes; `telling` where they are too many to be chance."""

    county: int
    answers: int

    @property
    def telling(self) -> bool:
        """Whether so many yeses in a row are hardly chance."""
        return self.answers >= ANSWERS_AT_LEAST


@dataclass(frozen=True)
class ConsentsInBulk:
    """One account recorded very many consents given on one day."""

    account_id: int
    given_on: date
    consents: int


def nobody_declines(actor: Actor, on: date) -> list[NobodyDeclines]:
    """Counties with answers to offers in the 90 days to a date, and not one no."""
    since = on - timedelta(days=DAYS)
    answered = Offer.objects.visible_to(actor, SEE).filter(answered_on__gt=since, answered_on__lte=on)
    rows = answered.filter(state__in=["accepted", "declined"]).order_by().values_list("area")
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for area, answers, declined in rows.annotate(n=Count("pk"), no=Count("pk", filter=Q(state="declined"))):
        counts[county_of(area)][0] += answers
        counts[county_of(area)][1] += declined
    return [
        NobodyDeclines(county, answers)
        for county, (answers, declined) in sorted(counts.items())
        if answers and not declined
    ]


def consents_in_bulk(actor: Actor, on: date) -> list[ConsentsInBulk]:
    """Accounts that recorded 30 consents or more as given on one day of the 90 to a date."""
    since = on - timedelta(days=DAYS)
    given = Consent.objects.visible_to(actor, SEE).filter(given_on__gt=since, given_on__lte=on)
    rows = given.exclude(recorded_by=None).order_by().values_list("recorded_by_id", "given_on")
    found = rows.annotate(n=Count("pk")).filter(n__gte=CONSENTS_A_DAY)
    return [ConsentsInBulk(*row) for row in found.order_by("given_on", "recorded_by_id")]


def overlapping_spells(actor: Actor, on: date) -> list[tuple[Spell, Spell]]:
    """Pairs of one person's spells that share a day, the earlier first: allowed, and looked at by somebody."""
    spells = Spell.objects.visible_to(actor, SEE).counted().filter(starts_on__lte=on)
    pairs: list[tuple[Spell, Spell]] = []
    before: list[Spell] = []
    for spell in spells.order_by("person_id", "starts_on", "pk"):
        before = [one for one in before if one.person_id == spell.person_id]
        pairs += [(one, spell) for one in before if one.ends_on is None or one.ends_on >= spell.starts_on]
        before.append(spell)
    return pairs
