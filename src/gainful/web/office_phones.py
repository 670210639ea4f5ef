"""Phones of offices and independent desks: those on record, and recording one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.actions import record_office_phone
from gainful.accounts.models import OfficePhone
from gainful.web.screen import done, screen
from gainful.web.staff import AreaField, place_name

RIGHT = "areas.manage"


class PhoneForm(forms.Form):
    """One phone."""

    area = AreaField()
    of_desk = forms.TypedChoiceField(
        label=gettext_lazy("Whose phone"),
        choices=[("no", gettext_lazy("the office's")), ("yes", gettext_lazy("the independent desk's"))],
        coerce=lambda text: text == "yes",
    )
    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=30)

    def __init__(self, *given: Any, on: date, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["area"].on = on


@screen(right=RIGHT, title=gettext_lazy("Phones of offices"), methods=("GET", "POST"))
def office_phones(request: HttpRequest) -> HttpResponse:
    """Whom workers are told to call."""
    form = PhoneForm(request.POST if request.method == "POST" else None, on=request.on)
    if form.is_valid():
        record_office_phone(actor=request.actor, **form.cleaned_data)
        return done(
            request, _("Recorded. Workers there read it on their own page."), reverse("office_phones")
        )
    rows = OfficePhone.objects.visible_to(request.actor, RIGHT).order_by("area", "of_desk")
    context = {
        "title": _("Phones of offices"),
        "rows": [(place_name(one.area, request.on), one) for one in rows],
        "form": form,
    }
    return render(request, "staff/phones.html", context)
