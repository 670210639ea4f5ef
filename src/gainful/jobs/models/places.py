"""What makes a place of work the programme's: a workshop's plaque, a project's promise, a leader's certificate."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gainful.accounts.limits import limited
from gainful.accounts.models import Account
from gainful.accounts.scope import AreaRow
from gainful.jobs.models.work import Leader, Project, Workshop
from gainful.registry.models import Household, Person


class WorkshopRecognition(AreaRow):
    """A workshop is recognised with a plaque from a day on, until it exits with a reason. One at a time."""

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="recognitions")
    plaque = models.CharField(max_length=40)
    recognised_on = models.DateField()
    exited_on = models.DateField(null=True)
    exit_because = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workshop"], condition=Q(exited_on=None), name="one_recognition_in_force"
            ),
            models.CheckConstraint(
                condition=Q(exited_on=None) | (Q(exited_on__gte=F("recognised_on")) & ~Q(exit_because="")),
                name="an_exit_has_its_day_and_reason",
            ),
        ]


class LocalHireClause(AreaRow):
    """What a project's contract promises of local hire: a share (percent) of its workers, or a number.

    `workers_stated` is everybody who works on the project as it stated on `stated_on`; None is unknown.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="clauses")
    contract = models.CharField(max_length=120)
    signed_on = models.DateField()
    promised_percent = models.PositiveSmallIntegerField(null=True)
    promised_people = models.PositiveIntegerField(null=True)
    workers_stated = models.PositiveIntegerField(null=True)
    stated_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "contract"], name="one_clause_a_contract"),
            models.CheckConstraint(
                condition=Q(promised_percent__gte=1, promised_percent__lte=100, promised_people=None)
                | Q(promised_percent=None, promised_people__gte=1),
                name="a_clause_promises_a_share_or_a_number",
            ),
        ]


@limited()
class LeaderApplication(AreaRow):
    """Somebody applies to be a recognised leader; `leader` is made with the certificate. `area` is their home."""

    class State(models.TextChoices):
        """On its way, refused at some step with a reason, or certified."""

        OPEN = "open"
        REFUSED = "refused"
        CERTIFIED = "certified"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="leader_applications")
    business_name = models.CharField(max_length=120)
    business_kind = models.CharField(max_length=40, blank=True)
    applied_on = models.DateField()
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    notice_from = models.DateField(null=True)
    notice_until = models.DateField(null=True)
    certificate = models.CharField(max_length=40, blank=True)
    certified_on = models.DateField(null=True)
    leader = models.OneToOneField(Leader, null=True, on_delete=models.PROTECT, related_name="application")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="open"), name="one_leader_application_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state="certified")
                | (~Q(certificate="") & Q(leader__isnull=False) & Q(certified_on__gt=F("notice_until"))),
                name="a_leader_is_certified_after_notice",
            ),
        ]


@limited()
class LeaderStep(AreaRow):
    """One step of an application: who decided, when, passed or refused with the reason."""

    class Kind(models.TextChoices):
        """In this order and no other."""

        VILLAGE = "village"
        FIRST_SECRETARY = "first_secretary"
        TOWNSHIP = "township"
        COUNTY_LIST = "county_list"
        CERTIFICATE = "certificate"

    application = models.ForeignKey(LeaderApplication, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    done_on = models.DateField()
    decided_by = models.CharField(max_length=60)
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    passed = models.BooleanField()
    because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "kind"], name="each_leader_step_once"),
            models.CheckConstraint(
                condition=Q(passed=True) | ~Q(because=""), name="a_refused_leader_step_says_why"
            ),
        ]


@limited()
class BroughtAlong(AreaRow):
    """A household whose income a leader raised in a year, with its evidence. It is no job and is counted as none.

    `income_raised_fen` is for the year; None is unknown, never 0.
    """

    leader = models.ForeignKey(Leader, on_delete=models.PROTECT, related_name="brought_along")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="brought_along_by")
    year = models.PositiveSmallIntegerField()
    income_raised_fen = models.BigIntegerField(null=True)
    evidence = models.CharField(max_length=200)
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["leader", "household", "year"], name="a_household_once_a_leader_and_year"
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="an_income_effect_has_its_evidence"),
        ]
