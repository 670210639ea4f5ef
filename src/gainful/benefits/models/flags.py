"""Flags of fraud tests: what a test saw, and the review by a named person that ends it. A flag stops nothing."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from gainful.accounts.limits import limited
from gainful.accounts.models import Account
from gainful.accounts.scope import AreaQuerySet, AreaRow
from gainful.jobs.models import Employer
from gainful.registry.models import Person
from gainful.training.models import Course


class FraudFlagQuerySet(AreaQuerySet):
    """Flags."""

    def still_open(self) -> Self:
        """Flags that wait for a review."""
        return self.filter(settled_on=None)

    def settled(self) -> Self:
        """Flags that somebody reviewed."""
        return self.exclude(settled_on=None)


@limited()
class FraudFlag(AreaRow):
    """Something that a fraud test saw about one person, employer or course, for a named person to look into.

    It is a question and no finding. No claim, payment, offer or match may refer to it, so that nothing can rest on
    it; what a reviewer found is acted on by whoever has the right to, under the rules of that act. `how_many`,
    `from_on`, `to_on` and `amount_fen` are what the test saw: numbers and days, nobody else's name or number.
    """

    class Finding(models.TextChoices):
        """All is explained; the record was wrong; it is handed on to whoever may decide about it."""

        EXPLAINED = "explained"
        RECORD_WRONG = "record_wrong"
        HANDED_ON = "handed_on"

    test = models.CharField(max_length=40)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="fraud_flags")
    employer = models.ForeignKey(Employer, null=True, on_delete=models.PROTECT, related_name="fraud_flags")
    course = models.ForeignKey(Course, null=True, on_delete=models.PROTECT, related_name="fraud_flags")
    how_many = models.PositiveIntegerField()
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)
    amount_fen = models.BigIntegerField(null=True)
    found_on = models.DateField(db_index=True)
    finding = models.CharField(max_length=12, choices=Finding.choices, blank=True)
    because = models.CharField(max_length=600, blank=True)
    reviewed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    settled_on = models.DateField(null=True)

    objects = FraudFlagQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, employer=None, course=None)
                | Q(person=None, employer__isnull=False, course=None)
                | Q(person=None, employer=None, course__isnull=False),
                name="a_flag_is_about_one",
            ),
            models.CheckConstraint(
                condition=Q(settled_on=None, reviewed_by=None, finding="", because="")
                | (Q(settled_on__isnull=False, reviewed_by__isnull=False) & ~Q(finding="") & ~Q(because="")),
                name="a_settled_flag_says_who_and_why",
            ),
            models.UniqueConstraint(
                fields=["test", "person"], condition=Q(settled_on=None), name="one_open_flag_a_person"
            ),
            models.UniqueConstraint(
                fields=["test", "employer"], condition=Q(settled_on=None), name="one_open_flag_an_employer"
            ),
            models.UniqueConstraint(
                fields=["test", "course"], condition=Q(settled_on=None), name="one_open_flag_a_course"
            ),
        ]
        indexes = [models.Index(fields=["settled_on", "found_on"], name="flag_waiting")]
