"""Opening a protection case by hand: somebody saw or was told something that must be looked into."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.casework.actions import open_protection_case
from gainful.registry.models import Person
from gainful.web.form_fields import AskForm
from gainful.web.people_status import name_words
from gainful.web.person import person_of
from gainful.web.person_acts import ask
from gainful.web.protection import KINDS
from gainful.web.screen import screen

RIGHT = "protection.open"
BY_HAND = ("child_working", "hazardous_under_18", "documents_kept", "fee_taken", "late_pay")


class OpenCaseForm(AskForm):
    """What must be looked into."""

    intro = gettext_lazy("The independent desk looks into it, on the same day where somebody is in danger. You need "
                         "not be sure: write down what you saw or were told.")  # fmt: skip
    button = gettext_lazy("Open the case")

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        choices=[*((code, KINDS[code]) for code in BY_HAND), ("other", gettext_lazy("Something else"))],
    )
    employer_name = forms.CharField(
        label=gettext_lazy("Employer, if one is concerned"), required=False, max_length=120
    )
    words = forms.CharField(
        label=gettext_lazy("What was seen or said"), max_length=300, widget=forms.Textarea(attrs={"rows": 4})
    )


@screen(right=RIGHT, title=gettext_lazy("Open a case"), methods=("GET", "POST"))
def protection_new(request: HttpRequest, key: str = "") -> HttpResponse:
    """Something that must be looked into, about a person where one is named in the address."""
    person = person_of(request, key, "people.see") if key else None

    def write(request: HttpRequest, about: Person | None, said: dict[str, Any]) -> str:
        office = max(low for low, _high in request.actor.spans(RIGHT))
        area = about.area if about else office
        source = _("opened by hand")
        open_protection_case(
            actor=request.actor, area=area, on=request.on, person=about, source=source, **said
        )
        return _("The case is open. The independent desk sees it from now on.")

    sees_cases = request.actor.may("protection.see")
    return ask(
        request,
        form_class=OpenCaseForm,
        start={},
        subject=person,
        write=write,
        to=reverse("person", kwargs={"key": key}) if person else reverse("protection") if sees_cases else "/",
        context={"title": _("Open a case"), "about": name_words(person) if person else ""},
    )
