"""Payrolls: one row a payment for a month, kept as told; what was told before is never changed by a later file."""

from __future__ import annotations

from typing import Any

from gainful.accounts.actor import Actor
from gainful.casework.actions import record_payroll_line
from gainful.casework.models import Spell
from gainful.casework.rolls import SOURCE
from gainful.intake.applying.county import County
from gainful.intake.applying.plan import SAME, Plan, Values, differing, refused
from gainful.intake.ledger_checks import PART
from gainful.registry.models import Person

PAYROLL = "payroll"
"""The grade of evidence that an employer's payroll is."""
AMOUNTS = {"gross": "gross_fen", "deducted": "deducted_fen", "paid": "paid_fen"}
AS_TOLD = ("deducted_for", "paid_on", "paid_by")


def plan(values: Values, refused_facts: frozenset[str], county: County) -> Plan:
    """A payment new or the same; one that was told otherwise before is refused, and stays."""
    if not values.get("month"):
        return refused("month_not_stated")
    person = county.person(values.get("id_number"))
    if person is None:
        if county.is_coming(values.get("id_number")):
            return Plan("new", ("pay",), lambda actor: _take(actor, values, county))
        return refused("not_in_registry")
    known = county.lists.payroll.get(_key(values, person))
    if known is None:
        return Plan("new", ("pay",), lambda actor: _take(actor, values, county))
    otherwise = differing(known, _facts(values))
    if (
        known.source == SOURCE
    ):  # an employer's roll says less than a payroll: what it leaves open differs from nothing
        otherwise = {name: one for name, one in otherwise.items() if getattr(known, name) not in (None, "")}
    return refused("told_otherwise_before") if otherwise else SAME


def job_of(values: Values, person: Person, county: County) -> Spell | None:
    """The person's job at that employer in that month, None where no ledger has it."""
    employer = values.get("employer") or ""
    jobs = county.lists.in_month(person.pk, values["month"])
    return next((job for job in jobs if job.employer_name == employer), None)


def _key(values: Values, person: Person) -> tuple[int, str, Any, int]:
    return person.pk, values.get("employer") or "", values["month"], values.get(PART, 1)


def _facts(values: Values) -> dict[str, Any]:
    amounts = {column: values[fact] for fact, column in AMOUNTS.items() if fact in values}
    return amounts | {fact: values[fact] for fact in AS_TOLD if fact in values}


def _take(actor: Actor, values: Values, county: County) -> None:
    person = county.person(values["id_number"])
    assert person is not None
    key = _key(values, person)
    county.lists.payroll[key] = record_payroll_line(
        actor=actor,
        person=person,
        spell=job_of(values, person, county),
        employer_name=key[1],
        month=key[2],
        part=key[3],
        on=county.filed_on,
        evidence=PAYROLL,
        source=county.source,
        **_facts(values),
    )
