"""Placements stopped at an employer: lifted by the independent desk alone, with a reason."""

from __future__ import annotations

from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.casework.database_refusals import told_by_name
from gainful.casework.models import EmployerFreeze


@action(right="protection.close", on_what="freeze")
def lift_freeze(*, actor: Actor, freeze: EmployerFreeze, on: date, why: str) -> EmployerFreeze:
    """Placements with the employer may go on, unless something else stops them.

    Refused: freeze_lifted_already, say_why.
    """
    freeze = EmployerFreeze.objects.select_for_update().get(pk=freeze.pk)
    if freeze.lifted_on is not None:
        raise Refused("freeze_lifted_already")
    if not why.strip():
        raise Refused("say_why")
    freeze.lifted_on, freeze.lifted_by_id, freeze.lifted_why = on, actor.account_id, why
    with told_by_name():
        freeze.save(update_fields=["lifted_on", "lifted_by", "lifted_why"])
    return freeze
