"""What the chapter keeps: claims and decisions, letters and reviews, payments and the ledger, own businesses,
loans, flags, what is new."""

from gainful.benefits.models.claims import (
    OF_EMPLOYERS,
    Claim,
    Decision,
    Evidence,
    FactSeen,
    Letter,
    Objection,
    Reopening,
)
from gainful.benefits.models.complete_books import CompleteBooks
from gainful.benefits.models.flags import FraudFlag
from gainful.benefits.models.loans import Loan, LoanInterest, LoanStatement
from gainful.benefits.models.newly_due import NewlyDue, RuleTurn
from gainful.benefits.models.own_business import Business, BusinessStatement
from gainful.benefits.models.payments import (
    AccountNotice,
    BankAnswer,
    Batch,
    Budget,
    BudgetCharge,
    EmployerAccount,
    LedgerEntry,
    Payment,
)
from gainful.benefits.models.statements import Statement

__all__ = [
    "OF_EMPLOYERS",
    "AccountNotice",
    "BankAnswer",
    "Batch",
    "Budget",
    "BudgetCharge",
    "Business",
    "BusinessStatement",
    "Claim",
    "CompleteBooks",
    "Decision",
    "EmployerAccount",
    "Evidence",
    "FactSeen",
    "FraudFlag",
    "LedgerEntry",
    "Letter",
    "Loan",
    "LoanInterest",
    "LoanStatement",
    "NewlyDue",
    "Objection",
    "Payment",
    "Reopening",
    "RuleTurn",
    "Statement",
]
