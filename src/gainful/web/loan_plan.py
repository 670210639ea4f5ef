"""A guaranteed loan as steps one can follow: the limit, the term, who bears which interest, what is paid when.

Nothing is kept and nobody is named: it is the law of a day, applied to a sum.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.benefits.asked import rules
from gainful.benefits.loans import most_lent, own_rate_on, plan
from gainful.rules.benefit import Benefit
from gainful.web.form_fields import AskForm, DayField, MoneyField
from gainful.web.screen import screen
from gainful.words import language, money

INTEREST = "loan_interest_subsidy"
"""The rule by which interest is shared."""
POOR = [("", gettext_lazy("not known")), ("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))]


class LoanForm(AskForm):
    """A loan as it is applied for."""

    button = gettext_lazy("Work it out")

    amount_fen = MoneyField(label=gettext_lazy("Sum wanted (yuan)"))
    months = forms.IntegerField(label=gettext_lazy("Months"), min_value=1, max_value=360)
    partners = forms.IntegerField(
        label=gettext_lazy("Partners who qualify, the applicant included"), min_value=1, max_value=50, initial=1,
        required=False,
    )  # fmt: skip
    granted_on = DayField(label=gettext_lazy("Granted on"))
    rate = forms.IntegerField(
        label=gettext_lazy("Yearly rate of the loan, in basis points (535 is 5.35 %)"),
        min_value=1,
        max_value=3000,
    )
    prime = forms.IntegerField(
        label=gettext_lazy("Prime rate of that day, in basis points"), min_value=1, max_value=3000
    )
    poor = forms.ChoiceField(
        label=gettext_lazy("Is the county on the list of poor counties?"), choices=POOR, required=False
    )

    def clean_granted_on(self) -> date:
        """A day whose plan still lies within the calendar."""
        day: date = self.cleaned_data["granted_on"]
        if day and not 1990 <= day.year <= 2100:
            raise forms.ValidationError(_("Write a day between 1990 and 2100."))
        return day

    def clean_amount_fen(self) -> int:
        """A sum above nothing."""
        fen = self.cleaned_data["amount_fen"]
        if not fen or fen < 0:
            raise forms.ValidationError(_("Write the sum in yuan, above 0."))
        return int(fen)


@screen(right="rules.see", title=gettext_lazy("A loan, step by step"))
def loan_plan(request: HttpRequest, name: str) -> HttpResponse:
    """The form, and below it the steps for what was asked."""
    rule, interest = rules().get(name), rules().get(INTEREST)
    if rule is None or interest is None or rule.subject != "loan" or rule.payee != "nobody":
        raise Http404
    asked = "amount_fen" in request.GET
    form = LoanForm(request.GET) if asked else LoanForm(initial={"granted_on": request.on, "partners": 1})
    context: dict[str, Any] = {"title": _("A loan, step by step"), "rule": rule, "form": form}
    context["about"] = rule.title[language()]
    if asked and form.is_valid():
        context |= steps_of(rule, interest, **form.cleaned_data)
    return render(request, "rules/plan.html", context)


def steps_of(
    rule: Benefit, interest: Benefit, *, amount_fen: int, months: int, partners: int | None, granted_on: date,
    rate: int, prime: int, poor: str,
) -> dict[str, Any]:  # fmt: skip
    """The steps in words, then the instalments; where a step cannot be told the ones that hang on it are left out."""
    lent = most_lent(rule, granted_on, amount_fen, partners or 1)
    longest = rule.parameters["most_months"].value_on(granted_on)
    own = own_rate_on(interest, granted_on, rate, prime, {"yes": True, "no": False}.get(poor))
    steps = [_of_the_sum(amount_fen, lent), _of_the_term(months, longest), _of_the_rate(rate, prime, own)]
    rows = plan(lent, rate, months, granted_on, own=own or 0) if lent else []
    return {
        "steps": steps,
        "rows": rows,
        "shared": own is not None,
        "interest_fen": sum(row.interest_fen for row in rows),
        "own_fen": sum(row.own_fen for row in rows),
        "state_fen": sum(row.state_fen for row in rows),
    }


def _of_the_sum(wanted_fen: int, lent: int | None) -> tuple[bool | None, str]:
    if lent is None:
        return None, _("How much may be lent on that day cannot be told: no limit is loaded for it.")
    said = _("Wanted %(wanted)s; by the limit of that day %(lent)s may be lent.")
    return lent == wanted_fen, said % {"wanted": money(wanted_fen), "lent": money(lent)}


def _of_the_term(months: int, longest: int | None) -> tuple[bool | None, str]:
    if longest is None:
        return None, _("The longest term of that day cannot be told: none is loaded for it.")
    return months <= longest, _("%(months)s months; at most %(longest)s.") % {
        "months": months,
        "longest": longest,
    }


def _of_the_rate(rate: int, prime: int, own: int | None) -> tuple[bool | None, str]:
    if own is None:
        return None, _(
            "Who bears the interest cannot be told: outside poor counties no share is loaded for that day."
        )
    values = {"own": own, "state": rate - own, "rate": rate, "prime": prime}
    if not own:
        return True, _("Of %(rate)s basis points the borrower bears none, the state all.") % values
    return True, _(
        "Of %(rate)s basis points the borrower bears %(own)s (prime rate %(prime)s less what the rule "
        "allows), the state %(state)s."
    ) % values
