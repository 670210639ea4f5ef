"""What a person aims for and tells in their own words: goals, steps, stories. Never scored, never an input.

Matching, rules, worklists and figures read none of these tables; a test of the shape of the house holds that.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gainful.accounts.limits import limited
from gainful.accounts.models import Account
from gainful.accounts.scope import AreaRow
from gainful.casework.querysets import StoryQuerySet
from gainful.registry.models import Consent, Person


@limited()
class Goal(AreaRow):
    """Something a person aims for. `written_by` is empty where they wrote it on their own page."""

    class State(models.TextChoices):
        """Still aimed for, reached, or laid aside: the person says which, and nothing follows from it."""

        AIMED_FOR = "aimed_for"
        REACHED = "reached"
        LAID_ASIDE = "laid_aside"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="goals")
    words = models.CharField(max_length=300)
    set_on = models.DateField()
    written_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.AIMED_FOR)
    state_on = models.DateField(null=True)


class GoalStep(AreaRow):
    """A step towards a goal, in the person's own words; taken on a day, or not yet."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="goal_steps")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="steps")
    words = models.CharField(max_length=200)
    set_on = models.DateField()
    written_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    taken_on = models.DateField(null=True)


class Story(AreaRow):
    """Something a person tells. It is shared only with their live consent to sharing stories, and until they say no.

    The database refuses to share without that consent, and ends the sharing on the day the consent is taken back.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="stories")
    words = models.TextField(max_length=3000)
    told_on = models.DateField()
    written_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    consent = models.ForeignKey(Consent, null=True, on_delete=models.PROTECT, related_name="stories")
    shared_on = models.DateField(null=True)
    unshared_on = models.DateField(null=True)

    objects = StoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(shared_on=None) | Q(consent__isnull=False), name="a_shared_story_has_its_consent"
            ),
            models.CheckConstraint(
                condition=Q(unshared_on=None) | Q(shared_on__isnull=False, unshared_on__gte=F("shared_on")),
                name="a_story_is_taken_back_after_it_was_shared",
            ),
        ]
