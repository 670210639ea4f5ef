"""Employers with whom placements are stopped; the independent desk lets them go on, with a reason."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.refusals import Refused
from gainful.casework import voice_lists
from gainful.casework.actions import lift_freeze
from gainful.web.protection import KINDS
from gainful.web.screen import answer_refusal, done, screen


class LiftForm(forms.Form):
    """Why placements may go on."""

    why = forms.CharField(max_length=300)


@screen(right="protection.see", title=gettext_lazy("Employers with whom placements are stopped"))
def freezes(request: HttpRequest) -> HttpResponse:
    """Stops that stand, the oldest first."""
    page = Paginator(voice_lists.stopped_employers(request.actor, request.on), 50).get_page(
        request.GET.get("page")
    )
    rows = [
        {
            "freeze": one,
            "because": KINDS.get(one.because, KINDS["late_pay"]),
            "may_lift": request.actor.may("protection.close", one.area),
        }
        for one in page
    ]
    context = {"title": _("Employers with whom placements are stopped"), "page": page, "rows": rows}
    return render(request, "protection/stopped.html", context)


@screen(right="protection.close", title=gettext_lazy("Let placements go on"), methods=("POST",))
def lift(request: HttpRequest, key: str) -> HttpResponse:
    """One stop is lifted."""
    freeze = voice_lists.stopped_employers(request.actor, request.on).filter(key=key).first()
    if freeze is None:
        raise Http404
    form = LiftForm(request.POST)
    if not form.is_valid():
        return answer_refusal(request, Refused("say_why"))
    lift_freeze(actor=request.actor, freeze=freeze, on=request.on, why=form.cleaned_data["why"])
    return done(request, _("Lifted."), reverse("freezes"))
