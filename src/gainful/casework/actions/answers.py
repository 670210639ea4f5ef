"""The person's own answer to an offer: accept, decline, withdraw. Declining needs no reason and changes nothing."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import TextChoices
from django.utils import timezone

from gainful.accounts.action import action, require
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.casework.database_refusals import told_by_name
from gainful.casework.models import Offer, Spell
from gainful.casework.programme import NEAR_HOME, cooling_off_ends
from gainful.casework.shared import needs_grown_by_number
from gainful.jobs.channels.organised_export import CHANNEL as ORGANISED_EXPORT
from gainful.jobs.models import Opening
from gainful.registry.actions.consents import (
    give_consent,
    give_own_consent,
    withdraw_consent,
    withdraw_own_consent,
)
from gainful.registry.identity import own_record
from gainful.registry.models import Consent, Person


@action(right="casework.answer", on_what="offer")
def accept_offer(
    *,
    actor: Actor,
    offer: Offer,
    on: date,
    how: Offer.How | str = Offer.How.OWN_CODE,
    at: datetime | None = None,
    evidence: str = "",
    through: str = "",
) -> Offer:
    """The person's own yes: consent to placement and the agreed placement (`offer.spell`) come with it, at once.

    On their own page (own_code), or on paper at the desk with `evidence` naming the paper. A yes brought by somebody
    else (`through`) is kept as such and the offer goes on waiting for the person's own word. Work outside the
    county then cools off for 48 hours from `at`, without it from the end of the day `on`. Refused:
    ask_deductions_first, another_placement_agreed, not_waiting, answer_needs_evidence, say_through_whom,
    own_code_is_the_persons_own, no_seat_left, and what the database holds: no_live_consent, under_16,
    person_not_placeable, opening_not_open, opening_expired, employer_frozen, pay_overdue_there.
    """
    _needs_own_act(actor, offer, how)
    consent = _lock_before(offer)
    offer = _waiting(offer)
    if how == Offer.How.THROUGH_SOMEBODY:
        return _keep_word_through(actor, offer, on, through)
    if how == Offer.How.PAPER_AT_DESK and not evidence.strip():
        raise Refused("answer_needs_evidence")
    if consent.withdrawn_at:
        raise Refused("no_live_consent")
    if not offer.terms.get("deductions_stated"):
        raise Refused("ask_deductions_first")
    _needs_to_be_free_and_grown(offer.person, on)
    placement = _agree_to_placement(actor, offer, on, how, evidence)
    offer.state, offer.how, offer.answer_evidence = Offer.State.ACCEPTED, how, evidence
    offer.heard_by_id = actor.account_id
    offer.answered_on, offer.answered_at = on, at or timezone.now()
    offer.cooling_off_until = _cooling_off(offer, on, at)
    with told_by_name():
        offer.save(update_fields=[*ANSWER, "cooling_off_until"])
        _agree(offer, placement)
    return offer


@action(right="casework.answer", on_what="offer")
def decline_offer(
    *,
    actor: Actor,
    offer: Offer,
    on: date,
    how: Offer.How | str = Offer.How.OWN_CODE,
    at: datetime | None = None,
    evidence: str = "",
    through: str = "",
) -> Offer:
    """The person's no. No reason is asked, nothing else changes. At the desk a word is enough: who heard it is kept,
    and the paper that `evidence` names, where they wrote it.

    Refused: not_waiting, say_through_whom, own_code_is_the_persons_own, not_a_way_to_answer.
    """
    _needs_own_act(actor, offer, how)
    offer = _waiting(offer)
    brought = how == Offer.How.THROUGH_SOMEBODY
    if brought and not through.strip():
        raise Refused("say_through_whom")
    offer.state, offer.how = Offer.State.DECLINED, how
    # Who brought word of a yes before stays named when the person then says no themselves.
    offer.answered_through = through if brought else offer.answered_through
    offer.answered_on, offer.answered_at = on, at or timezone.now()
    offer.heard_by_id, offer.answer_evidence = actor.account_id, evidence.strip()
    with told_by_name():
        offer.save(update_fields=[*ANSWER, "answered_through"])
    return offer


@action(right="casework.answer", on_what="offer")
def withdraw(
    *,
    actor: Actor,
    offer: Offer,
    on: date,
    how: Offer.TakenBack | str = Offer.TakenBack.OWN_CODE,
    through: str = "",
    evidence: str = "",
) -> Offer:
    """The person takes back an offer or their yes before work has begun, at any time; the placement is called off.

    On their own page, by a word at the desk, on a paper that `evidence` names, or `through` somebody, which is
    counted apart. Refused: work_has_begun (leaving is then recorded on the spell), nothing_to_withdraw,
    answer_needs_evidence, say_through_whom, own_code_is_the_persons_own, not_a_way_to_answer.
    """
    _needs_own_act(actor, offer, how, Offer.TakenBack)
    brought = how == Offer.TakenBack.THROUGH_SOMEBODY
    if brought and not through.strip():
        raise Refused("say_through_whom")
    if how == Offer.TakenBack.PAPER_AT_DESK and not evidence.strip():
        raise Refused("answer_needs_evidence")
    offer = Offer.objects.select_for_update().get(pk=offer.pk)
    if offer.state not in (Offer.State.SHOWN, Offer.State.ACCEPTED):
        raise Refused("nothing_to_withdraw")
    if Spell.objects.filter(offer=offer, state__in=["working", "ended"]).exists():
        raise Refused("work_has_begun")
    offer.state = Offer.State.WITHDRAWN
    offer.answered_on = offer.answered_on or on
    offer.withdrawn_on, offer.withdrawn_how = on, how
    offer.withdrawn_through, offer.withdrawn_evidence = through if brought else "", evidence.strip()
    offer.save(update_fields=["state", "answered_on", *TAKEN_BACK])
    return offer


@action(right="casework.answer", on_what="consent")
def end_consent(*, actor: Actor, consent: Consent, on: date, how: str = "at_desk") -> Consent:
    """The person withdraws a consent: offers still waiting end, placements not yet begun are called off, at once."""
    if actor.person_id is not None:
        ended: Consent = withdraw_own_consent(actor=actor, consent=consent, withdrawn_on=on)
    else:
        ended = withdraw_consent(actor=actor, consent=consent, withdrawn_on=on, how=how)
    return ended


ANSWER = ("state", "how", "answered_on", "answered_at", "heard_by", "answer_evidence")
TAKEN_BACK = ("withdrawn_on", "withdrawn_how", "withdrawn_through", "withdrawn_evidence")


def _needs_own_act(actor: Actor, offer: Offer, how: str, ways: type[TextChoices] = Offer.How) -> None:
    """A code is the person's own; paper, and word through somebody, are recorded by an officer."""
    if actor.person_id is not None:
        own_record(actor, offer.person)
        if how != Offer.How.OWN_CODE:
            raise Refused("own_code_is_the_persons_own")
        return
    require(actor, "casework.answer_at_desk", offer)
    if how == Offer.How.OWN_CODE:
        raise Refused("own_code_is_the_persons_own")
    if how not in ways.values:
        raise Refused("not_a_way_to_answer", how=how)


