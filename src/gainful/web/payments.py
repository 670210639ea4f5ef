"""Payments: what can be paid and what is held back, batches by who takes the next step, budgets, books."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.refusals import Refused
from gainful.accounts.second_factor import note_shown
from gainful.benefits import books as ledger
from gainful.benefits.actions import set_budget
from gainful.benefits.books_words import not_looked_at, sentence
from gainful.benefits.models import Batch, Budget, Claim, Payment
from gainful.benefits.paying import ToPay, last_four, overpaid, rows_of, to_pay, unpaid_grants
from gainful.casework.counting import counted
from gainful.terms.areas import area_text
from gainful.web.account_lines import account_url, payee_of
from gainful.web.claims import DESK
from gainful.web.claims import SEE as SEE_CLAIMS
from gainful.web.form_fields import AskForm, DayField, MoneyField
from gainful.web.payments_words import BANK_REASONS, BOOKS, STATES, held_words
from gainful.web.screen import done, screen
from gainful.web.shortlist_words import place_words
from gainful.words import language, pack, refusal_sentence

SEE = "payments.see"
A_PAGE = 50
SCREEN_MOST = 400
"""Payments of one batch on screen. Time would allow more (1,000 are made in about a second); but whoever checks looks
at each of them, and reading stops at 500 people within the hour."""


class BatchForm(AskForm):
    """A new batch."""

    button = gettext_lazy("Make a batch of what is ready")

    area = forms.TypedChoiceField(label=gettext_lazy("Place"), coerce=int)
    pay_on = DayField(label=gettext_lazy("To be paid on"))
    form = forms.ChoiceField(
        label=gettext_lazy("The bank's file"), choices=[(one, one) for one in Batch.Form.values]
    )

    def __init__(self, *given: Any, areas: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["area"].choices = areas


def areas_with(request: HttpRequest, right: str) -> list[tuple[int, str]]:
    """The areas in which the reader holds a right, with their names."""
    lows = sorted({low for low, _high in request.actor.spans(right)})
    return [(low, place_words(low, "", request.on)) for low in lows]


def _to_pay(request: HttpRequest, one: ToPay) -> dict[str, Any]:
    claim = one.decision.claim
    payee = payee_of(claim)
    about_account = one.held in ("account_missing", "account_returned")
    return {
        "payee": payee.name if payee is not None else "",
        "person": claim.person if claim.payee == "person" else None,
        **_about(request, claim),
        "fen": one.amount_fen,
        "last": last_four(one.account) if one.account else "",
        "why": held_words(one.held, claim.payee),
        "account_url": account_url(request.actor, payee) if about_account else "",
        "until": one.until,
    }


def _about(request: HttpRequest, claim: Claim) -> dict[str, Any]:
    """The benefit, the claim where the reader may open it, and for whose work it goes to somebody else."""
    may_open = all(request.actor.may(right, claim.area) for right in (DESK, SEE_CLAIMS))
    others = claim.person is not None and claim.payee != Claim.Payee.PERSON
    named = others and may_open and request.actor.may("people.see", claim.area)
    return {
        "rule": rule_words(claim.rule),
        "claim": claim if may_open else None,
        "for_whom": claim.person if named else None,
    }


def rule_words(rule: str) -> str:
    """A rule's name in the reader's language."""
    found = pack().rules.get(rule)
    return (
        found.title[language()] if found is not None and hasattr(found, "title") else rule.replace("_", " ")
    )


@screen(right=SEE, title=gettext_lazy("Payments"))
def payments(request: HttpRequest) -> HttpResponse:
    """What waits for this reader first: to be gathered, checked, released, answered; then what is held back."""
    batches = Batch.objects.visible_to(request.actor, SEE)
    rows = Payment.objects.visible_to(request.actor, SEE)
    counts = counted(
        {
            "ready": rows.filter(state="ready"),
            "made": batches.filter(state="made"),
            "checked": batches.filter(state="checked"),
            "released": batches.filter(state="released"),
        }
    )
    areas = areas_with(request, "payments.make")
    context = {
        "title": _("Payments"),
        "counts": counts,
        "batches": [_batch_row(one) for one in batches.order_by("-pk")[:A_PAGE]],
        "areas": areas,
        "form": BatchForm(areas=areas, initial={"pay_on": request.on}) if areas and counts["ready"] else None,
        "most": SCREEN_MOST,
        "command": f"gainful benefits pay {area_text(areas[0][0])} --as NAME --batch" if areas else "",
        "may_set": request.actor.may("budgets.set"),
        "overpaid": overpaid(request.actor).count(),
    }
    if request.actor.may("people.see"):
        context |= _waiting(request)
    return render(request, "payments/payments.html", context)


def _waiting(request: HttpRequest) -> dict[str, Any]:
    """What could be gathered and what is held back, for who may see people."""
    page = Paginator(unpaid_grants(request.actor), A_PAGE).get_page(request.GET.get("page"))
    waiting = to_pay(page, request.on)
    note_shown(
        request, [one.decision.claim.person.key for one in waiting if one.decision.claim.person], "payments"
    )
    return {
        "page": page,
        "payable": [_to_pay(request, one) for one in waiting if not one.held],
        "held": [_to_pay(request, one) for one in waiting if one.held],
    }


def _batch_row(one: Batch) -> dict[str, Any]:
    return {"batch": one, "state": STATES[one.state]}


def batch_of(request: HttpRequest, key: str) -> Batch:
    """A batch of the reader's areas, or 404."""
    found = Batch.objects.visible_to(request.actor, SEE).filter(key=key).first()
    if found is None:
        raise Http404
    return found


