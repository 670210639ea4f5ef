"""Journeys of organised labour export: the vehicle, who sits in it, the way back, hires taken back."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gainful.accounts.limits import limited
from gainful.accounts.models import Account
from gainful.accounts.scope import AreaRow
from gainful.casework.journey_querysets import (
    JourneyQuerySet,
    PassengerQuerySet,
    TravelAnswerQuerySet,
)
from gainful.casework.models.work import Spell
from gainful.registry.models import Consent, Person


@limited()
class Journey(AreaRow):
    """One vehicle on one day. `area` is the office that sends it; `place` where it goes.

    A `*_paper` names the paper on which a step was kept; empty means it was recorded here at once.
    """

    class Direction(models.TextChoices):
        """To the work, or back home."""

        OUT = "out"
        RETURN = "return"

    class State(models.TextChoices):
        """Planned, departed, or called off before it left."""

        PLANNED = "planned"
        DEPARTED = "departed"
        CALLED_OFF = "called_off"

    direction = models.CharField(max_length=6, choices=Direction.choices, default=Direction.OUT)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    vehicle = models.CharField(max_length=60)
    seats = models.PositiveSmallIntegerField()
    leaves_on = models.DateField(db_index=True)
    from_text = models.CharField(max_length=120)
    to_text = models.CharField(max_length=120)
    escort = models.CharField(max_length=60, blank=True)
    planned_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    departed_on = models.DateField(null=True)
    departed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    departure_paper = models.CharField(max_length=120, blank=True)
    called_off_because = models.CharField(max_length=120, blank=True)

    objects = JourneyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(seats__gte=1), name="a_vehicle_has_a_seat"),
            models.CheckConstraint(
                condition=~Q(state="departed") | Q(departed_on__isnull=False), name="a_departure_has_its_day"
            ),
            models.CheckConstraint(
                condition=~Q(state="called_off") | ~Q(called_off_because=""), name="a_journey_off_says_why"
            ),
        ]


@limited()
class Passenger(AreaRow):
    """One person's seat in one vehicle; `area` is the person's home. `leaves_on` is the journey's own day.

    `health_checked` is whether a check was done, as the person says; None is not known. What it found is not kept.
    """

    class State(models.TextChoices):
        """On the manifest, or taken off it before the vehicle left."""

        SEATED = "seated"
        OFF = "off"

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="passengers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats")
    spell = models.ForeignKey(Spell, on_delete=models.PROTECT, related_name="seats")
    consent = models.ForeignKey(Consent, null=True, on_delete=models.PROTECT, related_name="seats")
    state = models.CharField(max_length=6, choices=State.choices, default=State.SEATED)
    leaves_on = models.DateField()
    seat_number = models.PositiveSmallIntegerField()
    seated_on = models.DateField()
    seated_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    seated_paper = models.CharField(max_length=120, blank=True)
    fee_fen = models.BigIntegerField(default=0)
    off_because = models.CharField(max_length=120, blank=True)
    health_checked = models.BooleanField(null=True)
    health_paper = models.CharField(max_length=120, blank=True)
    arrived = models.BooleanField(null=True)
    not_arrived_because = models.CharField(max_length=120, blank=True)
    checked_on = models.DateField(null=True)
    checked_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    arrival_paper = models.CharField(max_length=120, blank=True)

    objects = PassengerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(fee_fen=0), name="a_passenger_pays_no_fee"),
            models.UniqueConstraint(
                fields=["person", "leaves_on"],
                condition=Q(state="seated"),
                name="one_vehicle_a_person_and_day",
            ),
            models.UniqueConstraint(
                fields=["journey", "seat_number"], condition=Q(state="seated"), name="one_person_a_seat"
            ),
            models.CheckConstraint(condition=~Q(state="off") | ~Q(off_because=""), name="off_says_why"),
            models.CheckConstraint(
                condition=Q(arrived=None) | Q(checked_on__isnull=False), name="an_arrival_check_has_its_day"
            ),
            models.CheckConstraint(
                condition=~Q(arrived=False) | ~Q(not_arrived_because=""), name="not_arrived_says_why"
            ),
        ]


@limited()
class ReturnTransport(AreaRow):
    """How somebody who travelled out and is not staying comes home: in a vehicle, paid, or they need none."""

    class Kind(models.TextChoices):
        """A seat in a return journey, the fare paid, or refused by the person themselves."""

        JOURNEY = "journey"
        PAID = "paid"
        NOT_WANTED = "not_wanted"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="returns")
    passenger = models.OneToOneField(Passenger, on_delete=models.PROTECT, related_name="way_back")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    journey = models.ForeignKey(Journey, null=True, on_delete=models.PROTECT, related_name="returns")
    paid_fen = models.BigIntegerField(null=True)
    settled_on = models.DateField()
    settled_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    paper = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind="journey") & Q(journey__isnull=False) & Q(paid_fen=None))
                | (Q(kind="paid") & Q(journey=None) & Q(paid_fen__gt=0))
                | (Q(kind="not_wanted") & Q(journey=None) & Q(paid_fen=None)),
                name="a_way_back_says_which",
            )
        ]


class HireRetraction(AreaRow):
    """An employer took a hire back before work began: the job never begins, the person keeps everything."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="retractions")
    spell = models.OneToOneField(Spell, on_delete=models.PROTECT, related_name="retraction")
    retracted_on = models.DateField()
    because = models.CharField(max_length=200)
    paper = models.CharField(max_length=120, blank=True)
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(because=""), name="a_retraction_says_why")]


class JourneyChange(AreaRow):
    """A vehicle leaves on another day or from another place than was shown; why, and what it was before."""

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="changes")
    changed_on = models.DateField()
    changed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=200)
    leaves_on_before = models.DateField()
    leaves_on_after = models.DateField()
    from_before = models.CharField(max_length=120)
    from_after = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="a_changed_journey_says_why"),
            models.CheckConstraint(
                condition=~Q(leaves_on_before=F("leaves_on_after")) | ~Q(from_before=F("from_after")),
                name="a_change_changes_something",
            ),
        ]


@limited()
class TravelAnswer(AreaRow):
    """What somebody says to a changed journey that they had agreed to: they are asked again, and wait without a seat.

    `cooling_off_until` counts from this answer, for work outside the county. `messaged` is whether the change was also
    sent to their own phone.
    """

    class State(models.TextChoices):
        """Waiting for their own word; yes; no; asked once more since."""

        WAITING = "waiting"
        AGREED = "agreed"
        DECLINED = "declined"
        ASKED_ANEW = "asked_anew"

    class How(models.TextChoices):
        """On their own page, or on paper at the desk."""

        OWN_CODE = "own_code"
        PAPER_AT_DESK = "paper_at_desk"

    change = models.ForeignKey(JourneyChange, on_delete=models.PROTECT, related_name="answers")
    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="travel_answers")
    spell = models.ForeignKey(Spell, on_delete=models.PROTECT, related_name="travel_answers")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    asked_on = models.DateField()
    messaged = models.BooleanField(default=False)
    answered_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=13, choices=How.choices, blank=True)
    evidence = models.CharField(max_length=120, blank=True)
    cooling_off_until = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    objects = TravelAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["journey", "person"],
                condition=~Q(state="asked_anew"),
                name="one_standing_answer_a_journey",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "asked_anew"])
                | (Q(answered_on__isnull=False, answered_at__isnull=False) & ~Q(how="")),
                name="an_answer_to_a_change_says_when_and_how",
            ),
            models.CheckConstraint(
                condition=~Q(how="paper_at_desk") | ~Q(evidence=""), name="an_answer_on_paper_names_it"
            ),
        ]
