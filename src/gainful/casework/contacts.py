"""What counts as having met a person, and when that was last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Max

from gainful.casework.models import Contact, FollowUp, Offer, Service
from gainful.registry.models import Consent, Wish

CONTACTS: tuple[tuple[type, str, str], ...] = (
    (Wish, "person_id", "asked_on"),
    (Service, "person_id", "given_on"),
    (Offer, "person_id", "shown_on"),
    (Consent, "person_id", "given_on"),
    (FollowUp, "spell__person_id", "done_on"),
    (Contact, "person_id", "met_on"),
)
"""What counts as having met somebody: asked, served, shown an opening, agreed to something, followed up, met."""


def last_contacts(ids: Sequence[int], on: date) -> dict[int, date]:
    """The last day by a date on which anybody met each person; six queries."""
    found: dict[int, date] = {}
    for model, who, when in CONTACTS:
        rows = model.objects.filter(**{f"{who.removesuffix('_id')}__in": ids, f"{when}__lte": on})  # type: ignore[attr-defined]
        for person, last in rows.order_by().values_list(who).annotate(last=Max(when)):
            found[person] = max(last, found.get(person, last))
    return found
