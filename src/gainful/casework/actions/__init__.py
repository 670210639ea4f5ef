"""What casework does, one file a subject. Every write of casework is one of these."""

from gainful.casework.actions.answers import accept_offer, decline_offer, end_consent, withdraw
from gainful.casework.actions.assignments import assign_officer
from gainful.casework.actions.codes import make_worker_code
from gainful.casework.actions.follow_ups import put_off_follow_up, record_follow_up
from gainful.casework.actions.in_bulk import assign_officer_to_all, record_service_to_all, take_back
from gainful.casework.actions.ledgers import (
    open_review,
    record_insurance_line,
    record_payroll_line,
    record_post_attendance,
)
from gainful.casework.actions.offers import show_offer
from gainful.casework.actions.pay import act_on_late_pay, record_pay
from gainful.casework.actions.protection import close_protection_case, open_protection_case
from gainful.casework.actions.reviews import decide_review
from gainful.casework.actions.safety import record_safety_check
from gainful.casework.actions.spells import (
    amend_spell,
    begin_spell,
    end_spell,
    record_spell,
    upgrade_evidence,
)
from gainful.casework.actions.support import record_service

__all__ = [
    "accept_offer",
    "act_on_late_pay",
    "amend_spell",
    "assign_officer",
    "assign_officer_to_all",
    "begin_spell",
    "close_protection_case",
    "decide_review",
    "decline_offer",
    "end_consent",
    "end_spell",
    "make_worker_code",
    "open_protection_case",
    "open_review",
    "put_off_follow_up",
    "record_follow_up",
    "record_insurance_line",
    "record_pay",
    "record_payroll_line",
    "record_post_attendance",
    "record_safety_check",
    "record_service",
    "record_service_to_all",
    "record_spell",
    "show_offer",
    "take_back",
    "upgrade_evidence",
    "withdraw",
]
