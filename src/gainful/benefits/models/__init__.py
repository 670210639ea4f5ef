"""What the chapter keeps: claims and decisions, letters and reviews, payments and the ledger."""

from gainful.benefits.models.claims import (
    Claim,
    Decision,
    Evidence,
    FactSeen,
    Letter,
    Objection,
    Reopening,
)
from gainful.benefits.models.payments import BankAnswer, Batch, Budget, LedgerEntry, Payment

__all__ = [
    "BankAnswer",
    "Batch",
    "Budget",
    "Claim",
    "Decision",
    "Evidence",
    "FactSeen",
    "LedgerEntry",
    "Letter",
    "Objection",
    "Payment",
    "Reopening",
]
