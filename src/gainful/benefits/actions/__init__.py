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
from gainful.benefits.actions.claims_letters import make_letter, tell
from gainful.benefits.actions.claims_objections import (
    answer_objection,
    decide_again,
    object_to,
    reopen_changed,
    replace_after_objection,
    settle_reopening,
)

__all__ = [
    "answer_objection",
    "approve",
    "ask_for",
    "decide",
    "decide_again",
    "make_letter",
    "object_to",
    "propose",
    "propose_for_area",
    "record_evidence",
    "record_fact",
    "reopen_changed",
    "replace_after_objection",
    "return_decision",
    "settle_reopening",
    "tell",
    "withdraw_claim",
]
