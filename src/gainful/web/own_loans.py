"""A person's guaranteed loans: the application, the grant, the plan of instalments, interest paid, and what is due."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.second_factor import note_shown
from gainful.benefits.actions import record_grant_of_loan, record_interest, record_loan, state_of_loan
from gainful.benefits.answers import labels_in
from gainful.benefits.asked import rules
from gainful.benefits.models import Loan, LoanInterest, Reopening
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
from gainful.web.form_fields import AskForm, DayField, MoneyField, PercentField, wrote
from gainful.web.loan_plan import INTEREST, steps_of
from gainful.web.own_matter_words import OWN_ACTS, OWN_WORDS
from gainful.web.people_status import name_words
from gainful.web.person import person_of
from gainful.web.screen import done, screen
from gainful.words import language

SEE, RIGHT = "loans.see", "loans.record"
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
    rate = PercentField(
        label=gettext_lazy("Yearly rate of the loan, in percent"),
        help_text=gettext_lazy("As the contract has it: 5.35, for instance."),
    )
    prime = PercentField(label=gettext_lazy("Prime rate of that day, in percent"))
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
    asks = True
    """Whether it is a fact that rules ask for, and so not known while nobody said; else it is said when it happens."""

    fact = forms.CharField(widget=forms.HiddenInput)
    value = forms.CharField(label=gettext_lazy("What was seen"), max_length=40)
    since = DayField(label=gettext_lazy("Since which day"), required=False)
    kept_at = forms.CharField(label=PAPER, max_length=120)

    @classmethod
    def of(cls, fact: str, said: Any = None) -> WordForm:
        """The form for one fact, or what was said in it."""
        form = cls(said, initial={"fact": fact}, auto_id=f"id_{fact}_%s")
        form.asks = fact not in OWN_ACTS
        form.fields["since"].required = True
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


@screen(right=SEE, title=gettext_lazy("Guaranteed loans"), methods=("GET", "POST"))
def person_loans(request: HttpRequest, key: str) -> HttpResponse:
    """The loans of a person, and a form for another application."""
    person = person_of(request, key, RIGHT if request.method == "POST" else SEE)
    form = ApplicationForm(request.POST if request.method == "POST" else None)
    own = standing_businesses(businesses_of(person, request.on), request.on)
    listed = [("", _("none was named")), *((row.key, row.name) for row, _facts in own)]
    form.fields["business"].choices = listed  # type: ignore[attr-defined]
    made: list[Loan] = []
    if request.method == "POST" and wrote(
        form,
        lambda: made.append(
            record_loan(actor=request.actor, person=person, on=request.on, **form.cleaned_data)
        ),
    ):
        return done(request, _("Written down."), _address(person, made[0].key))
    note_shown(request, [person.key], "loan")
    rows = [(row, granted_on(told), value(told, STRUCK)) for row, told, _paid in loans_of(person, request.on)]
    context = {
        "title": _("Guaranteed loans"),
        "person": person,
        "name": name_words(person),
        "rows": rows,
        "form": form,
        "may_write": request.actor.may(RIGHT, person.area),
        "may_benefits": request.actor.may("benefits.see", person.area),
    }
    return render(request, "own/loans.html", context, status=200 if request.method != "POST" else 409)


@screen(right=SEE, title=gettext_lazy("A guaranteed loan"))
def person_loan(request: HttpRequest, key: str, loan: str) -> HttpResponse:
    """One loan: what is known of it, what may be lent by the rule, the plan of instalments, the interest paid."""
    return _page(request, person_of(request, key, SEE), loan)


@screen(right=RIGHT, title=gettext_lazy("A loan granted"), methods=("POST",))
def loan_granted(request: HttpRequest, key: str, loan: str) -> HttpResponse:
    """The grant written down."""
    return _written(request, key, loan, GrantForm(request.POST, auto_id="id_grant_%s"), record_grant_of_loan)


@screen(right=RIGHT, title=gettext_lazy("Interest paid on a loan"), methods=("POST",))
def loan_interest(request: HttpRequest, key: str, loan: str) -> HttpResponse:
    """The interest of a period written down."""
    form = InterestForm(request.POST, auto_id="id_interest_%s")
    return _written(request, key, loan, form, record_interest, _said_of_interest)


@screen(right=RIGHT, title=gettext_lazy("What a paper says of a loan"), methods=("POST",))
def loan_said(request: HttpRequest, key: str, loan: str) -> HttpResponse:
    """One more word about a loan."""
    return _written(
        request, key, loan, WordForm.of(request.POST.get("fact", ""), request.POST), state_of_loan
    )


def _said_of_interest(request: HttpRequest, made: LoanInterest) -> str:
    """That it is written down, and what becomes of a claim that was granted on it before."""
    opened = Reopening.objects.filter(decision__in=granted_for(made), settled_on=None)
    if not opened.exists():
        return _("Written down.")
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
    return " ".join(said)


def _written(
    request: HttpRequest,
    key: str,
    loan: str,
    form: AskForm,
    act: Callable[..., Any],
    tell: Callable[[HttpRequest, Any], str] | None = None,
) -> HttpResponse:
    """What one form of a loan's page says is written down; where it is refused the page comes back with all of it."""
    person = person_of(request, key, RIGHT)
    made: list[Any] = []
    if wrote(
        form,
        lambda: made.append(
            act(actor=request.actor, person=person, loan=loan, on=request.on, **form.cleaned_data)
        ),
    ):
        return done(request, tell(request, made[0]) if tell else _("Written down."), _address(person, loan))
    return _page(request, person, loan, form)


