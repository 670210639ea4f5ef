"""Getting able: courses, who was enrolled and came, and certificates."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from gainful.accounts.limits import limited
from gainful.accounts.scope import AreaQuerySet, AreaRow
from gainful.registry.models import Person


class Course(AreaRow):
    """A course with its dates. `days` is the length stated by the provider."""

    number = models.CharField(max_length=40)
    occupation = models.CharField(max_length=40, blank=True)
    provider = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    days = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number", "provider"], name="one_course_a_number_and_provider"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="course_dates_in_order",
            ),
        ]


class EnrolmentQuerySet(AreaQuerySet):
    """Seats in courses."""

    def under_training(self, on: date) -> Self:
        """Seats in courses that run on a day, both ends included; a course of unknown dates does not."""
        return self.filter(course__starts_on__lte=on, course__ends_on__gte=on)

    def of_person(self, person: Person) -> Self:
        """A person's seats, those under records merged into theirs included, the latest course first."""
        mine = Q(person=person) | Q(person__merged_into=person)
        return self.filter(mine).order_by(F("course__starts_on").desc(nulls_last=True), "-pk")


@limited()
class Enrolment(AreaRow):
    """A person in a course. Attendance unknown stays empty; the allowance is as the roster states, in fen.

    `passed` is what the roster says about a certificate: a roster that says no is another thing than silence.
    """

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="enrolments")
    attended_days = models.PositiveSmallIntegerField(null=True)
    allowance_fen = models.BigIntegerField(null=True)
    passed = models.BooleanField(null=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "person"], name="one_seat_a_person_and_course")
        ]


class Certificate(AreaRow):
    """A certificate a person holds, from a course or brought along."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="certificates")
    enrolment = models.ForeignKey(Enrolment, null=True, on_delete=models.PROTECT, related_name="certificates")
    occupation = models.CharField(max_length=40)
    level = models.CharField(max_length=40, blank=True)
    awarded_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "occupation", "level"], name="one_certificate_an_occupation_and_level"
            )
        ]
