"""What casework keeps, one file a subject."""

from gainful.casework.models.voice import (
    Call,
    ConsentReask,
    EmployerFreeze,
    Grievance,
    GrievanceSubject,
)
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
    "Call",
    "ConsentReask",
    "EmployerFreeze",
    "FollowUp",
    "Grievance",
    "GrievanceSubject",
    "Offer",
    "PayEvidence",
    "ProtectionCase",
    "SafetyCheck",
    "Service",
    "Spell",
    "WorkerCode",
]
