"""An employer's account, as the office that keeps its record takes it down: where what is granted to it is paid."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.benefits.actions import record_employer_account
from gainful.benefits.models import EmployerAccount
from gainful.benefits.paying import FREEZE_DAYS, last_four
from gainful.jobs.models import Employer
from gainful.web.account_lines import RIGHT
from gainful.web.form_fields import AskForm, DayField
from gainful.web.person_acts import ask
from gainful.web.screen import screen


class AccountForm(AskForm):
    """The account as the employer's own letter states it."""

    button = gettext_lazy("Keep the account")
    intro = gettext_lazy(
        "As it stands on the employer's own letter. To another account than before nothing is paid for some days after "
        "it is recorded here."
    )

    account = forms.CharField(
        label=gettext_lazy("Account number"), max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )  # fmt: skip
    bank = forms.CharField(label=gettext_lazy("Bank"), max_length=60, required=False)
    stated_on = DayField(label=gettext_lazy("Stated on"))


def _back(request: HttpRequest, found: Employer) -> str:
    """The employer's own page for who may open it, else their claims."""
    page = "employer" if request.actor.may("employers.invite", found.area) else "employer_claims"
    return reverse(page, kwargs={"key": found.key})


@screen(right=RIGHT, title=gettext_lazy("Account of an employer"), methods=("GET", "POST"))
def employer_account(request: HttpRequest, key: str) -> HttpResponse:
    """The account open now, by its last four, and the form for another."""
    found = Employer.objects.visible_to(request.actor, RIGHT).filter(key=key).first()
    if found is None:
        raise Http404
    now = EmployerAccount.objects.filter(employer=found, closed_on=None).first()
    about = found.name
    if now is not None:
        about += " · " + _("pays now to …{last}").format(last=last_four(now))

    def write(request: HttpRequest, employer: Employer, said: dict[str, Any]) -> str:
        record_employer_account(actor=request.actor, employer=employer, **said)
        if now is None:
            return _("Kept. What is granted to the employer can be paid.")
        return _("Kept. Where it is another account, nothing is paid to it for {days} days.").format(
            days=FREEZE_DAYS
        )

    return ask(
        request,
        form_class=AccountForm,
        start={"stated_on": request.on},
        subject=found,
        write=write,
        to=_back(request, found),
        context={"title": _("Account of an employer"), "about": about},
    )
