"""A person's own account, as the desk that hears of it takes it down: where what is granted to them is paid."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.second_factor import note_shown
from gainful.benefits.paying import FREEZE_DAYS, last_four
from gainful.registry.actions import record_own_account
from gainful.registry.models import BankAccount, Person
from gainful.web.account_lines import RIGHT
from gainful.web.employer_accounts import AccountForm
from gainful.web.people_status import name_words
from gainful.web.person import person_of
from gainful.web.person_acts import ask
from gainful.web.screen import screen


class OwnAccountForm(AccountForm):
    """The account as the person's own card or passbook has it."""

    intro = gettext_lazy(
        "As their own bank card or passbook has it, in their own name: never the account of the head of the household "
        "or of anybody else. Once kept, its last four digits alone are shown. To another account than before nothing "
        "is paid for some days after it is recorded here, and the person is told."
    )
    button = gettext_lazy("Keep the account")

    account = forms.CharField(
        label=gettext_lazy("Account number"), min_length=8, max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )  # fmt: skip


@screen(right=RIGHT, title=gettext_lazy("Account of their own"), methods=("GET", "POST"))
def person_account(request: HttpRequest, key: str) -> HttpResponse:
    """The account open now, by its last four, and the form for another."""
    person = person_of(request, key, RIGHT)
    now = BankAccount.objects.filter(person=person, closed_on=None).first()
    about = name_words(person)
    if now is not None:
        about += " · " + _("pays now to …{last}").format(last=last_four(now))
    note_shown(request, [person.key], "payments")

    def write(request: HttpRequest, person: Person, said: dict[str, Any]) -> str:
        kept = record_own_account(actor=request.actor, person=person, on=request.on, **said)
        if now is None:
            return _("Kept. What is granted to them can be paid.")
        if kept.pk == now.pk:
            return _("This account was on record already: nothing changed.")
        return _("Kept. Nothing is paid to it for {days} days.").format(days=FREEZE_DAYS)

    return ask(
        request,
        form_class=OwnAccountForm,
        start={"stated_on": request.on},
        subject=person,
        write=write,
        to=reverse("person", kwargs={"key": key}),
        context={"title": _("Account of their own"), "about": about},
    )
