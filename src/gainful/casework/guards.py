"""What the database itself refuses in casework, whoever writes and however: consent, age, opening, seats.

The same rules stand twice, for PostgreSQL (where the consent, the person and the opening are locked, so that a
withdrawal, a death or a rival for the last seat waits its turn) and for SQLite (which has one writer at a time).
A refusal arrives as IntegrityError on both. The words behind the colon are the reason.

Locks are always taken in one order: consent, person, opening, offer, spell.
"""

from __future__ import annotations

from gainful.casework import guards_freeze, guards_voice
from gainful.casework.guards_postgresql import POSTGRESQL
from gainful.casework.guards_sqlite import SQLITE

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
"""The tables that the chapter began with: each is under audit, as those of later migrations are."""

FIRST = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
"""What migrations 0002 and 0003 install."""

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

GUARDS = {vendor: [*FIRST[vendor], *VOICE[vendor]] for vendor in FIRST}
"""Every guard of the chapter."""
