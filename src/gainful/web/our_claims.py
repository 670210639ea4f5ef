"""An employer's own claims in its portal: asked for, where each stands, the letter, and not agreeing.

Nothing here rests on who of its workers is registered as poor: no answer of a rule before it is asked for, and of a
decision no condition that looks at that (see `benefits/told_to_employers.py`).
"""

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
from gainful.benefits.actions import (
    ask_as_employer,
    letter_to_employer,
    object_as_employer,
    withdraw_own_claim,
)
from gainful.benefits.actions.claims_employers import OWN
from gainful.benefits.models import Claim, Decision, Objection
from gainful.benefits.told_to_employers import rests_on_people
from gainful.jobs.models import Employer
from gainful.web import claims_words as words
from gainful.web.claims import title_of
from gainful.web.claims_acts import pdf_answer
from gainful.web.claims_forms import OwnObjectForm
from gainful.web.employer import employer_page
from gainful.web.employer_claims import Asking, claims_made, may_be_asked
from gainful.web.screen import answer_refusal, done
from gainful.words import language, money


@employer_page(title=gettext_lazy("Our claims"), right=OWN)
def our_claims(request: HttpRequest, employer: Employer) -> HttpResponse:
    """Each claim with where it stands, the letter, a way to object; then what may be asked for."""
    context = {
        "title": _("Our claims"),
        "employer": employer,
        "claims": [_shown(one, request.on) for one in claims_made(employer)],
        "asking": [_asking(one) for one in may_be_asked(employer, request.on)],
    }
    return render(request, "employer/claims.html", context)


def _asking(one: Asking) -> dict[str, Any]:
    """What may be asked for, by the rule's own page alone: nothing of what the record would answer."""
    return {
        "rule": one.rule.name,
        "title": one.rule.title[language()],
        "about": one.about,
        "workshop": one.workshop,
        "evidence": [kind[language()] for kind in one.rule.evidence],
    }


def _shown(one: Claim, on: date) -> dict[str, Any]:
    state, mark = words.STATES[one.state]
    approved = [row for row in one.decisions.all() if row.state == Decision.State.APPROVED]
    decision = max(approved, key=lambda row: row.pk, default=None)
    frozen = json.loads(decision.unsealed("words") or "{}").get(language(), {}) if decision else {}
    conditions = frozen.get("conditions", [])
    objections = sorted(decision.objections.all(), key=lambda row: row.pk) if decision is not None else []
    return {
        "claim": one,
        "title": title_of(one.rule),
        "workshop": one.workshop.name if one.workshop is not None else "",
        "state": state,
        "mark": mark,
        "period": words.period_words(one),
        "amount": money(decision.amount_fen) if decision is not None and decision.grants else "",
        "decision": decision,
        "failed": [row["words"] for row in conditions if row["holds"] is False and not rests_on_people(row)],
        "office": decision is not None and not decision.grants and any(map(rests_on_people, conditions)),
        "account_missing": worklists.account_missing(one, on),
        "objections": [
            (words.OBJECTIONS[row.kind], row, words.OUTCOMES.get(row.outcome)) for row in objections
        ],
        "may_object": decision is not None
        and not any(row.answered_on is None or row.kind == Objection.Kind.APPEAL for row in objections),
        "form": OwnObjectForm(auto_id=f"id_{one.key}_%s"),
    }


@employer_page(title=gettext_lazy("Ask for a benefit"), methods=("POST",), right=OWN)
def our_claim_ask(request: HttpRequest, employer: Employer) -> HttpResponse:
    """The employer asks for a benefit itself, for a workshop or as such."""
    ask_as_employer(
        actor=request.actor, employer=employer, rule=request.POST.get("rule", ""),
        about=request.POST.get("about", ""), on=request.on,
    )  # fmt: skip
    return done(request, _("Asked for. You see here what becomes of it."), reverse("our_claims"))


def _own(employer: Employer, key: str) -> Claim:
    found = claims_made(employer).filter(key=key).first()
    if found is None:
        raise Http404
    claim: Claim = found
    return claim


def _latest(one: Claim) -> Decision:
    found = one.decisions.filter(state=Decision.State.APPROVED).order_by("-pk").first()
    if found is None:
        raise Refused("not_yet_approved")
    return found


@employer_page(title=gettext_lazy("Object to a decision"), methods=("POST",), right=OWN)
def our_claim_object(request: HttpRequest, employer: Employer, key: str) -> HttpResponse:
    """The employer does not agree, in its own words."""
    form = OwnObjectForm(request.POST)
    if not form.is_valid():
        return answer_refusal(request, Refused("say_what_you_object_to"))
    objection = object_as_employer(
        actor=request.actor, decision=_latest(_own(employer, key)), words=form.cleaned_data["words"],
        on=request.on,
    )  # fmt: skip
    said = _("Your objection is in. Somebody else answers by {day}.").format(
        day=objection.answer_by.isoformat()
    )
    return done(request, said, reverse("our_claims"))


@employer_page(title=gettext_lazy("Withdraw a claim"), methods=("POST",), right=OWN)
def our_claim_withdraw(request: HttpRequest, employer: Employer, key: str) -> HttpResponse:
    """The employer takes a claim back that is not decided yet."""
    withdraw_own_claim(actor=request.actor, claim=_own(employer, key), on=request.on)
    return done(request, _("Withdrawn."), reverse("our_claims"))


@employer_page(title=gettext_lazy("The letter of a decision"), methods=("POST",), right=OWN)
def our_claim_letter(request: HttpRequest, employer: Employer, key: str) -> HttpResponse:
    """The letter in the language of the page."""
    decision = _latest(_own(employer, key))
    pdf = letter_to_employer(actor=request.actor, decision=decision, language=language(), on=request.on)
    return pdf_answer(pdf, decision, language())
