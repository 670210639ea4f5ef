"""What casework does, one file a subject. Every write of casework is one of these."""

from gainful.casework.actions.answers import accept_offer, decline_offer, end_consent, withdraw
from gainful.casework.actions.arrivals import (
    check_arrivals,
    record_departure,
    retract_hire,
    settle_return,
)
from gainful.casework.actions.assignments import assign_officer
from gainful.casework.actions.codes import make_worker_code
from gainful.casework.actions.follow_ups import put_off_follow_up, record_follow_up
from gainful.casework.actions.in_bulk import assign_officer_to_all, record_service_to_all, take_back
from gainful.casework.actions.journeys import (
    call_off_journey,
    plan_journey,
    record_health_checks,
    seat_people,
    take_off_journey,
)
from gainful.casework.actions.offers import show_offer
from gainful.casework.actions.pay import act_on_late_pay, record_pay
from gainful.casework.actions.protection import close_protection_case, open_protection_case
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
    "call_off_journey",
    "check_arrivals",
    "close_protection_case",
    "decline_offer",
    "end_consent",
    "end_spell",
    "make_worker_code",
    "open_protection_case",
    "plan_journey",
    "put_off_follow_up",
    "record_departure",
    "record_follow_up",
    "record_health_checks",
    "record_pay",
    "record_safety_check",
    "record_service",
    "record_service_to_all",
    "record_spell",
    "retract_hire",
    "seat_people",
    "settle_return",
    "show_offer",
    "take_back",
    "take_off_journey",
    "upgrade_evidence",
    "withdraw",
]
