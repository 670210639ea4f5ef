"""One claim's rule asked of its case: the facts of the record and those seen on paper, and what they come to.

`frozen` is what a decision keeps of it; `answer_of` asks frozen facts again, and must come to the same for ever.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.conf import settings

from gainful.accounts.refusals import Refused
from gainful.benefits.answers import labels_in
from gainful.benefits.cases import Case, but_for, cases_of, cases_of_employer
from gainful.benefits.explained import Explained, explained
from gainful.benefits.models import OF_EMPLOYERS, Claim, Decision
from gainful.casework.models import Spell
from gainful.jobs.models import Employer
from gainful.pack import load
from gainful.registry.models import Person
from gainful.rules.benefit import Answer, Benefit, answer
from gainful.terms.areas import chain_of_codes
from gainful.terms.facts import FACTS
from gainful.terms.money import yuan
from gainful.terms.paid_before import PAID_BEFORE, says_more
from gainful.terms.places import area_number

LANGUAGES = ("zh", "en")
OWN = ("business", "loan")
"""Subjects whose cases a claim names by what they are about, and not by a row."""
SEEN = {"en": "as told or on paper: {kept_at}", "zh": "据陈述或材料：{kept_at}"}


def rules() -> Mapping[str, Benefit]:
    """The rules of the loaded programme by name."""
    return load(settings.GAINFUL_PACK).rules


@dataclass(frozen=True)
class Asked:
    """A rule asked of a case on a day: the facts with where each is from, and the answer."""

    rule: Benefit
    case: Case
    on: date
    facts: dict[str, Any] = field(repr=False)
    seen: dict[str, str] = field(repr=False)
    answer: Answer = field(repr=False)

    def in_words(self, language: str) -> Explained:
        """The answer in words, facts told or seen on paper with whose word or which paper as their source."""
        sources = {name: SEEN[language].format(kept_at=paper) for name, paper in self.seen.items()}
        return explained(
            self.rule, self.facts, self.on, self.case.places, language, labels_in(language), sources
        )

    @property
    def frozen(self) -> dict[str, dict[str, Any]]:
        """Each fact that the rule uses: its value as JSON holds it, and where it is from."""
        names = list(self.rule.ready.used)
        if self.rule.deadline and self.rule.deadline.after:
            names.append(self.rule.deadline.after)
        return {
            name: {
                "value": as_json(self.facts.get(name)),
                "source": self.seen.get(name) or FACTS[name].source,
                "seen": name in self.seen,
            }
            for name in dict.fromkeys(names)
        }


def ask(rule: Benefit, case: Case, on: date, claim: Claim | None = None) -> Asked:
    """The rule asked of a case; facts seen for the claim fill what the record does not know, never the other way.

    Only a paper that shows a payment the books lack stands above them. The claim never counts against itself.
    """
    if claim is not None and PAID_BEFORE.keys() & set(rule.ready.used):
        case = but_for(claim, case, on)
    facts, seen = dict(case.facts), {}
    for one in claim.facts_seen.order_by("pk") if claim is not None else ():
        value, recorded = (
            from_json(one.fact, json.loads(one.unsealed("value") or "null")),
            case.facts.get(one.fact),
        )
        if recorded is None or says_more(one.fact, value, recorded):
            facts[one.fact], seen[one.fact] = value, one.kept_at
    known = {name: facts.get(name) for name in rule.ready.used}
    return Asked(rule, case, on, facts, seen, answer(rule, known, on, case.places))


def open_claim(person: Person, rule: str, about: str) -> Claim | None:
    """The person's claim of a rule that waits for its decision, by what it is about."""
    mine = Claim.objects.filter(person=person, rule=rule, about=about, state=Claim.State.OPEN)
    return mine.order_by("-pk").first()


def claims_told_on(person: Person) -> dict[tuple[str, str], Claim]:
    """The person's open claims on which facts were written down, by rule and what they are about."""
    mine = Claim.objects.filter(person=person, state=Claim.State.OPEN, facts_seen__isnull=False)
    return {(claim.rule, claim.about): claim for claim in mine.distinct().order_by("pk")}


def claimed_by_employer(employer: Employer, on: date) -> set[tuple[str, str]]:
    """What the employer has a live claim for as such, for a time that holds the day, by rule and what it is about."""
    live = Claim.objects.filter(
        employer=employer, subject__in=OF_EMPLOYERS, period_from__lte=on, period_to__gte=on
    )
    live = live.exclude(state__in=(Claim.State.REFUSED, Claim.State.WITHDRAWN))
    return set(live.values_list("rule", "about"))


def asked_for(person: Person, rule: str, about: str, on: date) -> Asked | None:
    """A rule asked of one case of a person, with what was told on its open claim; None where there is no such case."""
    known = rules().get(rule)
    for case in cases_of(person, on) if known is not None else ():
        if known is not None and case.takes(known) and case.about == about:
            return ask(known, case, on, open_claim(person, rule, about))
    return None


