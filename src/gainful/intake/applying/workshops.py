"""Workshops: one row a recognised workshop, with the numbers that it states."""

from __future__ import annotations

from gainful.accounts.actor import Actor
from gainful.intake.applying.county import County
from gainful.intake.applying.plan import SAME, Plan, Values, changed, differing, refused, stated
from gainful.jobs.actions import correct_workshop, record_workshop

FACTS = ("kind", "recognised_on", "workers_stated", "registered_workers_stated", "running")


def plan(values: Values, refused_facts: frozenset[str], county: County) -> Plan:
    """A workshop new, changed or the same."""
    if not values.get("workshop"):
        return refused("workshop_unnamed")
    area = county.township(values.get("township"))
    known = county.workshops.get((values["workshop"], area))
    if known is None:
        return Plan("new", ("workshop",), lambda actor: _take(actor, values, area, county))
    changes = differing(known, stated(values, *FACTS))
    if not changes:
        return SAME
    changes["stated_on"] = county.filed_on
    return changed(
        lambda actor: correct_workshop(actor=actor, workshop=known, changes=changes), (known, changes)
    )


def _take(actor: Actor, values: Values, area: int, county: County) -> None:
    name = values["workshop"]
    row = record_workshop(
        actor=actor, area=area, name=name, stated_on=county.filed_on, **stated(values, *FACTS)
    )
    county.workshops[(name, area)] = row
