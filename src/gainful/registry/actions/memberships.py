"""Who belongs to which household: joining, leaving, moving, dying."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from gainful.accounts.action import action, require
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.registry.actions.households import take_over_records
from gainful.registry.models import Consent, Household, Membership, Person

MOVED, DIED, MERGED = "moved", "death", "merged"


@action(right="people.record", on_what="household")
def add_member(
    *,
    actor: Actor,
    household: Household,
    person: Person,
    relation: str = "",
    number: str = "",
    from_on: date | None = None,
) -> Membership:
    """A person belongs to a household, from a day on (None: since its registration).

    The same membership is not recorded twice. Refused for somebody who belongs to another household, has died
    or was merged, and for a member's number that is taken.
    """
    if person.merged_into_id:
        raise Refused("record_was_merged")
    if person.died_on:
        raise Refused("person_has_died")
    held = Membership.objects.filter(person=person, until_on=None).first()
    if held is not None:
        if held.household_id == household.pk:
            return held
        raise Refused("already_in_a_household")
    if number and Membership.objects.filter(number=number, until_on=None).exists():
        raise Refused("member_number_taken", number=number)
    if person.area != household.area:
        require(actor, "people.record", person)
        take_over_records(actor=actor, people=[person.pk], area=household.area)
        person.area = household.area
    return Membership.objects.create(
        area=household.area,
        household=household,
        person=person,
        relation=relation,
        number=number,
        from_on=from_on,
    )


@action(right="people.record", on_what="membership")
def end_membership(*, actor: Actor, membership: Membership, until_on: date, because: str) -> Membership:
    """A person no longer belongs to a household, for a reason. Refused when it has ended already."""
    if not because:
        raise Refused("leaving_needs_a_reason")
    if membership.until_on:
        raise Refused("membership_has_ended")
    if membership.from_on and until_on < membership.from_on:
        raise Refused("ends_before_it_began")
    membership.until_on, membership.left_because = until_on, because
    membership.save(update_fields=["until_on", "left_because"])
    return membership


@action(right="people.record", on_what="person")
def record_death(*, actor: Actor, person: Person, died_on: date) -> Person:
    """A person has died: membership, consents and account end that day; nothing is deleted.

    Refused when a death is already recorded, or before the birth or after the actor's day.
    """
    if person.died_on:
        raise Refused("person_has_died")
    if person.born_on and died_on < person.born_on:
        raise Refused("death_before_birth")
    if actor.on and died_on > actor.on:
        raise Refused("not_yet_happened")
    person.died_on = died_on
    person.save(update_fields=["died_on"])
    for membership in person.memberships.filter(until_on=None):
        until_on = max(died_on, membership.from_on or died_on)
        end_membership(actor=actor, membership=membership, until_on=until_on, because=DIED)
    for consent in Consent.objects.live().filter(person=person):
        consent.withdrawn_on = max(died_on, consent.given_on)
        consent.withdrawn_at, consent.withdrawn_how = timezone.now(), DIED
        consent.save(update_fields=["withdrawn_on", "withdrawn_at", "withdrawn_how"])
    person.bank_accounts.filter(closed_on=None).update(closed_on=died_on)
    return person


@action(right="people.record", on_what="person")
def record_moving(
    *,
    actor: Actor,
    person: Person,
    moved_on: date,
    to_household: Household | None = None,
    relation: str = "",
    number: str = "",
) -> Person:
    """A person leaves the household, for another one that is registered or away from the programme.

    Moving into another area needs the right there too. Refused for the dead, for a merged record, and when
    the person already belongs to that household.
    """
    held = person.memberships.filter(until_on=None).first()
    if person.died_on:
        raise Refused("person_has_died")
    if held and to_household and held.household_id == to_household.pk:
        raise Refused("already_in_a_household")
    if held:
        end_membership(actor=actor, membership=held, until_on=moved_on, because=MOVED)
    person.moved_away_on = None if to_household else moved_on
    person.save(update_fields=["moved_away_on"])
    if to_household:
        add_member(
            actor=actor,
            household=to_household,
            person=person,
            relation=relation,
            number=number,
            from_on=moved_on,
        )
    return person
