"""Asking for long work over everybody's facts: building them, or rules with other values."""

from __future__ import annotations

from typing import Any

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.models import Run
from gainful.accounts.refusals import Refused
from gainful.terms.areas import NATION


@action(right="whatif.run", on_what=None)
def start_facts_run(*, actor: Actor, kind: str, asked: dict[str, Any]) -> Run:
    """A run of long work, waiting for its turn; `asked` says what for. Refused while one of its kind is under way."""
    return _waiting_run(actor, kind, asked)


def _waiting_run(actor: Actor, kind: str, asked: dict[str, Any]) -> Run:
    """A run that waits for its turn, kept; refused while the actor has one of its kind under way."""
    under_way = Run.objects.filter(kind=kind, state__in=Run.UNDER_WAY)
    if under_way.filter(account_id=actor.account_id).exists():
        raise Refused("run_under_way")
    return Run.objects.create(area=NATION, kind=kind, account_id=actor.account_id, outcome={"asked": asked})
