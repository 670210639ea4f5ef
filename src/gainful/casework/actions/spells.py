"""Job spells: recorded from a ledger, begun after an own yes, ended with a reason, better proved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, TypedDict, Unpack

from django.utils import timezone

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.casework import schedule
from gainful.casework.actions.raised import compare_end_with_employer
from gainful.casework.actions.safety import record_signs_not_asked
from gainful.casework.asked import signs_owed
from gainful.casework.database_refusals import told_by_name
from gainful.casework.models import FollowUp, Offer, SafetyCheck, Spell
from gainful.casework.programme import evidence_rank, needs_code, where
from gainful.casework.shared import needs_grown_by_number
from gainful.jobs.models import Employer, Opening, Workshop
from gainful.registry.models import Consent, Person
from gainful.terms.periods import age_on


class SpellFacts(TypedDict, total=False):
    """What a ledger may say further about a job. What is left out is unknown."""

    ends_on: date | None
    employer: Employer | None
    workshop: Workshop | None
    employer_name: str
    occupation: str
    place: int | None
    place_text: str
    location_class: str
    planned_end_on: date | None
    contract_months: int | None
    insured: bool | None
    pay_low_fen: int | None
    pay_high_fen: int | None
    contact_name: str
    contact_phone: str | None
    note: str
    left_because: str
    follows: Spell | None


@action(right="casework.record_spell", on_what="person")
def record_spell(
    *,
    actor: Actor,
    person: Person,
    on: date,
    channel: str,
    starts_on: date,
    evidence: str,
    **facts: Unpack[SpellFacts],
) -> Spell:
    """A job as a ledger or a visit of the day `on` tells it: a fact about the past, which needs no consent.

    An end after `on` is not a fact yet and is kept as planned. Follow-ups are set for the marks still to come. It
    may overlap others; `Spell.objects.overlapping` finds those. Refused: not_yet_begun, ends_before_start,
    spell_already_recorded, child_found_working and hazardous_under_18 (open a protection case), record_was_merged,
    not_a_channel, not_an_evidence_grade.
    """
    known = _known(facts, RECORDED)
    needs_code("channels", channel, "not_a_channel")
    evidence_rank(evidence)
    ends_on = known.pop("ends_on", None)
    _needs_a_past(person, on, starts_on, ends_on)
    if ends_on and ends_on > on:
        known["planned_end_on"], ends_on = known.get("planned_end_on") or ends_on, None
    phone = known.pop("contact_phone", None)
    spell = Spell(
        area=person.area, person=person, channel=channel, starts_on=starts_on, evidence=evidence, **known
    )
    spell.origin, spell.ends_on = Spell.Origin.RECORDED, ends_on
    spell.state = Spell.State.ENDED if ends_on else Spell.State.WORKING
    if spell.employer and not spell.employer_name:
        spell.employer_name = spell.employer.name
    spell.location_class = spell.location_class or where(person.area, spell.place, spell.place_text, on)
    _needs_to_be_new(spell)
    spell.seal("contact_phone", phone)
    with told_by_name():
        spell.save(force_insert=True)
    if not ends_on:
        _set_follow_ups(spell, recorded_on=on)
    return spell


@action(right="casework.record_spell", on_what="spell")
def amend_spell(*, actor: Actor, spell: Spell, on: date, **changes: Unpack[SpellFacts]) -> Spell:
    """What a later ledger tells better about a spell: names as in record_spell; the person, start and origin stay.

    What was there before stays in the audit. Evidence is raised with upgrade_evidence, an end with end_spell.
    """
    known = _known(changes, AMENDABLE)
    if "contact_phone" in known:
        spell.seal("contact_phone", known.pop("contact_phone"))
        known["contact_phone_sealed"] = spell.contact_phone_sealed
    if "channel" in known:
        needs_code("channels", known["channel"], "not_a_channel")
    if ("place" in known or "place_text" in known) and "location_class" not in known:
        place, text = known.get("place", spell.place), known.get("place_text", spell.place_text)
        known["location_class"] = where(spell.area, place, text, on)
    for name, value in known.items():
        setattr(spell, name, value)
    if known:
        spell.save(update_fields=sorted(known))
    return spell


@action(right="casework.record_spell", on_what="spell")
def begin_spell(
    *,
    actor: Actor,
    spell: Spell,
    on: date,
    at: datetime | None = None,
    evidence: str = "self_reported",
    not_asked_because: str = "",
) -> Spell:
    """Work has begun on the day `on`; follow-ups are set for 30, 90, 180 and 365 days later.

    The questions about forced labour come before it, by ask_signs; where they could not be asked
    `not_asked_because` says why, and they come up again. Refused: ask_the_signs, not_agreed, cooling_off, and what
    the database holds at that instant: no_live_consent (to placement), no_accepted_offer, under_16,
    person_not_placeable, opening_not_open, employer_frozen, pay_overdue_there.
    """
    Consent.objects.select_for_update().filter(pk=spell.consent_id).first()
    person = Person.objects.select_for_update(no_key=True).get(pk=spell.person_id)
    Opening.objects.select_for_update(no_key=True).filter(pk=spell.opening_id).first()
    offer = Offer.objects.select_for_update().filter(pk=spell.offer_id).first()
    spell = Spell.objects.select_for_update().get(pk=spell.pk)
    if spell.state != Spell.State.AGREED or offer is None:
        raise Refused("not_agreed", state=spell.state)
    needs_grown_by_number(person, on)
    evidence_rank(evidence)
    moment = at or timezone.make_aware(datetime.combine(on, time()))
    if offer.cooling_off_until and moment < offer.cooling_off_until:
        raise Refused("cooling_off")
    before = SafetyCheck.Moment.BEFORE_START
    if signs_owed(spell, before, on):
        record_signs_not_asked(actor=actor, spell=spell, moment=before, on=on, because=not_asked_because)
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
    compare_end_with_employer(actor=actor, spell=spell, on=on)
    return spell


@action(right="casework.record_spell", on_what="spell")
def upgrade_evidence(*, actor: Actor, spell: Spell, evidence: str) -> Spell:
    """A better proof of a spell; the earlier grade stays in the audit. Refused: evidence_not_better."""
    if evidence_rank(evidence) <= evidence_rank(spell.evidence):
        raise Refused("evidence_not_better")
    spell.evidence = evidence
    spell.save(update_fields=["evidence"])
    return spell


RECORDED = frozenset(SpellFacts.__annotations__)
AMENDABLE = RECORDED - {"ends_on", "occupation", "employer_name", "left_because"} | {"channel"}


def _known(facts: Mapping[str, Any], allowed: frozenset[str]) -> dict[str, Any]:
    """The facts given, when each is one that may be given."""
    unknown = set(facts) - allowed
    if unknown:
        raise Refused("not_a_fact_of_a_spell", names=", ".join(sorted(unknown)))
    return dict(facts)


def _needs_to_be_new(spell: Spell) -> None:
    """The same start at the same employer in the same work is the same job."""
    same = (spell.starts_on, spell.employer_name, spell.occupation)
    known = Spell.objects.filter(person=spell.person).exclude(state=Spell.State.CALLED_OFF)
    if same in known.values_list("starts_on", "employer_name", "occupation"):
        raise Refused("spell_already_recorded")


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
    """The follow-ups still to come; a spell that was only recorded is followed up looking forward.

    Those that lapsed since an earlier beginning was a mistake are due again, from the right day.
    """
    lapsed = {one.days: one for one in FollowUp.objects.filter(spell=spell, state=FollowUp.State.DROPPED)}
    new = []
    for mark in schedule.marks(spell.starts_on, ends_on=spell.ends_on, recorded_on=recorded_on):
        one = lapsed.get(mark.days)
        if one is None:
            new.append(FollowUp(area=spell.area, spell=spell, days=mark.days, due_on=mark.due_on))
            continue
        one.state, one.due_on, one.put_off_until = FollowUp.State.DUE, mark.due_on, None
        one.put_off_because = ""
        one.save(update_fields=["state", "due_on", "put_off_until", "put_off_because"])
    FollowUp.objects.bulk_create(new)
