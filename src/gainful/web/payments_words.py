"""What states, reasons and accounts of the books are called on screen."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

HELD = {
    "account_missing": _("account missing: ask for the person's own"),
    "account_changed": _("account changed lately"),
    "account_returned": _("the bank returned it: correct the account first"),
    "interest_taken_back": _(
        "the interest was written otherwise after it was granted: look at the claim first"
    ),
    "payee_died": _("the payee has died"),
    "payee_merged": _("the record was merged into another"),
    "payee_not_identified": _("the personal number is not valid"),
    "payee_age_unknown": _("the age is not known"),
    "payee_under_16": _("the payee is under 16"),
}
HELD_OF_EMPLOYERS = {"account_missing": _("the employer's account is missing")}
STATES = {
    "made": _("made, waits for the check"),
    "checked": _("checked, waits for the release"),
    "released": _("released, waits for the bank"),
    "answered": _("answered by the bank"),
    "returned": _("returned"),
    "ready": _("ready to be paid"),
    "batched": _("in a batch"),
    "sent": _("on its way"),
    "paid": _("paid"),
    "cancelled": _("cancelled"),
    "demanded": _("asked back"),
    "paid_back": _("paid back"),
    "written_off": _("written off"),
}
BOOKS = {
    "granted": _("Granted"),
    "owed": _("Owed to payees"),
    "sent": _("On its way"),
    "bank": _("Paid by the bank"),
    "demanded": _("Asked back"),
    "written_off": _("Written off"),
}
_WRONG = _("wrong account number")
BANK_REASONS = {
    "AC01": _WRONG,
    "AC02": _WRONG,
    "AC03": _WRONG,
    "AC04": _("account closed"),
    "AC06": _("account blocked"),
    "AC07": _("account closed"),
    "AC13": _("wrong kind of account"),
    "AM04": _("not enough money on the paying account"),
    "AM05": _("paid twice"),
    "BE01": _("name and account do not belong together"),
    "MD07": _("the payee has died"),
    "NARR": _("no reason given"),
}


def held_words(held: str, payee: str) -> Any:
    """Why a payment to a person or an employer is held back; "" where it is not."""
    own = HELD_OF_EMPLOYERS if payee == "employer" else {}
    return own.get(held) or HELD.get(held, "")
