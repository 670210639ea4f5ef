"""What casework does, one file a subject. Every write of casework is one of these."""

from gainful.casework.actions.answers import accept_offer, decline_offer, end_consent, withdraw
from gainful.casework.actions.assignments import assign_officer
from gainful.casework.actions.calls import record_call
from gainful.casework.actions.codes import make_worker_code
from gainful.casework.actions.follow_ups import put_off_follow_up, record_follow_up
from gainful.casework.actions.freezes import lift_freeze
from gainful.casework.actions.grievances import (
    acknowledge_grievance,
    answer_grievance,
    file_grievance,
    name_subject,
    resolve_grievance,
)
from gainful.casework.actions.in_bulk import assign_officer_to_all, record_service_to_all, take_back
from gainful.casework.actions.offers import show_offer
from gainful.casework.actions.pay import act_on_all_late_pay, act_on_late_pay, confirm_own_pay, record_pay
from gainful.casework.actions.protection import close_protection_case, open_protection_case
from gainful.casework.actions.reasks import record_reask
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
    "acknowledge_grievance",
    "act_on_all_late_pay",
    "act_on_late_pay",
    "amend_spell",
    "answer_grievance",
    "assign_officer",
    "assign_officer_to_all",
    "begin_spell",
    "close_protection_case",
    "confirm_own_pay",
    "decline_offer",
    "end_consent",
    "end_spell",
    "file_grievance",
    "lift_freeze",
    "make_worker_code",
    "name_subject",
    "open_protection_case",
    "put_off_follow_up",
    "record_call",
    "record_follow_up",
    "record_pay",
    "record_reask",
    "record_safety_check",
    "record_service",
    "record_service_to_all",
    "record_spell",
    "resolve_grievance",
    "show_offer",
    "take_back",
    "upgrade_evidence",
    "withdraw",
]
