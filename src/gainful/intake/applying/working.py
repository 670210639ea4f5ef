"""Those in work: each row a job spell, a fact about the past that places nobody."""

from __future__ import annotations

from typing import Any

from gainful.accounts.actor import Actor
from gainful.casework.actions import record_spell, restate_spell
from gainful.intake.applying.county import County
from gainful.intake.applying.plan import SAME, Plan, Values, differing, refused, stated
from gainful.registry.models import Person

UNKNOWN_CHANNEL = "unknown"
WEAKEST = "self_reported"


def plan(values: Values, refused_facts: frozenset[str], county: County) -> Plan:
    """A spell new, changed or the same."""
    if not values.get("starts_on"):
        return refused("spell_without_start")
    number = values.get("id_number")
    person = county.person(number)
    if person is None:
        if county.is_coming(number):
            return Plan("new", ("spell",), lambda actor: _take(actor, values, county))
        return refused("not_in_registry")
    known = county.spells.get(_key(values, person))
    if known is None:
        return Plan("new", ("spell",), lambda actor: _take(actor, values, county))
    wanted = facts_of(values, person, county)
    phone = wanted.pop("contact_phone", None)
    changes = differing(known, wanted)
    if phone and known.unsealed("contact_phone") != phone:
        changes["contact_phone"] = phone
    if not changes:
        return SAME
    return Plan(
        "changed",
        tuple(changes),
        lambda actor: restate_spell(actor=actor, spell=known, on=county.filed_on, changes=changes),
    )


def _key(values: Values, person: Person) -> tuple[int, Any, str, str]:
    return (person.pk, values["starts_on"], values.get("employer") or "", values.get("occupation") or "")


def facts_of(values: Values, person: Person, county: County) -> dict[str, Any]:
    """What the row states, in the words of a spell. An end after the filing date is a plan, not a fact."""
    facts = stated(
        values, "occupation", "contract_months", "insured", "contact_name", "contact_phone", "note"
    )
    facts["channel"] = values.get("channel") or UNKNOWN_CHANNEL
    facts["employer_name"] = values.get("employer") or ""
    place = county.gazetteer.resolve(values.get("place"), person.area, county.filed_on)
    facts |= {
        "place": place.code,
        "place_text": values.get("place") or "",
        "location_class": place.location_class.value,
    }
    if values.get("pay"):
        facts["pay_low_fen"], facts["pay_high_fen"] = values["pay"]
    ends_on = values.get("ends_on")
    if ends_on:
        facts["planned_end_on" if ends_on > county.filed_on else "ends_on"] = ends_on
    facts["evidence"] = values.get("evidence") or WEAKEST
    facts["workshop"] = (
        county.workshop_named(values.get("employer")) if facts["channel"] == "workshop" else None
    )
    return facts


def _take(actor: Actor, values: Values, county: County) -> None:
    person = county.person(values["id_number"])
    assert person is not None
    row = record_spell(
        actor=actor,
        person=person,
        starts_on=values["starts_on"],
        on=county.filed_on,
        **facts_of(values, person, county),
    )
    county.spells[_key(values, person)] = row
