"""People: recording one, and putting right what was recorded."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from django.utils import timezone

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.registry.identity import number_checker, number_digest, tail_digest
from gainful.registry.models import Person
from gainful.registry.pinyin import pinyin_forms
from gainful.terms.people_numbers import Reading


class PersonChanges(TypedDict, total=False):
    """What may be corrected about a person; what is left out stays. A new number makes a refused one good."""

    name: str
    id_number: str
    sex: str
    born_on: date | None
    education: str
    student: str
    health: str
    labour_capacity: str
    phone: str


@action(right="people.record", on_what="area")
def record_person(
    *,
    actor: Actor,
    area: int,
    on: date,
    name: str = "",
    id_number: str = "",
    id_refused: bool = False,
    sex: str = "",
    born_on: date | None = None,
    education: str = "",
    student: str = "",
    health: str = "",
    labour_capacity: str = "",
    phone: str = "",
) -> Person:
    """A new person, with what was stated; sex and birth date are read off a good number where unstated.

    What contradicts the number is kept as stated; `person.contradictions(on)` says so. With `id_refused` the
    person stays unnamed and without a number: counted, and not to be placed. Refused for a bad number
    (id_length, id_characters, id_checksum, id_birth_date) and for one already recorded.
    """
    person = Person(
        area=area,
        sex=sex,
        born_on=born_on,
        education=education,
        student=student,
        health=health,
        labour_capacity=labour_capacity,
        id_state=Person.IdState.REFUSED if id_refused else Person.IdState.MISSING,
        home_recorded_at=timezone.now(),
    )
    if not id_refused:
        person.name, person.name_pinyin = name, pinyin_forms(name)
        if id_number:
            _take_number(person, _good_number(id_number, on))
    person.seal("phone", phone)
    person.save(force_insert=True)
    return person


@action(right="people.correct", on_what="person")
def correct_person(*, actor: Actor, person: Person, on: date, changes: PersonChanges) -> Person:
    """Put right what was recorded of a person; writes nothing when nothing differs.

    Refused for a merged record, a bad number, a number that is another person's, and an unknown fact.
    """
    unknown = set(changes) - set(PersonChanges.__annotations__)
    if unknown:
        raise Refused("not_a_person_fact", names=", ".join(sorted(unknown)))
    if person.merged_into_id:
        raise Refused("record_was_merged")
    changed: list[str] = []
    for name, value in changes.items():
        if name not in ("id_number", "phone") and getattr(person, name) != value:
            setattr(person, name, value)
            changed.append(name)
    if "name" in changed:
        person.name_pinyin = pinyin_forms(person.name)
        changed.append("name_pinyin")
    if "phone" in changes and person.unsealed("phone") != (changes["phone"] or None):
        person.seal("phone", changes["phone"])
        changed.append("phone_sealed")
    changed += _corrected_number(person, changes.get("id_number", ""), on)
    if changed:
        person.save(update_fields=changed)
    return person


def _corrected_number(person: Person, id_number: str, on: date) -> list[str]:
    """Take a corrected number, and name the columns it changes."""
    if not id_number:
        return []
    reading = _good_number(id_number, on)
    if number_digest(reading.number) == person.id_digest:
        return []
    _take_number(person, reading)
    return ["id_state", "id_number_sealed", "id_digest", "id_tail_digest", "sex", "born_on"]


def _good_number(text: str, on: date) -> Reading:
    """The reading of a good personal number; Refused with its first fault otherwise."""
    reading = number_checker().read(text, on)
    if reading.fault:
        raise Refused(reading.fault.value)
    return reading


def _take_number(person: Person, reading: Reading) -> None:
    """Give a person a good number, and the sex and birth date it says where none was stated."""
    known = number_digest(reading.number)
    others = Person.objects.filter(id_digest=known, merged_into=None)
    if (others.exclude(pk=person.pk) if person.pk else others).exists():
        raise Refused("person_already_recorded")
    person.id_state = Person.IdState.VALID
    person.seal("id_number", reading.number)
    person.id_digest, person.id_tail_digest = known, tail_digest(reading.number[-4:])
    person.sex = person.sex or (reading.sex or "")
    person.born_on = person.born_on or reading.born_on
