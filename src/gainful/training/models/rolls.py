"""Rolls by day on paper and by phone, cases where the two differ, months of training through work, awards."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gainful.accounts.limits import limited
from gainful.accounts.models import Account
from gainful.accounts.scope import AreaRow
from gainful.registry.models import Person
from gainful.training.models.courses import Enrolment


@limited()
class RollMark(AreaRow):
    """Whether one roll says that a person came on a day. Both rolls count: present on either is a day attended."""

    class Roll(models.TextChoices):
        """The list signed on paper, or the one kept by phone."""

        PAPER = "paper"
        PHONE = "phone"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roll_marks")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="roll_marks")
    day = models.DateField()
    roll = models.CharField(max_length=5, choices=Roll.choices)
    present = models.BooleanField()
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "day", "roll"], name="one_mark_a_day_and_roll")
        ]


class RollCase(AreaRow):
    """The two rolls of a day say different things of a person. Somebody looks into it; nobody is docked for it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roll_cases")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="roll_cases")
    day = models.DateField()
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    closed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "day"], name="one_roll_case_a_day"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | (Q(closed_by__isnull=False) & ~Q(outcome="")),
                name="a_closed_roll_case_says_who_and_what",
            ),
        ]


class WorkMonth(AreaRow):
    """A month of training through work: what shows that it took place. `month` is its first day."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="work_months")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="work_months")
    month = models.DateField()
    evidence = models.CharField(max_length=200)
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "month"], name="one_work_month_a_seat")]


class Award(AreaRow):
    """A prize in a skills competition, or a title given for skill: shown among a person's certificates."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="awards")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    placing = models.CharField(max_length=40, blank=True)
    occupation = models.CharField(max_length=40, blank=True)
    awarded_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "title", "awarded_on"], name="one_award_a_title_and_day"
            )
        ]
