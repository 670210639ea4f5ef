"""The person's one sheet on paper: its QR names a random token, kept here as a digest, that can be ended."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gainful.accounts.models import Account
from gainful.accounts.scope import AreaRow
from gainful.registry.models import Person


class OwnSheet(AreaRow):
    """A printed sheet of a person. Its QR opens nothing by itself: it only lets a code be sent to their own phone."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sheets")
    token_digest = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()
    made_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    good_until = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(good_until__gte=F("made_on")), name="a_sheet_is_good_for_a_while"
            )
        ]