def case_of_retracted_job(claim: Claim, on: date) -> Case | None:
    """The case of a claim whose job never began, or whose own business or loan was written down by mistake: the
    person's, with nothing known of such; None where it stands."""
    if claim.person is not None and claim.subject in OWN:
        person = next(case for case in cases_of(claim.person, on) if case.subject == "person")
        return replace(person, subject=claim.subject, about=claim.about)
    spell = claim.spell
    if (
        claim.person is None
        or spell is None
        or spell.state not in (Spell.State.AGREED, Spell.State.CALLED_OFF)
    ):
        return None
    person = next(case for case in cases_of(claim.person, on) if case.subject == "person")
    return replace(person, subject="spell", about=spell.starts_on.isoformat(), spell=spell)


def case_of(claim: Claim, on: date) -> Case | None:
    """The claim's own case on a day; None where the job or course is no longer on record by then.

    A workshop's is gone where another employer runs it.
    """
    if claim.of_employer and claim.employer is not None:
        for case in cases_of_employer(claim.employer, on):
            if (case.subject, case.about) == (claim.subject, claim.about):
                return case
    if claim.person is None:
        return None
    for case in cases_of(claim.person, on):
        if (case.subject, case.spell and case.spell.pk, case.seat and case.seat.pk) != (
            claim.subject,
            claim.spell_id,
            claim.enrolment_id,
        ):
            continue
        # A job's first day may be put right after the claim; a business is told by its day, which stays.
        if case.subject not in OWN or (
            case.about == claim.about
            and (case.loan is None or (case.interest and claim.once_for == f"loan:{case.loan.pk}"))
        ):
            return case
    return None


def day_asked_of(claim: Claim, rule: Benefit, on: date) -> date:
    """The day whose facts decide: today, but no later than the claim's period and the rule, nor before it was asked."""
    last = min(on, claim.period_to, rule.valid_to or on)
    return max(last, min(claim.asked_on, on))


def of_claim(claim: Claim, on: date) -> Asked | None:
    """What the rule says of a claim as things stand on record; None where its case, or the rule, is gone."""
    rule = rules().get(claim.rule)
    if rule is None:
        return None
    day = day_asked_of(claim, rule, on)
    case = case_of(claim, day)
    return None if case is None else ask(rule, case, day, claim)


def as_json(value: Any) -> Any:
    """A fact's value as JSON holds it."""
    return value.isoformat() if isinstance(value, date) else value


def from_json(fact: str, value: Any) -> Any:
    """A fact's value out of JSON."""
    return date.fromisoformat(value) if value is not None and FACTS[fact].kind == "date" else value


def rule_hash(rule: Benefit, on: date, places: tuple[str, ...]) -> str:
    """SHA-256 of what the page says that counts on a day in a place: conditions, amount, values, limit."""
    said = {
        "name": rule.name,
        "conditions": {name: one.text for name, one in rule.conditions.items()},
        "amount": rule.amount.text if rule.amount else "",
        "values": {name: as_json(value) for name, value in rule.ready.values_on(on, places).items()},
        "valid": [as_json(rule.valid_from), as_json(rule.valid_to)],
        "limit": {name: str(value) for name, value in rule.limit.items()},
    }
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def conditions_of(told: Answer) -> dict[str, bool | None]:
    """Each named condition with true, false or null, in the page's order."""
    return {one.name: one.holds for one in told.conditions}


def frozen_facts(decision: Decision) -> dict[str, dict[str, Any]]:
    """The facts that a decision rests on, opened."""
    return dict(json.loads(decision.unsealed("facts") or "{}"))


def answer_of(decision: Decision, rule: Benefit) -> Answer:
    """What the rule, as it is loaded now, says of the facts frozen in a decision."""
    facts = {name: from_json(name, one["value"]) for name, one in frozen_facts(decision).items()}
    known = {name: facts.get(name) for name in rule.ready.used}
    return answer(rule, known, decision.on, chain_of_codes(area_number(decision.place)))


def read_value(fact: str, written: str) -> Any:
    """A fact's value as an officer writes it. Refused: not_a_value_of_the_fact."""
    known, text = FACTS[fact], written.strip()
    wanted = {"boolean": "yes / no", "money": "CNY", "integer": "1, 2, 3 …", "date": "2020-10-31"}
    if known.kind == "integer" and known.maximum is not None:
        wanted["integer"] = f"{known.minimum} – {known.maximum}"
    value: Any = None
    try:
        match known.kind:
            case "boolean":
                value = {"yes": True, "no": False}.get(text)
            case "money":
                value = yuan(text)
            case "integer":
                value = int(text)
            case "date":
                value = date.fromisoformat(text)
            case _:
                value = text or None
    except ValueError:
        value = None
    codes = next((rule.codes for rule in rules().values() if rule.codes), {}).get(known.code_list or "")
    if value is None or not known.admits(value) or (codes and value not in codes):
        raise Refused("not_a_value_of_the_fact", given=text, wanted=wanted.get(known.kind, known.kind))
    return value
