"""Showing an opening to a person: with everything they must know, frozen as shown."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from gainful.accounts.action import action, require
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.casework.database_refusals import told_by_name
from gainful.casework.models import Offer
from gainful.casework.offer_terms import terms_of
from gainful.casework.programme import NEAR_HOME, hazardous_occupations, quantity, where
from gainful.jobs.models import Opening
from gainful.registry.models import Consent, Person
from gainful.terms.areas import county_of
from gainful.terms.periods import age_on


@action(right="casework.offer", on_what="person")
def show_offer(
    *,
    actor: Actor,
    person: Person,
    opening: Opening,
    on: date,
    language: str = "zh",
    starts_on: date | None = None,
    reasons: list[Any] | None = None,
) -> Offer:
    """The opening as shown to the person in a language, with the reasons why it was recommended.

    The terms are frozen: what the employer changes later must be shown again, and the earlier offer then lapses.
    Without `starts_on` work begins as soon as the cooling-off allows. Refused: no_live_consent (to referral),
    under_16, hazardous_under_18, person_not_placeable, opening_not_open, opening_expired, employer_frozen,
    already_shown, starts_before_shown.
    """
    if county_of(person.area) != county_of(opening.area):
        require(actor, "jobs.see", opening)
    seen_as = where(person.area, opening.place, opening.place_text, on)
    wait = 0 if seen_as in NEAR_HOME else -(-quantity("cooling_off_hours", person.area, on) // 24) + 1
    starts_on = starts_on or on + timedelta(days=wait)
    if starts_on < on:
        raise Refused("starts_before_shown")
    _needs_age_for(person, opening, starts_on)
    consent = Consent.objects.live(Consent.Purpose.REFERRAL).select_for_update().filter(person=person).first()
    if consent is None:
        raise Refused("no_live_consent")
    terms = terms_of(opening, starts_on, seen_as)
    _give_way(person, opening, terms)
    offer = Offer(
        area=person.area,
        person=person,
        opening=opening,
        consent=consent,
        shown_on=on,
        shown_by_id=actor.account_id,
        language=language,
        starts_on=starts_on,
        terms=terms,
        reasons=reasons or [],
    )
    offer.seal("contact_phone", opening.unsealed("contact_phone"))
    with told_by_name():
        offer.save()
    return offer


def _needs_age_for(person: Person, opening: Opening, starts_on: date) -> None:
    """Hazardous work is from 18; that nobody is under 16 the database holds."""
    if opening.occupation in hazardous_occupations() and (
        person.born_on is None or age_on(person.born_on, starts_on) < 18
    ):
        raise Refused("hazardous_under_18")


def _give_way(person: Person, opening: Opening, terms: dict[str, Any]) -> None:
    """A waiting offer of the same opening lapses when the terms have changed; the same is not shown twice."""
    waiting = Offer.objects.waiting().filter(person=person, opening=opening).first()
    if waiting is None:
        return
    if waiting.terms == terms:
        raise Refused("already_shown")
    waiting.state = Offer.State.LAPSED
    waiting.save(update_fields=["state"])
