"""One-time codes that open a person's own page: handed over or sent to their own phone, counted, used once."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import F

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.accounts.sealed import digest
from gainful.casework.messages import TEXTS, gateway, phone_of
from gainful.casework.models import OwnSheet, WorkerCode
from gainful.registry.models import Person

HOURS = 24
"""How long a code may be used."""

TRIES = 5
"""How often a code may be tried, the right one included."""

BETWEEN = timedelta(minutes=5)
A_DAY = 5
"""No more messages than these to one phone, however often somebody asks."""


@action(right="casework.offer", on_what="person")
def make_worker_code(*, actor: Actor, person: Person, at: datetime) -> str:
    """Eight digits that open the person's own page once, within 24 hours of `at`; only this answer ever shows them.

    Earlier codes of the person end. Refused for somebody dead, merged or not identified: person_not_placeable.
    """
    return _new_code(actor, person, at)


@action(right="own.see", on_what="code")
def count_try(*, actor: Actor, code: WorkerCode, at: datetime) -> bool:
    """Count one try of a code; False when it has been tried too often, used, or is too old."""
    alive = WorkerCode.objects.filter(pk=code.pk, used_at=None, expires_at__gt=at, tries__lt=TRIES)
    return bool(alive.update(tries=F("tries") + 1))


@action(right="own.see", on_what="code")
def spend_code(*, actor: Actor, code: WorkerCode, at: datetime) -> WorkerCode:
    """Use a code up. Refused when somebody else has just used it: code_not_good."""
    if not WorkerCode.objects.filter(pk=code.pk, used_at=None, expires_at__gt=at).update(used_at=at):
        raise Refused("code_not_good")
    code.used_at = at
    return code


@action(right="casework.offer", on_what="person")
def send_code(*, actor: Actor, person: Person, at: datetime) -> None:
    """A code to the person's own phone; the officer never sees it. Refused: no_phone, no_message_gateway,
    code_just_sent, person_not_placeable.
    """
    _send(actor, person, at)


@action(right="own.see", on_what="sheet")
def ask_for_code(*, actor: Actor, sheet: OwnSheet, at: datetime) -> None:
    """A code to the person's own phone, asked for with their sheet. Refused as send_code, and sheet_not_good."""
    if actor.person_id != sheet.person_id:
        raise Refused("not_their_own")
    _send(actor, sheet.person, at)


def _send(actor: Actor, person: Person, at: datetime) -> None:
    """Make the code and hand it over once the row is committed; the person's row is held against two at once."""
    Person.objects.select_for_update().get(pk=person.pk)
    today = WorkerCode.objects.filter(person=person, made_at__gt=at - timedelta(days=1))
    if today.filter(made_at__gt=at - BETWEEN).exists() or today.count() >= A_DAY:
        raise Refused("code_just_sent")
    phone, way = phone_of(person), gateway()
    code = _new_code(actor, person, at)
    text = "\n".join(words.format(code=code, hours=HOURS) for words in TEXTS.values())
    transaction.on_commit(partial(way.send, phone, text))


def _new_code(actor: Actor, person: Person, at: datetime) -> str:
    """A code kept as its digest; earlier ones end. Part of whichever act hands it over or sends it."""
    if person.died_on or person.merged_into_id or person.id_state != Person.IdState.VALID:
        raise Refused("person_not_placeable")
    WorkerCode.objects.filter(person=person, used_at=None, expires_at__gt=at).update(expires_at=at)
    code = f"{secrets.randbelow(10**8):08d}"
    WorkerCode.objects.create(
        area=person.area,
        person=person,
        code_digest=digest(code, "worker_code"),
        expires_at=at + timedelta(hours=HOURS),
        made_by_id=actor.account_id,
    )
    return code
