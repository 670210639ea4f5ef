"""What the programme's list of course types says of a kind of course."""

from __future__ import annotations

from django.conf import settings

from gainful.pack import load


def wants_monthly_evidence(kind: str) -> bool:
    """Whether a kind of course is proven month by month, as its code list marks it."""
    item = load(settings.GAINFUL_PACK).codes["course_types"].get(kind) if kind else None
    return item is not None and item.is_marked("monthly_evidence")
