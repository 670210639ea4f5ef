"""Offering help: what befell a household as it tells it, what was offered, questions that could not be asked.

None of it is an input to anything: no list of work, no rank, no benefit reads these tables.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gainful.accounts.limits import limited
from gainful.accounts.models import Account
from gainful.accounts.scope import AreaRow
from gainful.accounts.sealed import SealedMixin
from gainful.casework.models.one_to_one import Contact
from gainful.casework.models.work import FollowUp, SafetyCheck, Spell
from gainful.registry.models import HouseholdIncome, Person


class Trouble(SealedMixin, AreaRow):
    """Illness, a disaster or a big expense in a household: its kind, and their own words as told on a day.

    The words are sealed: they speak of health and need.
    """

    SEALED = ("words",)

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="troubles")
    kind = models.CharField(max_length=40)
    words_sealed = models.TextField()
    told_on = models.DateField(db_index=True)
    told_to = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="troubles")
    follow_up = models.ForeignKey(FollowUp, null=True, on_delete=models.PROTECT, related_name="troubles")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="") & ~Q(words_sealed=""), name="a_trouble_says_what_in_words"
            )
        ]


@limited()
class HelpOffered(SealedMixin, AreaRow):
    """Help offered to a person for one matter, and what they said. Declining changes nothing else.

    `matter` tells occasions apart: the trigger, the row it was read off, and for pay the month.
    """

    SEALED = ("words",)

    class Said(models.TextChoices):
        """The person's own answer."""

        ACCEPTED = "accepted"
        DECLINED = "declined"
        LATER = "later"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="help_offered")
    trigger = models.CharField(max_length=40)
    matter = models.CharField(max_length=80)
    spell = models.ForeignKey(Spell, null=True, on_delete=models.PROTECT, related_name="help_offered")
    trouble = models.ForeignKey(Trouble, null=True, on_delete=models.PROTECT, related_name="help_offered")
    income = models.ForeignKey(HouseholdIncome, null=True, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(null=True)
    offered = models.CharField(max_length=300)
    said = models.CharField(max_length=8, choices=Said.choices)
    words_sealed = models.TextField(blank=True)
    said_on = models.DateField()
    again_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(spell__isnull=False, trouble=None, income=None)
                | Q(spell=None, trouble__isnull=False, income=None)
                | Q(spell=None, trouble=None, income__isnull=False),
                name="help_is_offered_for_one_matter",
            ),
            models.CheckConstraint(
                condition=Q(said="later", again_on__isnull=False)
                | (Q(said__in=["accepted", "declined"]) & Q(again_on=None)),
                name="later_says_when",
            ),
            models.CheckConstraint(condition=~Q(offered=""), name="help_offered_says_what"),
            models.UniqueConstraint(
                fields=["matter"], condition=~Q(said="later"), name="help_is_answered_once_a_matter"
            ),
        ]


@limited()
class SignsNotAsked(AreaRow):
    """The questions about forced labour could not be asked at a moment of a spell: why, and when it is tried again."""

    spell = models.ForeignKey(Spell, on_delete=models.PROTECT, related_name="signs_not_asked")
    moment = models.CharField(max_length=12, choices=SafetyCheck.Moment.choices)
    because = models.CharField(max_length=120)
    tried_on = models.DateField()
    tried_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    again_on = models.DateField(db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="signs_not_asked_says_why"),
            models.CheckConstraint(
                condition=Q(again_on__gt=models.F("tried_on")), name="signs_are_tried_again_later"
            ),
        ]
