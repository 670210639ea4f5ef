"""Rows that belong to an area, and reading only those of one's own areas."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from gainful.terms.areas import area_range, county_of

if TYPE_CHECKING:
    from gainful.accounts.actor import Actor


def new_key() -> str:
    """A random public key of a row, 16 hexadecimal characters; it says nothing about the row."""
    return secrets.token_hex(8)


class AreaQuerySet(models.QuerySet):
    """Reads are scoped: every list starts with `visible_to(actor, right)`."""

    AREA_FIELDS = ("area",)

    def visible_to(self, actor: Actor, right: str) -> Self:
        """Rows in the areas where the actor holds the right; none when they hold it nowhere.

        Somebody acting for themselves holds it for their own rows only, not for their neighbours'; an employer
        for those that name them.
        """
        inside = Q(pk__in=[])
        for low, high in actor.spans(right):
            for field in self.AREA_FIELDS:
                inside |= Q(**{f"{field}__range": (low, high)})
        if actor.person_id is not None:
            inside &= self._own(actor.person_id)
        if actor.employer_id is not None:
            inside &= self._of_employer(actor.employer_id)
        return self.filter(inside)

    def of_their_counties(self, actor: Actor, right: str) -> Self:
        """Rows of the counties in which the actor holds the right somewhere: for what a county's office keeps for
        all its townships (openings, courses), never for people. Nobody acting for themselves, or for an employer,
        reaches any.
        """
        inside = Q(pk__in=[])
        for_others = actor.person_id is None and actor.employer_id is None
        for low, _high in actor.spans(right) if for_others else ():
            inside |= Q(area__range=area_range(county_of(low)))
        return self.filter(inside)

    def _own(self, person_id: int) -> Q:
        """The rows of one person: their own record, or what hangs on it; none of a table without people."""
        fields = {field.name for field in self.model._meta.get_fields()}
        if self.model._meta.label == "registry.Person":
            return Q(pk=person_id)
        return Q(person_id=person_id) if "person" in fields else Q(pk__in=[])

    def _of_employer(self, employer_id: int) -> Q:
        """The rows of one employer: their own record, or what names them; none of a table without employers."""
        fields = {field.name for field in self.model._meta.get_fields()}
        if self.model._meta.label == "jobs.Employer":
            return Q(pk=employer_id)
        return Q(employer_id=employer_id) if "employer" in fields else Q(pk__in=[])

    def in_area(self, low: int, high: int) -> Self:
        """Rows of one area range, both ends included."""
        return self.filter(area__range=(low, high))


class AreaRow(models.Model):
    """A row of one area, with a random public key; its text form never names a person."""

    key = models.CharField(max_length=16, unique=True, default=new_key, editable=False)
    area = models.BigIntegerField(db_index=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.key[:4]}…"

    __repr__ = __str__
