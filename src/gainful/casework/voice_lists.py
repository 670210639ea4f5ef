"""Lists of being heard: consents to ask again, people to find work for again, stopped employers. Read off facts."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from gainful.accounts.actor import Actor
from gainful.casework.models import ConsentReask, EmployerFreeze, SafetyCheck, SignsNotAsked, Spell
from gainful.casework.shared import at_home_or_work

REASK_AFTER_DAYS = 30
REPLACE_WITHIN_DAYS = 14
SEE = "casework.see"


def consents_to_ask_again(actor: Actor, on: date) -> QuerySet:
    """Placements begun 30 days ago or more whose consent lives and was not asked again; not reached comes up later."""
    begun = Spell.objects.visible_to(actor, SEE).filter(
        origin=Spell.Origin.BROUGHT_ABOUT,
        state=Spell.State.WORKING,
        starts_on__lte=on - timedelta(days=REASK_AFTER_DAYS),
        consent__withdrawn_at=None,
    )
    asked = ConsentReask.objects.exclude(answer=ConsentReask.Answer.NOT_REACHED)
    later = ConsentReask.objects.filter(retry_on__gt=on)
    here = Q(spell=OuterRef("pk"))
    begun = begun.filter(~Exists(asked.filter(here)), ~Exists(later.filter(here)))
    return begun.select_related("person", "offer").order_by("starts_on", "pk")


def to_place_again(actor: Actor, on: date) -> QuerySet:
    """Jobs that ended in the last 14 days and were followed by none yet, the longest waiting first."""
    return _ended(actor, on).filter(followed=False).select_related("person").order_by("ends_on", "pk")


def placed_again(actor: Actor, on: date) -> int:
    """How many jobs that ended in the last 14 days were followed by another, which is then within those days."""
    return _ended(actor, on).filter(followed=True).count()


def _ended(actor: Actor, on: date) -> QuerySet:
    """Jobs that ended in the last 14 days, each with whether another began from its last day on."""
    since = on - timedelta(days=REPLACE_WITHIN_DAYS)
    ended = Spell.objects.visible_to(actor, SEE).filter(state="ended", ends_on__gte=since, ends_on__lte=on)
    later = Spell.objects.counted().filter(
        person=OuterRef("person"), starts_on__gte=OuterRef("ends_on"), starts_on__lte=on
    )
    return ended.annotate(followed=Exists(later.exclude(pk=OuterRef("pk"))))


def stopped_employers(actor: Actor, on: date) -> QuerySet:
    """Stops not lifted, of employers in the actor's areas, the oldest first."""
    rows = EmployerFreeze.objects.visible_to(actor, "protection.see").filter(
        lifted_on=None, frozen_on__lte=on
    )
    return rows.select_related("employer").order_by("frozen_on", "pk")


def signs_not_asked(actor: Actor, on: date) -> QuerySet:
    """Questions about forced labour that could not be asked and were not since, to be tried by a day; oldest first.

    The office of the place of work may ask them as well as the one at home.
    """
    same = {"spell": OuterRef("spell"), "moment": OuterRef("moment")}
    later = SignsNotAsked.objects.filter(**same, pk__gt=OuterRef("pk"))
    rows = SignsNotAsked.objects.filter(at_home_or_work(actor, SEE), again_on__lte=on)
    rows = rows.filter(~Exists(SafetyCheck.objects.filter(**same)), ~Exists(later))
    rows = rows.filter(spell__person__died_on=None)
    return rows.select_related("spell__person").order_by("again_on", "pk")
