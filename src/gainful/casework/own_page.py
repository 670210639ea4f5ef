"""The person's own page: who may open it, and as whom they then act."""

from __future__ import annotations

import hmac
from datetime import date, datetime

from django.utils import timezone

from gainful.accounts.actor import Actor, Grant, Role
from gainful.accounts.refusals import Refused
from gainful.accounts.sealed import digest
from gainful.casework.actions.codes import ask_for_code, count_try, spend_code
from gainful.casework.models import OwnSheet, WorkerCode
from gainful.registry.identity import tail_digest
from gainful.registry.models import Person


def worker_actor(person: Person, on: date) -> Actor:
    """The person acting for themselves on a day, and for nobody else."""
    return Actor(
        account_id=None,
        label=f"worker {person.key[:4]}",
        grants=(Grant(Role.WORKER, person.area),),
        person_id=person.pk,
        on=on,
    )


def use_worker_code(*, id_tail: str, code: str, at: datetime) -> Actor:
    """The person whose code this is, given the last four characters of their number; the code is then used up.

    Each try counts against every live code of such a number, so that nobody can go through all codes. Refused
    with one and the same reason whatever was wrong: code_not_good.
    """
    digits = "".join(character for character in code if character.isdigit())
    given = digest(digits, "worker_code")
    live = WorkerCode.objects.filter(
        used_at=None, expires_at__gt=at, person__id_tail_digest=tail_digest(id_tail.strip())
    ).select_related("person")
    for row in live.order_by("-id")[:20]:
        worker = worker_actor(row.person, timezone.localtime(at).date())
        if count_try(actor=worker, code=row, at=at) and hmac.compare_digest(row.code_digest, given):
            spend_code(actor=worker, code=row, at=at)
            return worker
    raise Refused("code_not_good")


def sheet_of_token(token: str, on: date) -> OwnSheet | None:
    """The sheet whose QR this is; None where it was ended, is too old, or never was."""
    found: OwnSheet | None = (
        OwnSheet.objects.filter(token_digest=digest(token, "own_sheet"), ended_on=None, good_until__gte=on)
        .select_related("person")
        .first()
    )
    return found


def ask_with_sheet(*, sheet: OwnSheet, id_tail: str, on: date, at: datetime) -> None:
    """A code to the phone of whoever's sheet it is, where the four characters are theirs; silent where not.

    Nothing of the answer tells whether they were right: no_phone and the like are kept back too.
    """
    if not hmac.compare_digest(sheet.person.id_tail_digest or "", tail_digest(id_tail.strip())):
        return
    try:
        ask_for_code(actor=worker_actor(sheet.person, on), sheet=sheet, at=at)
    except Refused:
        return
