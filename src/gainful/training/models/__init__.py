"""What training keeps, one file a subject."""

from gainful.training.models.courses import Certificate, Course, Enrolment
from gainful.training.models.rolls import Award, RollCase, RollMark, WorkMonth

__all__ = ["Award", "Certificate", "Course", "Enrolment", "RollCase", "RollMark", "WorkMonth"]
