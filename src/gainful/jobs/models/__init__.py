"""What jobs keep, one file a subject."""

from gainful.jobs.models.places import (
    BroughtAlong,
    LeaderApplication,
    LeaderStep,
    LocalHireClause,
    WorkshopRecognition,
)
from gainful.jobs.models.work import (
    Employer,
    Leader,
    Opening,
    OpeningQuerySet,
    Project,
    Workshop,
)

__all__ = [
    "BroughtAlong",
    "Employer",
    "Leader",
    "LeaderApplication",
    "LeaderStep",
    "LocalHireClause",
    "Opening",
    "OpeningQuerySet",
    "Project",
    "Workshop",
    "WorkshopRecognition",
]