def _page(request: HttpRequest, person: Person, loan: str, form: AskForm | None = None) -> HttpResponse:
    """The page of a loan; `form` is one of its forms that was refused."""
    said = form.data.get("fact") if isinstance(form, WordForm) else None
    for row, told, paid in loans_of(person, request.on):
        if row.key == loan:
            note_shown(request, [person.key], "loan")
            context = {
                "title": _("A guaranteed loan"),
                "person": person,
                "name": name_words(person),
                "loan": row,
                "struck": value(told, STRUCK),
                "granted": granted_on(told),
                "rows_known": [
                    _row(name, row, told, request, form if name == said else None) for name in STATED_OF_LOAN
                ],
                "paid": paid,
                "grant": form if isinstance(form, GrantForm) else GrantForm(auto_id="id_grant_%s"),
                "interest": form
                if isinstance(form, InterestForm)
                else InterestForm(auto_id="id_interest_%s"),
                "may_write": request.actor.may(RIGHT, person.area),
                "may_benefits": request.actor.may("benefits.see", person.area),
                **_plan(row, told, request),
            }
            return render(request, "own/loan.html", context, status=200 if form is None else 409)
    raise Http404


def _address(person: Person, loan: str) -> str:
    return reverse("person_loan", kwargs={"key": person.key, "loan": loan})


def _row(name: str, row: Loan, told: Told, request: HttpRequest, refused: AskForm | None) -> dict[str, Any]:
    """A fact as the page shows it: what it means, its value today, the paper, and a form to say otherwise."""
    tongue, known = language(), FACTS.get(name)
    found = (loan_facts(row, told, request.on) or {}).get(name) if known else value(told, name)
    if known is None:
        text = _("yes") if found else ""
    else:
        text = "" if found is None else value_in_words(found, kind_of_fact(known), tongue, labels_in(tongue))
    paper = told[name].row.kept_at if name in told else row.kept_at if name in APPLIED_FOR else ""
    form = refused or (WordForm.of(name) if name in (*APPLIED_FOR, OVERDUE, STRUCK) else None)
    return {
        "meaning": (OWN_WORDS if text else OWN_ACTS)[name] if known is None else known.meaning[tongue],
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
