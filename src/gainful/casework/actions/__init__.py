"""What casework does, one file a subject. Every write of casework is one of these."""

from gainful.casework.actions.answers import accept_offer, decline_offer, end_consent, withdraw
from gainful.casework.actions.arrivals import (
    check_arrival_here,
    check_arrivals,
    record_departure,
    retract_hire,
    settle_return,
)
from gainful.casework.actions.assignments import assign_officer
from gainful.casework.actions.attendance import record_attendance_at_work, record_post_attendance
from gainful.casework.actions.calls import record_call
from gainful.casework.actions.children import correct_person_at_work, tell_of_job
from gainful.casework.actions.clocks import act_on_all_late_pay, act_on_late_pay, run_clocks
from gainful.casework.actions.codes import ask_for_code, make_worker_code, send_code
from gainful.casework.actions.disputes import dispute_resolution, settle_dispute
from gainful.casework.actions.follow_ups import put_off_follow_up, record_follow_up
from gainful.casework.actions.freezes import lift_freeze
from gainful.casework.actions.grievances import (
    acknowledge_grievance,
    answer_grievance,
    file_grievance,
    name_subject,
    resolve_grievance,
)
from gainful.casework.actions.help import offer_help, record_trouble
from gainful.casework.actions.in_bulk import assign_officer_to_all, record_service_to_all, take_back
from gainful.casework.actions.journey_changes import answer_journey_change, change_journey
from gainful.casework.actions.journeys import (
    call_off_journey,
    plan_journey,
    record_health_checks,
    seat_people,
    take_off_journey,
)
from gainful.casework.actions.ledgers import (
    open_review,
    record_insurance_line,
    record_payroll_line,
)
from gainful.casework.actions.offers import show_offer
from gainful.casework.actions.one_to_one import record_contact, write_plan
from gainful.casework.actions.own_words import (
    note_goal,
    note_step,
    say_of_own_goal,
    say_of_own_step,
    share_at_desk,
    share_story,
    take_story_down,
    tell_story,
    unshare_story,
    write_goal,
    write_own_goal,
    write_own_step,
    write_step,
    write_story,
)
from gainful.casework.actions.pay import confirm_own_pay, record_pay
from gainful.casework.actions.posts import (
    leave_post,
    record_post_term,
    review_post_sign,
    review_workshop_sign,
)
from gainful.casework.actions.protection import close_protection_case, open_protection_case
from gainful.casework.actions.raised import (
    compare_end_with_employer,
    compare_pay_with_employer,
    raise_review,
)
from gainful.casework.actions.reasks import record_reask
from gainful.casework.actions.refusing import look_into_heap, look_into_silence
from gainful.casework.actions.retractions import retract_beginning
from gainful.casework.actions.reviews import decide_review
from gainful.casework.actions.rolls import add_roll_payment, confirm_roll, report_hire
from gainful.casework.actions.safety import ask_signs, record_safety_check, record_signs_not_asked
from gainful.casework.actions.sheets import end_own_sheet, end_sheet, print_sheet
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
    "add_roll_payment",
    "amend_spell",
    "answer_grievance",
    "answer_journey_change",
    "ask_for_code",
    "ask_signs",
    "assign_officer",
    "assign_officer_to_all",
    "begin_spell",
    "call_off_journey",
    "change_journey",
    "check_arrival_here",
    "check_arrivals",
    "close_protection_case",
    "compare_end_with_employer",
    "compare_pay_with_employer",
    "confirm_own_pay",
    "confirm_roll",
    "correct_person_at_work",
    "decide_review",
    "decline_offer",
    "dispute_resolution",
    "end_consent",
    "end_own_sheet",
    "end_sheet",
    "end_spell",
    "file_grievance",
    "leave_post",
    "lift_freeze",
    "look_into_heap",
    "look_into_silence",
    "make_worker_code",
    "name_subject",
    "note_goal",
    "note_step",
    "offer_help",
    "open_protection_case",
    "open_review",
    "plan_journey",
    "print_sheet",
    "put_off_follow_up",
    "raise_review",
    "record_attendance_at_work",
    "record_call",
    "record_contact",
    "record_departure",
    "record_follow_up",
    "record_health_checks",
    "record_insurance_line",
    "record_pay",
    "record_payroll_line",
    "record_post_attendance",
    "record_post_term",
    "record_reask",
    "record_safety_check",
    "record_service",
    "record_service_to_all",
    "record_signs_not_asked",
    "record_spell",
    "record_trouble",
    "report_hire",
    "resolve_grievance",
    "retract_beginning",
    "retract_hire",
    "review_post_sign",
    "review_workshop_sign",
    "run_clocks",
    "say_of_own_goal",
    "say_of_own_step",
    "seat_people",
    "send_code",
    "settle_dispute",
    "settle_return",
    "share_at_desk",
    "share_story",
    "show_offer",
    "take_back",
    "take_off_journey",
    "take_story_down",
    "tell_of_job",
    "tell_story",
    "unshare_story",
    "upgrade_evidence",
    "withdraw",
    "write_goal",
    "write_own_goal",
    "write_own_step",
    "write_plan",
    "write_step",
    "write_story",
]
