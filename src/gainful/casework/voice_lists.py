"""Lists of being heard: consents to ask again, people to find work for again, stopped employers. Read off facts."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet

from gainful.accounts.actor import Actor
from gainful.casework.models import ConsentReask, EmployerFreeze, Spell

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
    begun = begun.exclude(pk__in=asked.values("spell_id")).exclude(pk__in=later.values("spell_id"))
    return begun.select_related("person", "offer").order_by("starts_on", "pk")


def to_place_again(actor: Actor, on: date) -> QuerySet:
    """Jobs that ended in the last 14 days and were followed by none yet, the longest waiting first."""
    ended = _ended(actor, on)
    return ended.exclude(pk__in=_followed(ended, on)).select_related("person").order_by("ends_on", "pk")


def placed_again(actor: Actor, on: date) -> int:
    """How many jobs that ended in the last 14 days were followed by another within 14 days of their end."""
    return len(_followed(_ended(actor, on), on))


def _ended(actor: Actor, on: date) -> QuerySet:
    since = on - timedelta(days=REPLACE_WITHIN_DAYS)
    return Spell.objects.visible_to(actor, SEE).filter(state="ended", ends_on__gte=since, ends_on__lte=on)


def _followed(ended: QuerySet, on: date) -> set[int]:
    spells = list(ended.order_by().values_list("pk", "person_id", "ends_on"))
    later = Spell.objects.counted().filter(
        person_id__in={person for _pk, person, _end in spells}, starts_on__lte=on
    )
    starts: dict[int, list[tuple[int, date]]] = {}
    for pk, person, start in later.order_by().values_list("pk", "person_id", "starts_on"):
        starts.setdefault(person, []).append((pk, start))
    return {
        pk
        for pk, person, end in spells
        if any(
            other != pk and end <= start <= end + timedelta(REPLACE_WITHIN_DAYS)
            for other, start in starts[person]
        )
    }


def stopped_employers(actor: Actor, on: date) -> QuerySet:
    """Stops not lifted, of employers in the actor's areas, the oldest first."""
    rows = EmployerFreeze.objects.visible_to(actor, "protection.see").filter(
        lifted_on=None, frozen_on__lte=on
    )
    return rows.select_related("employer").order_by("frozen_on", "pk")
