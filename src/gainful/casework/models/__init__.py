"""What casework keeps, one file a subject."""

from gainful.casework.models.journeys import HireRetraction, Journey, Passenger, ReturnTransport
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
    "HireRetraction",
    "Journey",
    "Offer",
    "Passenger",
    "PayEvidence",
    "ProtectionCase",
    "ReturnTransport",
    "SafetyCheck",
    "Service",
    "Spell",
    "WorkerCode",
]
