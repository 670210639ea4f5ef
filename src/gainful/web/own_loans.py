"""A person's guaranteed loans: the application, the grant, the plan of instalments, interest paid, and what is due."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.refusals import Refused
from gainful.accounts.second_factor import note_shown
from gainful.benefits.actions import record_grant_of_loan, record_interest, record_loan, state_of_loan
from gainful.benefits.answers import labels_in
from gainful.benefits.asked import rules
from gainful.benefits.models import Loan, Reopening
from gainful.benefits.own_business import businesses_of
from gainful.benefits.own_business import standing as standing_businesses
from gainful.benefits.own_loans import (
    APPLIED_FOR,
    GRANTED,
    OVERDUE,
    STATED_OF_LOAN,
    STRUCK,
    Told,
    granted_for,
    granted_on,
    loan_facts,
    loans_of,
    value,
)
from gainful.benefits.paying import unpaid_grants
from gainful.registry.models import Person
from gainful.rules.benefit import Benefit
from gainful.rules.kinds import kind_of_fact
from gainful.rules.words import value_in_words
from gainful.terms.facts import FACTS
from gainful.web.form_fields import AskForm, DayField, MoneyField
from gainful.web.loan_plan import INTEREST, steps_of
from gainful.web.own_matter_words import OWN_WORDS
from gainful.web.people_status import name_words
from gainful.web.person import person_of
from gainful.web.screen import answer_refusal, done, screen
from gainful.words import language

RIGHT = "loans.record"
PAPER = gettext_lazy("On which paper, or from whom")


class ApplicationForm(AskForm):
    """A loan as it was applied for."""

    button = gettext_lazy("Write the loan down")

    amount_fen = MoneyField(label=gettext_lazy("Sum wanted (yuan)"))
    months = forms.IntegerField(label=gettext_lazy("Months"), min_value=1, max_value=360)
    partners = forms.IntegerField(
        label=gettext_lazy("Partners who qualify, the applicant included"),
        min_value=1,
        max_value=50,
        initial=1,
    )
    lender = forms.CharField(label=gettext_lazy("Lender"), max_length=120)
    applied_on = DayField(label=gettext_lazy("Applied on"))
    business = forms.ChoiceField(label=gettext_lazy("For which business of theirs"), required=False)
    kept_at = forms.CharField(label=PAPER, max_length=120)

    def clean_amount_fen(self) -> int:
        """A sum, which the action holds against nothing."""
        return int(self.cleaned_data["amount_fen"] or 0)


class GrantForm(AskForm):
    """That it was granted."""

    button = gettext_lazy("Write the grant down")

    granted_on = DayField(label=gettext_lazy("Granted on"))
    rate = forms.IntegerField(
        label=gettext_lazy("Yearly rate of the loan, in basis points (535 is 5.35 %)"),
        min_value=1,
        max_value=3000,
    )
    prime = forms.IntegerField(
        label=gettext_lazy("Prime rate of that day, in basis points"), min_value=1, max_value=3000
    )
    kept_at = forms.CharField(label=PAPER, max_length=120)


class InterestForm(AskForm):
    """Interest paid on time for a period."""

    button = gettext_lazy("Write the interest down")

    period_from = DayField(label=gettext_lazy("From"))
    period_to = DayField(label=gettext_lazy("Until, that day included"))
    paid_fen = MoneyField(
        label=gettext_lazy("Interest paid on time (yuan)"),
        help_text=gettext_lazy(
            "0 where nothing was paid on time, or to take back what was written for the same days."
        ),
    )
    paid_on = DayField(label=gettext_lazy("Paid on"))
    kept_at = forms.CharField(label=PAPER, max_length=120)

    def clean_paid_fen(self) -> int:
        """An amount, said and not left open: unknown is never 0."""
        fen = self.cleaned_data["paid_fen"]
        if fen is None:
            raise forms.ValidationError(_("Write the sum in yuan, 0 for nothing."))
        return int(fen)


class WordForm(AskForm):
    """One more word about a loan."""

    button = gettext_lazy("Write it down")

    fact = forms.CharField(widget=forms.HiddenInput)
    value = forms.CharField(label=gettext_lazy("What was seen"), max_length=40)
    since = DayField(label=gettext_lazy("Since which day"), required=False)
    kept_at = forms.CharField(label=PAPER, max_length=120)

    @classmethod
    def of(cls, fact: str) -> WordForm:
        """The form for one fact."""
        form = cls(initial={"fact": fact}, auto_id=f"id_{fact}_%s")
        if fact != OVERDUE:
            form.fields.pop("since")
        if fact in (OVERDUE, STRUCK):
            form.fields["value"] = forms.ChoiceField(
                label=_("What was seen"), choices=[("", "—"), ("yes", _("yes")), ("no", _("no"))]
            )
        elif fact == "loan_amount":
            form.fields["value"].label = _("What was seen, in yuan")
        form.order_fields(["fact", "value", "since", "kept_at"])
        return form


@screen(right=RIGHT, title=gettext_lazy("Guaranteed loans"), methods=("GET", "POST"))
def person_loans(request: HttpRequest, key: str) -> HttpResponse:
    """The loans of a person, and a form for another application."""
    person = person_of(request, key, RIGHT)
    form = ApplicationForm(request.POST if request.method == "POST" else None)
    own = standing_businesses(businesses_of(person, request.on), request.on)
    listed = [("", _("none was named")), *((row.key, row.name) for row, _facts in own)]
    form.fields["business"].choices = listed  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        made = record_loan(actor=request.actor, person=person, on=request.on, **form.cleaned_data)
        return done(request, _("Written down."), _page(person, made))
    note_shown(request, [person.key], "loan")
    rows = [(row, granted_on(told), value(told, STRUCK)) for row, told, _paid in loans_of(person, request.on)]
    context = {
        "title": _("Guaranteed loans"),
        "person": person,
        "name": name_words(person),
        "rows": rows,
        "form": form,
    }
    return render(request, "own/loans.html", context, status=200 if request.method == "GET" else 400)


@screen(right=RIGHT, title=gettext_lazy("A guaranteed loan"))
def person_loan(request: HttpRequest, key: str, loan: str) -> HttpResponse:
    """One loan: what is known of it, what may be lent by the rule, the plan of instalments, the interest paid."""
    person = person_of(request, key, RIGHT)
    for row, told, paid in loans_of(person, request.on):
        if row.key == loan:
            note_shown(request, [person.key], "loan")
            context = {
                "title": _("A guaranteed loan"),
                "person": person,
                "name": name_words(person),
                "loan": row,
                "struck": value(told, STRUCK),
                "rows_known": [_row(name, row, told, request) for name in STATED_OF_LOAN],
                "paid": paid,
                "grant": GrantForm(initial={"granted_on": request.on}, auto_id="id_grant_%s"),
                "interest": InterestForm(auto_id="id_interest_%s"),
                **_plan(row, told, request),
            }
            return render(request, "own/loan.html", context)
    raise Http404


@screen(right=RIGHT, title=gettext_lazy("A loan granted"), methods=("POST",))
def loan_granted(request: HttpRequest, key: str, loan: str) -> HttpResponse:
    """The grant written down."""
    person = person_of(request, key, RIGHT)
    form = GrantForm(request.POST)
    if not form.is_valid():
        return answer_refusal(request, Refused("rates_are_above_nothing"))
    record_grant_of_loan(actor=request.actor, person=person, loan=loan, on=request.on, **form.cleaned_data)
    return done(request, _("Written down."), _page(person, loan))


@screen(right=RIGHT, title=gettext_lazy("Interest paid on a loan"), methods=("POST",))
def loan_interest(request: HttpRequest, key: str, loan: str) -> HttpResponse:
    """The interest of a period written down."""
    person = person_of(request, key, RIGHT)
    form = InterestForm(request.POST)
    if not form.is_valid():
        return answer_refusal(request, Refused("say_the_period_and_the_interest"))
    made = record_interest(actor=request.actor, person=person, loan=loan, on=request.on, **form.cleaned_data)
    opened = Reopening.objects.filter(decision__in=granted_for(made), settled_on=None)
    if not opened.exists():
        return done(request, _("Written down."), _page(person, loan))
    waiting = unpaid_grants(request.actor, RIGHT).filter(reopenings__in=opened).exists()
    said = [
        _(
            "Written down. A claim was granted on this interest: it is opened again, and the benefits desk looks at it "
            "under Claims."
        ),
        _("It is not paid yet: until that is settled it is held back.")
        if waiting
        else _("It is being paid, or was."),
    ]
    return done(request, " ".join(said), _page(person, loan))


@screen(right=RIGHT, title=gettext_lazy("What a paper says of a loan"), methods=("POST",))
def loan_said(request: HttpRequest, key: str, loan: str) -> HttpResponse:
    """One more word about a loan."""
    person = person_of(request, key, RIGHT)
    form = WordForm(request.POST)
    if not form.is_valid():
        return answer_refusal(request, Refused("say_on_what_paper"))
    state_of_loan(actor=request.actor, person=person, loan=loan, on=request.on, **form.cleaned_data)
    return done(request, _("Written down."), _page(person, loan))


def _page(person: Person, loan: Loan | str) -> str:
    key = loan if isinstance(loan, str) else loan.key
    return reverse("person_loan", kwargs={"key": person.key, "loan": key})


def _row(name: str, row: Loan, told: Told, request: HttpRequest) -> dict[str, Any]:
    """A fact as the page shows it: what it means, its value today, the paper, and a form to say otherwise."""
    tongue, known = language(), FACTS.get(name)
    found = (loan_facts(row, told, request.on) or {}).get(name) if known else value(told, name)
    if known is None:
        text = "" if found is None else _("yes") if found else _("no")
    else:
        text = "" if found is None else value_in_words(found, kind_of_fact(known), tongue, labels_in(tongue))
    paper = told[name].row.kept_at if name in told else row.kept_at if name in APPLIED_FOR else ""
    form = WordForm.of(name) if name in (*APPLIED_FOR, OVERDUE, STRUCK) else None
    return {
        "meaning": OWN_WORDS[name] if known is None else known.meaning[tongue],
        "value": text,
        "paper": paper,
        "form": form,
    }


def _plan(row: Loan, told: Told, request: HttpRequest) -> dict[str, Any]:
    """The steps and instalments by the rule of loans to people; nothing before the grant or without its rates."""
    facts = loan_facts(row, told, request.on) or {}
    rule, interest = _rule_of_loans(), rules().get(INTEREST)
    rate, prime = facts.get("loan_rate"), facts.get("prime_rate")
    if rule is None or interest is None or facts.get(GRANTED) is None or rate is None or prime is None:
        return {}
    return {"rule": rule} | steps_of(
        rule, interest, amount_fen=facts["loan_amount"], months=facts["loan_months"], partners=facts["partners"],
        granted_on=facts[GRANTED], rate=rate, prime=prime, poor="",
    )  # fmt: skip


def _rule_of_loans() -> Benefit | None:
    """The rule that says what may be lent to a person and their partners."""
    lending = (one for one in rules().values() if one.subject == "loan" and one.payee == "nobody")
    return next((one for one in lending if "partners" in one.ready.used), None)
