"""Who looked at whom: one line a person and look, for the person to see, and to notice who looks at too many."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.models import ReadEntry


@action(right="reading.note", on_what=None, own_act=False)
def note_reading(*, actor: Actor, person_keys: Collection[str], screen: str, at: datetime) -> None:
    """Note that the actor was shown these people's records on a screen; one statement, however many.

    A person who looks at their own record is not noted.
    """
    if actor.person_id is not None:
        return
    ReadEntry.objects.bulk_create(
        ReadEntry(account_id=actor.account_id, person_key=key, screen=screen, at=at) for key in person_keys
    )
