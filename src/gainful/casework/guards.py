"""What the database itself refuses in casework, whoever writes and however: consent, age, opening, seats.

The same rules stand twice, for PostgreSQL (where the consent, the person and the opening are locked, so that a
withdrawal, a death or a rival for the last seat waits its turn) and for SQLite (which has one writer at a time).
A refusal arrives as IntegrityError on both. The words behind the colon are the reason.

Locks are always taken in one order: consent, person, opening, offer, spell.
"""

from __future__ import annotations

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
"""Every table of the chapter: each is under audit."""

LEDGER_TABLES = [
    "casework_payrollline",
    "casework_postattendance",
    "casework_insuranceline",
    "casework_review",
]
"""The tables of payrolls, rolls and insurance lists, under audit as well."""

GUARDS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
