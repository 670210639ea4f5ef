"""What casework keeps, one file a subject."""

from gainful.casework.models.places import Attendance, PostTerm, SignReview
from gainful.casework.models.work import (
    Assignment,
    FollowUp,
    Offer,
    PayEvidence,
    ProtectionCase,
    SafetyCheck,
    Service,
    Spell,
    WorkerCode,
)

__all__ = [
    "Assignment",
    "Attendance",
    "FollowUp",
    "Offer",
    "PayEvidence",
    "PostTerm",
    "ProtectionCase",
    "SafetyCheck",
    "Service",
    "SignReview",
    "Spell",
    "WorkerCode",
]
