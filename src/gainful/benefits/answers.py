"""Every rule asked of every case of a person, in words. Rules that do not hold on the day are left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.conf import settings

from gainful.benefits.cases import Case, case_of_employer, cases_of
from gainful.benefits.explained import Explained, explained
from gainful.benefits.limits import is_for_payment
from gainful.jobs.models import Employer
from gainful.pack import load
from gainful.registry.models import Person
from gainful.rules.benefit import Benefit
from gainful.terms.areas import chain_of_codes


@dataclass(frozen=True)
class Told:
    """One rule's answer for one case: what the case is about ("" for the person as such), the answer, who is paid.

    `payee` is person, employer, or "" where no claim for payment is made by the rule.
    """

    about: str
    answer: Explained
    payee: str = ""


@lru_cache(maxsize=4)
def labels_in(language: str) -> dict[tuple[str, str], dict[str, str]]:
    """The names of the pack's codes, by list and code, as sentences of rules want them."""
    return load(settings.GAINFUL_PACK).labels(language)


def answers_for(person: Person, on: date, language: str, *, newest: int | None = None) -> list[Told]:
    """Each rule in force on a date where the case is, for each case of the person of its subject, in the pack's order.

    A rule of another province says nothing here: see `rules_of_elsewhere`. `newest` asks about so many jobs, and so
    many courses, alone: those begun last.
    """
    rules = load(settings.GAINFUL_PACK).rules
    return [
        Told(
            case.about,
            explained(rule, case.facts, on, case.places, language, labels_in(language)),
            rule.payee if is_for_payment(rule) else "",
        )
        for case in _newest(cases_of(person, on), newest)
        for rule in rules.values()
        if case.takes(rule) and rule.in_force(on) and rule.holds_in(case.places)
    ]


def answers_for_employer(employer: Employer, on: date, language: str) -> list[Explained]:
    """Each rule about employers as such that holds where the office keeps the employer's record, on a date."""
    case = case_of_employer(employer, on)
    return [
        explained(rule, case.facts, on, case.places, language, labels_in(language))
        for rule in load(settings.GAINFUL_PACK).rules.values()
        if rule.subject == case.subject and rule.in_force(on) and rule.holds_in(case.places)
    ]


def _newest(cases: list[Case], most: int | None) -> list[Case]:
    """Of each subject the cases begun last, all where no number is given."""
    if most is None:
        return cases
    kept: dict[str, list[Case]] = {}
    for case in sorted(cases, key=lambda one: one.about, reverse=True):
        kept.setdefault(case.subject, []).append(case)
    return [case for subject in dict.fromkeys(one.subject for one in cases) for case in kept[subject][:most]]


def rules_of_elsewhere(person: Person, on: date) -> list[Benefit]:
    """The rules in force on a date that hold in other places alone: whether the person's place has a like one is not
    loaded."""
    places = chain_of_codes(person.area)
    rules = load(settings.GAINFUL_PACK).rules.values()
    return [rule for rule in rules if rule.in_force(on) and not rule.holds_in(places)]
