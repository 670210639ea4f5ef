"""What jobs do, one file a subject. Every write of jobs is one of these."""

from gainful.jobs.actions.employers import (
    correct_leader,
    correct_workshop,
    record_employer,
    record_leader,
    record_project,
    record_workshop,
)
from gainful.jobs.actions.openings import (
    close_opening,
    correct_opening,
    record_opening,
    record_opening_by_hand,
    release_held_opening,
    state_deductions,
)

__all__ = [
    "close_opening",
    "correct_leader",
    "correct_opening",
    "correct_workshop",
    "record_employer",
    "record_leader",
    "record_opening",
    "record_opening_by_hand",
    "record_project",
    "record_workshop",
    "release_held_opening",
    "state_deductions",
]
