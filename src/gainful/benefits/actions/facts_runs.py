"""Asking for long work over everybody's facts: building them, or rules with other values."""

from __future__ import annotations

from typing import Any

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.models import Run
from gainful.accounts.refusals import Refused
from gainful.terms.areas import NATION

KINDS = ("build_facts", "what_if")


@action(right="whatif.run", on_what=None)
def start_facts_run(*, actor: Actor, kind: str, asked: dict[str, Any]) -> Run:
    """A run of long work, waiting for its turn; `asked` says what for. Refused while one of its kind is under way."""
    under_way = Run.objects.filter(kind=kind, state__in=(Run.State.WAITING, Run.State.RUNNING))
    if under_way.filter(account_id=actor.account_id).exists():
        raise Refused("run_under_way")
    return Run.objects.create(area=NATION, kind=kind, account_id=actor.account_id, outcome={"asked": asked})
