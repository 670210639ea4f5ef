"""Prizes of competitions and titles of skill, kept with a person's certificates."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.pack import load
from gainful.registry.models import Person
from gainful.training.models import Award


@action(right="training.record", on_what="person")
def record_award(
    *,
    actor: Actor,
    person: Person,
    kind: str,
    title: str,
    placing: str = "",
    occupation: str = "",
    awarded_on: date | None = None,
) -> Award:
    """A prize or title that a person was given; the same one is given back as it is.

    Refused: not_an_award, award_needs_a_title, not_yet_happened.
    """
    if kind not in load(settings.GAINFUL_PACK).codes["award_kinds"]:
        raise Refused("not_an_award")
    if not title.strip():
        raise Refused("award_needs_a_title")
    if actor.on and awarded_on and awarded_on > actor.on:
        raise Refused("not_yet_happened")
    known = Award.objects.filter(person=person, title=title.strip(), awarded_on=awarded_on).first()
    if known is not None:
        return known
    return Award.objects.create(
        area=person.area, person=person, kind=kind, title=title.strip(), placing=placing.strip(),
        occupation=occupation, awarded_on=awarded_on, recorded_by_id=actor.account_id,
    )  # fmt: skip
