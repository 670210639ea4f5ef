"""The shared spell: who answers for a person at home and who at the place of work.

The office of the home area keeps the spell. The office of the place of work sees name, spell, pay and follow-ups of
spells worked there, may record follow-ups, pay and whether they arrived, and sees and records nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, Q

from gainful.accounts.actor import Actor
from gainful.accounts.models import Entry
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework.journey_querysets import PassengerQuerySet
from gainful.casework.late_pay import stopped_for_pay
from gainful.casework.models import FollowUp, Passenger, PayEvidence, Spell
from gainful.casework.querysets import SpellQuerySet
from gainful.registry.models import Person
from gainful.terms.periods import age_on


def needs_home_or_work(actor: Actor, right: str, spell: Spell) -> None:
    """Raise NotAllowed unless the actor holds the right where the person lives or where they work."""
    if not actor.may(right, spell.area) and (spell.place is None or not actor.may(right, spell.place)):
        raise NotAllowed("not_allowed", right=right)


def placed_it(actor: Actor, spell: Spell) -> bool:
    """Whether the actor placed this person: showed the offer, took the yes at the desk, or recorded the beginning.

    Who took the yes and who recorded the beginning is read off the trail of the spell.
    """
    if spell.offer is None or actor.account_id is None:
        return False
    if spell.offer.shown_by_id == actor.account_id:
        return True
    rows = Entry.objects.filter(table_name=Spell._meta.db_table, row_pk=spell.pk)
    mine = rows.filter(act__account_id=actor.account_id).values_list("op", "before", "after")
    return any(op.lower() == "insert" or _begun(before, after) for op, before, after in mine)


def _begun(before: str | None, after: str | None) -> bool:
    """Whether a row's images show work beginning."""
    if not before or not after:
        return False
    states = json.loads(before).get("state"), json.loads(after).get("state")
    return states == (Spell.State.AGREED, Spell.State.WORKING)


PLACEABLE_FROM = 16
"""Years: nobody younger is shown or given work."""


def below_working_age(born_on: date | None, on: date) -> bool:
    """Whether somebody born on a day is known to be too young for work on another; a day not known says nothing."""
    return born_on is not None and (born_on > on or age_on(born_on, on) < PLACEABLE_FROM)


def needs_grown_by_number(person: Person, on: date) -> None:
    """Refused (under_16) where the personal number says so, whatever birth date was stated: the younger of the two
    holds until it is cleared which is right."""
    if below_working_age(person.born_on_by_number(on), on):
        raise Refused("under_16")


def needs_no_stop(coming: Iterable[Spell], on: date) -> None:
    """Nobody is seated for, or sent to, an employer with whom placements are stopped."""
    employers = {one.employer for one in coming if one.employer is not None}
    stopped = stopped_for_pay(employers, on) | {one.pk for one in employers if one.frozen_on is not None}
    if stopped:
        names = sorted({one.name for one in employers if one.pk in stopped})
        raise Refused("placements_stopped_there", employers=", ".join(names))


def at_home_or_work(actor: Actor, right: str) -> Q:
    """Of rows of spells, those that `needs_home_or_work` lets the actor act on."""
    mine = Q(pk__in=[])
    for low, high in actor.spans(right):
        mine |= Q(area__range=(low, high)) | Q(spell__place__range=(low, high))
    return mine


def spells_worked_here(actor: Actor) -> SpellQuerySet:
    """Spells of people from elsewhere, worked in the actor's areas: name, spell, pay, follow-ups, no more columns.

    Of the person only the name is read; a further column of theirs is not on the rows.
    """
    shown = Spell.objects.counted().worked_at(actor, "casework.see").select_related("person")
    return (
        shown.exclude(pk__in=Spell.objects.visible_to(actor, "casework.see"))
        .only(*SHARED_COLUMNS, "person__name")
        .prefetch_related(
            Prefetch("follow_ups", FollowUp.objects.order_by("due_on")),
            Prefetch("pay_evidence", PayEvidence.objects.order_by("month")),
        )
        .order_by("-starts_on", "-id")
    )


def arrivals_here(actor: Actor, on: date) -> PassengerQuerySet:
    """Seats of people from elsewhere on their way to work in the actor's areas, whose arrival nobody has checked.

    Of the person only the name is read, of the job what the place of work may see, of the journey nothing.
    """
    reach = Q(pk__in=[])
    for low, high in actor.spans("casework.follow_up"):
        reach |= Q(spell__place__range=(low, high))
    rows = Passenger.objects.aboard().filter(
        reach, arrived=None, journey__direction="out", journey__state="departed", journey__departed_on__lte=on
    )
    rows = rows.exclude(pk__in=Passenger.objects.visible_to(actor, "casework.see"))
    shown = ("key", "spell_id", "person_id", "person__name", *(f"spell__{name}" for name in SHARED_COLUMNS))
    return rows.select_related("person", "spell").only(*shown).order_by("spell__starts_on", "pk")


SHARED_COLUMNS = (
    "key", "state", "channel", "occupation", "employer_name", "place", "place_text", "starts_on", "ends_on",
    "planned_end_on", "contract_months", "pay_low_fen", "pay_high_fen", "evidence", "left_because",
)  # fmt: skip