def _lock_before(offer: Offer) -> Consent:
    """Holds the consent, the person and the opening, in the order in which everybody takes them (guards.py)."""
    consent = Consent.objects.select_for_update().get(pk=offer.consent_id)
    Person.objects.select_for_update(no_key=True).get(pk=offer.person_id)
    Opening.objects.select_for_update(no_key=True).get(pk=offer.opening_id)
    return consent


def _waiting(offer: Offer) -> Offer:
    """The offer as it stands now, held until we are done; refused unless it waits for an answer."""
    offer = Offer.objects.select_for_update(of=("self",)).select_related("opening", "person").get(pk=offer.pk)
    if offer.state != Offer.State.SHOWN:
        raise Refused("not_waiting", state=offer.state)
    return offer


def _keep_word_through(actor: Actor, offer: Offer, on: date, through: str) -> Offer:
    """Somebody brought the person's yes: kept apart; the person's own word is still to come."""
    if not through.strip():
        raise Refused("say_through_whom")
    offer.how, offer.answered_through, offer.answered_on = Offer.How.THROUGH_SOMEBODY, through, on
    offer.heard_by_id = actor.account_id
    offer.save(update_fields=["how", "answered_through", "answered_on", "heard_by"])
    return offer


def _needs_to_be_free_and_grown(person: Person, on: date) -> None:
    """No other placement is agreed, and the personal number makes no child of the person."""
    if Spell.objects.of_person(person).filter(state=Spell.State.AGREED).exists():
        raise Refused("another_placement_agreed")
    needs_grown_by_number(person, on)


def _agree_to_placement(actor: Actor, offer: Offer, on: date, how: str, evidence: str) -> Consent:
    """The consents that lie in the person's own yes: to placement, which is given back, and to travelling together
    where the channel asks for it. One that is live already stays as it is."""
    terms, given = offer.terms, {}
    asked: tuple[str, ...] = (Consent.Purpose.PLACEMENT,)
    if terms["channel"] == ORGANISED_EXPORT.code:
        asked = ORGANISED_EXPORT.consents(terms["location_class"])
    for purpose in asked:
        if how == Offer.How.OWN_CODE:
            given[purpose] = give_own_consent(actor=actor, person=offer.person, purpose=purpose, given_on=on)
        else:
            given[purpose] = give_consent(
                actor=actor, person=offer.person, purpose=purpose, given_on=on, how=Consent.How.AT_DESK,
                evidence=evidence,
            )  # fmt: skip
    return given[Consent.Purpose.PLACEMENT]


def _cooling_off(offer: Offer, on: date, at: datetime | None) -> datetime | None:
    """Until when the person may think again before work outside the county begins; None near home."""
    if offer.terms.get("location_class") in NEAR_HOME:
        return None
    return cooling_off_ends(offer.area, on, at)


def _agree(offer: Offer, placement: Consent) -> Spell:
    """The agreed placement; it follows the last job the person left, if there was one."""
    opening, terms = offer.opening, offer.terms
    starts_on = offer.starts_on or offer.shown_on
    if offer.cooling_off_until:
        until = timezone.localtime(offer.cooling_off_until)
        first = until.date() if until.time() == time() else until.date() + timedelta(days=1)
        starts_on = max(starts_on, first)
    left = Spell.objects.of_person(offer.person).filter(state="ended").order_by("-ends_on", "-id").first()
    return Spell.objects.create(
        area=offer.area,
        person=offer.person,
        origin=Spell.Origin.BROUGHT_ABOUT,
        state=Spell.State.AGREED,
        offer=offer,
        consent=placement,
        opening=opening,
        employer_id=opening.employer_id,
        workshop_id=opening.workshop_id,
        employer_name=terms["employer"],
        channel=terms["channel"],
        occupation=terms["occupation"] or "",
        place=terms["place"],
        place_text=terms["place_text"] or "",
        location_class=terms["location_class"],
        starts_on=starts_on,
        planned_end_on=terms["ends_on"],
        contract_months=terms["contract_months"],
        pay_low_fen=terms["pay_low_fen"],
        pay_high_fen=terms["pay_high_fen"],
        evidence="self_reported",
        follows=left,
    )
