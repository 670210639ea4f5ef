"""Letters: their words and the hash of the first print kept; how and when they reached the person."""

from __future__ import annotations

import hashlib
from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.benefits.letters import letter_pdf, letter_text
from gainful.benefits.models import Decision, Letter
from gainful.casework.database_refusals import told_by_name


@action(right="claims.letter", on_what="decision")
def make_letter(*, actor: Actor, decision: Decision, language: str, on: date) -> bytes:
    """The letter as PDF, in `zh` or `en`; what it says is kept when it is first made, and printed ever after.

    Refused: not_yet_approved, letter_font_missing.
    """
    if actor.person_id is not None and actor.person_id != decision.claim.person_id:
        raise NotAllowed("not_allowed")
    return _letter(decision, language, on, own_page=actor.person_id is not None)


def _letter(decision: Decision, language: str, on: date, *, own_page: bool) -> bytes:
    """The letter, its text kept with the hash of the first print; opened on the reader's own page, it has been told."""
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    kept = Letter.objects.filter(decision=decision, language=language).first()
    text = (kept.unsealed("text") if kept else None) or letter_text(decision, language)
    pdf = letter_pdf(text, decision.second_on or on)
    if kept is None:
        found = hashlib.sha256(pdf).hexdigest()
        kept = Letter(decision=decision, language=language, area=decision.area, made_on=on, sha256=found)
        kept.seal("text", text)
        kept.save()
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
