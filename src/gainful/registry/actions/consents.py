"""Consent, by purpose. Given by the person alone; withdrawn at any time, without a reason."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.registry.identity import own_record
from gainful.registry.models import Consent, Person
from gainful.terms.codes import normal


@action(right="consent.record", on_what="person")
def give_consent(
    *,
    actor: Actor,
    person: Person,
    purpose: Consent.Purpose,
    given_on: date,
    how: Consent.How,
    signature: str = "",
    evidence: str = "",
) -> Consent:
    """A person's consent to one purpose, given on signed paper or at the desk, as the officer saw it.

    Signed paper needs the person's own name as signed, which is the evidence where nothing else is said; at the
    desk, the evidence says what they did. A live consent to the same purpose stays as it is. Refused:
    consent_needs_signature, consent_by_another,
    consent_needs_evidence, own_code_is_the_persons_own, and for somebody not identified, dead or merged.
    """
    if how == Consent.How.OWN_CODE:
        raise Refused("own_code_is_the_persons_own")
    if how == Consent.How.SIGNED_PAPER:
        if not signature.strip():
            raise Refused("consent_needs_signature")
        if normal(signature) != normal(person.name):
            raise Refused("consent_by_another")
    if how == Consent.How.AT_DESK and not evidence.strip():
        raise Refused("consent_needs_evidence")
    return _give(actor, person, purpose, given_on, how, evidence.strip() or signature.strip())


@action(right="own.answer", on_what="person")
def give_own_consent(*, actor: Actor, person: Person, purpose: Consent.Purpose, given_on: date) -> Consent:
    """The person's own act, on their own page with their own code."""
    own_record(actor, person)
    return _give(actor, person, purpose, given_on, Consent.How.OWN_CODE, "")


@action(right="consent.record", on_what="consent")
def withdraw_consent(*, actor: Actor, consent: Consent, withdrawn_on: date, how: str) -> Consent:
    """A person withdraws a consent: no reason is asked, nothing refuses it. A second time changes nothing."""
    return _withdraw(consent, withdrawn_on, how)


@action(right="own.answer", on_what="consent")
def withdraw_own_consent(*, actor: Actor, consent: Consent, withdrawn_on: date) -> Consent:
    """The person withdraws it themselves, on their own page."""
    own_record(actor, consent.person)
    return _withdraw(consent, withdrawn_on, Consent.How.OWN_CODE)


def _give(actor: Actor, person: Person, purpose: str, given_on: date, how: str, evidence: str) -> Consent:
    if purpose not in Consent.Purpose.values:
        raise Refused("not_a_purpose", purpose=purpose)
    if person.died_on:
        raise Refused("person_has_died")
    if person.merged_into_id:
        raise Refused("record_was_merged")
    if person.id_state != Person.IdState.VALID:
        raise Refused("person_not_identified")
    if actor.on and given_on > actor.on:
        raise Refused("not_yet_happened")
    live = Consent.objects.live(purpose).filter(person=person).first()
    if live is not None:
        return live
    return Consent.objects.create(
        area=person.area,
        person=person,
        purpose=purpose,
        given_on=given_on,
        how=how,
        evidence=evidence,
        recorded_by_id=actor.account_id,
    )


def _withdraw(consent: Consent, withdrawn_on: date, how: str) -> Consent:
    if consent.withdrawn_at is None:
        consent.withdrawn_on = max(withdrawn_on, consent.given_on)
        consent.withdrawn_at, consent.withdrawn_how = timezone.now(), how
        consent.save(update_fields=["withdrawn_on", "withdrawn_at", "withdrawn_how"])
    return consent
