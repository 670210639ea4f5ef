"""A person's guaranteed loan: the application, what papers say of it since, and the interest paid on time."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gainful.accounts.limits import limited
from gainful.accounts.models import Account
from gainful.accounts.scope import AreaRow
from gainful.benefits.models.own_business import Business, OwnQuerySet, OwnStatement
from gainful.registry.models import Person


@limited(months=(1, 360), partners=(1, 50))
class Loan(AreaRow):
    """A guaranteed loan as it was applied for. That it was granted, and what is put right, are `LoanStatement`s.

    It is told from others of the person by the day of the application. `business` is the one it is for, where said.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="loans")
    business = models.ForeignKey(Business, null=True, on_delete=models.PROTECT, related_name="loans")
    amount_fen = models.BigIntegerField()
    months = models.PositiveSmallIntegerField()
    partners = models.PositiveSmallIntegerField(default=1)
    lender = models.CharField(max_length=120)
    applied_on = models.DateField()
    kept_at = models.CharField(max_length=120)
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "applied_on"], name="one_loan_a_person_and_day"),
            models.CheckConstraint(condition=~Q(lender="") & ~Q(kept_at=""), name="a_loan_says_on_what"),
        ]


class LoanStatement(OwnStatement):
    """What a paper says of a loan."""

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="statements")

    class Meta(OwnStatement.Meta):
        indexes = [models.Index(fields=["loan", "fact"], name="statement_of_loan")]


@limited()
class LoanInterest(AreaRow):
    """The interest that the borrower paid on time for a period, both days included; of one period the latest counts.

    0 takes back what was written. Periods with interest that stand side by side never overlap.
    """

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="interest")
    period_from = models.DateField()
    period_to = models.DateField()
    paid_fen = models.BigIntegerField()
    paid_on = models.DateField()
    kept_at = models.CharField(max_length=120)
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")), name="a_period_of_interest_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(kept_at=""), name="interest_says_on_what"),
        ]
