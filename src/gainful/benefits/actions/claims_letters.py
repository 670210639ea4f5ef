"""Letters: kept by their hash when they are first made, and how and when they reached the person."""

from __future__ import annotations

import hashlib
from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.benefits.letters import letter_pdf
from gainful.benefits.models import Decision, Letter
from gainful.casework.database_refusals import told_by_name


@action(right="claims.letter", on_what="decision")
def make_letter(*, actor: Actor, decision: Decision, language: str, on: date) -> bytes:
    """The letter as PDF, in `zh` or `en`; its hash is kept when it is first made, and compared ever after.

    Refused: not_yet_approved, letter_font_missing, letter_not_the_same.
    """
    if actor.person_id is not None and actor.person_id != decision.claim.person_id:
        raise NotAllowed("not_allowed")
    return _letter(decision, language, on, own_page=actor.person_id is not None)


def _letter(decision: Decision, language: str, on: date, *, own_page: bool) -> bytes:
    """The letter, with its hash kept; opened on the own page of whom it is written to, it has been told."""
    pdf = letter_pdf(decision, language)
    found = hashlib.sha256(pdf).hexdigest()
    Decision.objects.select_for_update().get(pk=decision.pk)
    kept, _ = Letter.objects.get_or_create(
        decision=decision, language=language, defaults={"area": decision.area, "made_on": on, "sha256": found}
    )
    if kept.sha256 != found:
        raise Refused("letter_not_the_same")
    if own_page and kept.told_on is None:
        kept.told_on, kept.how = on, Letter.How.OWN_PAGE
        kept.save(update_fields=["told_on", "how"])
    return pdf


@action(right="claims.decide", on_what="letter")
def tell(*, actor: Actor, letter: Letter, how: str, on: date) -> Letter:
    """The letter was handed over, or read aloud to the person. Refused: told_already."""
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    if letter.told_on is not None:
        raise Refused("told_already")
    letter.told_on, letter.how, letter.told_by_id = on, Letter.How(how), actor.account_id
    with told_by_name():
        letter.save(update_fields=["told_on", "how", "told_by"])
    return letter
