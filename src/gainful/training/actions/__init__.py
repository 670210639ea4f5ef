"""What training does, one file a subject. Every write of training is one of these."""

from gainful.training.actions.awards import record_award
from gainful.training.actions.courses import (
    CourseFacts,
    award_certificate,
    correct_course,
    enrol,
    record_attendance,
    record_course,
)
from gainful.training.actions.rolls import close_roll_case, record_roll, record_work_month

__all__ = [
    "CourseFacts",
    "award_certificate",
    "close_roll_case",
    "correct_course",
    "enrol",
    "record_attendance",
    "record_award",
    "record_course",
    "record_roll",
    "record_work_month",
]
