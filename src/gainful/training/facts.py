"""What training tells the rules of a seat in a course as of a date. One way; only what is known is told.

Names are those of `terms/facts.py`. Which courses were subsidised is not recorded: every course of the roster is
taken for one, since the roster is what the subsidy is asked for with.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from gainful.training.models import Certificate, Enrolment

Known = dict[str, Any]


def enrolment_facts(enrolment: Enrolment, on: date) -> Known:
    """Days planned and attended, courses finished before in the year, the certificate and its level."""
    course = enrolment.course
    level = _level(enrolment, on)
    facts = {
        "training_days_planned": course.days,
        "training_days_attended": enrolment.attended_days,
        "trainings_in_year": _finished_before(enrolment, on),
        "certificate_passed": True if level is not None else enrolment.passed,
        "certificate_level": level or None,
        "same_trade_and_level_before": _same_before(enrolment, level),
    }
    return {name: value for name, value in facts.items() if value is not None}


def _level(enrolment: Enrolment, on: date) -> str | None:
    """The level of the course's certificate by a date ("" where it has none), None without a certificate."""
    held = enrolment.certificates.filter(Q(awarded_on=None) | Q(awarded_on__lte=on)).order_by("pk").first()
    return None if held is None else held.level


def _others(enrolment: Enrolment) -> list[Enrolment]:
    seats = Enrolment.objects.of_person(enrolment.person).exclude(pk=enrolment.pk)
    return list(seats.select_related("course"))


def _finished_before(enrolment: Enrolment, on: date) -> int | None:
    """Courses finished in the date's year before this one began; unknown when any has no end stated."""
    ends = [other.course.ends_on for other in _others(enrolment)]
    if None in ends:
        return None
    before = enrolment.course.starts_on or on
    return sum(1 for end in ends if end is not None and end.year == on.year and end < before)


def _same_before(enrolment: Enrolment, level: str | None) -> bool | None:
    """Whether an earlier course was of the same trade and level; unknown where a level or a date lacks."""
    trade, begun = enrolment.course.occupation, enrolment.course.starts_on
    if not trade or begun is None:
        return None
    same = [other for other in _others(enrolment) if other.course.occupation in (trade, "")]
    earlier = [o for o in same if o.course.starts_on is None or o.course.starts_on < begun]
    if not earlier:
        return False
    levels = set(Certificate.objects.filter(enrolment__in=earlier).values_list("level", flat=True))
    if level and any(o.course.occupation == trade for o in earlier) and level in levels:
        return True
    return None
