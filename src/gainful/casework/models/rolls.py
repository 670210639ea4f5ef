"""What an employer says themselves: the monthly roll of their workers, who arrived, who did not, who left.

Each is a statement, kept as told. None of them ends, begins or changes a job.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gainful.accounts.limits import limited
from gainful.accounts.models import Account
from gainful.accounts.scope import AreaRow
from gainful.casework.models.ledgers import PayrollLine
from gainful.casework.models.work import Spell
from gainful.jobs.models import Employer


class EmployerRoll(AreaRow):
    """The one roll of an employer for a month, begun on the day its first line was told. `month` is its first day."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="rolls")
    month = models.DateField()
    begun_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employer", "month"], name="one_roll_a_month_and_employer")
        ]


@limited()
class RollLine(AreaRow):
    """One worker in one month, as their employer confirmed it. `paid_fen` 0 says that nothing has been paid yet.

    `trained` says whether they were trained through work in the month, empty where the employer did not say.
    `payroll` is the line under which the payment is kept; pay that comes later is a further payroll line.
    """

    roll = models.ForeignKey(EmployerRoll, on_delete=models.PROTECT, related_name="lines")
    spell = models.ForeignKey(Spell, on_delete=models.PROTECT, related_name="roll_lines")
    payroll = models.ForeignKey(PayrollLine, on_delete=models.PROTECT, related_name="roll_lines")
    attended_days = models.PositiveSmallIntegerField()
    paid_fen = models.BigIntegerField()
    paid_on = models.DateField(null=True)
    still_there = models.BooleanField()
    left_on = models.DateField(null=True)
    trained = models.BooleanField(null=True)
    told_on = models.DateField()
    told_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roll", "spell"], name="one_line_a_worker_and_roll"),
            models.CheckConstraint(
                condition=Q(attended_days__lte=31), name="nobody_attends_more_days_than_there_are"
            ),
            models.CheckConstraint(
                condition=Q(paid_fen=0, paid_on=None) | Q(paid_fen__gt=0, paid_on__isnull=False),
                name="pay_on_a_roll_says_when",
            ),
            models.CheckConstraint(
                condition=Q(still_there=True, left_on=None) | Q(still_there=False, left_on__isnull=False),
                name="who_left_a_roll_left_on_a_day",
            ),
        ]


@limited()
class HireReport(AreaRow):
    """An employer says that somebody arrived, did not arrive, or left, on a day."""

    class Kind(models.TextChoices):
        """What is said."""

        ARRIVED = "arrived"
        NOT_ARRIVED = "not_arrived"
        LEFT = "has_left"

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="hire_reports")
    spell = models.ForeignKey(Spell, on_delete=models.PROTECT, related_name="hire_reports")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    happened_on = models.DateField()
    words = models.CharField(max_length=200, blank=True)
    told_on = models.DateField()
    told_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["spell", "kind", "happened_on"], name="one_report_a_matter_and_day"
            ),
            models.CheckConstraint(condition=Q(happened_on__lte=F("told_on")), name="only_what_has_happened"),
        ]
