"""What the benefits chapter does, one file a subject. Every write of it is one of these."""

from gainful.benefits.actions.claims import (
    ask_for,
    propose,
    propose_for_area,
    record_evidence,
    record_fact,
    withdraw_claim,
)
from gainful.benefits.actions.claims_decisions import approve, decide, return_decision
from gainful.benefits.actions.claims_employers import (
    ask_as_employer,
    ask_for_employer,
    letter_to_employer,
    object_as_employer,
    propose_for_employer,
    propose_for_employers,
    withdraw_own_claim,
)
from gainful.benefits.actions.claims_letters import make_letter, tell
from gainful.benefits.actions.claims_objections import (
    answer_objection,
    decide_again,
    object_to,
    reopen_changed,
    replace_after_objection,
    settle_reopening,
)
from gainful.benefits.actions.claims_told import record_told
from gainful.benefits.actions.complete_books import declare_complete_books
from gainful.benefits.actions.flags import open_flags, settle_flag, start_fraud_run
from gainful.benefits.actions.newly_due import (
    claim_newly_due,
    say_no_to_newly_due,
    tell_of_turns,
)
from gainful.benefits.actions.own_business import (
    record_business,
    state_of_business,
    state_taxes_of_business,
)
from gainful.benefits.actions.own_loans import (
    record_grant_of_loan,
    record_interest,
    record_loan,
    state_of_loan,
)
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
from gainful.benefits.actions.statements import record_statement

__all__ = [
    "agree_to_write_off",
    "answer_objection",
    "approve",
    "ask_as_employer",
    "ask_for",
    "ask_for_employer",
    "ask_to_write_off",
    "check_batch",
    "claim_newly_due",
    "decide",
    "decide_again",
    "declare_complete_books",
    "demand_back",
    "gather",
    "letter_to_employer",
    "make_batch",
    "make_letter",
    "object_as_employer",
    "object_to",
    "open_flags",
    "propose",
    "propose_for_area",
    "propose_for_employer",
    "propose_for_employers",
    "record_answer",
    "record_business",
    "record_employer_account",
    "record_evidence",
    "record_fact",
    "record_grant_of_loan",
    "record_interest",
    "record_loan",
    "record_paid_back",
    "record_statement",
    "record_told",
    "release_batch",
    "reopen_changed",
    "replace_after_objection",
    "return_batch",
    "return_decision",
    "say_no_to_newly_due",
    "set_budget",
    "settle_flag",
    "settle_reopening",
    "start_fraud_run",
    "state_of_business",
    "state_of_loan",
    "state_taxes_of_business",
    "tell",
    "tell_of_changed_accounts",
    "tell_of_turns",
    "withdraw_claim",
    "withdraw_own_claim",
]
