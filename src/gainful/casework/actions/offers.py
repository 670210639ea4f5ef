"""Showing an opening to a person: with everything they must know, frozen as shown."""

from __future__ import annotations

from datetime import date
from typing import Any

from gainful.accounts.action import action, require
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.casework.database_refusals import told_by_name
from gainful.casework.late_pay import stopped_for_pay
from gainful.casework.models import Offer
from gainful.casework.offer_terms import first_day, free_on, terms_of
from gainful.casework.programme import where
from gainful.casework.proposals import explained
from gainful.casework.shared import needs_grown_by_number
from gainful.jobs.models import Opening
from gainful.registry.models import Consent, Person
from gainful.terms.areas import county_of


@action(right="casework.offer", on_what="person")
def show_offer(
    *,
    actor: Actor,
    person: Person,
    opening: Opening,
    on: date,
    language: str = "zh",
    starts_on: date | None = None,
) -> Offer:
    """The opening as shown to the person in a language, with the reasons that the matcher gives for it.

    The terms are frozen: what the employer changes later must be shown again, and the earlier offer then lapses.
    Without `starts_on` work begins on `first_day`. Refused: no_live_consent (to referral), under_16,
    hazardous_under_18, person_not_placeable, opening_not_open, opening_expired, employer_frozen, pay_overdue_there,
    no_seat_left, already_shown, starts_before_shown, starts_before_free, and does_not_fit for what goes beyond what
    the person agreed to (ask them, record the new answer, then show it).
    """
    if county_of(person.area) != county_of(opening.area):
        require(actor, "jobs.see", opening)
    consent = Consent.objects.live(Consent.Purpose.REFERRAL).select_for_update().filter(person=person).first()
    if consent is None:
        raise Refused("no_live_consent")
    offer = Offer(area=person.area, person=person, opening=opening, consent=consent, language=language)
    offer.shown_on, offer.shown_by_id = on, actor.account_id
    seen_as = where(person.area, opening.place, opening.place_text, on)
    free = free_on(person, on)
    offer.starts_on = starts_on or first_day(person.area, seen_as, free, on)
    if offer.starts_on < on:
        raise Refused("starts_before_shown")
    if free and offer.starts_on < free:
        raise Refused("starts_before_free", day=free.isoformat())
    offer.reasons = _reasons(person, opening, on)
    offer.terms = terms_of(opening, offer.starts_on, seen_as)
    offer.seal("contact_phone", opening.unsealed("contact_phone"))
    _give_way(offer)
    with told_by_name():
        offer.save()
    return offer


def _reasons(person: Person, opening: Opening, on: date) -> list[Any]:
    """Why this opening suits the person; refused where it goes beyond what they agreed to."""
    if person.merged_into_id or person.died_on or person.id_state != Person.IdState.VALID:
        raise Refused("person_not_placeable")
    needs_grown_by_number(person, on)
    if opening.state != Opening.State.OPEN:
        raise Refused("opening_not_open")
    if opening.employer.frozen_on is not None:
        raise Refused("employer_frozen")
    if stopped_for_pay([opening.employer], on):
        raise Refused("pay_overdue_there")
    against, reasons = explained(person, opening, on)
    for code in against:
        if code in HELD_BY_LAW:
            raise Refused(HELD_BY_LAW[code])
    if against:
        raise Refused("does_not_fit", reasons=", ".join(against))
    return reasons


HELD_BY_LAW = {
    "under_16": "under_16",
    "age_unknown": "under_16",
    "no_consent": "no_live_consent",
    "opening_closed": "opening_expired",
    "no_free_seat": "no_seat_left",
    "hazardous_under_18": "hazardous_under_18",
    "hazard_not_stated": "hazardous_under_18",
}
"""The matcher's codes for what law or the database refuses anyway, by the name of that refusal."""


def _give_way(offer: Offer) -> None:
    """A waiting offer of the same opening lapses when the terms have changed; the same is not shown twice."""
    waiting = Offer.objects.waiting().filter(person=offer.person, opening=offer.opening).first()
    if waiting is None:
        return
    if waiting.terms == offer.terms:
        raise Refused("already_shown")
    waiting.state = Offer.State.LAPSED
    waiting.save(update_fields=["state"])