@screen(right=SEE, title=gettext_lazy("A batch of payments"))
def payment_batch(request: HttpRequest, key: str) -> HttpResponse:
    """One batch: who did which step, each payment, and the next step for whoever may take it."""
    batch = batch_of(request, key)
    page = Paginator(rows_of(batch), A_PAGE).get_page(request.GET.get("page"))
    rows = [_payment_row(request, one) for one in page]
    named = [row["payment"].person or row["for_whom"] for row in rows]
    note_shown(request, [person.key for person in named if person], "payment_batch")
    actor, large = request.actor, batch.count > SCREEN_MOST
    step = {"made": "check", "checked": "release"}.get(batch.state, "")
    context = {
        "title": _("A batch of payments"),
        "batch": batch,
        "state": STATES[batch.state],
        "page": page,
        "rows": rows,
        "too_large": refusal_sentence(too_large(batch, step)) if large and step else "",
        "may_check": batch.state == "made"
        and not large
        and actor.may("payments.check", batch.area)
        and actor.account_id != batch.made_by_id,
        "may_release": batch.state == "checked"
        and not large
        and actor.may("payments.release", batch.area)
        and actor.account_id not in (batch.made_by_id, batch.checked_by_id),
        "may_return": batch.state in ("made", "checked") and actor.may("payments.return", batch.area),
        "may_file": bool(batch.text_sealed) and actor.may("payments.release", batch.area),
        "answers": batch.answers.order_by("pk"),
    }
    return render(request, "payments/batch.html", context)


def too_large(batch: Batch, step: str) -> Refused:
    """That a batch is larger than a screen takes, with the command that takes it: `step` is check or release."""
    return Refused(
        "batch_too_large_for_a_screen", count=batch.count, most=SCREEN_MOST, step=step, batch=batch.message_id
    )


def _payment_row(request: HttpRequest, one: Payment) -> dict[str, Any]:
    account, payee = one.account or one.employer_account, one.person or one.employer
    return {
        "payment": one,
        "payee": payee.name if payee else "",
        **_about(request, one.decision.claim),
        "last": last_four(account) if account else "",
        "state": STATES[one.state],
        "reason": BANK_REASONS.get(one.bank_code, one.bank_code),
    }


class BudgetForm(AskForm):
    """A budget of one rule in one place and year."""

    button = gettext_lazy("Set the budget")

    area = forms.TypedChoiceField(label=gettext_lazy("Place"), coerce=int)
    rule = forms.ChoiceField(label=gettext_lazy("Benefit"))
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2100)
    amount_fen = MoneyField(label=gettext_lazy("Amount (yuan)"))

    def __init__(self, *given: Any, areas: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["area"].choices = areas
        self.fields["rule"].choices = [(name, rule_words(name)) for name in sorted(pack().rules)]
        self.fields["amount_fen"].required = True

    def clean_amount_fen(self) -> int:
        """An amount must be said: an empty one is not 0."""
        fen = self.cleaned_data["amount_fen"]
        if fen is None or fen < 0:
            raise forms.ValidationError(_("Say the amount in yuan."))
        return int(fen)


@screen(right="budgets.set", title=gettext_lazy("Budgets"), methods=("GET", "POST"))
def budgets(request: HttpRequest) -> HttpResponse:
    """What each place may grant by each benefit in a year, what is granted of it, and setting one."""
    areas = areas_with(request, "budgets.set")
    form = BudgetForm(
        request.POST if request.method == "POST" else None, areas=areas, initial={"year": request.on.year}
    )
    if form.is_valid():
        set_budget(actor=request.actor, on=request.on, **form.cleaned_data)
        return done(request, _("The budget stands."), request.path)
    context = {"title": _("Budgets"), "form": form, "rows": _budgets(request, "budgets.set")}
    return render(request, "payments/budgets.html", context, status=422 if request.method == "POST" else 200)


def _budgets(request: HttpRequest, right: str) -> list[dict[str, Any]]:
    rows = Budget.objects.visible_to(request.actor, right).order_by("-year", "area", "rule")
    return [
        {
            "budget": one,
            "place": place_words(one.area, "", request.on),
            "rule": rule_words(one.rule),
            "left": one.amount_fen - one.committed_fen,
        }
        for one in rows
    ]


@screen(right=SEE, title=gettext_lazy("Books"))
def payment_books(request: HttpRequest) -> HttpResponse:
    """What stands on each account of the books, whether everything agrees with it, and the budgets."""
    context = {
        "title": _("Books"),
        "balances": [
            {"words": BOOKS[name], "fen": fen} for name, fen in ledger.balances(request.actor).items()
        ],
        "differences": [sentence(one, language()) for one in ledger.differences(request.actor)],
        "not_looked_at": not_looked_at(ledger.not_looked_at(request.actor), language()),
        "rows": _budgets(request, SEE),
    }
    return render(request, "payments/books.html", context)
