"""Beginnings that were recorded by mistake: of the wrong person, or on the wrong day."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gainful.accounts.models import Account
from gainful.accounts.scope import AreaRow
from gainful.casework.models.work import Spell
from gainful.registry.models import Person


class RetractedBeginning(AreaRow):
    """A placement was recorded as begun, and had not begun. The spell is kept and is counted nowhere.

    `began_on` is the day that was recorded. With `stands` what the person agreed to goes on waiting for its first day;
    without, the placement is over and its seat is free. It is `unused` until the spell has left its state by
    it, then used up; rows from before this was kept are empty, and let nothing go.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="retracted_beginnings")
    spell = models.ForeignKey(Spell, on_delete=models.PROTECT, related_name="retracted_beginnings")
    began_on = models.DateField()
    stands = models.BooleanField()
    because = models.CharField(max_length=200)
    paper = models.CharField(max_length=120, blank=True)
    retracted_on = models.DateField()
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    unused = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="a_retracted_beginning_says_why"),
            models.CheckConstraint(
                condition=Q(retracted_on__gte=F("began_on")), name="a_beginning_is_retracted_after_it"
            ),
        ]
