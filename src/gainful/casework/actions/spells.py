"""Job spells: recorded from a ledger, begun after an own yes, ended with a reason, better proved."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.casework import schedule
from gainful.casework.database_refusals import told_by_name
from gainful.casework.models import FollowUp, Offer, Spell
from gainful.casework.programme import evidence_rank, needs_code, where
from gainful.jobs.models import Employer, Opening, Workshop
from gainful.registry.models import Consent, Person
from gainful.terms.periods import age_on


@action(right="casework.record_spell", on_what="person")
def record_spell(
    *,
    actor: Actor,
    person: Person,
    on: date,
    channel: str,
    starts_on: date,
    evidence: str,
    ends_on: date | None = None,
    employer: Employer | None = None,
    workshop: Workshop | None = None,
    employer_name: str = "",
    place: int | None = None,
    place_text: str = "",
    location_class: str | None = None,
    contact_phone: str | None = None,
    **more: Any,
) -> Spell:
    """A job as a ledger or a visit of the day `on` tells it: a fact about the past, which needs no consent.

    An end after `on` is not a fact yet and is kept as planned. Follow-ups are set for the marks still to come. It
    may overlap others; `Spell.objects.overlapping` finds those. `more` may hold occupation, planned_end_on,
    contract_months, insured, pay_low_fen, pay_high_fen, contact_name, note, left_because, follows.
    Refused: not_yet_begun, ends_before_start, spell_already_recorded, child_found_working (open a protection
    case), record_was_merged, not_a_channel, not_an_evidence_grade.
    """
    unknown = set(more) - RECORDED
    if unknown:
        raise TypeError(f"record_spell takes no {', '.join(sorted(unknown))}")
    needs_code("channels", channel, "not_a_channel")
    evidence_rank(evidence)
    _needs_a_past(person, on, starts_on, ends_on)
    if ends_on and ends_on > on:
        more["planned_end_on"], ends_on = more.get("planned_end_on") or ends_on, None
    employer_name = employer_name or (employer.name if employer else "")
    same = (starts_on, employer_name, more.get("occupation", ""))
    known = Spell.objects.filter(person=person).exclude(state=Spell.State.CALLED_OFF)
    if same in known.values_list("starts_on", "employer_name", "occupation"):
        raise Refused("spell_already_recorded")
    spell = Spell(
        area=person.area,
        person=person,
        origin=Spell.Origin.RECORDED,
        state=Spell.State.ENDED if ends_on else Spell.State.WORKING,
        channel=channel,
        starts_on=starts_on,
        ends_on=ends_on,
        evidence=evidence,
        employer=employer,
        workshop=workshop,
        employer_name=employer_name,
        place=place,
        place_text=place_text,
        location_class=location_class or where(person.area, place, place_text, on),
        **more,
    )
    spell.seal("contact_phone", contact_phone)
    spell.save(force_insert=True)
    if not ends_on:
        _set_follow_ups(spell, recorded_on=on)
    return spell


@action(right="casework.record_spell", on_what="spell")
def amend_spell(*, actor: Actor, spell: Spell, on: date, **changes: Any) -> Spell:
    """What a later ledger tells better about a spell: names as in record_spell; the person, start and origin stay.

    What was there before stays in the audit. Evidence is raised with upgrade_evidence, an end with end_spell.
    """
    unknown = set(changes) - AMENDABLE
    if unknown:
        raise TypeError(f"amend_spell takes no {', '.join(sorted(unknown))}")
    if "contact_phone" in changes:
        spell.seal("contact_phone", changes.pop("contact_phone"))
        changes["contact_phone_sealed"] = spell.contact_phone_sealed
    if "channel" in changes:
        needs_code("channels", changes["channel"], "not_a_channel")
    if ("place" in changes or "place_text" in changes) and "location_class" not in changes:
        place, text = changes.get("place", spell.place), changes.get("place_text", spell.place_text)
        changes["location_class"] = where(spell.area, place, text, on)
    for name, value in changes.items():
        setattr(spell, name, value)
    if changes:
        spell.save(update_fields=sorted(changes))
    return spell


@action(right="casework.record_spell", on_what="spell")
def begin_spell(
    *, actor: Actor, spell: Spell, on: date, at: datetime | None = None, evidence: str = "self_reported"
) -> Spell:
    """Work has begun on the day `on`; follow-ups are set for 30, 90, 180 and 365 days later.

    Refused: not_agreed, cooling_off, and what the database holds at that instant: no_live_consent (to
    placement), no_accepted_offer, under_16, person_not_placeable, opening_not_open, employer_frozen.
    """
    Consent.objects.select_for_update().filter(pk=spell.consent_id).first()
    Person.objects.select_for_update(no_key=True).get(pk=spell.person_id)
    Opening.objects.select_for_update(no_key=True).filter(pk=spell.opening_id).first()
    offer = Offer.objects.select_for_update().filter(pk=spell.offer_id).first()
    spell = Spell.objects.select_for_update().get(pk=spell.pk)
    if spell.state != Spell.State.AGREED or offer is None:
        raise Refused("not_agreed", state=spell.state)
    evidence_rank(evidence)
    moment = at or timezone.make_aware(datetime.combine(on, time()))
    if offer.cooling_off_until and moment < offer.cooling_off_until:
        raise Refused("cooling_off")
    spell.state, spell.starts_on, spell.evidence = Spell.State.WORKING, on, evidence
    with told_by_name():
        spell.save(update_fields=["state", "starts_on", "evidence"])
    _set_follow_ups(spell)
    return spell


@action(right="casework.record_spell", on_what="spell")
def end_spell(
    *, actor: Actor, spell: Spell, on: date, ends_on: date, left_because: str = "not_said"
) -> Spell:
    """The person has left (or the job is over): last day of work, with a reason. Open follow-ups are dropped.

    Refused: not_working, ends_before_start, not_yet_happened, not_a_leaving_reason.
    """
    spell = Spell.objects.select_for_update().get(pk=spell.pk)
    if spell.state != Spell.State.WORKING:
        raise Refused("not_working", state=spell.state)
    needs_code("leaving_reasons", left_because, "not_a_leaving_reason")
    if ends_on < spell.starts_on:
        raise Refused("ends_before_start")
    if ends_on > on:
        raise Refused("not_yet_happened")
    spell.state, spell.ends_on, spell.left_because = Spell.State.ENDED, ends_on, left_because
    spell.save(update_fields=["state", "ends_on", "left_because"])
    FollowUp.objects.filter(spell=spell, state__in=["due", "put_off"]).update(state=FollowUp.State.DROPPED)
    return spell


@action(right="casework.record_spell", on_what="spell")
def upgrade_evidence(*, actor: Actor, spell: Spell, evidence: str) -> Spell:
    """A better proof of a spell; the earlier grade stays in the audit. Refused: evidence_not_better."""
    if evidence_rank(evidence) <= evidence_rank(spell.evidence):
        raise Refused("evidence_not_better")
    spell.evidence = evidence
    spell.save(update_fields=["evidence"])
    return spell


RECORDED = {
    "occupation", "planned_end_on", "contract_months", "insured", "pay_low_fen", "pay_high_fen", "contact_name",
    "note", "left_because", "follows",
}  # fmt: skip
AMENDABLE = (RECORDED - {"occupation", "left_because"}) | {
    "channel", "employer", "workshop", "place", "place_text", "location_class", "contact_phone",
}  # fmt: skip


def _needs_a_past(person: Person, on: date, starts_on: date, ends_on: date | None) -> None:
    """A recorded spell has begun, runs forwards, and is not a child's."""
    if person.merged_into_id:
        raise Refused("record_was_merged")
    if starts_on > on:
        raise Refused("not_yet_begun")
    if ends_on and ends_on < starts_on:
        raise Refused("ends_before_start")
    if person.born_on and (person.born_on > starts_on or age_on(person.born_on, starts_on) < 16):
        raise Refused("child_found_working")


def _set_follow_ups(spell: Spell, recorded_on: date | None = None) -> None:
    """The follow-ups still to come; a spell that was only recorded is followed up looking forward."""
    FollowUp.objects.bulk_create(
        FollowUp(area=spell.area, spell=spell, days=mark.days, due_on=mark.due_on)
        for mark in schedule.marks(spell.starts_on, ends_on=spell.ends_on, recorded_on=recorded_on)
    )
