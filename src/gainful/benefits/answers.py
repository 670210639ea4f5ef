"""Every rule asked of every case of a person, in words. Rules that do not hold on the day are left out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.conf import settings

from gainful.benefits.cases import Case, case_of_employer, cases_of
from gainful.benefits.explained import Explained, explained
from gainful.benefits.limits import Limit, is_for_payment, limit_of
from gainful.benefits.own_loans import GRANTED
from gainful.jobs.models import Employer
from gainful.pack import load
from gainful.registry.models import Person
from gainful.rules.benefit import Benefit
from gainful.terms.areas import chain_of_codes


@dataclass(frozen=True)
class Told:
    """One rule's answer for one case: what the case is about ("" for the person as such), the answer, who is paid.

    `payee` is person, employer, or "" where no claim for payment is made by the rule. `not_beside` names what it cannot
    be had together with that is due to the same person, or claimed for them. `limit` is what a claim of it counts
    against. Of a rule that pays nobody, `asked_at` is who is asked for it: "bank", "tax_office", "provider"; `had`: the
    loan is granted already. `claimed`: a claim of it waits for its decision.
    """

    about: str
    answer: Explained
    payee: str = ""
    not_beside: tuple[str, ...] = ()
    limit: Limit | None = None
    asked_at: str = ""
    had: bool = False
    claimed: bool = False


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
            limit=limit_of(rule, case, person, on) if is_for_payment(rule) else None,
            asked_at="" if is_for_payment(rule) else _asked_at(rule),
            had=case.loan is not None and not is_for_payment(rule) and GRANTED in case.facts,
        )
        for case in _newest(cases_of(person, on), newest)
        for rule in rules.values()
        if case.takes(rule) and rule.in_force(on) and rule.holds_in(case.places)
    ]


def _asked_at(rule: Benefit) -> str:
    """Who is asked for what no claim is made of: the tax office, whoever is paid for teaching or placing, a bank."""
    if rule.set_against:
        return "tax_office"
    return "provider" if rule.payee == "provider" else "bank"


def answers_for_employer(employer: Employer, on: date, language: str) -> list[Explained]:
    """Each rule about employers as such that holds where the office keeps the employer's record, on a date."""
    case = case_of_employer(employer, on)
    return [
        explained(rule, case.facts, on, case.places, language, labels_in(language))
        for rule in load(settings.GAINFUL_PACK).rules.values()
        if rule.subject == case.subject and rule.in_force(on) and rule.holds_in(case.places)
    ]


def with_exclusions(told: Sequence[Told], claimed: Collection[tuple[str, str]], language: str) -> list[Told]:
    """The answers, those that are due with the other benefits, due or claimed, that exclude them.

    `claimed` is what the person has a live claim for, by rule and what it is about. What two rules pay an employer
    excludes each other for one job alone.
    """
    rules = load(settings.GAINFUL_PACK).rules
    there = {(one.answer.benefit, one.about) for one in told if one.answer.due} | set(claimed)

    def excluding(one: Told) -> Iterator[str]:
        for name in rules[one.answer.benefit].not_with:
            of_job = name in rules and "employer" == rules[name].payee == one.payee
            if any(rule == name and (not of_job or about == one.about) for rule, about in there):
                yield rules[name].title[language] if name in rules else name

    return [replace(one, not_beside=tuple(excluding(one))) if one.answer.due else one for one in told]


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
