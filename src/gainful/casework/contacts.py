"""What counts as having met a person, and when that was last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from gainful.casework.models import Contact, FollowUp, Offer, Service
from gainful.registry.models import Consent, Person, Wish

CONTACTS: tuple[tuple[type, str, str], ...] = (
    (Wish, "person", "asked_on"),
    (Service, "person", "given_on"),
    (Offer, "person", "shown_on"),
    (Consent, "person", "given_on"),
    (FollowUp, "spell__person", "done_on"),
    (Contact, "person", "met_on"),
)
"""What counts as having met somebody: asked, served, shown an opening, agreed to something, followed up, met."""


def last_met(people: QuerySet, on: date) -> dict[int, tuple[int, date | None]]:
    """Area, and the last day by a date on which anybody met them (None: never), by person. One query, and of each
    person one look into an index for each kind of contact, however many they have had.
    """
    looks = {}
    for number, (model, who, day) in enumerate(CONTACTS):
        theirs = model.objects.filter(**{who: OuterRef("pk"), f"{day}__lte": on})  # type: ignore[attr-defined]
        looks[f"met_{number}"] = Subquery(theirs.order_by(f"-{day}").values(day)[:1])
    rows = people.order_by().select_related(None).annotate(**looks).values_list("pk", "area", *looks)
    return {pk: (area, max((day for day in days if day), default=None)) for pk, area, *days in rows}


def last_contacts(ids: Sequence[int], on: date) -> dict[int, date]:
    """The last day by a date on which anybody met each person; whom nobody met is left out."""
    found = last_met(Person.objects.filter(pk__in=ids), on)
    return {pk: day for pk, (_area, day) in found.items() if day}
