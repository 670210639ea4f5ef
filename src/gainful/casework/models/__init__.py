"""What casework keeps, one file a subject."""

from gainful.casework.models.ledgers import InsuranceLine, PayrollLine, PostAttendance, Review
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
    "FollowUp",
    "InsuranceLine",
    "Offer",
    "PayEvidence",
    "PayrollLine",
    "PostAttendance",
    "ProtectionCase",
    "Review",
    "SafetyCheck",
    "Service",
    "Spell",
    "WorkerCode",
]
