"""What casework keeps, one file a subject."""

from gainful.casework.models.help import HelpOffered, SignsNotAsked, Trouble
from gainful.casework.models.journeys import (
    HireRetraction,
    Journey,
    JourneyChange,
    Passenger,
    ReturnTransport,
    TravelAnswer,
)
from gainful.casework.models.ledgers import InsuranceLine, PayrollLine, Review
from gainful.casework.models.one_to_one import Contact, PlanEntry
from gainful.casework.models.own_words import Goal, GoalStep, Story
from gainful.casework.models.places import Attendance, PostTerm, SignReview
from gainful.casework.models.refusing import RefusalLook
from gainful.casework.models.retractions import RetractedBeginning
from gainful.casework.models.rolls import EmployerRoll, HireReport, RollLine
from gainful.casework.models.sheets import OwnSheet
from gainful.casework.models.voice import (
    Call,
    ConsentReask,
    EmployerFreeze,
    Grievance,
    GrievanceDispute,
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
    "Attendance",
    "Call",
    "ConsentReask",
    "Contact",
    "EmployerFreeze",
    "EmployerRoll",
    "FollowUp",
    "Goal",
    "GoalStep",
    "Grievance",
    "GrievanceDispute",
    "GrievanceSubject",
    "HelpOffered",
    "HireReport",
    "HireRetraction",
    "InsuranceLine",
    "Journey",
    "JourneyChange",
    "Offer",
    "OwnSheet",
    "Passenger",
    "PayEvidence",
    "PayrollLine",
    "PlanEntry",
    "PostTerm",
    "ProtectionCase",
    "RefusalLook",
    "RetractedBeginning",
    "ReturnTransport",
    "Review",
    "RollLine",
    "SafetyCheck",
    "Service",
    "SignReview",
    "SignsNotAsked",
    "Spell",
    "Story",
    "TravelAnswer",
    "Trouble",
    "WorkerCode",
]
