"""What the benefits chapter does, one file a subject. Every write of it is one of these."""

from gainful.benefits.actions.payments import (
    check_batch,
    gather,
    make_batch,
    release_batch,
    return_batch,
    tell_of_changed_accounts,
)
from gainful.benefits.actions.payments_answers import (
    agree_to_write_off,
    ask_to_write_off,
    demand_back,
    record_answer,
    record_paid_back,
)
from gainful.benefits.actions.payments_budgets import record_employer_account, set_budget

__all__ = [
    "agree_to_write_off",
    "ask_to_write_off",
    "check_batch",
    "demand_back",
    "gather",
    "make_batch",
    "record_answer",
    "record_employer_account",
    "record_paid_back",
    "release_batch",
    "return_batch",
    "set_budget",
    "tell_of_changed_accounts",
]
