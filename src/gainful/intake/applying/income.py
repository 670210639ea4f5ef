"""Income: one row a household and year. A blank source is unknown; an expected income was refused at the cell."""

from __future__ import annotations

from gainful.accounts.actor import Actor
from gainful.intake.applying.county import County
from gainful.intake.applying.plan import SAME, Plan, Values, changed, refused
from gainful.registry.actions import record_income

FACTS = (
    "wage_fen",
    "business_fen",
    "property_fen",
    "transfer_fen",
    "business_cost_fen",
    "net_fen",
    "net_per_head_fen",
)


def plan(values: Values, refused_facts: frozenset[str], county: County) -> Plan:
    """A year's income new, changed or the same."""
    number, year = values.get("household_number"), values.get("year")
    if not number or not year:
        return refused("household_unknown")
    income = {name: values.get(name) for name in FACTS}
    if all(value is None for value in income.values()):
        return refused("no_income_stated")
    household = county.households.get(number)
    if household is None:
        known = number in county.coming_households
        return (
            Plan("new", ("income",), lambda actor: _take(actor, values, county))
            if known
            else refused("household_not_in_registry")
        )
    kept = county.incomes.get((household.pk, year))
    if kept is None:
        return Plan("new", ("income",), lambda actor: _take(actor, values, county))
    changes = {name: income[name] for name in FACTS if getattr(kept, name) != income[name]}
    return changed(lambda actor: _take(actor, values, county), (kept, changes)) if changes else SAME


def _take(actor: Actor, values: Values, county: County) -> None:
    household = county.households[values["household_number"]]
    row = record_income(
        actor=actor,
        household=household,
        year=values["year"],
        income={name: values.get(name) for name in FACTS},
        on=county.filed_on,
    )
    county.incomes[(household.pk, values["year"])] = row
