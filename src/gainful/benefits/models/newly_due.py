"""What a new rule, or a new amount, is to be told of: how a rule stands in a county, and the people it fits since."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from gainful.accounts.limits import limited
from gainful.accounts.models import Account
from gainful.accounts.scope import AreaQuerySet, AreaRow
from gainful.benefits.models.claims import Claim
from gainful.registry.models import Person


@limited()
class RuleTurn(AreaRow):
    """How one rule stands in one county from the day on which the calendar's work saw it so; rows are only added.

    `area` is the county. `standing` is the hash of the page's text and values that hold there, "" where nothing can
    be due by the rule (not in force, of another province, an amount missing). The first row of a county is what was
    there to begin with, and is told to nobody.
    """

    class Kind(models.TextChoices):
        """There from the start; begins to hold; its amounts or conditions change; holds no more."""

        START = "start"
        BEGINS = "begins"
        CHANGES = "changes"
        ENDS = "ends"

    rule = models.CharField(max_length=60)
    standing = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=7, choices=Kind.choices)
    seen_on = models.DateField()
    telling = models.BooleanField(default=False)
    """Whether people whom it fits are still being written down: a look that was stopped goes on with it."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "rule", "seen_on"], name="a_rule_turns_once_a_day_in_a_county"
            ),
            models.CheckConstraint(condition=~Q(rule=""), name="a_turn_names_its_rule"),
        ]


class NewlyDueQuerySet(AreaQuerySet):
    """What is newly due."""

    def to_tell(self) -> Self:
        """Those that nobody ended, of people alive, here and under one record."""
        here = Q(person__died_on=None, person__moved_away_on=None, person__merged_into=None)
        return self.filter(here, ended_on=None)

    def passed_since(self, day: date) -> Self:
        """Those that nobody could claim any more since a day, but for what a later turn took the place of."""
        passed = self.filter(outcome="passed", ended_on__gte=day)
        return passed.exclude(passed_because__in=["", "later_turn"])


@limited()
class NewlyDue(AreaRow):
    """Somebody whom a turn of a rule fits, to be told and helped to claim: once, until a claim or their own no.

    `about` is the first day of the job or course, "" for the person as such; `once_for` whom a claim would count
    against; `amount_fen` what the rule came to on the day it was found. It decides nothing: the claim does.
    """

    class Outcome(models.TextChoices):
        """A claim was opened; the person said no (no reason is asked); it is due no more, or by a later turn."""

        CLAIMED = "claimed"
        SAID_NO = "said_no"
        PASSED = "passed"

    class Why(models.TextChoices):
        """Why it passed: by the record it is due no more; the rule holds no more where they live; the last day to
        apply is over; they have what excludes it; they died, moved away or stand under another record; a later turn
        took its place."""

        NOT_DUE = "not_due"
        RULE_ENDED = "rule_ended"
        TOO_LATE = "too_late"
        EXCLUDED = "excluded"
        LEFT = "left"
        LATER_TURN = "later_turn"

    turn = models.ForeignKey(RuleTurn, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="newly_due")
    about = models.CharField(max_length=40, blank=True)
    once_for = models.CharField(max_length=60)
    amount_fen = models.BigIntegerField()
    found_on = models.DateField()
    outcome = models.CharField(max_length=7, choices=Outcome.choices, blank=True)
    passed_because = models.CharField(max_length=10, choices=Why.choices, blank=True, default="")
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    claim = models.ForeignKey(Claim, null=True, on_delete=models.PROTECT, related_name="newly_due")

    objects = NewlyDueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["turn", "once_for", "about"], name="a_turn_is_told_once"),
            models.CheckConstraint(
                condition=Q(outcome="", ended_on=None, ended_by=None)
                | (~Q(outcome="") & Q(ended_on__isnull=False)),
                name="what_is_told_ends_with_its_outcome",
            ),
            models.CheckConstraint(
                condition=Q(outcome="claimed", claim__isnull=False) | (~Q(outcome="claimed") & Q(claim=None)),
                name="a_claim_made_is_named",
            ),
            models.CheckConstraint(
                condition=Q(passed_because="") | Q(outcome="passed"), name="only_what_passed_says_why"
            ),
        ]
        indexes = [models.Index(fields=["ended_on", "found_on"], name="newly_due_waiting")]
