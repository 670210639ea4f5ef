"""Signs that refusing is not free somewhere: offers that nobody ever declines, consents written down in heaps.

A sign says where somebody should look. It stops nothing, blames nobody and never names a worker. It waits until the
independent desk has looked into it; what was found stays, with a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gainful.accounts.actor import Actor
from gainful.casework.models import Offer, RefusalLook, Spell
from gainful.registry.models import Consent

SEE, ACT = "protection.see", "protection.close"
DAYS = 90
ANSWERS_AT_LEAST = 20
"""So many answers without one no are hardly chance: where one in ten declines, 12 in 100 such counties have none."""

CONSENTS_A_DAY = 30
"""More consents in one day than visits that one officer can make."""

_COUNTY = F("area") - F("area") % 1_000_000
"""An area's county, in the database: its last six digits are the township and the village."""


@dataclass(frozen=True)
class NobodyDeclines:
    """A county where all answers to offers in 90 days were yes; `telling` where they are too many to be chance."""

    county: int
    answers: int
    waits: bool = True

    @property
    def telling(self) -> bool:
        """Whether so many yeses in a row are hardly chance."""
        return self.answers >= ANSWERS_AT_LEAST


@dataclass(frozen=True)
class ConsentsInBulk:
    """One account recorded very many consents in a county as given on one day."""

    account_id: int
    given_on: date
    consents: int
    county: int
    waits: bool = True


def _looks(kind: RefusalLook.Kind) -> QuerySet:
    return RefusalLook.objects.filter(kind=kind, area=OuterRef("county"))


def _silent(actor: Actor, on: date, right: str) -> QuerySet:
    """One row a county without a no: how many answers, and how many since somebody looked there in the 90 days."""
    since = on - timedelta(days=DAYS)
    answered = Offer.objects.visible_to(actor, right).filter(answered_on__gt=since, answered_on__lte=on)
    last = _looks(RefusalLook.Kind.NOBODY_DECLINES).filter(looked_on__gt=since, looked_on__lte=on)
    rows = answered.filter(state__in=["accepted", "declined"]).annotate(county=_COUNTY)
    rows = rows.annotate(looked_on=Subquery(last.order_by("-looked_on").values("looked_on")[:1]))
    found: QuerySet = (
        rows.order_by()
        .values("county", "looked_on")
        .annotate(
            answers=Count("pk"),
            no=Count("pk", filter=Q(state="declined")),
            fresh=Count("pk", filter=Q(looked_on=None) | Q(answered_on__gt=F("looked_on"))),
            first=Min("pk"),
        )
        .filter(no=0)
    )
    return found


_SILENCE_WAITS = Q(looked_on=None) | Q(fresh__gte=ANSWERS_AT_LEAST)


def nobody_declines(actor: Actor, on: date) -> list[NobodyDeclines]:
    """Counties with answers to offers in the 90 days to a date, and not one no.

    Somebody's look into one holds for 90 days, or until 20 more answers came in, all of them yes.
    """
    return [
        NobodyDeclines(
            row["county"],
            row["answers"],
            waits=row["looked_on"] is None or row["fresh"] >= ANSWERS_AT_LEAST,
        )
        for row in _silent(actor, on, SEE).order_by("county")
    ]


def _heaps(actor: Actor, on: date, right: str) -> QuerySet:
    """One row an account, day and county with 30 consents or more, with how many somebody saw who looked there."""
    since = on - timedelta(days=DAYS)
    given = Consent.objects.visible_to(actor, right).filter(given_on__gt=since, given_on__lte=on)
    looks = _looks(RefusalLook.Kind.CONSENTS_IN_BULK).filter(
        account=OuterRef("recorded_by_id"), given_on=OuterRef("given_on"), looked_on__lte=on
    )
    rows = given.exclude(recorded_by=None).annotate(county=_COUNTY)
    rows = rows.annotate(seen=Coalesce(Subquery(looks.order_by("-counted").values("counted")[:1]), 0))
    found: QuerySet = (
        rows.order_by()
        .values("recorded_by_id", "given_on", "county", "seen")
        .annotate(consents=Count("pk"), first=Min("pk"))
        .filter(consents__gte=CONSENTS_A_DAY)
    )
    return found


def consents_in_bulk(actor: Actor, on: date) -> list[ConsentsInBulk]:
    """Accounts that recorded 30 consents or more in a county as given on one day of the 90 to a date.

    A heap that somebody looked into waits again only once more consents of that day were written down.
    """
    rows = _heaps(actor, on, SEE).order_by("given_on", "recorded_by_id", "county")
    return [
        ConsentsInBulk(
            row["recorded_by_id"],
            row["given_on"],
            row["consents"],
            row["county"],
            waits=row["consents"] > row["seen"],
        )
        for row in rows
    ]


def silences_to_look_into(actor: Actor, on: date) -> QuerySet:
    """One of the answers of each county where nobody declines and nobody has looked: for whoever has to look."""
    waiting = _silent(actor, on, ACT).filter(_SILENCE_WAITS)
    return Offer.objects.filter(pk__in=waiting.values("first")).order_by("area", "pk")


def heaps_to_look_into(actor: Actor, on: date) -> QuerySet:
    """One of the consents of each heap that nobody has looked into: for whoever has to look."""
    waiting = _heaps(actor, on, ACT).filter(consents__gt=F("seen"))
    return Consent.objects.filter(pk__in=waiting.values("first")).order_by("given_on", "pk")


def looked_into(actor: Actor, on: date) -> QuerySet:
    """What was found by those who looked, the latest first."""
    rows: Any = RefusalLook.objects.visible_to(actor, SEE).filter(looked_on__lte=on)
    found: QuerySet = rows.select_related("account", "looked_by").order_by("-looked_on", "-pk")
    return found


def overlapping_spells(actor: Actor, on: date) -> list[tuple[Spell, Spell]]:
    """Pairs of one person's spells that share a day, the earlier first: allowed, and looked at by somebody."""
    spells = Spell.objects.visible_to(actor, "casework.see").counted().filter(starts_on__lte=on)
    pairs: list[tuple[Spell, Spell]] = []
    before: list[Spell] = []
    for spell in spells.order_by("person_id", "starts_on", "pk"):
        before = [one for one in before if one.person_id == spell.person_id]
        pairs += [(one, spell) for one in before if one.ends_on is None or one.ends_on >= spell.starts_on]
        before.append(spell)
    return pairs
