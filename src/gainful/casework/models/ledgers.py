"""What payrolls, attendance rolls and insurance lists said, and what a person must decide about it.

Lines are kept as told and never changed by a later one; a review ends with a named person's decision and reason.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gainful.accounts.limits import limited
from gainful.accounts.models import Account
from gainful.accounts.scope import AreaRow
from gainful.casework.models.places import Attendance
from gainful.casework.models.work import Spell
from gainful.casework.querysets import ReviewQuerySet
from gainful.registry.models import Person


@limited()
class PayrollLine(AreaRow):
    """One payment to a person for a month, as an employer's payroll of the day `told_on` has it.

    `month` is its first day, `part` counts the payments for that month from 1. `spell` is empty where no job on
    record covers the month.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="payroll_lines")
    spell = models.ForeignKey(Spell, null=True, on_delete=models.PROTECT, related_name="payroll_lines")
    employer_name = models.CharField(max_length=120, blank=True)
    month = models.DateField()
    part = models.PositiveSmallIntegerField(default=1)
    gross_fen = models.BigIntegerField(null=True)
    deducted_fen = models.BigIntegerField(null=True)
    deducted_for = models.CharField(max_length=40, blank=True)
    paid_fen = models.BigIntegerField(null=True)
    paid_on = models.DateField(null=True)
    paid_by = models.CharField(max_length=40, blank=True)
    told_on = models.DateField()
    source = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "employer_name", "month", "part"], name="one_payroll_line_a_payment"
            )
        ]


class InsuranceLine(AreaRow):
    """Somebody insured through an employer from a day on, as an employment-insurance list has it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="insurance_lines")
    employer_name = models.CharField(max_length=120, blank=True)
    insured_from = models.DateField()
    state = models.CharField(max_length=40, blank=True)
    told_on = models.DateField()
    source = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "employer_name", "insured_from", "state"], name="one_insurance_line_a_state"
            )
        ]


@limited()
class Review(AreaRow):
    """Something a list gave away about a person, waiting for somebody's decision. It changes nothing by itself.

    `about` tells reviews of one kind and person apart: the month, or the first day insured. `employer_before` keeps
    the ledger's employer where a decision took the list's over, so that the same ledger is known again. Where an
    employer's word and the worker's differ about pay, `worker_said_fen` is what the worker says came (0: nothing).
    """

    class State(models.TextChoices):
        """Waiting, or decided."""

        OPEN = "open"
        DECIDED = "decided"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reviews")
    spell = models.ForeignKey(Spell, null=True, on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=40)
    employer_name = models.CharField(max_length=120, blank=True)
    about = models.CharField(max_length=40, blank=True)
    payroll = models.ForeignKey(PayrollLine, null=True, on_delete=models.PROTECT, related_name="reviews")
    attendance = models.ForeignKey(Attendance, null=True, on_delete=models.PROTECT, related_name="reviews")
    insurance = models.ForeignKey(InsuranceLine, null=True, on_delete=models.PROTECT, related_name="reviews")
    report = models.ForeignKey("HireReport", null=True, on_delete=models.PROTECT, related_name="reviews")
    roll_line = models.ForeignKey("RollLine", null=True, on_delete=models.PROTECT, related_name="reviews")
    worker_said_fen = models.BigIntegerField(null=True)
    source = models.CharField(max_length=160, blank=True)
    opened_on = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    decision = models.CharField(max_length=20, blank=True)
    because = models.CharField(max_length=300, blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    employer_before = models.CharField(max_length=120, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["area", "state", "kind"])]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "employer_name", "about"], name="one_review_a_matter"
            ),
            models.CheckConstraint(
                condition=Q(state="open", decision="", because="", decided_on=None, decided_by=None)
                | (
                    Q(state="decided", decided_on__isnull=False, decided_by__isnull=False)
                    & ~Q(decision="")
                    & ~Q(because="")
                ),
                name="a_decided_review_says_who_what_and_why",
            ),
        ]
