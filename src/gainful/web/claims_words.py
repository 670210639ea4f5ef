"""What states, lists and ways of claims are called on the screens."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from gainful.benefits.matters import time
from gainful.benefits.models import Claim, Decision, Letter, Objection
from gainful.words import language

STATES: dict[str, tuple[Any, str]] = {
    Claim.State.OPEN: (_("waits for a decision"), "due"),
    Claim.State.DECIDED: (_("decided, waits for the second officer"), "due"),
    Claim.State.APPROVED: (_("granted"), "good"),
    Claim.State.REFUSED: (_("not granted"), "late"),
    Claim.State.WITHDRAWN: (_("withdrawn"), ""),
}
FOUND = {
    Claim.Found.PROPOSED: _("found by the system: due and unpaid"),
    Claim.Found.ASKED: _("asked for"),
    Claim.Found.ROLL: _("from the employer's roll"),
}
HOW = {
    Claim.How.FOUND: _("found on record"),
    Claim.How.SCREEN: _("by themselves, on their own page"),
    Claim.How.PAPER: _("at a desk, on paper or by word"),
    Claim.How.THROUGH: _("through somebody"),
}
KINDS = {
    Decision.Kind.FIRST: _("Decision"),
    Decision.Kind.REVIEW: _("Decision after an objection"),
    Decision.Kind.APPEAL: _("Decision after an appeal"),
    Decision.Kind.REOPENED: _("Decision after a change of fact"),
}
OBJECTIONS = {Objection.Kind.REVIEW: _("Objection"), Objection.Kind.APPEAL: _("Appeal")}
OUTCOMES = {
    Objection.Outcome.UPHELD: _("the decision stands"),
    Objection.Outcome.REPLACED: _("the decision is replaced"),
    Objection.Outcome.WITHDRAWN: _("withdrawn"),
}
TOLD = {
    Letter.How.HANDED: _("handed over"),
    Letter.How.READ: _("read aloud"),
    Letter.How.OWN_PAGE: _("on their own page"),
}
LISTS = {
    "claims_to_decide": _("to decide"),
    "decisions_to_approve": _("to approve"),
    "objections_to_answer": _("to answer"),
    "decisions_reopened": _("a fact changed"),
    "entitled_but_unpaid": _("found due, not decided"),
    "accounts_missing": _("account missing"),
}
EMPTY = {
    "claims_to_decide": _("No claim waits for a decision."),
    "decisions_to_approve": _("No decision waits to be approved."),
    "objections_to_answer": _("No objection waits for an answer that you may give."),
    "decisions_reopened": _("No fact changed after a decision."),
    "entitled_but_unpaid": _("Nothing that was found due without being asked for waits for its decision."),
    "accounts_missing": _("Everybody with a claim has given an account of their own."),
}


ONCE = _("once")


def period_words(claim: Claim) -> str:
    """The period of a claim: a month, a year, from a day to a day, or once."""
    return time(claim, language()) or str(ONCE)
