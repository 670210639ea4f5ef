"""What casework keeps, one file a subject."""

from gainful.casework.models.one_to_one import Contact, PlanEntry
from gainful.casework.models.own_words import Goal, GoalStep, Story
from gainful.casework.models.places import Attendance, PostTerm, SignReview
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
    "Attendance",
    "Contact",
    "FollowUp",
    "Goal",
    "GoalStep",
    "Offer",
    "OwnSheet",
    "PayEvidence",
    "PlanEntry",
    "PostTerm",
    "ProtectionCase",
    "SafetyCheck",
    "Service",
    "SignReview",
    "Spell",
    "Story",
    "WorkerCode",
]
