"""Steps of a journey that several tests of casework begin with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from cast import TODAY, Cast
from gainful.casework.actions import accept_offer, ask_signs, begin_spell, record_spell, show_offer
from gainful.casework.models import Offer, Spell
from gainful.casework.offer_terms import terms_of
from gainful.casework.signs import SIGNS
from gainful.jobs.models import Opening
from gainful.registry.models import Consent, Person
from make import a_consent, a_worker, an_opening

PAPER = {"how": "paper_at_desk", "evidence": "acceptance form 12"}


def shown(cast: Cast, person: Person | None = None, opening: Opening | None = None, **more: Any) -> Offer:
    """An opening shown to a person, today unless said otherwise."""
    fields = {"on": TODAY} | more
    return show_offer(
        actor=cast.officer, person=person or a_worker(), opening=opening or an_opening(), **fields
    )


def an_offer(person: Person, opening: Opening) -> Offer:
    """An offer as it stands once shown, written at once."""
    return Offer.objects.create(
        area=person.area,
        person=person,
        opening=opening,
        consent=Consent.objects.live("referral").filter(person=person).first() or a_consent(person),
        shown_on=TODAY,
        language="zh",
        terms=terms_of(opening, TODAY, "in_county"),
        starts_on=TODAY,
    )


def agreed(cast: Cast, person: Person | None = None, opening: Opening | None = None, **more: Any) -> Spell:
    """A placement that the person agreed to, on paper."""
    on = more.get("on", TODAY)
    offer = shown(cast, person, opening, **more)
    return accept_offer(actor=replace(cast.officer, on=on), offer=offer, on=on, **PAPER).spell


def placed(cast: Cast, person: Person | None = None, opening: Opening | None = None, **more: Any) -> Spell:
    """A placement that has begun."""
    on = more.get("on", TODAY)
    return begin_spell(
        actor=cast.officer, spell=asked(cast, agreed(cast, person, opening, **more), on), on=on
    )


def asked(cast: Cast, spell: Spell, on: date = TODAY) -> Spell:
    """An agreed placement whose questions before the start the helper has asked; nothing was wrong."""
    ask_signs(
        actor=cast.helper, spell=spell, moment="before_start", on=on, alone=True,
        answers=dict.fromkeys(SIGNS, False),
    )  # fmt: skip
    return spell


def recorded(cast: Cast, person: Person | None = None, **more: Any) -> Spell:
    """A job as a ledger tells it: since September, found by oneself."""
    fields = {
        "on": TODAY,
        "channel": "self_arranged",
        "starts_on": date(2020, 9, 1),
        "evidence": "self_reported",
        "employer_name": "样例企业",
        "place_text": "省外",
    } | more
    return record_spell(actor=cast.officer, person=person or a_worker(), **fields)
