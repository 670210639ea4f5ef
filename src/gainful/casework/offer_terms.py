"""What an offer says: the terms of an opening as a person is told them on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from gainful.casework.programme import NEAR_HOME, quantity
from gainful.jobs.models import Opening
from gainful.registry.models import Person, Wish
from gainful.terms.periods import add_months


def terms_of(opening: Opening, starts_on: date, seen_as: str) -> dict[str, Any]:
    """Everything a person must know before they answer; what the opening leaves open is None, "not stated"."""
    ends_on = (
        add_months(starts_on, opening.contract_months) - timedelta(days=1)
        if opening.contract_months
        else None
    )
    return {
        "title": opening.title,
        "occupation": opening.occupation or None,
        "channel": opening.channel,
        "employer": opening.employer.name,
        "place": opening.place,
        "place_text": opening.place_text or None,
        "location_class": str(seen_as),
        "pay_low_fen": opening.pay_low_fen,
        "pay_high_fen": opening.pay_high_fen,
        "pay_text": opening.pay_text or None,
        "hours_per_week": opening.hours_per_week,
        "housing": opening.housing or None,
        "deductions_stated": bool(opening.deductions_stated),
        "deductions": (opening.deductions_text or None) if opening.deductions_stated else None,
        "starts_on": starts_on.isoformat(),
        "contract_months": opening.contract_months,
        "ends_on": ends_on.isoformat() if ends_on else None,
        "whom_to_call": opening.contact_name or None,
        "worker_fee_fen": 0,
    }


def free_on(person: Person, on: date) -> date | None:
    """The day from which the person says they are free, by their latest answer."""
    wish = Wish.objects.of_person(person).filter(asked_on__lte=on).first()
    return wish.available_on if wish else None


def first_day(home: int, seen_as: str, free: date | None, on: date) -> date:
    """The first day on which work could begin, were the person to say yes today: cooled off, and free as they said."""
    soonest = on
    if seen_as not in NEAR_HOME:
        soonest += timedelta(days=1 + -(-quantity("cooling_off_hours", home, on) // 24))
    return max(soonest, free or soonest)
