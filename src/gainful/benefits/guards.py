"""What the database itself refuses about claims and payments, whoever writes and however; and what is audited."""

from __future__ import annotations

from gainful.benefits.guards_claims import CLAIMS
from gainful.benefits.guards_claims_of_employers import CLAIMS_OF_EMPLOYERS
from gainful.benefits.guards_complete_books import COMPLETE_BOOKS
from gainful.benefits.guards_flags import FLAGS
from gainful.benefits.guards_letters import LETTERS
from gainful.benefits.guards_newly_due import NEWLY_DUE, PASSED
from gainful.benefits.guards_own import BUSINESSES, LOANS
from gainful.benefits.guards_payments import PAYMENTS
from gainful.benefits.guards_statements import STATEMENTS

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
"""The first tables of the chapter: each is under audit; those of later migrations name their own."""

GUARDS: dict[str, list[str]] = {
    vendor: [
        *CLAIMS[vendor],
        *PAYMENTS[vendor],
        *FLAGS[vendor],
        *NEWLY_DUE[vendor],
        *PASSED[vendor],
        *CLAIMS_OF_EMPLOYERS[vendor],
        *STATEMENTS[vendor],
        *LETTERS[vendor],
        *BUSINESSES[vendor],
        *LOANS[vendor],
        *COMPLETE_BOOKS[vendor],
    ]
    for vendor in ("sqlite", "postgresql")
}
"""All of them, as the database is held against."""
