"""Claims of employers, for the office: found by the employer's name, asked for, found due, and where each stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.places import gazetteer
from gainful.accounts.refusals import Refused
from gainful.benefits.actions import ask_for_employer, propose_for_employer
from gainful.benefits.actions.claims_employers import ASK
from gainful.benefits.asked import ask, claimed_by_employer, rules
from gainful.benefits.cases import Case, cases_of_employer
from gainful.benefits.explained import Explained
from gainful.benefits.limits import is_for_payment
from gainful.benefits.models import OF_EMPLOYERS, Claim, EmployerAccount
from gainful.jobs.models import Employer
from gainful.rules.benefit import Benefit
from gainful.web import claims_words as words
from gainful.web.claims import DESK, title_of
from gainful.web.claims_forms import WAYS
from gainful.web.employer_claims_list import shown, waiting_claims
from gainful.web.screen import answer_refusal, done, screen
from gainful.words import language, money


@dataclass(frozen=True)
class Asking:
    """A rule that pays employers, for one case: the employer itself, or a workshop by key and name."""

    rule: Benefit
    case: Case

    @property
    def about(self) -> str:
        """As a claim says it."""
        return self.case.about

    @property
    def workshop(self) -> str:
        """The workshop's name, "" for the employer itself."""
        return self.case.workshop.name if self.case.workshop is not None else ""


def may_be_asked(employer: Employer, on: date) -> list[Asking]:
    """What an employer may claim on a day: each rule that pays it as such, where it holds and no live claim stands."""
    claimed = claimed_by_employer(employer, on)
    return [
        Asking(rule, case)
        for case in cases_of_employer(employer, on)
        for rule in rules().values()
        if rule.subject == case.subject and is_for_payment(rule) and rule.in_force(on)
        and rule.holds_in(case.places) and (rule.name, case.about) not in claimed
    ]  # fmt: skip


def claims_made(employer: Employer) -> Any:
    """The employer's claims as such, the newest first."""
    rows = Claim.objects.filter(employer=employer, subject__in=OF_EMPLOYERS).select_related("workshop")
    return rows.prefetch_related("decisions__objections").order_by("-pk")


def _employer(request: HttpRequest, key: str) -> Employer:
    found = Employer.objects.visible_to(request.actor, ASK).filter(key=key).first()
    if found is None:
        raise Http404
    return found


@screen(right=ASK, title=gettext_lazy("Claims of employers"))
def employers_claiming(request: HttpRequest) -> HttpResponse:
    """What waits of employers' claims in the own areas; and employers found by name, those with such claims first."""
    own = Q(claims__subject__in=OF_EMPLOYERS)
    waiting = Count("claims", filter=own & Q(claims__state__in=("open", "decided")))
    rows = Employer.objects.visible_to(request.actor, ASK).annotate(waiting=waiting)
    asked = request.GET.get("q", "").strip()
    if asked:
        rows = rows.filter(name__contains=asked)
    page = Paginator(rows.order_by("-waiting", "name", "pk"), 50).get_page(request.GET.get("page"))
    known, tongue = gazetteer(), language()
    waits = Paginator(waiting_claims(request.actor), 25).get_page(request.GET.get("claims"))
    context = {
        "title": _("Claims of employers"),
        "page": page,
        "employers": [(one, known.name(one.area, request.on, tongue)) for one in page],
        "asked": asked,
        "listed": bool(asked) or "all" in request.GET,
        "waits": waits,
        "waiting": [shown(one, request.on) for one in waits] if not asked else [],
        "may_open": request.actor.may(DESK),
    }
    return render(request, "claims/employers.html", context)


@screen(right=ASK, title=gettext_lazy("Claims of an employer"))
def employer_claims(request: HttpRequest, key: str) -> HttpResponse:
    """One employer: its claims, and each rule that pays it with what is on record and what is to be asked."""
    found = _employer(request, key)
    tongue = language()
    answers = [(one, _answer(one, request, tongue)) for one in may_be_asked(found, request.on)]
    context = {
        "title": _("Claims of an employer"),
        "employer": found,
        "place": gazetteer().name(found.area, request.on, tongue),
        "claims": [_row(one) for one in claims_made(found)],
        "answers": answers if request.actor.may("benefits.see", found.area) else [],
        "ways": WAYS,
        "account_missing": not EmployerAccount.objects.filter(employer=found, closed_on=None).exists(),
        "may_account": request.actor.may("accounts.record", found.area),
        "may_open": request.actor.may(DESK, found.area),
        "may_state": request.actor.may("employers.state", found.area),
    }
    return render(request, "claims/employer.html", context)


def _answer(one: Asking, request: HttpRequest, tongue: str) -> Explained:
    return ask(one.rule, one.case, request.on).in_words(tongue)


def _row(one: Claim) -> dict[str, Any]:
    state, mark = words.STATES[one.state]
    approved = [row for row in one.decisions.all() if row.state == "approved" and row.grants]
    latest = max(approved, key=lambda row: row.pk, default=None)
    granted = latest is not None and one.state == Claim.State.APPROVED
    return {
        "claim": one,
        "title": title_of(one.rule),
        "workshop": one.workshop.name if one.workshop is not None else "",
        "state": state,
        "mark": mark,
        "period": words.period_words(one),
        "amount": money(latest.amount_fen) if granted and latest is not None else "",
    }


class AskForm(forms.Form):
    """Which benefit, for which workshop, and how it was asked."""

    rule = forms.CharField(max_length=60)
    about = forms.CharField(max_length=40, required=False)
    how = forms.ChoiceField(choices=WAYS)


@screen(right=ASK, title=gettext_lazy("Ask for an employer"), methods=("POST",))
def employer_claim_ask(request: HttpRequest, key: str) -> HttpResponse:
    """A benefit asked for by an employer, taken down by an officer."""
    found = _employer(request, key)
    form = AskForm(request.POST)
    if not form.is_valid():
        return answer_refusal(request, Refused("say_how_it_was_asked"))
    claim = ask_for_employer(actor=request.actor, employer=found, on=request.on, **form.cleaned_data)
    may_open = request.actor.may(DESK, claim.area)
    to = reverse("claim", kwargs={"key": claim.key}) if may_open else _back(key)
    return done(request, _("Taken down. It is decided at the benefits desk."), to)


@screen(right=ASK, title=gettext_lazy("Propose what is due to an employer"), methods=("POST",))
def employer_claim_propose(request: HttpRequest, key: str) -> HttpResponse:
    """A claim for each benefit that is due to an employer as such and unclaimed."""
    opened = propose_for_employer(actor=request.actor, employer=_employer(request, key), on=request.on)
    said = (
        _("Claims opened: {count}.").format(count=len(opened)) if opened else _("Nothing due is unclaimed.")
    )
    return done(request, said, _back(key))


def _back(key: str) -> str:
    return reverse("employer_claims", kwargs={"key": key})
