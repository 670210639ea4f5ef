"""Reads of the registry, always begun with `visible_to(actor, right)`."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from gainful.accounts.scope import AreaQuerySet
from gainful.accounts.sealed import digest


class HouseholdQuerySet(AreaQuerySet):
    """Households."""

    def registered_on(self, on: date) -> Self:
        """Households registered by a date, exited ones included (they stay supported), mistakes left out."""
        struck = Q(registration_events__kind="struck_off", registration_events__year__lte=on.year)
        return self.filter(Q(registered_year=None) | Q(registered_year__lte=on.year)).exclude(struck)


class PersonQuerySet(AreaQuerySet):
    """People."""

    def current(self) -> Self:
        """People alive and not merged into another record."""
        return self.filter(merged_into=None, died_on=None)

    def identified(self) -> Self:
        """People whose personal number is good."""
        return self.filter(id_state="valid")

    def with_id(self, id_number: str) -> Self:
        """The person of a personal number, at most one."""
        return self.filter(id_digest=digest(id_number, "id"), merged_into=None)

    def search(self, text: str) -> Self:
        """People by name, pinyin (full or initials) or the last four characters of the id."""
        text = text.strip()
        if not text:
            return self
        plain = text.lower().replace(" ", "")
        found = Q(name__contains=text) | Q(name_pinyin__contains=plain)
        if len(plain) == 4:
            found |= Q(id_tail_digest=digest(plain.upper(), "id_tail"))
        return self.filter(found)

    def with_latest_wish(self, on: date) -> Self:
        """Adds `wish_id`: the latest wish as known on a date."""
        from gainful.registry.models import Wish

        latest = (
            Wish.objects.filter(person=OuterRef("pk"), asked_on__lte=on)
            .order_by("-asked_on", "-id")
            .values("id")[:1]
        )
        return self.annotate(wish_id=Subquery(latest))


class WishQuerySet(AreaQuerySet):
    """Wishes."""

    def latest_by_person(self, on: date) -> Self:
        """One wish a person: the latest asked on or before a date."""
        from gainful.registry.models import Wish

        latest = (
            Wish.objects.filter(person=OuterRef("person"), asked_on__lte=on)
            .order_by("-asked_on", "-id")
            .values("id")[:1]
        )
        return self.filter(id=Subquery(latest))


class ConsentQuerySet(AreaQuerySet):
    """Consents."""

    def live(self, purpose: str | None = None) -> Self:
        """Consents not withdrawn at this instant."""
        live = self.filter(withdrawn_at=None)
        return live.filter(purpose=purpose) if purpose else live

    def live_people(self, purpose: str) -> models.QuerySet:
        """Ids of the people whose consent to a purpose is live."""
        return self.live(purpose).values_list("person_id", flat=True)
