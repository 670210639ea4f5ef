"""What waits of the claims of employers: what is asked, how much, since when, what it waits for, who acts next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.actor import Actor
from gainful.benefits.actions.claims_employers import ASK
from gainful.benefits.asked import of_claim
from gainful.benefits.models import OF_EMPLOYERS, Claim, EmployerAccount, Payment
from gainful.terms.facts import FACTS
from gainful.web.claims import title_of
from gainful.words import language, money

DESK = gettext_lazy("the benefits desk")
SECOND = gettext_lazy("the second officer")
OFFICE = gettext_lazy("the county's office, with the employer")
KEEPERS = gettext_lazy("whoever keeps the programme's amounts")
BANK = gettext_lazy("whoever pays")


@dataclass(frozen=True)
class Waiting:
    """One claim that is not at its end: `amount` in words, "" where nobody can tell it yet."""

    claim: Claim
    title: str
    workshop: str
    amount: str
    granted: bool
    waits_for: str
    next: str
    late: bool


def waiting_claims(actor: Actor) -> QuerySet:
    """Claims of employers of the actor's areas that are not decided, approved or paid yet: the next deadline first."""
    paid = Payment.objects.filter(decision__claim=OuterRef("pk"), purpose="pay", state="paid")
    rows = Claim.objects.visible_to(actor, ASK).filter(
        subject__in=OF_EMPLOYERS, state__in=(Claim.State.OPEN, Claim.State.DECIDED, Claim.State.APPROVED)
    )
    rows = rows.filter(~Exists(paid)).select_related("employer", "workshop")
    found: QuerySet = rows.order_by("apply_by", "asked_on", "pk").prefetch_related(
        "decisions__payments", "evidence"
    )
    return found


def shown(claim: Claim, on: date) -> Waiting:
    """A claim as the list says it."""
    match claim.state:
        case Claim.State.OPEN:
            fen, waits, who = _open(claim, on)
        case Claim.State.DECIDED:
            fen, waits, who = _decided(claim)
        case _:
            fen, waits, who = _granted(claim, on)
    return Waiting(
        claim=claim,
        title=title_of(claim.rule),
        workshop=claim.workshop.name if claim.workshop is not None else "",
        amount=money(fen) if fen is not None else "",
        granted=claim.state == Claim.State.APPROVED,
        waits_for=str(waits),
        next=str(who),
        late=claim.state == Claim.State.OPEN and claim.apply_by is not None and claim.apply_by < on,
    )


def _open(claim: Claim, on: date) -> tuple[int | None, Any, Any]:
    asked, tongue = of_claim(claim, on), language()
    if asked is None:
        return None, _("its case is no longer on record"), DESK
    told = asked.answer
    if told.due is None:
        if told.missing:
            return None, _("no amount is loaded for this place"), KEEPERS
        names = [FACTS[name].meaning[tongue] for name in told.ask]
        return None, _("to be asked: {facts}").format(facts="; ".join(names)), OFFICE
    if not told.due:
        return None, _("it is not due by what is on record: to be refused"), DESK
    seen = {one.kind for one in claim.evidence.all()}
    lacking = [one[tongue] for one in asked.rule.evidence if one["en"] not in seen]
    if lacking:
        return told.amount_fen, _("papers to be seen: {papers}").format(papers="; ".join(lacking)), DESK
    return told.amount_fen, _("the decision"), DESK


def _decided(claim: Claim) -> tuple[int | None, Any, Any]:
    latest = max(claim.decisions.all(), key=lambda row: row.pk)
    return latest.amount_fen, _("the second officer's approval"), SECOND


def _granted(claim: Claim, on: date) -> tuple[int | None, Any, Any]:
    grants = [one for one in claim.decisions.all() if one.grants and one.state == "approved"]
    latest = max(grants, key=lambda row: row.pk, default=None)
    fen = latest.amount_fen if latest is not None else None
    account = EmployerAccount.objects.filter(employer=claim.employer_id, closed_on=None, stated_on__lte=on)
    if not account.exists():
        return fen, _("the employer's account"), OFFICE
    states = {one.state for grant in grants for one in grant.payments.all()}
    if states & {Payment.State.READY, Payment.State.BATCHED, Payment.State.SENT}:
        return fen, _("the payment that is under way"), BANK
    return fen, _("the payment: to be gathered"), BANK
