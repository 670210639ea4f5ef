"""The relief from taxes of one's own business, reckoned with what is on record: the ceiling, and each tax in order.

It pays nobody and no claim is made of it: the tax office sets it against what is due.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gainful.benefits.asked import Asked, ask, rules
from gainful.benefits.cases import cases_of
from gainful.benefits.models import Business
from gainful.benefits.own_business import TAXES, stated_of
from gainful.benefits.tax import Relief, set_against
from gainful.registry.models import Person
from gainful.rules.benefit import answer

BEYOND_ANY = 10**15
"""Taxes so high, in fen, that a rule of relief answers with its ceiling."""


@dataclass(frozen=True)
class Reckoned:
    """A relief for a year: the rule asked on the year's last day or today, and the steps; None where it is not due,
    cannot be told, or the taxes are not on record."""

    year: int
    asked: Asked
    relief: Relief | None


def taxes_of_rules() -> dict[str, dict[str, str]]:
    """The taxes that a relief for one's own business is set against, in the rules' order, with their names."""
    found: dict[str, dict[str, str]] = {}
    for rule in rules().values():
        if rule.subject == "business":
            found |= {tax: dict(words) for tax, words in rule.set_against.items()}
    return found


def reliefs_of(person: Person, business: Business, years: list[int], on: date) -> list[Reckoned]:
    """Each rule that is set against taxes of a business, for each of the years, the latest first."""
    found = []
    for year in sorted(set(years), reverse=True):
        day = min(on, date(year, 12, 31))
        said = stated_of([business], day).get(business.pk, {}).get(TAXES)
        for case in cases_of(person, day):
            if case.business is None or case.business.pk != business.pk:
                continue
            for rule in rules().values():
                if rule.subject == "business" and rule.set_against and rule.in_force(day):
                    asked = ask(rule, case, day)
                    found.append(Reckoned(year, asked, _steps(asked, said.value if said else None)))
    return found


def _steps(asked: Asked, taxes: dict[str, int] | None) -> Relief | None:
    """The relief in the rule's order. Where the taxes stay so low that the place's own ceiling does not matter, and
    none is loaded, the ceiling is what is due of it."""
    if not asked.answer.due or asked.answer.amount_fen is None or taxes is None:
        return None
    order = tuple(asked.rule.set_against)
    known = {name: asked.facts.get(name) for name in asked.rule.ready.used} | {TAXES: BEYOND_ANY}
    whole = answer(asked.rule, known, asked.on, asked.case.places).amount_fen
    ceiling = asked.answer.amount_fen if whole is None else whole
    return set_against(ceiling, order, {tax: taxes.get(tax) for tax in order})
