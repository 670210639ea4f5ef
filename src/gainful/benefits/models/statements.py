"""What papers say of an employer, or of a workshop that it runs, and no roll tells: kept with source and time."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gainful.accounts.models import Account
from gainful.accounts.scope import AreaRow
from gainful.accounts.sealed import SealedMixin
from gainful.jobs.models import Employer, Workshop


class Statement(SealedMixin, AreaRow):
    """One fact of an employer or a workshop as a paper states it: its value, since which day or for which year.

    Appended, never overwritten; of those about one time the latest counts. `value` is the sealed JSON of it: money in
    fen, yes and no as true and false. `kept_at` says which paper, or whose word.
    """

    SEALED = ("value",)

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="statements")
    workshop = models.ForeignKey(Workshop, null=True, on_delete=models.PROTECT, related_name="statements")
    fact = models.CharField(max_length=60)
    value_sealed = models.TextField()
    since = models.DateField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    kept_at = models.CharField(max_length=120)
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(fact="") & ~Q(value_sealed="") & ~Q(kept_at=""), name="a_statement_says_on_what"
            ),
            models.CheckConstraint(
                condition=Q(since=None, year__isnull=False) | Q(since__isnull=False, year=None),
                name="a_statement_is_since_a_day_or_for_a_year",
            ),
        ]
        indexes = [models.Index(fields=["employer", "fact"], name="statement_of_employer")]
