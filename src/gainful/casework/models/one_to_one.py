"""The plan and the contacts of one person's case. Both are appended to, and what was written stays as it was."""

from __future__ import annotations

from django.db import models

from gainful.accounts.limits import limited
from gainful.accounts.models import Account
from gainful.accounts.scope import AreaRow
from gainful.registry.models import Person


@limited()
class Contact(AreaRow):
    """Somebody from the office met a person on a day, how, and what was said."""

    class How(models.TextChoices):
        """How they met."""

        VISIT = "visit"
        PHONE = "phone"
        OFFICE = "office"
        MEETING = "meeting"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contacts")
    met_on = models.DateField(db_index=True)
    how = models.CharField(max_length=8, choices=How.choices)
    words = models.CharField(max_length=300)
    met_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "met_on"], name="contact_of_person_by_day")]


class PlanEntry(AreaRow):
    """What the officer and the person mean to do next, as written on a day. The newest entry is the plan."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="plan_entries")
    written_on = models.DateField()
    words = models.CharField(max_length=600)
    agreed_with_person = models.BooleanField()
    written_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
