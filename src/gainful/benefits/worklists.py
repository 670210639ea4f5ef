"""Claims at somebody's desk: to decide, to approve, to answer, reopened, and granted to people without an account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from gainful.accounts.actor import Actor
from gainful.benefits.models import OF_EMPLOYERS, Claim, Decision, EmployerAccount, Objection, Reopening
from gainful.registry.models import BankAccount

List = Callable[[Actor, date], QuerySet]


def claims_to_decide(actor: Actor, on: date) -> QuerySet:
    """Claims that wait for a decision, the next deadline first, then the longest waiting."""
    waiting = Claim.objects.visible_to(actor, "claims.decide").filter(
        state=Claim.State.OPEN, asked_on__lte=on
    )
    return waiting.order_by(F("apply_by").asc(nulls_last=True), "asked_on", "pk")


def entitled_but_unpaid(actor: Actor, on: date) -> QuerySet:
    """Claims that were found and not asked for, and are not decided. The fraud test of the same name asks another
    thing: what was due long ago and never paid in full."""
    found = Claim.objects.visible_to(actor, "claims.see").filter(
        found=Claim.Found.PROPOSED, state=Claim.State.OPEN, asked_on__lte=on
    )
    return found.order_by("asked_on", "pk")


def decisions_to_approve(actor: Actor, on: date) -> QuerySet:
    """Decisions that wait for the second officer, the oldest first."""
    waiting = Decision.objects.visible_to(actor, "claims.approve").filter(
        state=Decision.State.PROPOSED, decided_on__lte=on
    )
    return waiting.exclude(decided_by_id=actor.account_id).order_by("decided_on", "pk")


def objections_to_answer(actor: Actor, on: date) -> QuerySet:
    """Objections without an answer that the actor may answer, the next deadline first: appeals go outside."""
    reviews = Objection.objects.visible_to(actor, "claims.answer_review").filter(kind=Objection.Kind.REVIEW)
    appeals = Objection.objects.visible_to(actor, "claims.answer_appeal").filter(kind=Objection.Kind.APPEAL)
    waiting = (reviews | appeals).filter(answered_on=None, made_on__lte=on)
    mine = (waiting.filter(decision__decided_by=actor.account_id) | waiting.filter(
        decision__second=actor.account_id
    )).values("pk")  # fmt: skip
    return waiting.exclude(pk__in=mine).order_by("answer_by", "pk")


def decisions_reopened(actor: Actor, on: date) -> QuerySet:
    """Facts that changed after a decision, not settled yet, the oldest first."""
    found = Reopening.objects.visible_to(actor, "claims.decide").filter(settled_on=None, found_on__lte=on)
    return found.order_by("found_on", "pk")


def accounts_missing(actor: Actor, on: date) -> QuerySet:
    """Live claims that are paid to a person who has given no account of their own, or are an employer's without one."""
    live = without_account(Claim.objects.visible_to(actor, "claims.see"), on)
    return live.filter(asked_on__lte=on).order_by("asked_on", "pk")


def without_account(claims: QuerySet, on: date) -> QuerySet:
    """Those of some claims that live and whose payee has given no account of their own by a date."""
    own = BankAccount.objects.filter(person=OuterRef("person"), closed_on=None, stated_on__lte=on)
    firm = EmployerAccount.objects.filter(employer=OuterRef("employer"), closed_on=None, stated_on__lte=on)
    of_people = Q(~Exists(own), payee=Claim.Payee.PERSON)
    of_employers = Q(~Exists(firm), subject__in=OF_EMPLOYERS)
    return claims.filter(of_people | of_employers, state__in=("open", "decided", "approved"))


LISTS: dict[str, List] = {
    "claims_to_decide": claims_to_decide,
    "decisions_to_approve": decisions_to_approve,
    "objections_to_answer": objections_to_answer,
    "decisions_reopened": decisions_reopened,
    "entitled_but_unpaid": entitled_but_unpaid,
    "accounts_missing": accounts_missing,
}
"""The lists of claims by what is to do."""


def account_missing(claim: Claim, on: date) -> bool:
    """Whether whom it is paid to has no account of their own: never the head's, nor anybody else's.

    Of employers that is said of their own claims alone, not of those about a worker.
    """
    if claim.state in (Claim.State.REFUSED, Claim.State.WITHDRAWN):
        return False
    if claim.of_employer:
        firm = EmployerAccount.objects.filter(
            employer_id=claim.employer_id, closed_on=None, stated_on__lte=on
        )
        return not firm.exists()
    if claim.payee != Claim.Payee.PERSON:
        return False
    own = BankAccount.objects.filter(person_id=claim.person_id, closed_on=None, stated_on__lte=on)
    return not own.exists()
