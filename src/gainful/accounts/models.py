"""What accounts keep: accounts, postings, areas added to the code list, long runs, and the audit trail."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from gainful.accounts.actor import Actor, Grant, Role
from gainful.accounts.limits import limited
from gainful.accounts.scope import AreaRow, new_key


class Account(AbstractUser):
    """Somebody who signs in. Django's own flags (staff, superuser, groups) grant nothing in Gainful."""

    key = models.CharField(max_length=16, unique=True, default=new_key, editable=False)
    display_name = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=10, blank=True)
    must_change_password = models.BooleanField(default=False)
    one_time_until = models.DateTimeField(null=True, blank=True)
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


@limited()
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
                condition=Q(until_on=None) | Q(until_on__gte=models.F("from_on")),
                name="posting_ends_after_start",
            )
        ]


class AddedArea(models.Model):
    """A place that the pack's code list lacks: a township, or a county invented for a demo."""

    code = models.BigIntegerField(unique=True)
    name = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)


class OfficePhone(AreaRow):
    """The phone of an area's office, or of its independent desk: given to everybody whom it serves. One of each."""

    of_desk = models.BooleanField(default=False)
    phone = models.CharField(max_length=30)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "of_desk"], name="one_phone_an_office"),
            models.CheckConstraint(condition=~Q(phone=""), name="an_office_phone_has_a_number"),
        ]


@limited()
class Run(AreaRow):
    """A long piece of work: its steps, how far it is, whether somebody asked it to stop, its last sign of life."""

    NOT_AUDITED = "progress is written every second; what a run does is recorded by the actions it calls"

    class State(models.TextChoices):
        """Where a run stands."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        STOPPED = "stopped"

    UNDER_WAY = (State.WAITING, State.RUNNING)

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


class Restoration(models.Model):
    """One thing of the database's own that an upgrade put back: a guard, an index, a constraint."""

    what = models.CharField(max_length=200)
    at = models.DateTimeField()


class Act(models.Model):
    """One action done: by whom, what, when, from where. Never changed; its rows are the trail's entries."""

    NOT_AUDITED = "the trail itself: recorded once, and never changed"

    key = models.CharField(max_length=16, unique=True)
    account = models.ForeignKey(
        Account, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    person_id = models.BigIntegerField(null=True)
    action = models.CharField(max_length=80)
    at = models.DateTimeField(db_index=True)
    source = models.CharField(max_length=60, blank=True)


class Entry(models.Model):
    """One row written, as it was before and after, linked to the entry before it. Made by triggers alone.

    `act` is empty for a write outside any action. The images are JSON text of the table's own columns; sealed
    columns are in them sealed.
    """

    NOT_AUDITED = "the trail itself"

    act = models.ForeignKey(
        Act, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="entries"
    )
    at = models.DateTimeField()
    table_name = models.CharField(max_length=63)
    row_pk = models.BigIntegerField()
    op = models.CharField(max_length=6)
    before = models.TextField(null=True)
    after = models.TextField(null=True)
    shard = models.PositiveSmallIntegerField()
    seq = models.BigIntegerField()
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shard", "seq"], name="one_entry_a_place_in_its_chain")
        ]
        indexes = [models.Index(fields=["table_name", "row_pk"], name="entry_of_row")]


class ChainHead(models.Model):
    """Where a shard of the chain ends. `writer` is the transaction that holds it, empty once committed."""

    NOT_AUDITED = "the trail itself"

    shard = models.PositiveSmallIntegerField(primary_key=True)
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    writer = models.BigIntegerField(null=True)


class ReadEntry(models.Model):
    """Somebody looked at a person's record. Appended, never changed, and kept in the audit chain.

    Without an account it was the command line.
    """

    account = models.ForeignKey(
        Account, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    person_key = models.CharField(max_length=16)
    screen = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["account", "at"], name="read_by_account"),
            models.Index(fields=["person_key", "at"], name="read_of_person"),
        ]
