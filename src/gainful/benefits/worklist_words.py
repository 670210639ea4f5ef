"""What Today says of each list of a benefits desk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "claims_to_decide": _("claims wait for a decision"),
    "decisions_to_approve": _("decisions wait for the second officer"),
    "objections_to_answer": _("objections wait for an answer"),
    "decisions_reopened": _("facts changed after a decision: decide again, or say why not"),
    "entitled_but_unpaid": _("claims that nobody asked for were found due and are not decided"),
    "accounts_missing": _("claims cannot be paid: whom they are for has given no account of their own"),
    "newly_due": _("people to be told: a new rule or amount fits them, and they have not claimed it"),
}
"""By the list's name: those of claims, and whom to tell of what is new for them."""
