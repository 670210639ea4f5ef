"""An insurance list: each row kept as told, beside the ledgers. It makes and changes no job."""

from __future__ import annotations

from typing import Any

from gainful.accounts.actor import Actor
from gainful.casework.actions import record_insurance_line
from gainful.intake.applying.county import County
from gainful.intake.applying.plan import SAME, Plan, Values, refused
from gainful.registry.models import Person


def plan(values: Values, refused_facts: frozenset[str], county: County) -> Plan:
    """A row new or the same; another state of the same insurance is a row of its own."""
    if not values.get("insured_from"):
        return refused("insurance_without_start")
    person = county.person(values.get("id_number"))
    if person is None:
        if county.is_coming(values.get("id_number")):
            return Plan("new", ("insurance",), lambda actor: _take(actor, values, county))
        return refused("not_in_registry")
    if key_of(values, person) in county.lists.insurance:
        return SAME
    return Plan("new", ("insurance",), lambda actor: _take(actor, values, county))


def key_of(values: Values, person: Person) -> tuple[int, str, Any, str]:
    """What makes a row of a list the same as one told before."""
    return person.pk, values.get("employer") or "", values["insured_from"], values.get("state") or ""


def _take(actor: Actor, values: Values, county: County) -> None:
    person = county.person(values["id_number"])
    assert person is not None
    key = key_of(values, person)
    county.lists.insurance[key] = record_insurance_line(
        actor=actor,
        person=person,
        employer_name=key[1],
        insured_from=key[2],
        state=key[3],
        on=county.filed_on,
        source=county.source,
    )
