"""Names of the columns of a person's record, and their values, in words and as plain data."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _words
from django.utils.translation import gettext_lazy as _

from gainful.accounts.models import Account
from gainful.benefits.fraud.definition import own_tests
from gainful.benefits.models import Business, Claim, FactSeen, Loan, Reopening, RuleTurn
from gainful.benefits.models.own_business import OwnStatement
from gainful.benefits.relief import taxes_of_rules
from gainful.casework.models import EmployerRoll, Goal, Journey
from gainful.jobs.models import Employer, Leader, Opening, Workshop
from gainful.registry.models import Household
from gainful.terms.facts import FACTS
from gainful.terms.places import area_number
from gainful.training.models import Course, Enrolment
from gainful.web.own_matter_words import OWN_WORDS
from gainful.web.shortlist_words import place_words
from gainful.words import act_words, label, language, money, pack

NAMES: dict[str, Any] = {
    "name": _("Name"), "sex": _("Sex"), "born_on": _("Born on"),
    "id_number": _("Personal number"), "id_state": _("State of the number"), "phone": _("Phone"),
    "education": _("Education"), "student": _("At school?"), "health": _("Health"),
    "labour_capacity": _("Labour capacity"), "area": _("Lives in"), "died_on": _("Died on"),
    "moved_away_on": _("Moved away on"), "home_recorded_at": _("Home recorded at"), "bank": _("Bank"),
    "account": _("Account"), "stated_on": _("Stated on"),
    "closed_on": _("Closed on"), "household": _("Household"), "number": _("Number"),
    "relation": _("Relation to the head"), "from_on": _("From"), "until_on": _("Until"),
    "left_because": _("Why it ended"), "village": _("Village"), "registered_year": _("Registered in"),
    "causes_to_show": _("Causes of poverty"), "kind": _("Kind"), "year": _("Year"),
    "happened_on": _("Happened on"), "notice_from": _("Notice from"), "notice_until": _("Notice until"),
    "source": _("Source"), "wage_fen": _("Wages"), "business_fen": _("Business"), "property_fen": _("Property"),
    "transfer_fen": _("Transfers"), "business_cost_fen": _("Costs of business"), "net_fen": _("Net income"),
    "net_per_head_fen": _("Net income a head"), "officer": _("Officer"), "asked_on": _("Asked on"),
    "how": _("How"), "recorded_by": _("Recorded by"), "recorded_at": _("Recorded at"),
    "willing": _("Wants work"), "scope": _("How far"), "any_occupation": _("Any work"),
    "occupations": _("Occupations"), "pay_at_least_fen": _("Pay at least, a month"),
    "available_on": _("Free from"), "care": _("Looks after"), "training_willing": _("Wants training"),
    "training_occupation": _("Training for"), "own_business_willing": _("Wants a business of their own"),
    "stays_within": _("Can leave home as far as"),
    "services_wanted": _("Services wanted"), "purpose": _("Purpose"), "given_on": _("Given on"),
    "given_at": _("Given at"), "evidence": _("Evidence"), "withdrawn_on": _("Taken back on"),
    "withdrawn_at": _("Taken back at"), "withdrawn_how": _("Taken back how"),
    "withdrawn_through": _("Taken back through"), "withdrawn_evidence": _("Evidence of taking back"),
    "opening": _("Opening"),
    "state": _("State"), "shown_on": _("Shown on"), "shown_at": _("Shown at"), "shown_by": _("Shown by"),
    "language": _("Language"), "terms": _("Terms as shown"), "reasons": _("Reasons"),
    "contact_phone": _("Phone to call"), "starts_on": _("Begins on"), "worker_fee_fen": _("Fee paid by you"),
    "answered_on": _("Answered on"), "answered_at": _("Answered at"), "answered_through": _("Answered through"),
    "answer_evidence": _("Evidence of the answer"), "cooling_off_until": _("Cools off until"),
    "origin": _("Recorded or brought about"), "channel": _("Channel"), "occupation": _("Occupation"),
    "employer_name": _("Employer, as written"), "employer": _("Employer"), "workshop": _("Workshop"),
    "place": _("Place"), "place_text": _("Place, as written"), "location_class": _("Distance"),
    "ends_on": _("Ended on"), "planned_end_on": _("Planned to end on"), "contract_months": _("Months of contract"),
    "insured": _("Insured"), "pay_low_fen": _("Pay from"), "pay_high_fen": _("Pay to"),
    "contact_name": _("Contact"), "note": _("Note"), "month": _("Month"), "received_fen": _("Received"),
    "confirmed_by_worker": _("Confirmed by you"), "recorded_on": _("Recorded on"), "days": _("Day"),
    "due_on": _("Due on"), "done_on": _("Done on"), "done_by": _("Done by"), "still_working": _("Still working"),
    "pay_received_fen": _("Pay received"), "put_off_until": _("Put off until"), "put_off_because": _("Put off, why"),
    "moment": _("When"), "asked_by": _("Asked by"), "answers": _("Answers"), "grave": _("Taken as grave"),
    "given_by": _("Given by"), "course": _("Course"), "attended_days": _("Days attended"),
    "allowance_fen": _("Allowance"), "passed": _("Passed"), "level": _("Level"), "awarded_on": _("Awarded on"),
    "business_name": _("Business"), "business_kind": _("Kind of business"),
    "households_brought_along": _("Households brought along"), "people_brought_along": _("People brought along"),
    "recognised_on": _("Recognised on"), "opened_on": _("Opened on"), "words": _("Words"),
    "passed_because": _("Why it passed"),
    "outcome": _("What was found"), "reason": _("Reason"), "merged_at": _("Merged at"), "undone_at": _("Undone at"),
    "hours_per_week": _("Hours a week"), "housing": _("Housing"), "alone": _("You could speak freely"),
    "answer": _("Your answer"), "paper": _("Paper"), "retry_on": _("To be tried again on"),
    "frozen_on": _("Stopped on"), "lifted_on": _("Lifted on"),
    "lifted_why": _("Lifted because"),
    "made_at": _("Made at"), "made_by": _("Made by"), "expires_at": _("Good until"), "used_at": _("Used at"),
    "made_on": _("Made on"), "ended_on": _("Closed on"), "good_until": _("Good until"),
    "placing": _("Placed"), "title": _("Title"), "enrolment": _("Course"), "day": _("Day"), "roll": _("Roll"),
    "present": _("Present"), "closed_by": _("Closed by"), "met_on": _("Met on"), "met_by": _("Met by"),
    "written_on": _("Written on"), "written_by": _("Written by"), "agreed_with_person": _("Agreed with you"),
    "set_on": _("Set on"), "state_on": _("Since"), "goal": _("Goal"), "taken_on": _("Taken on"),
    "told_on": _("Told on"), "shared_on": _("Shared on"), "unshared_on": _("Taken back on"),
    "tries": _("Tries"), "action": _("What was done"), "at": _("When"), "screen": _("Page"),
    "applied_on": _("Applied on"), "certificate": _("Certificate"), "certified_on": _("Certified on"),
    "decided_by": _("Decided by"), "because": _("Why"), "leader": _("Leader"),
    "income_raised_fen": _("Income raised"), "unit": _("For"), "begins_on": _("From"),
    "present_days": _("Days present"), "monthly_wage_fen": _("Wage a month"), "persons_word": _("Your own word"),
    "agreed_on": _("Agreed on"), "sign": _("Sign"), "reviewed_on": _("Looked into on"),
    "reviewed_by": _("Looked into by"), "found": _("What was found"),
    "journey": _("Journey"), "leaves_on": _("Leaves on"), "seat_number": _("Seat"), "seated_on": _("Seated on"),
    "seated_by": _("Seated by"), "seated_paper": _("Seated on paper"), "fee_fen": _("What you pay for it"),
    "off_because": _("Taken off because"), "health_checked": _("Health check done, as you said"),
    "health_paper": _("Health check on paper"), "arrived": _("Arrived"),
    "not_arrived_because": _("Not arrived because"),
    "checked_on": _("Checked on"), "checked_by": _("Checked by"), "arrival_paper": _("Arrival on paper"),
    "paid_fen": _("Paid"), "settled_on": _("Settled on"), "settled_by": _("Settled by"),
    "retracted_on": _("Taken back on"), "began_on": _("Recorded as begun on"),
    "stands": _("What you agreed to stands"), "heard_by": _("Heard by"),
    "part": _("Payment"), "gross_fen": _("Earned"), "deducted_fen": _("Deducted"), "deducted_for": _("Deducted for"),
    "paid_on": _("Came on"), "paid_by": _("Came by"), "post": _("Post"), "told_in": _("Told in"),
    "messaged": _("Sent to your phone"),
    "ledger": _("Ledger"), "ledger_of": _("Day of the ledger"), "due_days": _("Days to be worked"),
    "paper_days": _("Days on the paper roll"), "phone_days": _("Days on the phone"),
    "insured_from": _("Insured since"), "employer_before": _("Employer in the ledger before"),
    "still_there": _("Still there"), "left_on": _("Left on"), "told_by": _("Told by"),
    "worker_said_fen": _("What you say came"),
    "about": _("Month or day"), "decision": _("What was decided"), "decided_on": _("Decided on"),
    "told_to": _("Told to"), "trigger": _("The reason for it"),
    "offered": _("Offered"), "said": _("You said"), "said_on": _("Said on"), "again_on": _("Ask again on"),
    "amount_fen": _("Amount"), "moved_on": _("Since"), "bank_code": _("The bank's reason"),
    "tried_on": _("Tried on"), "tried_by": _("Tried by"),
    "rule": _("Benefit"), "subject": _("About whom or what"), "payee": _("Paid to"), "period_from": _("Period from"),
    "period_to": _("Period to"), "apply_by": _("Last day to apply"), "claim": _("Claim"), "seen_on": _("Seen on"),
    "seen_by": _("Seen by"), "kept_at": _("Where the paper is kept"), "fact": _("Fact"), "value": _("Value"),
    "grants": _("Whether it was granted"), "on": _("Facts as of"), "conditions": _("Conditions"),
    "facts": _("Facts"), "second": _("Second officer"), "second_on": _("Approved or returned on"),
    "returned_because": _("Returned because"), "object_by": _("Objection until"), "sha256": _("Fingerprint"),
    "answer_by": _("Answer by"), "answered_by": _("Answered by"), "found_on": _("Found on"),
    "test": _("What may have been wrong"), "how_many": _("How many"), "to_on": _("Until"),
    "finding": _("What was found"), "turn": _("Benefit"),
    "trained": _("Trained through work"), "ended_by": _("Closed by"),
    "business": _("Business"), "registered_on": _("Registered on"), "since": _("Since"),
    "loan": _("Loan"), "months": _("Months"), "partners": _("Partners, you included"), "lender": _("Lender"),
}  # fmt: skip
SAYS: dict[str, Any] = {
    "pay": _("paid to you"), "clawback": _("asked back"), "ready": _("ready to be paid"),
    "batched": _("in a batch"), "sent": _("on its way"), "returned": _("returned"),
    "cancelled": _("cancelled"), "demanded": _("asked back"), "paid_back": _("paid back"),
    "written_off": _("written off"), "message": _("by message"), "own_page": _("on your page"),
    "valid": _("good"), "refused": _("refused"), "missing": _("missing"), "shown": _("waits for your answer"),
    "accepted": _("you said yes"), "declined": _("you said no"), "withdrawn": _("taken back"),
    "lapsed": _("no longer open"), "own_code": _("on your own page"), "at_desk": _("at the desk"),
    "signed_paper": _("on signed paper"), "paper_at_desk": _("on paper, at the desk"),
    "through_somebody": _("through somebody else"), "recorded": _("recorded as told"),
    "brought_about": _("through an offer, with your own yes"), "agreed": _("agreed, not begun"),
    "working": _("working"), "ended": _("over"), "called_off": _("called off"), "due": _("due"),
    "done": _("done"), "put_off": _("put off"), "dropped": _("dropped"), "open": _("open"),
    "closed": _("closed"), "registered": _("registered"), "exited": _("exited"),
    "reentered": _("registered again"), "monitored": _("watched"), "struck_off": _("struck off as a mistake"),
    "decided": _("decided"), "made_good": _("made good"), "in_order": _("in order"),
    "to_protection": _("given to the independent desk"), "at_work": _("at work"), "not_at_work": _("not at the post"),
    "roll_wrong": _("a roll was kept wrongly"), "taken_over": _("taken over from the list"),
    "own_village": _("only work in the own village is possible"),
    "own_township": _("only work in the own township is possible"),
    "own_county": _("only work in the own county is possible"),
    "nothing_keeps": _("work further away is possible too"),
    "roll_pay_differs": _("pay of which the employer says something else than you"),
    "paid_below_agreed": _("less pay than was agreed"), "employer_says_arrived": _("the employer says you arrived"),
    "employer_says_not_arrived": _("the employer says you have not arrived"),
    "employer_says_left": _("the employer says you left"),
    "employer_says_there": _("the employer says you are still there"),
    "worker_began": _("you began, as you said"), "did_not_begin": _("you did not begin"),
    "still_at_work": _("you are at work, as you said"), "worker_left": _("you left, as you said"),
    "arrived": _("arrived"), "not_arrived": _("not arrived"), "has_left": _("left"),
    "left": _("left as it was"), "pay_short": _("less pay than was due"), "pay_late": _("late pay"),
    "paid_twice": _("a month paid twice"), "unlawful_deduction": _("an unlawful deduction"),
    "rolls_differ": _("rolls that differ"), "ghost_post_suspected": _("a post where the phone saw nobody"),
    "insured_but_registered_not_working": _("insured, registered without work"),
    "employer_differs": _("insured through another employer"),
    "insured_in_ledger_only": _("insured by the ledger, not on the list"),
    "later": _("later: ask again"),
    "before_start": _("before the start"), "day_30": _("on day 30"), "day_90": _("on day 90"),
    "day_180": _("on day 180"), "day_365": _("on day 365"), "not_reached": _("not reached"),
    "late_pay": _("pay long overdue"), "forced_labour_signs": _("signs of forced labour"),
    "visit": _("on a visit"), "phone": _("by phone"), "office": _("at the office"),
    "meeting": _("at a meeting"), "form": _("from a workbook"), "zh": _("Chinese"), "en": _("English"),
    "paper": _("on paper"), "aimed_for": _("aimed for"), "reached": _("reached"),
    "laid_aside": _("laid aside"), "zh-spoken": _("Chinese, read out to them"), "yes": _("yes"), "no": _("no"),
    "certified": _("certified"), "village": _("the village recommends"),
    "first_secretary": _("the first secretary checks"), "township": _("the township examines"),
    "county_list": _("the county lists, and public notice begins"), "certificate": _("the certificate"),
    "day": _("a day"), "month": _("a month"),
    "nothing_else_fits": _("nothing else fits (their list is looked at)"),
    "cannot_leave": _("they cannot leave home, and nothing within reach fits (their list is looked at)"),
    "from_ledger": _("a ledger of before the check tells of it (not checked)"),
    "held_before": _("held before it was recorded here (not checked)"),
    "paid_without_attendance": _("paid without attendance"),
    "rolls_differ_by_hand": _("rolls of two hands differ"),
    "seated": _("on the list of passengers"), "off": _("taken off the list"), "journey": _("in a vehicle"),
    "paid": _("the fare is paid"), "not_wanted": _("you said that you need none"),
    "did_not_come": _("did not come to the departure"), "placement_called_off": _("the placement was called off"),
    "consent_withdrawn": _("took back their consent"), "journey_called_off": _("the journey was called off"),
    "journey_changed": _("the journey was changed"), "waiting": _("waits for your answer"),
    "asked_anew": _("you were asked once more since"),
    "proposed": _("found by the system: due and unpaid"), "asked": _("asked for"), "found": _("found on record"),
    "approved": _("approved"), "screen": _("on your own page"),
    "through": _("through somebody else"), "handed": _("handed over"), "read": _("read aloud"),
    "first": _("Decision"), "review": _("Objection"), "appeal": _("Appeal"),
    "reopened": _("A fact changed"), "upheld": _("the decision stands"), "replaced": _("the decision is replaced"),
    "person": _("the person"), "employer": _("the employer"), "spell": _("Work"), "training": _("Training"),
    "explained": _("all is explained"), "record_wrong": _("the record is wrong"),
    "handed_on": _("handed on to those who may decide"),
    "claimed": _("a claim was opened"), "said_no": _("you said no"), "passed": _("due no more, or by a later rule"),
}  # fmt: skip
"""Words of values that no code list of the programme names."""
SCREENS = {
    "arrivals": _("who arrived at the place of work"), "benefits": _("what you are due"),
    "course_roll": _("the roll of a course"), "employer_home": _("your employer's own page"),
    "employer_payment": _("your pay, by your employer"), "employer_people": _("your employer's list of hires"),
    "employer_report": _("your employer's own page"), "employer_roll": _("your employer's monthly roll"),
    "employer_roll_file": _("your employer's monthly roll"), "flag": _("a check of payments"),
    "business": _("your own business"), "loan": _("your guaranteed loan"),
    "flags": _("a check of payments"), "follow_up_call": _("the call after work began"),
    "help": _("help to offer"), "help_offer": _("help to offer"), "hire_retracted": _("a hire taken back"),
    "household": _("your household"), "journey": _("a journey"), "journey_answer": _("a journey"),
    "journey_arrival": _("who arrived at the place of work"), "journey_departure": _("a journey"),
    "journey_health": _("a journey"), "journey_manifest": _("the list of passengers"), "journey_off": _("a journey"),
    "journey_return": _("the way home"), "journey_seat": _("a journey"),
    "leader_application": _("your application as a leader"), "offer": _("an opening shown to you"),
    "merge": _("two records that may be yours"), "offer_sheet": _("an opening shown to you"),
    "one_to_one": _("what was done with you"),
    "payment_batch": _("a list of payments"), "payments": _("a list of payments"),
    "people_export": _("a list taken out"), "person": _("your card"), "person_correct": _("your card, to correct it"),
    "person_number": _("your ID number"), "post": _("your public post"), "protection_case": _("a case to protect you"),
    "returns": _("the way home"), "review": _("what did not fit between two lists"),
    "safety_questions": _("the questions about your safety at work"), "seat": _("your course"),
    "shortlist": _("openings that fit you"), "spell": _("your work"), "spell_attendance": _("your attendance"),
}  # fmt: skip
"""The pages on which somebody looked."""
UNKNOWN_SAYS_NOTHING = (
    "died_on", "moved_away_on", "home_recorded_at", "closed_on", "closed_by", "until_on", "withdrawn_on",
    "withdrawn_at", "state_on", "taken_on", "again_on", "shared_on", "unshared_on", "lifted_on", "retry_on",
    "month",
)  # fmt: skip
"""Columns that are empty where the thing has not happened."""


def raw(row: Model, column: str) -> Any:
    """A value as plain data for JSON: codes, fen, dates as text; what another row is called; None is unknown."""
    name = column.split(":")[0]
    if name == "causes_to_show":
        return row.causes_to_show()
    if name in getattr(row, "SEALED", ()):
        return row.unsealed(name)
    value = getattr(row, name)
    if isinstance(value, Model):
        return _called(value)
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return value


def _called(row: Model) -> str:
    if isinstance(row, Household | Course):
        return row.number
    if isinstance(row, Claim | RuleTurn):
        return row.rule
    if isinstance(row, Enrolment):
        return row.course.number
    if isinstance(row, EmployerRoll):
        return f"{row.month:%Y-%m} {row.employer.name}"
    if isinstance(row, Goal):
        return row.words
    if isinstance(row, Journey):
        return f"{row.vehicle} {row.from_text} → {row.to_text}"
    if isinstance(row, Opening):
        return row.title
    if isinstance(row, Leader):
        return row.business_name
    if isinstance(row, Business):
        return row.name
    if isinstance(row, Loan):
        return row.applied_on.isoformat()
    return row.name if isinstance(row, Employer | Workshop) else str(row) if isinstance(row, Account) else ""


def in_words(row: Model, column: str, on: date) -> str:
    """The same in words; "" where nothing has happened, or nothing is written."""
    name, _sep, codes = column.partition(":")
    codes = "poverty_causes" if name == "causes_to_show" else codes
    value = raw(row, column)
    if isinstance(row, OwnStatement) and name in ("fact", "value", "since", "year"):
        return _of_own_statement(row, name, value)
    if value is None:
        return (
            ""
            if name in UNKNOWN_SAYS_NOTHING or (isinstance(row, Loan) and name == "business")
            else _words("not known")
        )
    if value in ("", [], {}):
        return ""
    if codes:
        return (
            _words(", ").join(label(codes, one) for one in value)
            if isinstance(value, list)
            else label(codes, value)
        )
    if name == "action":
        return act_words(value)
    if name == "screen":
        return str(SCREENS.get(value, value.replace("_", " ")))
    if name == "trigger":
        return pack().triggers[value].name[language()] if value in pack().triggers else value
    if name == "test":
        return own_tests()[value].told[language()]["title"] if value in own_tests() else value
    if name in ("area", "place"):
        return place_words(area_number(value) if isinstance(value, str) else value, "", on)
    if name in ("rule", "turn"):
        return pack().rules[value].title[language()] if value in pack().rules else value
    if name == "facts":
        return "; ".join(_fact(fact, one) for fact, one in json.loads(value).items())
    if isinstance(row, FactSeen | Reopening) and name in row.SEALED:
        return _listed(json.loads(value))
    if name.endswith("_fen"):
        return money(value)
    return _listed(value)


def _of_own_statement(row: OwnStatement, name: str, value: Any) -> str:
    """A word about their own business: what it says in the fact's own words, money in yuan."""
    if name == "fact":
        return FACTS[value].meaning[language()] if value in FACTS else str(OWN_WORDS.get(value, value))
    if name == "value":
        said = json.loads(value)
        if isinstance(said, dict):
            names = taxes_of_rules()
            return "; ".join(
                f"{names.get(tax, {}).get(language(), tax)}: {money(fen)}" for tax, fen in said.items()
            )
        if row.fact in FACTS and FACTS[row.fact].kind == "money":
            return money(said)
        return _words("not known") if said is None else _listed(said)
    return "" if value is None else _listed(value)


def _fact(name: str, one: dict[str, Any]) -> str:
    """A fact as a decision froze it: what it means, its value, where it is from."""
    known = FACTS.get(name)
    meaning = known.meaning[language()] if known else name
    value = money(one["value"]) if known and known.kind == "money" else _listed(one["value"])
    source = one["source"] if one["seen"] or known is None else known.source_in(language())
    return f"{meaning}: {value if one['value'] is not None else _words('not known')} ({source})"


def _listed(value: Any) -> str:
    """Text, several of them, or answers by name."""
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_listed(one)}" for name, one in value.items() if one not in (None, ""))
    if isinstance(value, list):
        return "; ".join(_listed(one) for one in value)
    if isinstance(value, bool):
        return _words("yes") if value else _words("no")
    if isinstance(value, str) and value in SAYS:
        return str(SAYS[value])
    return (
        value[:16].replace("T", " ")
        if isinstance(value, str) and value[4:5] == value[7:8] == "-"
        else str(value)
    )
