"""What jobs tells the rules of an employer or a workshop as of a date. One way; only what is known is told.

Names are those of `terms/facts.py`. A workshop without any day of recognition on record is unknown, never "not
recognised": a list may have named it without the day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from gainful.jobs.models import Employer, Workshop, WorkshopRecognition

Known = dict[str, Any]


def employer_facts(employer: Employer) -> Known:
    """What kind of employer it is, where the record says."""
    return {"employer_kind": employer.kind} if employer.kind else {}


def workshop_facts(workshops: Iterable[Workshop], on: date) -> dict[int, Known]:
    """Whether each workshop is recognised on a date, and since when, by its id; in one query."""
    rows = list(workshops)
    periods: dict[int, list[tuple[date | None, date | None]]] = {
        row.pk: [(row.recognised_on, row.exited_on)] for row in rows
    }
    kept = WorkshopRecognition.objects.filter(workshop__in=periods)
    for pk, since, until in kept.values_list("workshop_id", "recognised_on", "exited_on"):
        periods[pk].append((since, until))
    return {pk: _recognition(found, on) for pk, found in periods.items()}


def _recognition(periods: list[tuple[date | None, date | None]], on: date) -> Known:
    """Recognised from the day of the plaque to the last day of recognition, both counted."""
    now = [
        since
        for since, until in periods
        if since is not None and since <= on and (until is None or until >= on)
    ]
    if now:
        return {"workshop_recognised": True, "workshop_recognised_on": max(now)}
    if all(since is None and (until is None or until >= on) for since, until in periods):
        return {}
    return {"workshop_recognised": False}
