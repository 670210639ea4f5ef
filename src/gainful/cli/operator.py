"""Who acts at the command line: the operator of this installation, recorded in the audit trail as such.

Whoever can run commands here can read the database's file anyway; so the operator may do everything an office may,
in every area, but never what belongs to the person alone (answering an offer) or to the independent desk.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils import translation

from gainful.accounts.actor import Actor, Grant, Role
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.accounts.rights import RIGHTS

NEVER = {Role.WORKER, Role.EMPLOYER, Role.INDEPENDENT_DESK}


def today() -> date:
    """The date that this command passes on: GAINFUL_TODAY, or the clock's."""
    return date.fromisoformat(settings.GAINFUL_TODAY) if settings.GAINFUL_TODAY else date.today()


def operator() -> Actor:
    """The command line as an actor."""
    grants = tuple(Grant(role, 0) for role in Role if role not in NEVER)
    return Actor(account_id=None, label="command line", grants=grants, on=today())


def sentence_of(refusal: Refused) -> str:
    """A refusal's sentence, in English at the command line; one for want of a right names it and who holds it."""
    from gainful.words import refusal_sentence

    with translation.override("en"):
        sentence = refusal_sentence(refusal)
    right = str(refusal.values.get("right", ""))
    if isinstance(refusal, NotAllowed) and right in RIGHTS:
        holders = ", ".join(sorted(role.value for role in RIGHTS[right]))
        return f"{sentence} It takes {right}, which is held by: {holders}"
    return sentence
