"""What work there is: employers, workshops, projects, leaders' businesses, and openings in all channels."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q

from gainful.accounts.limits import limited
from gainful.accounts.models import Account
from gainful.accounts.scope import AreaQuerySet, AreaRow
from gainful.accounts.sealed import SealedMixin
from gainful.registry.models import Person


class Employer(SealedMixin, AreaRow):
    """An employer as an office knows it. `area` is the office that keeps the record, `place` where it is."""

    SEALED = ("contact_phone",)

    name = models.CharField(max_length=120)
    code = models.CharField(max_length=32, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    place = models.BigIntegerField(null=True)
    contact_name = models.CharField(max_length=60, blank=True)
    contact_phone_sealed = models.TextField(blank=True)
    frozen_on = models.DateField(null=True)
    frozen_because = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "name", "code"], name="one_record_an_employer_and_office")
        ]


class Workshop(AreaRow):
    """A recognised workshop in a township or village; `area` is its township."""

    employer = models.ForeignKey(Employer, null=True, on_delete=models.PROTECT, related_name="workshops")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40, blank=True)
    recognised_on = models.DateField(null=True)
    exited_on = models.DateField(null=True)
    workers_stated = models.PositiveIntegerField(null=True)
    registered_workers_stated = models.PositiveIntegerField(null=True)
    stated_on = models.DateField(null=True)
    running = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "name"], name="one_workshop_a_name_and_township")
        ]


class Project(AreaRow):
    """An industrial or construction project that takes on local people."""

    employer = models.ForeignKey(Employer, null=True, on_delete=models.PROTECT, related_name="projects")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40, blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)


class Leader(AreaRow):
    """A recognised entrepreneurship leader and the business led. 'Brought along' earns more; no job."""

    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="leaderships")
    employer = models.ForeignKey(Employer, null=True, on_delete=models.PROTECT, related_name="leaders")
    business_name = models.CharField(max_length=120)
    business_kind = models.CharField(max_length=40, blank=True)
    households_brought_along = models.PositiveIntegerField(null=True)
    people_brought_along = models.PositiveIntegerField(null=True)
    recognised_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "business_name"], name="one_leadership_a_business")
        ]


class OpeningQuerySet(AreaQuerySet):
    """Openings."""

    def open_on(self, on: date) -> Self:
        """Openings neither closed, held back nor expired on a day, and none of a frozen employer."""
        lasting = Q(valid_until=None) | Q(valid_until__gte=on)
        return self.filter(lasting, state="open", employer__frozen_on=None)

    def held(self) -> Self:
        """Openings held back, whose reasons are in `held_because`."""
        return self.filter(state="held")

    def warned(self) -> Self:
        """Openings shown with a warning, which is in `warned_of`."""
        return self.exclude(warned_of=[])

    def expired(self, on: date) -> Self:
        """Openings that nobody closed and whose last day has passed."""
        return self.exclude(state="closed").filter(valid_until__lt=on)

    def new_by(self, on: date, days: int) -> Self:
        """Open ones that became known here in so many days up to a date."""
        return self.filter(recorded_on__gt=on - timedelta(days=days), recorded_on__lte=on, state="open")

    def deductions_not_stated(self) -> Self:
        """Openings whose employer has not said what is taken off the pay: to be asked before anyone accepts."""
        return self.exclude(deductions_stated=True)

    def in_channel(self, channel: str) -> Self:
        """Openings of one channel."""
        return self.filter(channel=channel)


@limited(hours_per_week=(0, 168))
class Opening(SealedMixin, AreaRow):
    """Seats of one kind of work at one place. What is not stated stays empty and is asked before a yes.

    `recorded_on` is the day it became known here; openings kept before that was noted have none, and are not new.
    """

    SEALED = ("contact_phone",)

    class State(models.TextChoices):
        """Open, held back (with the words that did it), or closed."""

        OPEN = "open"
        HELD = "held"
        CLOSED = "closed"

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="openings")
    workshop = models.ForeignKey(Workshop, null=True, on_delete=models.PROTECT, related_name="openings")
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="openings")
    number = models.CharField(max_length=32, blank=True)
    channel = models.CharField(max_length=40)
    occupation = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=80)
    place = models.BigIntegerField(null=True)
    place_text = models.CharField(max_length=120, blank=True)
    seats = models.PositiveIntegerField()
    pay_low_fen = models.BigIntegerField(null=True)
    pay_high_fen = models.BigIntegerField(null=True)
    pay_text = models.CharField(max_length=60, blank=True)
    education = models.CharField(max_length=40, blank=True)
    certificate = models.CharField(max_length=40, blank=True)
    certificate_required = models.BooleanField(null=True)
    skill_text = models.CharField(max_length=120, blank=True)
    other_text = models.CharField(max_length=300, blank=True)
    housing = models.CharField(max_length=40, blank=True)
    hours_per_week = models.PositiveSmallIntegerField(null=True)
    contract_months = models.PositiveSmallIntegerField(null=True)
    valid_until = models.DateField(null=True)
    deductions_stated = models.BooleanField(null=True)
    deductions_text = models.CharField(max_length=200, blank=True)
    contact_name = models.CharField(max_length=60, blank=True)
    contact_phone_sealed = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    held_because = models.JSONField(default=list)
    warned_of = models.JSONField(default=list)
    released_for = models.JSONField(default=list)
    released_on = models.DateField(null=True)
    released_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    released_because = models.CharField(max_length=200, blank=True)
    closed_on = models.DateField(null=True)
    closed_because = models.CharField(max_length=40, blank=True)
    recorded_on = models.DateField(null=True, db_index=True)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pay_low_fen=None) | Q(pay_high_fen=None) | Q(pay_high_fen__gte=F("pay_low_fen")),
                name="pay_range_in_order",
            ),
            models.CheckConstraint(
                condition=Q(released_on=None) | (Q(released_by__isnull=False) & ~Q(released_because="")),
                name="released_by_a_named_officer_with_a_reason",
            ),
        ]
