"""What the database itself refuses in casework, whoever writes and however: consent, age, opening, seats.

The same rules stand twice, for PostgreSQL (where the consent, the person and the opening are locked, so that a
withdrawal, a death or a rival for the last seat waits its turn) and for SQLite (which has one writer at a time).
A refusal arrives as IntegrityError on both. The words behind the colon are the reason.

Locks are always taken in one order: consent, person, opening, offer, spell.
"""

from __future__ import annotations

from gainful.casework import guards_asked, guards_freeze, guards_journeys, guards_voice
from gainful.casework.guards_hazard import HAZARD
from gainful.casework.guards_heard import HEARD
from gainful.casework.guards_help import HELP
from gainful.casework.guards_kept import KEPT
from gainful.casework.guards_one_to_one import ONE_TO_ONE
from gainful.casework.guards_pay import PAY
from gainful.casework.guards_postgresql import POSTGRESQL
from gainful.casework.guards_refusing import REFUSING
from gainful.casework.guards_retracted import RETRACTED, USED_UP
from gainful.casework.guards_rolls import ROLLS, TRAINED
from gainful.casework.guards_signs import ASKED_FIRST
from gainful.casework.guards_sqlite import SQLITE
from gainful.casework.guards_together import TOGETHER

PLACES = ["casework_attendance", "casework_postterm", "casework_signreview"]
"""Attendance, posts and signs: the tables of 0006_places."""

TABLES = [
    "casework_assignment",
    "casework_offer",
    "casework_spell",
    "casework_followup",
    "casework_payevidence",
    "casework_service",
    "casework_protectioncase",
    "casework_workercode",
    "casework_safetycheck",
]
"""The first tables of the chapter: each is under audit; those of later migrations name their own."""

FIRST_GUARDS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
"""What the first migrations install, before the tables of later ones stand."""

VOICE_TABLES = [
    "casework_call",
    "casework_consentreask",
    "casework_employerfreeze",
    "casework_grievance",
    "casework_grievancesubject",
]

VOICE = {
    "sqlite": [*guards_voice.SQLITE, *guards_freeze.SQLITE],
    "postgresql": [*guards_voice.POSTGRESQL, *guards_freeze.POSTGRESQL],
}

GUARDS = {
    vendor: [
        *first,
        *ONE_TO_ONE[vendor],
        *guards_journeys.GUARDS[vendor],
        *VOICE[vendor],
        *guards_asked.ASKED[vendor],
        *ROLLS[vendor],
        *TRAINED[vendor],
        *KEPT[vendor],
        *HELP[vendor],
        *PAY[vendor],
        *HAZARD[vendor],
        *REFUSING[vendor],
        *TOGETHER[vendor],
        *RETRACTED[vendor],
        *USED_UP[vendor],
        *ASKED_FIRST[vendor],
        *HEARD[vendor],
    ]
    for vendor, first in FIRST_GUARDS.items()
}
"""All of them, as the database is held against."""
LEDGER_TABLES = [
    "casework_payrollline",
    "casework_insuranceline",
    "casework_review",
]
"""The tables of payrolls, rolls and insurance lists, under audit as well."""
