"""Openings: one row an opening. Its own text is screened when it is recorded; deductions not stated stay unknown."""

from __future__ import annotations

from typing import Any

from gainful.accounts.actor import Actor
from gainful.intake.applying.county import County
from gainful.intake.applying.plan import SAME, Plan, Values, changed, differing, refused, stated
from gainful.jobs.actions import correct_opening, record_employer, record_opening
from gainful.jobs.models import Employer

PLAIN = (
    "occupation",
    "education",
    "housing",
    "hours_per_week",
    "contract_months",
    "valid_until",
    "contact_name",
    "contact_phone",
)
ELSEWHERE = "organised_export"
WORKSHOP = "workshop"


def plan(values: Values, refused_facts: frozenset[str], county: County) -> Plan:
    """An opening new, changed or the same."""
    if not values.get("employer") or not values.get("title"):
        return refused("opening_without_employer")
    if not values.get("seats"):
        return refused("opening_without_seats")
    key = (values.get("number") or "", values["employer"], values["title"])
    known = county.openings.get(key)
    if known is None:
        return Plan("new", ("opening",), lambda actor: _take(actor, values, county))
    wanted = {**terms_of(values, county), "seats": values["seats"]}
    if known.channel != WORKSHOP:
        wanted.pop("workshop")
    phone = wanted.pop("contact_phone", None)
    changes = differing(known, wanted)
    if phone and known.unsealed("contact_phone") != phone:
        changes["contact_phone"] = phone
    if not changes:
        return SAME
    return changed(
        lambda actor: correct_opening(actor=actor, opening=known, on=county.filed_on, changes=changes),
        (known, changes),
    )


def channel_of(values: Values, county: County) -> str:
    """The channel that an opening's kind of employer belongs to; unknown kinds are work arranged elsewhere."""
    kind = county.pack.codes["employer_types"].get(values.get("employer_type") or "")
    return (kind.attributes.get("channel") if kind else "") or ELSEWHERE


def terms_of(values: Values, county: County) -> dict[str, Any]:
    """What the row states, in the words of an opening."""
    terms = stated(values, *PLAIN)
    place = county.gazetteer.resolve(values.get("place"), county.area, county.filed_on)
    terms["place"], terms["place_text"] = place.code, values.get("place") or ""
    terms["number"] = values.get("number") or ""
    if values.get("pay"):
        terms["pay_low_fen"], terms["pay_high_fen"] = values["pay"]
    skill = county.pack.codes["skill_requirements"].get(values.get("skill") or "")
    if skill is not None and skill.attributes.get("occupation"):
        terms["certificate"], terms["certificate_required"] = skill.attributes["occupation"], True
    terms["skill_text"] = values.get("skill_text") or ""
    terms["other_text"] = values.get("other_text") or ""
    if values.get("deductions_text"):
        terms["deductions_stated"], terms["deductions_text"] = True, values["deductions_text"]
    # Who is hired through a workshop's opening stands on that workshop's roll.
    is_workshops = channel_of(values, county) == WORKSHOP
    terms["workshop"] = county.workshop_named(values.get("employer")) if is_workshops else None
    return terms


def _take(actor: Actor, values: Values, county: County) -> None:
    row = record_opening(
        actor=actor,
        area=county.area,
        employer=_employer(actor, values, county),
        channel=channel_of(values, county),
        title=values["title"],
        seats=values["seats"],
        on=county.filed_on,
        **terms_of(values, county),
    )
    county.openings[(row.number, values["employer"], row.title)] = row


def _employer(actor: Actor, values: Values, county: County) -> Employer:
    key = (values["employer"], values.get("employer_code") or "")
    known = county.employers.get(key)
    if known is None:
        place = county.gazetteer.resolve(values.get("place"), county.area, county.filed_on)
        known = record_employer(
            actor=actor,
            area=county.area,
            name=key[0],
            code=key[1],
            kind=values.get("employer_type") or "",
            place=place.code,
        )
        county.employers[key] = known
    return known
