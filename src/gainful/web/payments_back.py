"""Money asked back: what was paid by a decision that was replaced, what is demanded, and what is written off by two."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.refusals import Refused
from gainful.accounts.second_factor import note_shown
from gainful.benefits.actions import agree_to_write_off, ask_to_write_off, demand_back, record_paid_back
from gainful.benefits.models import Payment
from gainful.benefits.paying import overpaid
from gainful.web.form_fields import MoneyField
from gainful.web.payments import A_PAGE, SEE, rule_words
from gainful.web.payments_words import STATES
from gainful.web.people_status import name_words
from gainful.web.screen import View, done, screen

HOME = "payments_back"


class DemandForm(forms.Form):
    """How much is asked back, and why."""

    amount_fen = MoneyField(label=gettext_lazy("Ask back (yuan)"))
    because = forms.CharField(label=gettext_lazy("Why"), max_length=300)


class WhyForm(forms.Form):
    """Why a demand is not pursued."""

    because = forms.CharField(label=gettext_lazy("Why it is not pursued"), max_length=300)


def _payments(request: HttpRequest) -> QuerySet:
    whose = ("person", "employer", "decision__claim", "asked_by", "agreed_by", "answers")
    return Payment.objects.visible_to(request.actor, SEE).select_related(*whose)


@screen(right=SEE, title=gettext_lazy("Money asked back"))
def payments_back(request: HttpRequest) -> HttpResponse:
    """What was paid and is not due any more, first; then demands by what is to do about each; then those that ended."""
    over = _page(
        request, overpaid(request.actor).select_related("person", "employer", "decision__claim"), "over"
    )
    demands = _payments(request).filter(purpose=Payment.Purpose.CLAWBACK)
    page = _page(request, demands.filter(state=Payment.State.DEMANDED).order_by("due_on", "pk"), "page")
    closed = demands.exclude(state=Payment.State.DEMANDED).order_by("-settled_on", "-pk")
    ended = _page(request, closed, "ended")
    names = request.actor.may("people.see")
    if names:
        shown = [one.person.key for one in (*over, *page, *ended) if one.person]
        note_shown(request, shown, "payments")
    context = {
        "title": _("Money asked back"),
        "page": page,
        "over": over,
        "closed": ended,
        "wrong": [_wrong(request, one, names) for one in over],
        "demands": [_demand(request, one, names) for one in page],
        "ended": [_demand(request, one, names) for one in ended],
        "may_set": request.actor.may("budgets.set"),
    }
    return render(request, "payments/back.html", context)


def _page(request: HttpRequest, rows: QuerySet, name: str) -> Page:
    """The page of one of the three lists that the address asks for by its own name."""
    return Paginator(rows, A_PAGE).get_page(request.GET.get(name))


def _who(one: Payment, names: bool) -> str:
    if one.employer is not None:
        return str(one.employer.name)
    return str(name_words(one.person)) if names and one.person else _("a person")


def _wrong(request: HttpRequest, one: Any, names: bool) -> dict[str, Any]:
    """A claim paid too much of, by the payment to ask back of."""
    return {
        "row": one,
        "who": _who(one, names),
        "rule": rule_words(one.decision.claim.rule),
        "form": DemandForm(
            initial={"amount_fen": min(one.over_fen, one.left_fen)}, auto_id=f"id_{one.key}_%s"
        )
        if request.actor.may("payments.make", one.area)
        else None,
    }


def _demand(request: HttpRequest, one: Payment, names: bool) -> dict[str, Any]:
    """A demand with what this reader may do about it."""
    actor, open_ = request.actor, one.state == Payment.State.DEMANDED
    mine = one.asked_by_id is not None and one.asked_by_id == actor.account_id
    return {
        "row": one,
        "who": _who(one, names),
        "rule": rule_words(one.decision.claim.rule),
        "state": STATES[one.state],
        "may_end": open_ and actor.may("payments.make", one.area),
        "form": WhyForm(auto_id=f"id_{one.key}_%s")
        if open_ and one.asked_by_id is None and actor.may("payments.make", one.area)
        else None,
        "may_agree": open_ and one.asked_by_id is not None and not mine
        and actor.may("payments.check", one.area),
    }  # fmt: skip


def _one(request: HttpRequest, key: str, right: str) -> Payment:
    found = Payment.objects.visible_to(request.actor, right).filter(key=key).first()
    if found is None:
        raise Http404
    return found


@screen(right="payments.make", title=gettext_lazy("Ask money back"), methods=("POST",))
def payment_demand(request: HttpRequest, key: str) -> HttpResponse:
    """A demand with its reason, as an entry of its own; the payment stays as it was."""
    form = DemandForm(request.POST)
    if not form.is_valid() or form.cleaned_data["amount_fen"] is None:
        raise Refused("say_why")
    payment = _one(request, key, "payments.make")
    demand_back(actor=request.actor, payment=payment, on=request.on, **form.cleaned_data)
    return done(request, _("Asked back. It is in the books; tell the payee why and by when."), reverse(HOME))


def _step(right: str, title: Any, sentence: Any, write: Any) -> View:
    """One small act on a demand."""

    @screen(right=right, title=title, methods=("POST",))
    def page(request: HttpRequest, key: str) -> HttpResponse:
        write(request, _one(request, key, right))
        return done(request, str(sentence), reverse(HOME))

    return page


payment_paid_back = _step(
    "payments.make",
    gettext_lazy("It has come in"),
    gettext_lazy("Recorded: the whole of it has come in."),
    lambda request, one: record_paid_back(actor=request.actor, payment=one, on=request.on),
)
payment_write_off = _step(
    "payments.make",
    gettext_lazy("Ask to write it off"),
    gettext_lazy("Asked. Another officer agrees, or it stays."),
    lambda request, one: ask_to_write_off(
        actor=request.actor, payment=one, because=request.POST.get("because", "")
    ),
)
payment_write_off_agree = _step(
    "payments.check",
    gettext_lazy("Agree to write it off"),
    gettext_lazy("Written off, by two and with the reason."),
    lambda request, one: agree_to_write_off(actor=request.actor, payment=one, on=request.on),
)
