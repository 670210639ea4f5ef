"""What casework keeps, one file a subject."""

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
    "Offer",
    "PayEvidence",
    "ProtectionCase",
    "SafetyCheck",
    "Service",
    "Spell",
    "WorkerCode",
]
