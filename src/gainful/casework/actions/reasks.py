"""Consent to a placement, asked again 30 days after it began, by somebody other than the placing officer."""

from __future__ import annotations

from datetime import date, timedelta

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework.actions.answers import end_consent
from gainful.casework.models import ConsentReask, Spell
from gainful.casework.shared import placed_it
from gainful.casework.voice_lists import REASK_AFTER_DAYS

RETRY_DAYS = 7
"""A person not reached is tried again a week later."""


@action(right="casework.follow_up", on_what="spell")
def record_reask(
    *, actor: Actor, spell: Spell, on: date, answer: ConsentReask.Answer | str, paper: str = ""
) -> ConsentReask:
    """Still agreed, taken back (the consent to placement ends at once; the job is theirs to keep), or not reached.

    `paper` names the signed paper where it was asked on paper. Refused: not_a_reask, not_due_yet,
    asked_by_placing_officer, asked_already.
    """
    if actor.account_id is None:
        raise NotAllowed("not_allowed")
    if answer not in ConsentReask.Answer.values:
        raise Refused("not_a_reask")
    spell = Spell.objects.select_for_update(of=("self",)).select_related("offer", "consent").get(pk=spell.pk)
    if spell.offer is None or spell.consent is None or on < spell.starts_on + timedelta(REASK_AFTER_DAYS):
        raise Refused("not_due_yet")
    if placed_it(actor, spell):
        raise Refused("asked_by_placing_officer")
    if spell.reasks.exclude(answer=ConsentReask.Answer.NOT_REACHED).exists():
        raise Refused("asked_already")
    if answer == ConsentReask.Answer.WITHDRAWN and spell.consent.withdrawn_at is None:
        end_consent(actor=actor, consent=spell.consent, on=on)
    later = on + timedelta(days=RETRY_DAYS) if answer == ConsentReask.Answer.NOT_REACHED else None
    return ConsentReask.objects.create(
        area=spell.area, spell=spell, asked_on=on, asked_by_id=actor.account_id, answer=answer, paper=paper,
        retry_on=later,
    )  # fmt: skip
