"""Getting able: courses, who was enrolled and came, and certificates."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gainful.accounts.scope import AreaRow
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


class Enrolment(AreaRow):
    """A person in a course. Attendance unknown stays empty; the allowance is as the roster states, in fen."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="enrolments")
    attended_days = models.PositiveSmallIntegerField(null=True)
    allowance_fen = models.BigIntegerField(null=True)

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
