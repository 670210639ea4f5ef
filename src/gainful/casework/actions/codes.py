"""One-time codes that open a person's own page: made for them, counted at each try, used once."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db.models import F

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.accounts.sealed import digest
from gainful.casework.models import WorkerCode
from gainful.registry.models import Person

HOURS = 24
"""How long a code may be used."""

TRIES = 5
"""How often a code may be tried, the right one included."""


@action(right="casework.offer", on_what="person")
def make_worker_code(*, actor: Actor, person: Person, at: datetime) -> str:
    """Eight digits that open the person's own page once, within 24 hours of `at`; only this answer ever shows them.

    Earlier codes of the person end. Refused for somebody dead, merged or not identified: person_not_placeable.
    """
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
