"""Which role holds which right. The one table; deny by default; read it top to bottom in two minutes."""

from __future__ import annotations

from functools import cache

from gainful.accounts.actor import Role

FIELD = {Role.HELPER, Role.COUNTY_OFFICER}
OFFICE = {Role.COUNTY_OFFICER}

RIGHTS: dict[str, set[Role]] = {
    # people and households
    "people.see": FIELD | {Role.BENEFITS_OFFICER, Role.CHECKER, Role.TRAINING_OFFICER},
    "people.see_number": OFFICE,
    "people.record": FIELD,
    "people.correct": OFFICE,
    "people.merge": OFFICE,
    "people.export": OFFICE,
    "consent.record": FIELD,
    "history.see": OFFICE | {Role.AUDITOR},
    # workbooks
    "intake.see": OFFICE,
    "intake.upload": OFFICE,
    "intake.apply": OFFICE,
    "intake.undo": OFFICE,
    # work to be had
    "jobs.see": FIELD | {Role.TRAINING_OFFICER, Role.BENEFITS_OFFICER},
    "jobs.record": OFFICE,
    "jobs.export": OFFICE,
    # training
    "training.see": FIELD | {Role.TRAINING_OFFICER},
    "training.record": OFFICE | {Role.TRAINING_OFFICER},
    # one to one
    "casework.see": FIELD,
    "casework.offer": FIELD,
    "casework.answer": FIELD | {Role.WORKER},
    "casework.answer_at_desk": FIELD,
    "casework.record_spell": FIELD,
    "casework.follow_up": FIELD,
    "casework.assign": OFFICE,
    "matching.run": OFFICE,
    "protection.open": FIELD | {Role.INDEPENDENT_DESK},
    "protection.see": {Role.INDEPENDENT_DESK, Role.COUNTY_OFFICER},
    "protection.close": {Role.INDEPENDENT_DESK},
    # the person's own acts
    "own.see": {Role.WORKER},
    "own.answer": {Role.WORKER},
    # figures
    "figures.see": OFFICE | {Role.ANALYST, Role.AUDITOR},
    "figures.release": {Role.ANALYST},
    # staff, areas, audit
    "staff.see": {Role.ADMINISTRATOR, Role.AUDITOR},
    "staff.manage": {Role.ADMINISTRATOR},
    "areas.manage": {Role.ADMINISTRATOR},
    "audit.see": {Role.AUDITOR},
}


@cache
def roles_with(right: str) -> frozenset[Role]:
    """The roles that hold a right. Raises KeyError for a right that no table names."""
    return frozenset(RIGHTS[right])
