"""Decisions: one officer decides as the rule says, a second one approves or returns; what it rests on is frozen.

The rule is the law: what is not due is not granted, what is due is not refused, and what cannot be told is not decided
but asked. A decision that follows an objection or a change of fact names the one that it replaces.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.benefits.asked import of_claim
from gainful.benefits.deciding import (
    frozen_decision,
    refuse_unlike_the_rule,
    refuse_without_evidence,
    refuse_work_of_a_child,
)
from gainful.benefits.models import Claim, Decision
from gainful.benefits.state_words import STATE_WORDS
from gainful.casework.database_refusals import told_by_name
from gainful.casework.programme import quantity


@action(right="claims.decide", on_what="claim")
def decide(*, actor: Actor, claim: Claim, grants: bool, on: date) -> Decision:
    """Grant or refuse a claim, as its rule answers with the facts as they are; a second officer then looks at it.

    Refused: claim_not_open, no_such_case, cannot_tell_yet, no_amount_loaded, not_due_by_the_rule, due_by_the_rule,
    evidence_missing (all that is missing at once).
    """
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if claim.state != Claim.State.OPEN:
        raise Refused("claim_not_open", state=STATE_WORDS[claim.state])
    asked = of_claim(claim, on)
    if asked is None:
        raise Refused("no_such_case")
    refuse_unlike_the_rule(asked, grants)
    if grants:
        refuse_work_of_a_child(claim)
        refuse_without_evidence(claim, asked.rule)
    decision = _keep(frozen_decision(actor, claim, asked, on, Decision.Kind.FIRST, None))
    claim.state = Claim.State.DECIDED
    claim.save(update_fields=["state"])
    return decision


def _keep(decision: Decision) -> Decision:
    """Write a decision down; refused where another waits for the second officer."""
    try:
        with transaction.atomic(), told_by_name():
            decision.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("claim_not_open", state=STATE_WORDS[Claim.State.DECIDED]) from error
    return decision


@action(right="claims.approve", on_what="decision")
def approve(*, actor: Actor, decision: Decision, on: date) -> Decision:
    """The second officer approves a decision: it counts from now, and may be objected to until a day.

    Refused: decided_already, second_is_another.
    """
    decision = _looked_at(actor, decision)
    decision.state = Decision.State.APPROVED
    decision.second_id, decision.second_on = actor.account_id, on
    decision.object_by = on + timedelta(days=quantity("claim_objection_days", decision.area, on))
    with told_by_name():
        decision.save(update_fields=["state", "second", "second_on", "object_by"])
    claim = decision.claim
    state = Claim.State.APPROVED if decision.grants else Claim.State.REFUSED
    if claim.state != state:
        claim.state = state
        _move(claim)
    return decision


@action(right="claims.approve", on_what="decision")
def return_decision(*, actor: Actor, decision: Decision, because: str, on: date) -> Decision:
    """The second officer sends a decision back with a reason; the claim waits for another decision.

    Refused: say_why_returned, decided_already, second_is_another.
    """
    if not because.strip():
        raise Refused("say_why_returned")
    decision = _looked_at(actor, decision)
    decision.state = Decision.State.RETURNED
    decision.second_id, decision.second_on = actor.account_id, on
    decision.returned_because = because.strip()
    with told_by_name():
        decision.save(update_fields=["state", "second", "second_on", "returned_because"])
    claim = decision.claim
    if claim.state == Claim.State.DECIDED:
        claim.state = Claim.State.OPEN
        _move(claim)
    return decision


def _looked_at(actor: Actor, decision: Decision) -> Decision:
    """The decision with its claim, both locked; refused unless it waits, and for another than who decided."""
    claim = Claim.objects.select_for_update().get(pk=decision.claim_id)
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    decision.claim = claim
    if decision.state != Decision.State.PROPOSED:
        raise Refused("decided_already")
    if actor.account_id is None or decision.decided_by_id == actor.account_id:
        raise Refused("second_is_another")
    return decision


def _move(claim: Claim) -> None:
    """Save the claim's state; a refused claim that is granted after all must not meet another that took its place."""
    try:
        with transaction.atomic(), told_by_name():
            claim.save(update_fields=["state"])
    except (IntegrityError, Refused) as error:
        if "live_claims_do_not_overlap" in str(error):
            raise Refused("claimed_already") from error
        raise
