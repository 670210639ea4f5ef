"""What an employer's own roll settles of the rules that pay employers or lower their taxes, and what is missing.

To say of how many workers a benefit is due is to say how many are registered as poor: of a roll of three it names
them. So an employer is told nothing that rests on people's registration, not even as a count; which of the workers
count is for the office to say. What is told rests on the employer's own words and papers alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gainful.benefits.asked import rules
from gainful.benefits.cases import case_of_employer
from gainful.benefits.told_to_employers import OF_PEOPLE
from gainful.casework import rolls
from gainful.casework.facts import spell_facts
from gainful.jobs.models import Employer
from gainful.rules.benefit import Benefit
from gainful.terms.facts import FACTS

FROM_THE_OFFICE = ("payments", "employment office")
"""Sources of facts that are not for the employer to give."""
OF_WORK = (
    "contract_months", "has_contract", "insured", "insured_months", "employer_insurance_paid", "months_worked",
    "months_worked_in_year", "training_through_work", "income_proof", "started_on",
)  # fmt: skip
"""Facts of a job that the employer itself knows of: shown as how many of its workers they are on record for."""


@dataclass(frozen=True)
class Known:
    """A fact that a rule asks for and the employer may know of: for how many of the workers it is on record, of all.

    For a fact of the employer itself `workers` is None and `known` says whether it is on record (1) or not (0).
    """

    fact: str
    known: int
    workers: int | None

    @property
    def settled(self) -> bool:
        """Whether nothing of it is missing; of nobody there is nothing to be settled."""
        return self.known > 0 and self.known == (1 if self.workers is None else self.workers)


@dataclass(frozen=True)
class Settled:
    """One rule: what of it the employer's word or papers settle, and whether more hangs on what the office knows."""

    rule: Benefit
    facts: tuple[Known, ...]
    office_knows_more: bool

    @property
    def missing(self) -> tuple[Known, ...]:
        """What the employer has still to give."""
        return tuple(one for one in self.facts if not one.settled and one.workers != 0)

    @property
    def nobody(self) -> bool:
        """Whether it is about workers alone and none is there of whom the employer may know."""
        return bool(self.facts) and all(one.workers == 0 for one in self.facts)


def for_employers(rule: Benefit, places: tuple[str, ...], on: date) -> bool:
    """Whether a rule pays employers, or lowers their taxes or interest, in a place on a day."""
    concerns = rule.payee == "employer" or rule.subject == "employer"
    return concerns and rule.in_force(on) and rule.holds_in(places)


def settled_for(employer: Employer, on: date) -> list[Settled]:
    """Each rule for employers that holds where the employer is, with what is on record and what is missing.

    Workers are those whom the employer may know of, at work on the day.
    """
    case = case_of_employer(employer, on)
    spells = rolls.their_spells(employer).working_on(on)
    jobs = list(spell_facts(spells, on).values())
    said = Counter(name for facts in jobs for name in facts)
    return [
        _settled(rule, case.facts, said, len(jobs))
        for rule in rules().values()
        if for_employers(rule, case.places, on)
    ]


def _settled(rule: Benefit, own: Mapping[str, Any], said: Counter[str], workers: int) -> Settled:
    known, more = [], False
    for name in rule.ready.used:
        fact = FACTS[name]
        if fact.subject == "employer" and name not in OF_PEOPLE and fact.source not in FROM_THE_OFFICE:
            known.append(Known(name, int(name in own), None))
        elif fact.subject == "spell" and name in OF_WORK:
            known.append(Known(name, said[name], workers))
        else:
            more = True
    return Settled(rule, tuple(known), more)
