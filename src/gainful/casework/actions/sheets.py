"""The person's one sheet: printed, and ended."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.accounts.sealed import digest
from gainful.casework.models import OwnSheet
from gainful.registry.models import Person

GOOD_DAYS = 365
"""How long the QR of a sheet may be used."""


@action(right="casework.offer", on_what="person")
def print_sheet(*, actor: Actor, person: Person, on: date) -> tuple[OwnSheet, str]:
    """A sheet with a new token, which only this answer shows; earlier sheets stay good until ended.

    Refused for somebody dead, merged or not identified: person_not_placeable.
    """
    if person.died_on or person.merged_into_id or person.id_state != Person.IdState.VALID:
        raise Refused("person_not_placeable")
    token = secrets.token_urlsafe(16)
    sheet = OwnSheet.objects.create(
        area=person.area,
        person=person,
        token_digest=digest(token, "own_sheet"),
        made_on=on,
        made_by_id=actor.account_id,
        good_until=on + timedelta(days=GOOD_DAYS),
    )
    return sheet, token


@action(right="casework.offer", on_what="sheet")
def end_sheet(*, actor: Actor, sheet: OwnSheet, on: date) -> None:
    """The sheet's QR opens nothing from now on: lost, or no longer wanted. A second time changes nothing."""
    _end(sheet, on)


@action(right="own.see", on_what="sheet")
def end_own_sheet(*, actor: Actor, sheet: OwnSheet, on: date) -> None:
    """The same, by the person on their own page."""
    if actor.person_id != sheet.person_id:
        raise Refused("not_their_own")
    _end(sheet, on)


def _end(sheet: OwnSheet, on: date) -> None:
    OwnSheet.objects.filter(pk=sheet.pk, ended_on=None).update(ended_on=on)
