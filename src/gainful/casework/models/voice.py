"""Being heard: complaints and those they are about, placements stopped at an employer, consent asked again.

A complaint hangs on no person: nothing that is computed about anybody can depend on it. Whoever filed it comes back
with the code that they were given.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gainful.accounts.limits import limited
from gainful.accounts.models import Account
from gainful.accounts.scope import AreaRow
from gainful.accounts.sealed import SealedMixin
from gainful.casework.grievance_querysets import GrievanceQuerySet
from gainful.casework.models.work import FollowUp, Spell
from gainful.jobs.models import Employer


@limited()
class Grievance(SealedMixin, AreaRow):
    """A complaint, with its clock. Words, name and phone are sealed; name and phone are given freely or not at all."""

    SEALED = ("words", "contact_name", "contact_phone")

    class How(models.TextChoices):
        """How it came: by the complainant on the public page, by somebody for them, or on paper at a desk."""

        OWN = "own"
        THROUGH_SOMEBODY = "through_somebody"
        PAPER_AT_DESK = "paper_at_desk"

    class About(models.TextChoices):
        """Whom it is about. What is about the independent desk goes outside the chain at once."""

        OFFICE = "office"
        EMPLOYER = "employer"
        DESK = "desk"
        SOMEBODY_ELSE = "somebody_else"

    how = models.CharField(max_length=20, choices=How.choices)
    through = models.CharField(max_length=60, blank=True)
    paper = models.CharField(max_length=120, blank=True)
    about = models.CharField(max_length=20, choices=About.choices)
    about_name = models.CharField(max_length=120, blank=True)
    words_sealed = models.TextField()
    contact_name_sealed = models.TextField(blank=True)
    contact_phone_sealed = models.TextField(blank=True)
    code_digest = models.CharField(max_length=64, unique=True)
    filed_on = models.DateField()
    received_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    outside = models.BooleanField(default=False)
    acknowledge_by = models.DateField()
    answer_by = models.DateField()
    resolve_by = models.DateField()
    acknowledged_on = models.DateField(null=True)
    acknowledged_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=600, blank=True)
    resolved_on = models.DateField(null=True)
    resolved_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=600, blank=True)

    objects = GrievanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(how="through_somebody") | ~Q(through=""),
                name="a_voice_through_somebody_says_whom",
            ),
            models.CheckConstraint(
                condition=~Q(how="paper_at_desk") | ~Q(paper=""), name="a_paper_complaint_names_its_paper"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_on=None) | Q(acknowledged_by__isnull=False),
                name="an_acknowledgement_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | (Q(answered_by__isnull=False) & ~Q(answer="")),
                name="an_answer_says_by_whom_and_what",
            ),
            models.CheckConstraint(
                condition=Q(resolved_on=None)
                | (Q(answered_on__isnull=False) & Q(resolved_by__isnull=False) & ~Q(outcome="")),
                name="a_resolved_complaint_was_answered_and_says_what",
            ),
        ]


class GrievanceSubject(AreaRow):
    """A member of staff complained about: they and those of their own posting neither read nor handle it."""

    grievance = models.ForeignKey(Grievance, on_delete=models.PROTECT, related_name="subjects")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    named_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["grievance", "account"], name="a_subject_once")]


class GrievanceDispute(SealedMixin, AreaRow):
    """The complainant says that a resolution is none. The complaint stands open again, outside the chain, in view.

    Whoever answered or resolved it does not settle the dispute; the first resolution stays as it was given.
    """

    SEALED = ("words",)

    grievance = models.ForeignKey(Grievance, on_delete=models.PROTECT, related_name="disputes")
    words_sealed = models.TextField()
    disputed_on = models.DateField()
    settle_by = models.DateField()
    settled_on = models.DateField(null=True)
    settled_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=600, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_on=None, settled_by=None, outcome="")
                | (Q(settled_on__isnull=False, settled_by__isnull=False) & ~Q(outcome="")),
                name="a_settled_dispute_says_by_whom_and_what",
            ),
            models.UniqueConstraint(
                fields=["grievance"], condition=Q(settled_on=None), name="one_open_dispute_a_complaint"
            ),
        ]


class EmployerFreeze(AreaRow):
    """Placements stopped at an employer, and why. While one is open the database keeps the employer frozen.

    For signs of forced labour the independent desk alone lifts it, with a reason; for late pay it ends when that
    month of that job is confirmed by the worker.
    """

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="freezes")
    because = models.CharField(max_length=40)
    spell = models.ForeignKey(Spell, null=True, on_delete=models.PROTECT, related_name="freezes")
    month = models.DateField(null=True)
    frozen_on = models.DateField()
    lifted_on = models.DateField(null=True)
    lifted_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_on=None) | ~Q(lifted_why=""), name="a_lifted_freeze_says_why"
            ),
            models.UniqueConstraint(
                fields=["spell", "month"], condition=Q(lifted_on=None), name="one_freeze_a_month_of_pay"
            ),
        ]


@limited(hours_per_week=(0, 168))
class Call(AreaRow):
    """What a worker said at a follow-up beside work and pay: hours, housing, and that they could speak freely."""

    follow_up = models.OneToOneField(FollowUp, on_delete=models.PROTECT, related_name="call")
    hours_per_week = models.PositiveSmallIntegerField(null=True)
    housing = models.CharField(max_length=40, blank=True)
    alone = models.BooleanField()


@limited()
class ConsentReask(AreaRow):
    """Consent to a placement asked again 30 days after it began, by somebody who did not place the person."""

    class Answer(models.TextChoices):
        """Still agreed, taken back, or not reached and to be tried again."""

        AGREED = "agreed"
        WITHDRAWN = "withdrawn"
        NOT_REACHED = "not_reached"

    spell = models.ForeignKey(Spell, on_delete=models.PROTECT, related_name="reasks")
    asked_on = models.DateField()
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=12, choices=Answer.choices)
    paper = models.CharField(max_length=120, blank=True)
    retry_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(answer="not_reached") | Q(retry_on__isnull=False),
                name="not_reached_is_tried_again",
            ),
            models.UniqueConstraint(
                fields=["spell"], condition=~Q(answer="not_reached"), name="consent_is_asked_again_once"
            ),
        ]
