"""A person's own business as the licence has it, and what papers say of it: appended with source, never overwritten."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from gainful.accounts.models import Account
from gainful.accounts.scope import AreaQuerySet, AreaRow
from gainful.accounts.sealed import SealedMixin
from gainful.registry.models import Person


class OwnQuerySet(AreaQuerySet):
    """What hangs on a person."""

    def of_person(self, person: Person) -> Self:
        """Those of a person, those under records merged into theirs included."""
        return self.filter(Q(person=person) | Q(person__merged_into=person))


class Business(AreaRow):
    """A business that a person runs themselves. A leader's business, whoever it belongs to, is `jobs.Leader`.

    `registered_on` is the day of the licence as first written down, by which the business is told from others of the
    person; what is put right later, its end and the rest are `BusinessStatement`s. `area` is where the person lived.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="businesses")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40, blank=True)
    registered_on = models.DateField()
    kept_at = models.CharField(max_length=120)
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "registered_on"], name="one_business_a_person_and_day"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(kept_at=""), name="a_business_says_on_what"),
        ]


class OwnStatement(SealedMixin, AreaRow):
    """One fact of a person's own matter as a paper states it: for good, since a day, or for a year.

    Appended; of one time the latest counts. `value` is the sealed JSON: a day as text, yes and no as true and false,
    null for not known. `kept_at` says which paper, or whose word.
    """

    SEALED = ("value",)

    fact = models.CharField(max_length=60)
    value_sealed = models.TextField()
    since = models.DateField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    kept_at = models.CharField(max_length=120)
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(fact="") & ~Q(value_sealed="") & ~Q(kept_at=""), name="%(class)s_says_on_what"
            ),
            models.CheckConstraint(condition=Q(since=None) | Q(year=None), name="%(class)s_is_for_one_time"),
        ]


class BusinessStatement(OwnStatement):
    """What a paper says of a business; the taxes of a year as fen by tax."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="statements")

    class Meta(OwnStatement.Meta):
        indexes = [models.Index(fields=["business", "fact"], name="statement_of_business")]
