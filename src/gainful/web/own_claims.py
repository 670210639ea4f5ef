"""A person's own claims on their own page: asked for, where they stand, the letter, and not agreeing."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.refusals import Refused
from gainful.benefits import worklists
from gainful.benefits.actions import ask_for, make_letter, object_to, withdraw_claim
from gainful.benefits.models import Claim, Decision, Objection
from gainful.registry.models import Person
from gainful.web import claims_words as words
from gainful.web.claims import title_of
from gainful.web.claims_acts import pdf_answer
from gainful.web.claims_forms import OwnObjectForm
from gainful.web.screen import answer_refusal, done
from gainful.web.worker import Worker, own_page, page_context
from gainful.words import language, money


def claims_of(person: Person, on: date, most: int | None = None) -> list[dict[str, Any]]:
    """The person's claims, the newest first: where each stands, the decision that counts, what can be done."""
    rows = Claim.objects.filter(person=person).prefetch_related("decisions__objections").order_by("-pk")
    return [_shown(one, on) for one in rows[:most]]


def _shown(one: Claim, on: date) -> dict[str, Any]:
    state, mark = words.STATES[one.state]
    approved = sorted(
        (row for row in one.decisions.all() if row.state == Decision.State.APPROVED), key=lambda row: -row.pk
    )
    decision = approved[0] if approved else None
    objections = list(decision.objections.all()) if decision is not None else []
    frozen = json.loads(decision.unsealed("words") or "{}").get(language(), {}) if decision else {}
    return {
        "claim": one,
        "title": title_of(one.rule),
        "state": state,
        "mark": mark,
        "period": words.period_words(one),
        "amount": money(decision.amount_fen) if decision and decision.grants else "",
        "decision": decision,
        "failed": [row["words"] for row in frozen.get("conditions", []) if row["holds"] is False],
        "account_missing": worklists.account_missing(one, on),
        "objections": [
            (words.OBJECTIONS[row.kind], row, words.OUTCOMES.get(row.outcome)) for row in objections
        ],
        "may_object": decision is not None and _may_object(objections),
        "form": OwnObjectForm(auto_id=f"id_{one.key}_%s"),
    }


def _may_object(objections: list[Objection]) -> bool:
    return not any(row.answered_on is None or row.kind == Objection.Kind.APPEAL for row in objections)


@own_page(title=gettext_lazy("My claims"))
def my_claims(request: HttpRequest, worker: Worker) -> HttpResponse:
    """Each claim with where it stands and why, the letter, and a way to object."""
    context = page_context(worker, _("My claims")) | {"claims": claims_of(worker.person, request.on)}
    return render(request, "worker/claims.html", context)


@own_page(title=gettext_lazy("Ask for a benefit"), methods=("POST",))
def my_claim_ask(request: HttpRequest, worker: Worker) -> HttpResponse:
    """The person asks for a benefit themselves."""
    ask_for(
        actor=worker.actor, person=worker.person, rule=request.POST.get("rule", ""),
        about=request.POST.get("about", ""), how=Claim.How.SCREEN, on=request.on,
    )  # fmt: skip
    return done(request, _("Asked for. You see here what becomes of it."), reverse("my_claims"))


def _own(worker: Worker, key: str) -> Claim:
    found = Claim.objects.filter(person=worker.person, key=key).first()
    if found is None:
        raise Http404
    return found


def _latest(one: Claim) -> Decision:
    found = one.decisions.filter(state=Decision.State.APPROVED).order_by("-pk").first()
    if found is None:
        raise Refused("not_yet_approved")
    return found


@own_page(title=gettext_lazy("Object to a decision"), methods=("POST",))
def my_claim_object(request: HttpRequest, worker: Worker, key: str) -> HttpResponse:
    """They do not agree, in their own words."""
    form = OwnObjectForm(request.POST)
    if not form.is_valid():
        return answer_refusal(request, Refused("say_what_you_object_to"))
    objection = object_to(
        actor=worker.actor, decision=_latest(_own(worker, key)), words=form.cleaned_data["words"],
        how=Claim.How.SCREEN, on=request.on,
    )  # fmt: skip
    said = _("Your objection is in. Somebody else answers by {day}.").format(
        day=objection.answer_by.isoformat()
    )
    return done(request, said, reverse("my_claims"))


@own_page(title=gettext_lazy("Withdraw a claim"), methods=("POST",))
def my_claim_withdraw(request: HttpRequest, worker: Worker, key: str) -> HttpResponse:
    """They take a claim back that is not decided yet."""
    withdraw_claim(actor=worker.actor, claim=_own(worker, key), on=request.on)
    return done(request, _("Withdrawn."), reverse("my_claims"))


@own_page(title=gettext_lazy("The letter of a decision"), methods=("POST",))
def my_claim_letter(request: HttpRequest, worker: Worker, key: str) -> HttpResponse:
    """The letter in the language of their page."""
    decision = _latest(_own(worker, key))
    pdf = make_letter(actor=worker.actor, decision=decision, language=language(), on=request.on)
    return pdf_answer(pdf, decision, language())
