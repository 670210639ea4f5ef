"""What accounts keep: accounts, postings, areas added to the code list, long runs, and the audit trail."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from gainful.accounts.actor import Actor, Grant, Role
from gainful.accounts.scope import AreaRow, new_key


class Account(AbstractUser):
    """Somebody who signs in. Django's own flags (staff, superuser, groups) grant nothing in Gainful."""

    key = models.CharField(max_length=16, unique=True, default=new_key, editable=False)
    display_name = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=10, blank=True)
    must_change_password = models.BooleanField(default=False)
    employer_id = models.BigIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return self.display_name or self.username

    def actor(self, on: date) -> Actor:
        """This account as an actor on a day: the postings then in force, none if deactivated."""
        grants: list[Grant] = []
        if self.is_active:
            grants = [Grant(Role(p.role), p.area) for p in self.postings.in_force(on)]
        return Actor(
            account_id=self.pk, label=str(self), grants=tuple(grants), employer_id=self.employer_id, on=on
        )


class PostingQuerySet(models.QuerySet):
    """Postings by date."""

    def in_force(self, on: date) -> PostingQuerySet:
        """Postings that have begun and not ended on a day."""
        return self.filter(from_on__lte=on).filter(Q(until_on=None) | Q(until_on__gte=on))


class Posting(models.Model):
    """An account holds a role in an area from a day on."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="postings")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    area = models.BigIntegerField()
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=models.F("from_on")), name="posting_ends_after_start"
            )
        ]


class AddedArea(models.Model):
    """A place that the pack's code list lacks: a township, or a county invented for a demo."""

    code = models.BigIntegerField(unique=True)
    name = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)


class Run(AreaRow):
    """A long piece of work: its steps, how far it is, whether somebody asked it to stop, its last sign of life."""

    class State(models.TextChoices):
        """Where a run stands."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        STOPPED = "stopped"

    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT)
    subject_key = models.CharField(max_length=16, blank=True)
    step = models.CharField(max_length=80, blank=True)
    steps_done = models.PositiveIntegerField(default=0)
    steps_total = models.PositiveIntegerField(default=0)
    stop_asked = models.BooleanField(default=False)
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.JSONField(default=dict)
