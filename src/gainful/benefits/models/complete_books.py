"""Since when everything that is paid of a benefit to the people of an area is kept here, as its office declares."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from gainful.accounts.models import Account
from gainful.accounts.scope import AreaRow


class CompleteBooks(AreaRow):
    """The word of an area's office that, since a day, no payment of a benefit to anybody at home there is missing here.

    Wherever they lived when it was paid, and whoever paid it. It holds for whoever was at home there when it was
    declared (`declared_at`). Appended, never overwritten; the latest of an area and benefit counts, and one without a
    day takes back the one before. `kept_at` says what it rests on.
    """

    rule = models.CharField(max_length=60)
    complete_since = models.DateField(null=True)
    kept_at = models.CharField(max_length=120)
    declared_on = models.DateField()
    declared_at = models.DateTimeField(default=timezone.now)
    declared_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(rule="") & ~Q(kept_at=""), name="complete_books_say_of_what_and_on_what"
            )
        ]
        indexes = [models.Index(fields=["area", "rule"], name="complete_books_of_area")]
