"""Those in work: each row a job spell, a fact about the past that places nobody."""

from __future__ import annotations

from typing import Any

from gainful.accounts.actor import Actor
from gainful.casework.actions import amend_spell, end_spell, record_spell, upgrade_evidence
from gainful.casework.models import Spell
from gainful.casework.programme import evidence_rank
from gainful.intake.applying.county import County
from gainful.intake.applying.plan import SAME, Plan, Values, changed, differing, refused, stated
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
    known = county.spells.get(_key(values, person)) or county.lists.renamed.get(_key(values, person))
    if known is None:
        return Plan("new", ("spell",), lambda actor: _take(actor, values, county))
    changes = _changes(values, known, person, county)
    if not changes:
        return SAME
    return changed(lambda actor: _amend(actor, known, changes, county), (known, changes))


def _changes(values: Values, known: Spell, person: Person, county: County) -> dict[str, Any]:
    """What the row tells otherwise: evidence only where it is better, an end only where none was known."""
    wanted = facts_of(values, person, county)
    phone = wanted.pop("contact_phone", None)
    evidence = wanted.pop("evidence")
    if not values.get("place"):
        wanted.pop("location_class")  # a blank place says nothing, and takes nothing away
    elif not known.place_text and known.place is not None and wanted["place"] == known.place:
        wanted.pop("place_text")  # the same place, kept by its code alone
    wanted.pop("employer_name")  # it is part of what makes the job this one; a decided name stays
    if known.pk in county.lists.decided_uninsured:
        wanted.pop("insured", None)
    if known.ends_on:
        wanted.pop("ends_on", None)
        wanted.pop("planned_end_on", None)
    changes = differing(known, wanted)
    if phone and known.unsealed("contact_phone") != phone:
        changes["contact_phone"] = phone
    if evidence_rank(evidence) > evidence_rank(known.evidence):
        changes["evidence"] = evidence
    return changes


def _amend(actor: Actor, spell: Spell, changes: dict[str, Any], county: County) -> None:
    rest = dict(changes)
    evidence, ends_on = rest.pop("evidence", None), rest.pop("ends_on", None)
    if rest:
        amend_spell(actor=actor, spell=spell, on=county.filed_on, **rest)
    if evidence:
        upgrade_evidence(actor=actor, spell=spell, evidence=evidence)
    if ends_on:
        end_spell(actor=actor, spell=spell, on=county.filed_on, ends_on=ends_on)


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
