"""What the chapter keeps: claims and decisions, letters and reviews, payments and the ledger, flags."""

from gainful.benefits.models.claims import (
    Claim,
    Decision,
    Evidence,
    Letter,
    Objection,
    Reopening,
)
from gainful.benefits.models.flags import FraudFlag
from gainful.benefits.models.payments import BankAnswer, Batch, Budget, LedgerEntry, Payment

__all__ = [
    "BankAnswer",
    "Batch",
    "Budget",
    "Claim",
    "Decision",
    "Evidence",
    "FraudFlag",
    "LedgerEntry",
    "Letter",
    "Objection",
    "Payment",
    "Reopening",
]
