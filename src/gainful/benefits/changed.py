"""What changed after a decision: its facts as they are on record now, where the rule would say another thing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from gainful.benefits.asked import (
    Asked,
    as_json,
    ask,
    case_of,
    case_of_retracted_job,
    frozen_facts,
    of_claim,
    rules,
)
from gainful.benefits.models import Claim, Decision, Reopening
from gainful.rules.benefit import Benefit


def asked_anew(claim: Claim, decision: Decision, on: date) -> Asked | None:
    """The claim's rule with the facts on record now: of the decision's day, and of today where that pays more.

    A benefit with tiers is claimed once, and a longer stay reaches the next tier under the same claim.
    """
    rule = rules().get(claim.rule)
    case = case_of(claim, decision.on) if rule is not None else None
    if rule is not None and case is None:
        return _of_a_job_that_never_began(rule, claim, decision)
    if rule is None or case is None:
        return None
    then = ask(rule, case, decision.on, claim)
    if (
        decision.grants
        and then.answer.amount_fen == decision.amount_fen
        and rule.limit.get("once_per") == "spell"
    ):
        now = of_claim(claim, on)
        if now is not None and now.answer.due and (now.answer.amount_fen or 0) > (decision.amount_fen or 0):
            return now
    return then


def _of_a_job_that_never_began(rule: Benefit, claim: Claim, decision: Decision) -> Asked | None:
    """Nothing is due for a job whose beginning was retracted: what no record bears out is not for the rule to guess."""
    case = case_of_retracted_job(claim, decision.on)
    if case is None:
        return None
    asked = ask(rule, case, decision.on)
    asked.answer.due, asked.answer.amount_fen = False, None
    return asked


def changed_facts(decision: Decision, on: date) -> Iterator[tuple[str, Any, Any]]:
    """(fact, value then, value now) of a decision that the rule would decide in another way now; else nothing."""
    asked = asked_anew(decision.claim, decision, on)
    if asked is None:
        return
    told = asked.answer
    if (told.due, told.amount_fen if told.due else None) == (decision.grants, decision.amount_fen):
        return
    for name, one in frozen_facts(decision).items():
        now = as_json(asked.facts.get(name))
        if now != one["value"]:
            yield name, one["value"], now


def said_before(row: Reopening, decision: Decision) -> bool:
    """Whether an officer settled the very same change already, with a reason."""
    settled = decision.reopenings.filter(fact=row.fact).exclude(settled_on=None)
    return any(one.unsealed("words") == row.unsealed("words") for one in settled)
