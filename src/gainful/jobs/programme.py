"""What jobs ask of the loaded programme: days of notice, households that a leader must bring along."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from gainful.accounts.refusals import Refused
from gainful.pack import load


def days_of_notice(area: int, on: date) -> int:
    """Days for which a list of leaders hangs out before certificates. Refused: parameter_not_set."""
    found = load(settings.GAINFUL_PACK).parameters.value("leader_notice_days", area, on)
    if found is None:
        raise Refused("parameter_not_set", name="leader_notice_days")
    return int(found.value)


def least_households(area: int, on: date) -> int | None:
    """Households that a leader must bring along at least in an area; None where no value is known."""
    found = load(settings.GAINFUL_PACK).parameters.value("leader_least_households", area, on)
    return None if found is None else int(found.value)
