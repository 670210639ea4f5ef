"""Leaders: one row a recognised leader and the business led. Households brought along are no jobs."""

from __future__ import annotations

from gainful.accounts.actor import Actor
from gainful.intake.applying.county import County
from gainful.intake.applying.plan import SAME, Plan, Values, changed, differing, refused, stated
from gainful.jobs.actions import correct_leader, record_leader

FACTS = ("business_kind", "households_brought_along", "people_brought_along", "recognised_on")


def plan(values: Values, refused_facts: frozenset[str], county: County) -> Plan:
    """A leader's business new, changed or the same. A leader outside the registry is kept without a person."""
    if not values.get("business_name"):
        return refused("business_unnamed")
    person = county.person(values.get("id_number"))
    known = county.leaders.get((person.pk if person else None, values["business_name"]))
    if known is None:
        return Plan("new", ("leader",), lambda actor: _take(actor, values, county))
    changes = differing(known, stated(values, *FACTS))
    if not changes:
        return SAME
    return changed(lambda actor: correct_leader(actor=actor, leader=known, changes=changes), (known, changes))


def _take(actor: Actor, values: Values, county: County) -> None:
    person = county.person(values.get("id_number"))
    row = record_leader(
        actor=actor,
        area=county.area,
        person=person,
        business_name=values["business_name"],
        **stated(values, *FACTS),
    )
    county.leaders[(person.pk if person else None, row.business_name)] = row
