"""What Today says of each list of a benefits desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import ngettext_lazy

SENTENCES: Mapping[str, Any] = {
    "claims_to_decide": ngettext_lazy("claim waits for a decision", "claims wait for a decision", "count"),
    "decisions_to_approve": ngettext_lazy(
        "decision waits for the second officer", "decisions wait for the second officer", "count"
    ),
    "objections_to_answer": ngettext_lazy(
        "objection waits for an answer", "objections wait for an answer", "count"
    ),
    "decisions_reopened": ngettext_lazy(
        "fact changed after a decision: decide again, or say why not",
        "facts changed after a decision: decide again, or say why not",
        "count",
    ),
    "entitled_but_unpaid": ngettext_lazy(
        "claim that nobody asked for was found due and is not decided",
        "claims that nobody asked for were found due and are not decided",
        "count",
    ),
    "accounts_missing": ngettext_lazy(
        "claim cannot be paid: whom it is for has given no account of their own",
        "claims cannot be paid: whom they are for has given no account of their own",
        "count",
    ),
    "newly_due": ngettext_lazy(
        "person to be told: a new rule or amount fits them, and they have not claimed it",
        "people to be told: a new rule or amount fits them, and they have not claimed it",
        "count",
    ),
}
"""By the list's name: those of claims, and whom to tell of what is new for them."""
