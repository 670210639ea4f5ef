"""Attendance of public posts: a month with both rolls, kept as told. A post that no ledger has is not made up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gainful.accounts.actor import Actor
from gainful.casework.actions import record_post_attendance
from gainful.casework.attendance import ROLLS, due_days
from gainful.casework.models import Attendance, Spell
from gainful.intake.applying.county import County
from gainful.intake.applying.plan import SAME, Plan, Values, refused, stated
from gainful.registry.models import Person

POST_CHANNEL = "public_post"
DAYS = ("due_days", *ROLLS)


def plan(values: Values, refused_facts: frozenset[str], county: County) -> Plan:
    """A month new or the same; one that was told otherwise before is refused, and stays."""
    if not values.get("month"):
        return refused("month_not_stated")
    person = county.person(values.get("id_number"))
    if person is None:
        if county.is_coming(values.get("id_number")):
            return Plan("new", ("attendance",), lambda actor: _take(actor, values, county))
        return refused("not_in_registry")
    known = county.lists.attendance.get(_key(values, person))
    spell = post_of(values, person, county)
    seen = county.lists.on_screen.get((spell.pk, values["month"]), {}) if spell else {}
    if _otherwise((known or {}) | seen, values):
        return refused("told_otherwise_before")
    return SAME if known else Plan("new", ("attendance",), lambda actor: _take(actor, values, county))


def _otherwise(kept: Mapping[str, Attendance], values: Values) -> bool:
    """Whether a roll on record says other days than the row; blanks of either say nothing."""
    due = due_days(kept)
    if due is not None and values.get("due_days") not in (None, due):
        return True
    pairs = ((kept[roll].present_days, values.get(fact)) for fact, roll in ROLLS.items() if roll in kept)
    return any(None not in pair and pair[0] != pair[1] for pair in pairs)


def post_of(values: Values, person: Person, county: County) -> Spell | None:
    """The person's public post in that month, None where no ledger has it."""
    jobs = county.lists.in_month(person.pk, values["month"])
    return next((job for job in jobs if job.channel == POST_CHANNEL), None)


def _key(values: Values, person: Person) -> tuple[int, str, Any]:
    return person.pk, values.get("post") or "", values["month"]


def _take(actor: Actor, values: Values, county: County) -> None:
    person = county.person(values["id_number"])
    assert person is not None
    key = _key(values, person)
    county.lists.attendance[key] = record_post_attendance(
        actor=actor,
        person=person,
        spell=post_of(values, person, county),
        post=key[1],
        month=key[2],
        on=county.filed_on,
        told_in=county.source,
        **stated(values, *DAYS),
    )
