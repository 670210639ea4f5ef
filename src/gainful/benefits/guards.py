"""What the database itself refuses about claims and payments, whoever writes and however; and what is audited."""

from __future__ import annotations

from gainful.benefits.guards_flags import FLAGS

TABLES = [
    "benefits_claim",
    "benefits_evidence",
    "benefits_decision",
    "benefits_letter",
    "benefits_objection",
    "benefits_reopening",
    "benefits_budget",
    "benefits_batch",
    "benefits_payment",
    "benefits_bankanswer",
    "benefits_ledgerentry",
]
"""The tables of the chapter: each is under audit."""

GUARDS = {vendor: [*FLAGS[vendor]] for vendor in ("sqlite", "postgresql")}
"""All triggers of the chapter, as the database is held against."""
