"""Attendance of public posts: a month with both rolls, kept as told. A post that no ledger has is not made up."""

from __future__ import annotations

from typing import Any

from gainful.accounts.actor import Actor
from gainful.casework.actions import record_post_attendance
from gainful.casework.models import Spell
from gainful.intake.applying.county import County
from gainful.intake.applying.plan import SAME, Plan, Values, differing, refused, stated
from gainful.registry.models import Person

POST_CHANNEL = "public_post"
DAYS = ("due_days", "paper_days", "phone_days")


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
    if known is None:
        return Plan("new", ("attendance",), lambda actor: _take(actor, values, county))
    return refused("told_otherwise_before") if differing(known, stated(values, *DAYS)) else SAME


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
        source=county.source,
        **stated(values, *DAYS),
    )
