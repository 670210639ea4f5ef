"""A named person decides what a list gave away: with a reason, and nothing changes but what they decide."""

from __future__ import annotations

from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework.actions.protection import open_protection_case
from gainful.casework.actions.spells import amend_spell, record_spell
from gainful.casework.ledgers import INSURANCE_KINDS
from gainful.casework.models import Review, Spell
from gainful.casework.reviews import BEGUN, DECISIONS, ENDED, TAKEN_OVER, TO_PROTECTION, may_decide

CASE_OF = {
    "unlawful_deduction": "fee_taken",
    "pay_short": "late_pay",
    "pay_late": "late_pay",
    "roll_pay_differs": "late_pay",
    "paid_below_agreed": "late_pay",
}
"""What kind of protection case a pay alert becomes."""
INSURANCE_GRADE = "insurance_compared"


@action(right="reviews.decide", on_what="review")
def decide_review(
    *, actor: Actor, review: Review, on: date, decision: str, because: str, channel: str = ""
) -> Review:
    """End a review with a decision of its kind and a reason.

    A proposal from an insurance list is decided by the officer who answers for the household, or by the county office;
    everything else by the county office. "taken_over" writes what the list says (with the
    `channel` by which the person came to a job that no ledger has); "to_protection" opens a case with
    the independent desk; every other decision changes nothing but the review.
    What an employer says of a beginning or an end is decided on the worker's word, recorded on the job first.
    Refused: record_the_beginning_first, record_the_end_first, review_decided_already, not_a_decision, say_why,
    another_officer_answers, and what record_spell refuses.
    """
    review = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if actor.account_id is None:
        raise NotAllowed("not_allowed")
    if review.state == Review.State.DECIDED:
        raise Refused("review_decided_already")
    if decision not in DECISIONS[review.kind]:
        raise Refused("not_a_decision", given=decision)
    if not because.strip():
        raise Refused("say_why")
    _needs_who_answers(actor, review)
    _needs_it_recorded(review, decision)
    if decision == TAKEN_OVER:
        _take_over(actor, review, on, channel)
    elif decision == TO_PROTECTION:
        open_protection_case(
            actor=actor, area=review.area, kind=CASE_OF[review.kind], on=on, person=review.person,
            employer_name=review.employer_name, words=because[:300], source=review.source,
        )  # fmt: skip
    review.state, review.decision, review.because = Review.State.DECIDED, decision, because.strip()
    review.decided_on, review.decided_by_id = on, actor.account_id
    review.save()
    return review


def _needs_who_answers(actor: Actor, review: Review) -> None:
    if not may_decide(actor, review):
        if review.kind not in INSURANCE_KINDS:
            raise NotAllowed("not_allowed")
        raise Refused("another_officer_answers")


def _needs_it_recorded(review: Review, decision: str) -> None:
    """A beginning or an end that the worker confirms stands on the job before the review ends."""
    state = review.spell.state if review.spell is not None else ""
    if decision == BEGUN and state not in (Spell.State.WORKING, Spell.State.ENDED):
        raise Refused("record_the_beginning_first")
    if decision == ENDED and state != Spell.State.ENDED:
        raise Refused("record_the_end_first")


def _take_over(actor: Actor, review: Review, on: date, channel: str) -> None:
    """Write what the list says; what the ledger said before stays in the trail."""
    if review.kind == "insured_but_registered_not_working":
        assert review.insurance is not None
        review.spell = record_spell(
            actor=actor,
            person=review.person,
            on=on,
            channel=channel,
            starts_on=review.insurance.insured_from,
            evidence=INSURANCE_GRADE,
            employer_name=review.insurance.employer_name,
            insured=True,
        )
    elif review.spell is None:
        raise Refused("no_job_to_correct")
    elif review.kind == "employer_differs":
        _correct_employer(review, review.spell)
    else:
        amend_spell(actor=actor, spell=review.spell, on=on, insured=False)


def _correct_employer(review: Review, spell: Spell) -> None:
    """The job stays the same job; only the name of its employer was another."""
    assert review.insurance is not None
    review.employer_before, spell.employer_name = spell.employer_name, review.insurance.employer_name
    same = Spell.objects.filter(
        person=spell.person_id,
        starts_on=spell.starts_on,
        employer_name=spell.employer_name,
        occupation=spell.occupation,
    )
    if same.exclude(state=Spell.State.CALLED_OFF).exclude(pk=spell.pk).exists():
        raise Refused("spell_already_recorded")
    spell.save(update_fields=["employer_name"])
