"""What people answer about work. Each answer is appended; none is ever overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypedDict, Unpack

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.registry.identity import own_record
from gainful.registry.models import Person, Wish


class Answer(TypedDict, total=False):
    """What a person may answer. What is left out was not answered, and stays unknown."""

    willing: bool | None
    scope: str
    occupations: Sequence[str]
    any_occupation: bool | None
    pay_at_least_fen: int | None
    training_willing: bool | None
    training_occupation: str
    own_business_willing: bool | None
    care: str
    stays_within: str
    available_on: date | None
    services_wanted: Sequence[str]


@action(right="people.record", on_what="person")
def record_answer(
    *, actor: Actor, person: Person, asked_on: date, how: str, **answer: Unpack[Answer]
) -> Wish:
    """What a person answered about work on a day, and how they were asked.

    The same answer of the same day is not appended twice. Refused for the dead, a merged record, a day to
    come, and an answer that no question asks for.
    """
    return _append(actor, person, asked_on, how, answer)


@action(right="own.answer", on_what="person")
def answer_for_oneself(*, actor: Actor, person: Person, asked_on: date, **answer: Unpack[Answer]) -> Wish:
    """The same, answered by the person on their own page."""
    own_record(actor, person)
    return _append(actor, person, asked_on, "own_code", answer)


def _append(actor: Actor, person: Person, asked_on: date, how: str, answer: Answer) -> Wish:
    if person.died_on:
        raise Refused("person_has_died")
    if person.merged_into_id:
        raise Refused("record_was_merged")
    if actor.on and asked_on > actor.on:
        raise Refused("not_yet_happened")
    if not how:
        raise Refused("answer_says_how")
    unknown = set(answer) - set(Answer.__annotations__)
    if unknown:
        raise Refused("not_a_question", names=", ".join(sorted(unknown)))
    if answer.get("stays_within") and answer["stays_within"] not in Wish.StaysWithin.values:
        raise Refused("not_how_far", given=answer["stays_within"])
    wish = Wish(area=person.area, person=person, asked_on=asked_on, how=how, recorded_by_id=actor.account_id)
    for name, value in answer.items():
        setattr(wish, name, list(value) if isinstance(value, tuple | list) else value)
    last = Wish.objects.filter(person=person, asked_on=asked_on).order_by("-id").first()
    if last is not None and all(getattr(last, n) == getattr(wish, n) for n in Answer.__annotations__):
        return last
    wish.save(force_insert=True)
    return wish
