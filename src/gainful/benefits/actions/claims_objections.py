"""Not agreeing with a decision, and facts that changed after it: looked at by somebody else, decided openly again.

Nothing changes by itself: an objection or a change is answered by a named officer with a reason, and where the rule
says another thing with the facts as they are now, by a further decision that names the one that it replaces.
"""

from __future__ import annotations

import json
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.benefits.actions.claims_decisions import _keep
from gainful.benefits.changed import asked_anew, changed_facts, said_before
from gainful.benefits.deciding import (
    frozen_decision,
    refuse_unlike_the_rule,
    refuse_without_evidence,
    refuse_work_of_a_child,
)
from gainful.benefits.models import Claim, Decision, Objection, Reopening
from gainful.casework.database_refusals import told_by_name
from gainful.casework.programme import quantity

REVIEW, APPEAL = Objection.Kind.REVIEW, Objection.Kind.APPEAL


@action(right="claims.object", on_what="decision")
def object_to(*, actor: Actor, decision: Decision, words: str, how: str, on: date) -> Objection:
    """The person does not agree: a review at first, an appeal outside the office once that was answered.

    Refused: say_what_you_object_to, not_yet_approved, too_late_to_object (with the day), objected_already.
    """
    if actor.person_id is not None and actor.person_id != decision.claim.person_id:
        raise NotAllowed("not_allowed")
    own = actor.person_id is not None
    return _objection(actor, decision, words, Claim.How.SCREEN if own else Claim.How(how), on)


def _objection(actor: Actor, decision: Decision, words: str, how: str, on: date) -> Objection:
    """An objection written down, in the step that it is now."""
    decision = Decision.objects.select_related("claim").get(pk=decision.pk)
    if not words.strip():
        raise Refused("say_what_you_object_to")
    if decision.state != Decision.State.APPROVED or decision.object_by is None:
        raise Refused("not_yet_approved")
    kind, until = _which(decision, on)
    if on > until:
        raise Refused("too_late_to_object", day=until.isoformat())
    answer_by = on + timedelta(days=quantity("claim_answer_days", decision.area, on))
    objection = Objection(
        area=decision.area, decision=decision, kind=kind, how=how, made_on=on, recorded_by_id=actor.account_id,
        answer_by=answer_by,
    )  # fmt: skip
    objection.seal("words", words.strip())
    try:
        with transaction.atomic(), told_by_name():
            objection.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("objected_already") from error
    return objection


def _which(decision: Decision, on: date) -> tuple[str, date]:
    """Which step an objection is now, and until what day it may be made."""
    review = decision.objections.filter(kind=REVIEW).first()
    if review is None:
        assert decision.object_by is not None
        return REVIEW, decision.object_by
    if review.answered_on is None:
        raise Refused("objected_already")
    days = quantity("claim_appeal_days", decision.area, on)
    return APPEAL, review.answered_on + timedelta(days=days)


@action(right="claims.answer_objection", on_what="objection")
def answer_objection(*, actor: Actor, objection: Objection, answer: str, on: date) -> Objection:
    """Another officer than the two: the decision stands, with the reason. Refused: as `answerable`, say_why."""
    return _answered(actor, objection, Objection.Outcome.UPHELD, answer, on)


@action(right="claims.answer_objection", on_what="objection")
def replace_after_objection(*, actor: Actor, objection: Objection, answer: str, on: date) -> Decision:
    """Another officer than the two decides anew, with the facts as they are on record now; a second one approves.

    Refused: as `answerable`, say_why, nothing_to_replace, evidence_missing, cannot_tell_yet.
    """
    answered = _answered(actor, objection, Objection.Outcome.REPLACED, answer, on)
    return _decide_anew(actor, answered.decision, on, Decision.Kind(objection.kind))


def _answered(actor: Actor, objection: Objection, outcome: str, answer: str, on: date) -> Objection:
    if not answer.strip():
        raise Refused("say_why")
    objection = Objection.objects.select_for_update().get(pk=objection.pk)
    _answerable(actor, objection)
    objection.outcome, objection.answer = outcome, answer.strip()
    objection.answered_by_id, objection.answered_on = actor.account_id, on
    with told_by_name():
        objection.save(update_fields=["outcome", "answer", "answered_by", "answered_on"])
    return objection


