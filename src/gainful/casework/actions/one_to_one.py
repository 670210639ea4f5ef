"""The plan and the contacts of one person's case: appended, never rewritten."""

from __future__ import annotations

from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.casework.actions.help import record_trouble
from gainful.casework.models import Contact, PlanEntry
from gainful.registry.models import Person


@action(right="casework.follow_up", on_what="person")
def record_contact(
    *,
    actor: Actor,
    person: Person,
    met_on: date,
    how: str,
    words: str,
    trouble: str = "",
    trouble_words: str = "",
) -> Contact:
    """Somebody met a person: when, how, and what was said; `trouble` is what befell the household, in their words.

    Refused: not_a_way_to_meet, say_what_was_said, not_yet_happened, person_has_died, not_a_trouble,
    say_it_in_their_words.
    """
    if how not in Contact.How.values:
        raise Refused("not_a_way_to_meet")
    if not words.strip():
        raise Refused("say_what_was_said")
    if actor.on and met_on > actor.on:
        raise Refused("not_yet_happened")
    if person.died_on and met_on > person.died_on:
        raise Refused("person_has_died")
    contact = Contact.objects.create(
        area=person.area,
        person=person,
        met_on=met_on,
        how=how,
        words=words.strip(),
        met_by_id=actor.account_id,
    )
    if trouble:
        told = {"kind": trouble, "words": trouble_words, "on": met_on}
        record_trouble(actor=actor, person=person, contact=contact, **told)
    return contact


@action(right="casework.follow_up", on_what="person")
def write_plan(
    *, actor: Actor, person: Person, written_on: date, words: str, agreed_with_person: bool
) -> PlanEntry:
    """What is meant to be done next for a person, and whether they agreed to it. Earlier entries stay.

    Refused: plan_needs_words, not_yet_happened, person_has_died, record_was_merged.
    """
    if not words.strip():
        raise Refused("plan_needs_words")
    if actor.on and written_on > actor.on:
        raise Refused("not_yet_happened")
    if person.died_on:
        raise Refused("person_has_died")
    if person.merged_into_id:
        raise Refused("record_was_merged")
    return PlanEntry.objects.create(
        area=person.area, person=person, written_on=written_on, words=words.strip(),
        agreed_with_person=agreed_with_person, written_by_id=actor.account_id,
    )  # fmt: skip
