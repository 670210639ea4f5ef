"""Protection: what must be looked into by a person, away from whoever it is about."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.second_factor import note_shown
from gainful.casework.actions import close_protection_case
from gainful.casework.models import ProtectionCase
from gainful.casework.signs import SIGNS
from gainful.web.people_status import name_words
from gainful.web.screen import done, screen

KINDS = {
    "child_working": gettext_lazy("a child found working"),
    "hazardous_under_18": gettext_lazy("somebody under 18 found at hazardous work"),
    "documents_kept": gettext_lazy("papers kept by an employer"),
    "fee_taken": gettext_lazy("a fee or deposit taken from a worker"),
    "refusing_not_free": gettext_lazy("people who cannot say no"),
    "late_pay": gettext_lazy("pay long overdue"),
    "forced_labour_signs": gettext_lazy("signs of forced labour"),
}

SIGN_WORDS = {
    "abuse_of_vulnerability": gettext_lazy("abuse of vulnerability"),
    "deception": gettext_lazy("deception"),
    "restriction_of_movement": gettext_lazy("restriction of movement"),
    "isolation": gettext_lazy("isolation"),
    "violence": gettext_lazy("violence"),
    "intimidation_and_threats": gettext_lazy("intimidation and threats"),
    "retention_of_documents": gettext_lazy("retention of documents"),
    "withholding_of_wages": gettext_lazy("withholding of wages"),
    "debt_bondage": gettext_lazy("debt bondage"),
    "abusive_conditions": gettext_lazy("abusive conditions"),
    "excessive_overtime": gettext_lazy("excessive overtime"),
}


class CloseForm(forms.Form):
    """What was found."""

    outcome = forms.CharField(
        label=gettext_lazy("What was found, and what was done"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _kind(case: ProtectionCase) -> str:
    return str(KINDS.get(case.kind, case.kind.replace("_", " ")))


def _said(case: ProtectionCase) -> str:
    """What was said or written; signs of forced labour by their names, anything else as it stands."""
    told = [one.strip() for one in case.words.split(",")]
    if all(one in SIGNS for one in told):
        return "; ".join(str(SIGN_WORDS[one]) for one in told)
    return case.words


@screen(right="protection.see", title=gettext_lazy("Protection"))
def protection(request: HttpRequest) -> HttpResponse:
    """Cases, the open ones first to hand."""
    closed = request.GET.get("state") == "closed"
    rows = ProtectionCase.objects.visible_to(request.actor, "protection.see").select_related("person")
    rows = rows.filter(state="closed") if closed else rows.still_open()
    page = Paginator(rows.order_by("opened_on", "pk"), 50).get_page(request.GET.get("page"))
    context = {
        "title": _("Protection"),
        "page": page,
        "rows": [{"case": case, "kind": _kind(case), "name": _name(case)} for case in page],
        "closed": closed,
        "may_open": request.actor.may("protection.open"),
    }
    return render(request, "protection/list.html", context)


def _name(case: ProtectionCase) -> str:
    return name_words(case.person) if case.person else ""


@screen(right="protection.see", title=gettext_lazy("A protection case"), methods=("GET", "POST"))
def protection_case(request: HttpRequest, key: str) -> HttpResponse:
    """One case, and closing it with what was found: the independent desk alone."""
    rows = ProtectionCase.objects.visible_to(request.actor, "protection.see").select_related(
        "person", "closed_by"
    )
    case = rows.filter(key=key).first()
    if case is None:
        raise Http404
    if case.person is not None:
        note_shown(request, [case.person.key], "protection_case")
    may_close = request.actor.may("protection.close", case.area) and case.state == "open"
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        close_protection_case(
            actor=request.actor, case=case, on=request.on, outcome=form.cleaned_data["outcome"]
        )
        return done(request, _("Closed."), reverse("protection_case", kwargs={"key": key}))
    context = {
        "title": _("A protection case"),
        "case": case,
        "kind": _kind(case),
        "name": _name(case),
        "said": _said(case),
        "form": form if may_close else None,
        "may_see_person": case.person is not None and request.actor.may("people.see", case.person.area),
    }
    return render(request, "protection/case.html", context)