def _answerable(actor: Actor, objection: Objection) -> None:
    """Refuse whoever may not answer: answered_already, who_decided_answers_no_objection; an appeal goes outside."""
    if objection.answered_on is not None:
        raise Refused("answered_already")
    decision = objection.decision
    if actor.account_id is None or actor.account_id in (decision.decided_by_id, decision.second_id):
        raise Refused("who_decided_answers_no_objection")
    if objection.kind == APPEAL and not actor.may("claims.answer_appeal", objection.area):
        raise NotAllowed("not_allowed")
    if objection.kind == REVIEW and not actor.may("claims.answer_review", objection.area):
        raise NotAllowed("not_allowed")


def _decide_anew(actor: Actor, decision: Decision, on: date, kind: str) -> Decision:
    """A further decision of the claim, where the rule says another thing now. Refused: nothing_to_replace."""
    claim = Claim.objects.select_for_update().get(pk=decision.claim_id)
    asked = asked_anew(claim, decision, on)
    if asked is None:
        raise Refused("no_such_case")
    told = asked.answer
    if (told.due, told.amount_fen) == (decision.grants, decision.amount_fen):
        raise Refused("nothing_to_replace")
    refuse_unlike_the_rule(asked, bool(told.due))
    if told.due:
        refuse_work_of_a_child(claim)
        refuse_without_evidence(claim, asked.rule)
    return _keep(frozen_decision(actor, claim, asked, on, kind, decision))


@action(right="clocks.run", on_what=None)
def reopen_changed(*, actor: Actor, on: date) -> int:
    """Open again, for an officer to look at, each decision whose facts changed so that the rule says another thing.

    A row for each fact that changed, once while it is open; how many are new. Nothing else changes.
    """
    followed = Decision.objects.filter(replaces=OuterRef("pk")).exclude(state=Decision.State.RETURNED)
    standing = Decision.objects.filter(~Exists(followed), state=Decision.State.APPROVED)
    rows = standing.select_related("claim__person").order_by("pk")
    return sum(_open_again(one, on) for one in rows.iterator(chunk_size=200))


def _open_again(decision: Decision, on: date) -> int:
    """A row for each fact that changed so that the rule says another thing, once while it is open; how many are new."""
    found = 0
    for fact, before, after in changed_facts(decision, on):
        if Reopening.objects.filter(decision=decision, fact=fact, settled_on=None).exists():
            continue
        row = Reopening(area=decision.area, decision=decision, fact=fact, found_on=on)
        row.seal("words", json.dumps({"before": before, "after": after}))
        if not said_before(row, decision):
            row.save(force_insert=True)
            found += 1
    return found


@action(right="claims.decide", on_what="reopening")
def settle_reopening(*, actor: Actor, reopening: Reopening, because: str, on: date) -> Reopening:
    """An officer lets a decision stand although a fact changed, and says why. Refused: say_why, settled_already."""
    if not because.strip():
        raise Refused("say_why")
    reopening = _unsettled(reopening)
    _settle(reopening, actor, on, because.strip(), None)
    return reopening


@action(right="claims.decide", on_what="reopening")
def decide_again(*, actor: Actor, reopening: Reopening, on: date) -> Decision:
    """An officer decides anew after a change of fact; a second one approves. Settles each open change of it.

    Refused: settled_already, nothing_to_replace, cannot_tell_yet, evidence_missing.
    """
    reopening = _unsettled(reopening)
    further = _decide_anew(actor, reopening.decision, on, Decision.Kind.REOPENED)
    for one in Reopening.objects.filter(decision=reopening.decision, settled_on=None):
        _settle(one, actor, on, "", further)
    return further


def _unsettled(reopening: Reopening) -> Reopening:
    reopening = Reopening.objects.select_for_update().get(pk=reopening.pk)
    if reopening.settled_on is not None:
        raise Refused("settled_already")
    return reopening


def _settle(one: Reopening, actor: Actor, on: date, because: str, further: Decision | None) -> None:
    one.settled_on, one.settled_by_id = on, actor.account_id
    one.because, one.followed_by = because, further
    with told_by_name():
        one.save(update_fields=["settled_on", "settled_by", "because", "followed_by"])
