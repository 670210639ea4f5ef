"""What casework keeps, one file a subject."""

from gainful.casework.models.sheets import OwnSheet
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
    "OwnSheet",
    "PayEvidence",
    "ProtectionCase",
    "SafetyCheck",
    "Service",
    "Spell",
    "WorkerCode",
]
