"""Names of the columns of a person's record, and their values, in words and as plain data."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _words
from django.utils.translation import gettext_lazy as _

from gainful.accounts.models import Account
from gainful.jobs.models import Employer, Opening, Workshop
from gainful.registry.models import Household
from gainful.training.models import Course
from gainful.web.shortlist_words import place_words
from gainful.words import label, money

NAMES: dict[str, Any] = {
    "name": _("Name"), "name_pinyin": _("Name in pinyin"), "sex": _("Sex"), "born_on": _("Born on"),
    "id_number": _("Personal number"), "id_state": _("State of the number"), "phone": _("Phone"),
    "education": _("Education"), "student": _("At school?"), "health": _("Health"),
    "labour_capacity": _("Labour capacity"), "area": _("Lives in"), "died_on": _("Died on"),
    "moved_away_on": _("Moved away on"), "bank": _("Bank"), "account": _("Account"), "stated_on": _("Stated on"),
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
    "services_wanted": _("Services wanted"), "purpose": _("Purpose"), "given_on": _("Given on"),
    "given_at": _("Given at"), "evidence": _("Evidence"), "withdrawn_on": _("Taken back on"),
    "withdrawn_at": _("Taken back at"), "withdrawn_how": _("Taken back how"), "opening": _("Opening"),
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
    "outcome": _("What was found"), "reason": _("Reason"), "merged_at": _("Merged at"), "undone_at": _("Undone at"),
    "made_at": _("Made at"), "made_by": _("Made by"), "expires_at": _("Good until"), "used_at": _("Used at"),
    "part": _("Payment"), "gross_fen": _("Earned"), "deducted_fen": _("Deducted"), "deducted_for": _("Deducted for"),
    "paid_fen": _("Came"), "paid_on": _("Came on"), "paid_by": _("Came by"), "told_on": _("Told on"),
    "post": _("Post"), "due_days": _("Days to be worked"), "paper_days": _("Days on the paper roll"),
    "phone_days": _("Days on the phone"), "insured_from": _("Insured since"),
    "employer_before": _("Employer in the ledger before"), "about": _("Month or day"),
    "decision": _("What was decided"), "because": _("Why"), "decided_on": _("Decided on"),
    "decided_by": _("Decided by"), "tries": _("Tries"), "action": _("What was done"),
    "at": _("When"), "screen": _("Page"),
}  # fmt: skip
SAYS: dict[str, Any] = {
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
    "left": _("left as it was"), "pay_short": _("less pay than was due"), "pay_late": _("late pay"),
    "paid_twice": _("a month paid twice"), "unlawful_deduction": _("an unlawful deduction"),
    "rolls_differ": _("rolls that differ"), "ghost_post_suspected": _("a post where the phone saw nobody"),
    "insured_but_registered_not_working": _("insured, registered without work"),
    "employer_differs": _("insured through another employer"),
    "insured_in_ledger_only": _("insured by the ledger, not on the list"),
    "before_start": _("before the start"), "day_30": _("on day 30"), "day_90": _("on day 90"),
    "visit": _("on a visit"), "phone": _("by phone"), "office": _("at the office"),
    "meeting": _("at a meeting"), "form": _("from a workbook"), "zh": _("Chinese"), "en": _("English"),
    "zh-spoken": _("Chinese, read out to them"), "yes": _("yes"), "no": _("no"),
}  # fmt: skip
"""Words of values that no code list of the programme names."""
UNKNOWN_SAYS_NOTHING = ("died_on", "moved_away_on", "closed_on", "until_on", "withdrawn_on", "withdrawn_at")
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
    if isinstance(row, Opening):
        return row.title
    return row.name if isinstance(row, Employer | Workshop) else str(row) if isinstance(row, Account) else ""


def in_words(row: Model, column: str, on: date) -> str:
    """The same in words; "" where nothing has happened, or nothing is written."""
    name, _sep, codes = column.partition(":")
    codes = "poverty_causes" if name == "causes_to_show" else codes
    value = raw(row, column)
    if value is None:
        return "" if name in UNKNOWN_SAYS_NOTHING else _words("not known")
    if value in ("", [], {}):
        return ""
    if codes:
        return (
            _words(", ").join(label(codes, one) for one in value)
            if isinstance(value, list)
            else label(codes, value)
        )
    if name in ("area", "place"):
        return place_words(value, "", on)
    if name.endswith("_fen"):
        return money(value)
    return _listed(value)


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
