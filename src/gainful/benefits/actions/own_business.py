"""A person's own business written down from its licence, and what papers say of it since."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.benefits.asked import as_json, read_value
from gainful.benefits.models import Business, BusinessStatement
from gainful.benefits.own_business import (
    ENDED,
    REGISTERED,
    STATED_OF_BUSINESS,
    STRUCK,
    TAXES,
    ended_on,
    registered_on,
    stated_of,
)
from gainful.benefits.relief import taxes_of_rules
from gainful.benefits.statements import SINCE
from gainful.registry.models import Person
from gainful.terms.money import yuan

NOT_KNOWN = "unknown"
"""How an officer writes that a fact, stated before, is not known after all."""


@action(right="businesses.record", on_what="person")
def record_business(
    *, actor: Actor, person: Person, name: str, registered_on: date, kept_at: str, on: date, kind: str = "",
    first: bool | None = None, returned_migrant: bool | None = None,
) -> Business:  # fmt: skip
    """A business of the person's own as its licence has it; None where it is not known whether it is their first, or
    whether they came back from working elsewhere before.

    Refused: record_was_merged, say_its_name, say_on_what_paper, not_yet_happened, business_recorded_already (one
    of that day stands: a business is told by the day of its licence).
    """
    if person.merged_into_id:
        raise Refused("record_was_merged")
    if not name.strip():
        raise Refused("say_its_name")
    _refuse_without_paper(kept_at)
    if registered_on > on:
        raise Refused("not_yet_happened")
    # Two officers, or one with each of two records that are one person: the second is told.
    Person.objects.select_for_update().get(pk=person.pk)
    if Business.objects.of_person(person).filter(registered_on=registered_on).exists():
        raise Refused("business_recorded_already", day=registered_on.isoformat())
    made = Business(
        area=person.area, person=person, name=name.strip(), kind=kind, registered_on=registered_on,
        kept_at=kept_at.strip(), recorded_on=on, recorded_by_id=actor.account_id,
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("business_recorded_already", day=registered_on.isoformat()) from error
    for fact, said in (("first_business", first), ("returned_migrant", returned_migrant)):
        if said is not None:
            _keep(actor, made, fact, said, kept_at, on)
    return made


@action(right="businesses.record", on_what="person")
def state_of_business(
    *, actor: Actor, person: Person, business: str, fact: str, value: str, kept_at: str, on: date,
    since: date | None = None,
) -> BusinessStatement:  # fmt: skip
    """A fact of the person's business of that key as a paper states it; a later word takes an earlier one's place.

    `value` as written (yes, no, a day), "unknown" takes back what was said; the end so taken back means that it runs.
    Refused: no_such_business, not_stated_of_a_business, say_on_what_paper, say_since_when, not_yet_happened,
    ends_before_it_began, not_a_value_of_the_fact.
    """
    found = _business(person, business)
    if fact not in STATED_OF_BUSINESS or fact == TAXES:
        raise Refused("not_stated_of_a_business")
    _refuse_without_paper(kept_at)
    if STATED_OF_BUSINESS[fact] != SINCE:
        since = None
    elif since is None:
        raise Refused("say_since_when")
    said = _read(fact, value)
    for day in (since, said):
        if isinstance(day, date) and day > on:
            raise Refused("not_yet_happened")
    _refuse_an_end_before_the_start(found, fact, said, on)
    return _keep(actor, found, fact, said, kept_at, on, since=since)


@action(right="businesses.record", on_what="person")
def state_taxes_of_business(
    *,
    actor: Actor,
    person: Person,
    business: str,
    year: int,
    taxes: Mapping[str, str],
    kept_at: str,
    on: date,
) -> BusinessStatement:
    """What the tax office says is due of the business for a year, in yuan by tax: each tax that a relief of the
    programme is set against must be said, 0 too, or nothing could be reckoned in order.

    Refused: no_such_business, say_on_what_paper, say_for_which_year_of_business, say_each_tax.
    """
    found = _business(person, business)
    _refuse_without_paper(kept_at)
    begun = registered_on(found, stated_of([found], on).get(found.pk, {}))
    if not begun.year <= year <= on.year:
        raise Refused("say_for_which_year_of_business", earliest=begun.year, latest=on.year)
    fen = {tax: _fen(taxes.get(tax, "")) for tax in taxes_of_rules()}
    if not fen or None in fen.values():
        raise Refused("say_each_tax")
    return _keep(actor, found, TAXES, fen, kept_at, on, year=year)


def _business(person: Person, key: str) -> Business:
    """The person's business of a key, its row held meanwhile."""
    found = Business.objects.of_person(person).select_for_update().filter(key=key).first()
    if found is None:
        raise Refused("no_such_business")
    return found


def _refuse_without_paper(kept_at: str) -> None:
    if not kept_at.strip():
        raise Refused("say_on_what_paper")


def _read(fact: str, value: str) -> Any:
    if value.strip() == NOT_KNOWN and fact not in (REGISTERED, STRUCK):
        return None
    like = {ENDED: REGISTERED, STRUCK: "first_business"}
    return read_value(like.get(fact, fact), value)


def _refuse_an_end_before_the_start(found: Business, fact: str, said: Any, on: date) -> None:
    told = stated_of([found], on).get(found.pk, {})
    begun = said if fact == REGISTERED else registered_on(found, told)
    end = said if fact == ENDED else ended_on(told)
    if end is not None and end < begun:
        raise Refused("ends_before_it_began")


def _fen(written: str) -> int | None:
    try:
        fen = yuan(written.strip())
    except ValueError:
        return None
    return None if fen is None or fen < 0 else fen


def _keep(
    actor: Actor, found: Business, fact: str, said: Any, kept_at: str, on: date, *,
    since: date | None = None, year: int | None = None,
) -> BusinessStatement:  # fmt: skip
    kept = BusinessStatement(
        area=found.area, business=found, fact=fact, since=since, year=year, kept_at=kept_at.strip(), recorded_on=on,
        recorded_by_id=actor.account_id,
    )  # fmt: skip
    kept.seal("value", json.dumps(as_json(said)))
    kept.save(force_insert=True)
    return kept
