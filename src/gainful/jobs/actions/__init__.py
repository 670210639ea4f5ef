"""What jobs do, one file a subject. Every write of jobs is one of these."""

from gainful.jobs.actions.contacts import end_contact, invite_contact
from gainful.jobs.actions.employers import (
    correct_leader,
    correct_workshop,
    record_employer,
    record_leader,
    record_project,
    record_workshop,
)
from gainful.jobs.actions.leaders import apply_as_leader, record_brought_along, take_leader_step
from gainful.jobs.actions.openings import (
    close_opening,
    close_own_opening,
    correct_opening,
    propose_change,
    propose_opening,
    record_opening,
    record_opening_by_hand,
    release_held_opening,
    state_deductions,
    tie_openings,
)
from gainful.jobs.actions.places import (
    name_operator,
    recognise_workshop,
    record_local_hire_clause,
    record_project_by_hand,
    withdraw_recognition,
)

__all__ = [
    "apply_as_leader",
    "close_opening",
    "close_own_opening",
    "correct_leader",
    "correct_opening",
    "correct_workshop",
    "end_contact",
    "invite_contact",
    "name_operator",
    "propose_change",
    "propose_opening",
    "recognise_workshop",
    "record_brought_along",
    "record_employer",
    "record_leader",
    "record_local_hire_clause",
    "record_opening",
    "record_opening_by_hand",
    "record_project",
    "record_project_by_hand",
    "record_workshop",
    "release_held_opening",
    "state_deductions",
    "take_leader_step",
    "tie_openings",
    "withdraw_recognition",
]
