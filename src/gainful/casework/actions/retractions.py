"""A beginning recorded by mistake is retracted openly: the spell is kept, and is counted nowhere any more."""

from __future__ import annotations

from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.casework.database_refusals import told_by_name
from gainful.casework.models import EmployerFreeze, FollowUp, Offer, RetractedBeginning, Spell
from gainful.jobs.models import Opening
from gainful.registry.models import Consent, Person

LATE_PAY = "late_pay"


@action(right="casework.record_spell", on_what="spell")
def retract_beginning(
    *, actor: Actor, spell: Spell, on: date, because: str, stands: bool, paper: str = ""
) -> RetractedBeginning:
    """Work that was recorded as begun had not begun: the wrong person, or the wrong day.

    With `stands` what the person agreed to waits for its first day again; else the placement is over, its seat is
    free, and the opening may be shown to them anew. Open follow-ups lapse, and so do stops for pay that was never due.
    Refused: say_why, not_begun, only_placements_are_retracted, work_was_told_of (the end is recorded then), and with
    `stands` what the database holds of every agreed placement: no_live_consent, opening_not_open, employer_frozen.
    """
    if not because.strip():
        raise Refused("say_why")
    spell = _locked(spell)
    if spell.origin != Spell.Origin.BROUGHT_ABOUT:
        raise Refused("only_placements_are_retracted")
    if spell.state != Spell.State.WORKING and (stands or spell.state != Spell.State.ENDED):
        raise Refused("not_begun")
    if Spell.objects.filter(pk=spell.pk).told_of().exists():
        raise Refused("work_was_told_of")
    with told_by_name():
        kept = RetractedBeginning.objects.create(
            area=spell.area, person_id=spell.person_id, spell=spell, began_on=spell.starts_on, stands=stands,
            because=because.strip(), paper=paper.strip(), retracted_on=on, recorded_by_id=actor.account_id,
            unused=True,
        )  # fmt: skip
        _put_back(spell, on, stands)
    FollowUp.objects.filter(spell=spell, state__in=["due", "put_off"]).update(state=FollowUp.State.DROPPED)
    EmployerFreeze.objects.filter(spell=spell, because=LATE_PAY, lifted_on=None).update(
        lifted_on=on, lifted_why="the work had not begun"
    )
    return kept


def _locked(spell: Spell) -> Spell:
    """The spell as it stands, held with what it hangs on, in the order in which everybody takes them."""
    Consent.objects.select_for_update().filter(pk=spell.consent_id).first()
    Person.objects.select_for_update(no_key=True).get(pk=spell.person_id)
    Opening.objects.select_for_update(no_key=True).filter(pk=spell.opening_id).first()
    Offer.objects.select_for_update().filter(pk=spell.offer_id).first()
    return Spell.objects.select_for_update().get(pk=spell.pk)


def _put_back(spell: Spell, on: date, stands: bool) -> None:
    """The agreed placement as before, or none; an agreed one begins at the earliest today."""
    if stands:
        assert spell.offer is not None
        planned = spell.offer.starts_on or on
        spell.state, spell.starts_on = Spell.State.AGREED, max(planned, on)
        spell.save(update_fields=["state", "starts_on"])
        return
    spell.state = Spell.State.CALLED_OFF
    spell.save(update_fields=["state"])
    Offer.objects.filter(pk=spell.offer_id).update(state=Offer.State.LAPSED)
