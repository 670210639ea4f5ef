"""How many people's records an account has been shown within the hour, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from gainful.accounts.models import ReadEntry

WITHIN = timedelta(hours=1)
STEP_UP_AT = 200
FREEZE_AT = 500
OUT_AS_A_LIST = "people_export"
"""The screen under which a list going out is noted. It asks for the password each time instead of being counted:
a county's list has thousands of people, and its officer would be held up for an hour after each."""


class ReadingState(StrEnum):
    """Free to read; free once the password was given again; not before the hour has passed."""

    FREE = "free"
    STEP_UP = "step_up"
    FROZEN = "frozen"


@dataclass(frozen=True)
class Reading:
    """People whose records were shown within the hour, each counted once, and the state that follows."""

    count: int
    state: ReadingState


def reading_state(account_id: int | None, now: datetime) -> Reading:
    """One account's reading in the hour before a moment; one indexed query over at most that hour's lines."""
    seen = ReadEntry.objects.filter(account_id=account_id, at__gt=now - WITHIN, at__lte=now)
    seen = seen.exclude(screen=OUT_AS_A_LIST)
    count = seen.values("person_key").distinct().count()
    state = ReadingState.FREE
    if count >= STEP_UP_AT:
        state = ReadingState.FROZEN if count >= FREEZE_AT else ReadingState.STEP_UP
    return Reading(count, state)
