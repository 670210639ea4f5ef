"""What a decision is made of: what the rule lets be decided, the evidence that it waits for, and what is frozen."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import Any

from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.benefits.asked import LANGUAGES, Asked, conditions_of, rule_hash
from gainful.benefits.matters import matter
from gainful.benefits.models import Claim, Decision
from gainful.benefits.state_words import Words
from gainful.casework.shared import below_working_age
from gainful.registry.models import Person
from gainful.rules.benefit import Benefit
from gainful.rules.worded import named_once
from gainful.terms.facts import FACTS


def refuse_unlike_the_rule(asked: Asked, grants: bool) -> None:
    """Refuse a decision that the rule does not bear out, and any where it cannot tell."""
    told, rule = asked.answer, asked.rule
    if told.due is None:
        if told.missing:
            raise Refused("no_amount_loaded", missing=_parameters(rule, told.missing))
        raise Refused("cannot_tell_yet", ask=facts_in_words(told.ask))
    if grants and not told.due:
        raise Refused("not_due_by_the_rule", failed=_conditions(rule, asked))
    if not grants and told.due:
        raise Refused("due_by_the_rule")


def refuse_without_evidence(claim: Claim, rule: Benefit) -> None:
    """Refuse while evidence that the rule asks for was not seen, with all of it named."""
    seen = set(claim.evidence.values_list("kind", flat=True))
    lacking = [one for one in rule.evidence if one["en"] not in seen]
    if lacking:
        raise Refused("evidence_missing", which=_joined(lacking))


def is_work_of_a_child(person: Person, subject: str, about: str) -> bool:
    """Whether a case is a job that began before the person might work, by the birth date or the number on record."""
    if subject != "spell" or not about:
        return False
    began = date.fromisoformat(about)
    return any(below_working_age(born, began) for born in (person.born_on, person.born_on_by_number(began)))


def refuse_work_of_a_child(claim: Claim) -> None:
    """Refuse to pay anybody for a child's work, whatever its rule asks; the case of the child is another office's."""
    if claim.person is not None and is_work_of_a_child(claim.person, claim.subject, claim.about):
        raise Refused("work_of_a_child")


def facts_in_words(names: tuple[str, ...]) -> Words:
    """Facts by what they mean."""
    return _joined([FACTS[name].meaning for name in names])


def _parameters(rule: Benefit, names: tuple[str, ...]) -> Words:
    return _joined([{tongue: rule.parameters[name].called(tongue) for tongue in LANGUAGES} for name in names])


def _conditions(rule: Benefit, asked: Asked) -> Words:
    said = {
        tongue: [one.words for one in asked.in_words(tongue).conditions if one.holds is False]
        for tongue in LANGUAGES
    }
    return Words({"en": "; ".join(said["en"]), "zh": "；".join(said["zh"])})


def _joined(texts: Any) -> Words:
    return Words({"en": "; ".join(one["en"] for one in texts), "zh": "；".join(one["zh"] for one in texts)})


def frozen_decision(
    actor: Actor, claim: Claim, asked: Asked, on: date, kind: str, replaces: Decision | None
) -> Decision:
    """A decision as the rule answers, not written yet: conditions, sealed facts and words, the hash of the page."""
    told, places = asked.answer, asked.case.places
    decision = Decision(
        area=claim.area, claim=claim, kind=kind, replaces=replaces, grants=bool(told.due),
        amount_fen=told.amount_fen if told.due else None, on=asked.on, place=places[0] if places else "0",
        rule_hash=rule_hash(asked.rule, asked.on, places), conditions=conditions_of(told),
        decided_by_id=actor.account_id, decided_on=on,
    )  # fmt: skip
    decision.seal("facts", json.dumps(asked.frozen, ensure_ascii=False, sort_keys=True))
    decision.seal("words", json.dumps(_words(claim, asked), ensure_ascii=False))
    return decision


def _words(claim: Claim, asked: Asked) -> dict[str, Any]:
    """What the letter says, frozen with the decision, in each language."""
    said: dict[str, Any] = {}
    for tongue in LANGUAGES:
        told = asked.in_words(tongue)
        said[tongue] = {
            "title": told.title,
            "amount": told.amount,
            "amount_from": dataclasses.asdict(told.amount_from) if told.amount_from else None,
            "about": matter(claim, tongue),
            "conditions": [
                {
                    "words": one.words,
                    "holds": one.holds,
                    "values": [dataclasses.asdict(seen) for seen in one.values],
                }
                for one in told.conditions
            ],
            "would_change": list(told.would_change),
            "source": sources_of(asked, tongue),
            "unverified": list(told.unverified),
        }
    return {"name": _to_whom(claim), **said}


def sources_of(asked: Asked, language: str) -> str:
    """Where the rule comes from, and the values that held on the day in the place where those have another source."""
    spans = [one.span_on(asked.on, asked.case.places) for one in asked.rule.parameters.values()]
    return named_once([asked.rule.source, *(one.source for one in spans if one and one.source)], language)


def _to_whom(claim: Claim) -> str:
    """Whom the letter is written to: the person, or the employer whose own claim it is."""
    if claim.person is not None:
        return str(claim.person.name)
    return claim.employer.name if claim.employer is not None else ""
