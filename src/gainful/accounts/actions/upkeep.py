"""What an upgrade put back of the database's own, said in the trail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.models import Restoration

LONGEST = 200


@action(right="areas.manage", on_what=None)
def note_restorations(*, actor: Actor, found: Sequence[str], at: datetime) -> int:
    """Write down each guard, index or limit that was found wrong and put back; how many there were.

    `found` are the sentences of what was wrong. Putting back is done by then: a trail without its triggers records
    nothing, so that they come first.
    """
    rows = [Restoration(what=sentence[:LONGEST], at=at) for sentence in found]
    return len(Restoration.objects.bulk_create(rows))
