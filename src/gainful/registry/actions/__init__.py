"""What the registry does, one file a subject. Every write of the registry is one of these."""

from gainful.registry.actions.bank_accounts import (
    record_account,
    record_household_account,
    record_own_account,
)
from gainful.registry.actions.consents import (
    give_consent,
    give_own_consent,
    withdraw_consent,
    withdraw_own_consent,
)
from gainful.registry.actions.households import (
    correct_household,
    move_household,
    record_household,
    record_income,
    record_registration_event,
    take_over_records,
)
from gainful.registry.actions.memberships import add_member, end_membership, record_death, record_moving
from gainful.registry.actions.merges import merge_people, unmerge_people
from gainful.registry.actions.new_members import record_member
from gainful.registry.actions.people import correct_person, record_person
from gainful.registry.actions.wishes import answer_for_oneself, record_answer

__all__ = [
    "add_member",
    "answer_for_oneself",
    "correct_household",
    "correct_person",
    "end_membership",
    "give_consent",
    "give_own_consent",
    "merge_people",
    "move_household",
    "record_account",
    "record_answer",
    "record_death",
    "record_household",
    "record_household_account",
    "record_income",
    "record_member",
    "record_moving",
    "record_own_account",
    "record_person",
    "record_registration_event",
    "take_over_records",
    "unmerge_people",
    "withdraw_consent",
    "withdraw_own_consent",
]
