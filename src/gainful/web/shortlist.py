"""Shortlist: with the person beside one, the openings that fit, why, and what is not known; or why there are none."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.casework.actions import show_offer
from gainful.casework.proposals import shortlist as fitting
from gainful.jobs.models import Opening
from gainful.matching import Change, Entry, Shortlist
from gainful.web.matching_words import told
from gainful.web.people_status import name_words
from gainful.web.person import person_of
from gainful.web.screen import done, screen


class ShowForm(forms.Form):
    """Showing one opening: in which language, and from when."""

    opening = forms.SlugField(widget=forms.HiddenInput)
    language = forms.ChoiceField(
        label=gettext_lazy("Shown in"), choices=[("zh", "中文"), ("en", "English")], initial="zh"
    )
    starts_on = forms.DateField(
        label=gettext_lazy("Work begins on (empty: as soon as can be)"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )


@screen(right="casework.offer", title=gettext_lazy("Openings that fit"), methods=("GET", "POST"))
def shortlist(request: HttpRequest, key: str) -> HttpResponse:
    """The person's list, and showing them one of it."""
    person = person_of(request, key, "casework.offer")
    if request.method == "POST":
        return _show(request, person)
    found = fitting(person, request.on)
    rows = Opening.objects.filter(pk__in=[entry.opening for entry in found.entries]).select_related(
        "employer"
    )
    openings = {row.pk: row for row in rows}
    context = {
        "title": _("Openings that fit"),
        "person": person,
        "name": name_words(person),
        "entries": [_entry(entry, openings[entry.opening]) for entry in found.entries],
        "admissible": found.admissible,
        **_why_not(found),
    }
    return render(request, "offers/shortlist.html", context)


def _show(request: HttpRequest, person: Any) -> HttpResponse:
    form = ShowForm(request.POST)
    if not form.is_valid():
        raise Http404
    opening = (
        Opening.objects.visible_to(request.actor, "jobs.see").filter(key=form.cleaned_data["opening"]).first()
    )
    if opening is None:
        raise Http404
    offer = show_offer(
        actor=request.actor,
        person=person,
        opening=opening,
        on=request.on,
        language=form.cleaned_data["language"],
        starts_on=form.cleaned_data["starts_on"],
    )
    return done(
        request, _("Shown. The answer is the person's own."), reverse("offer", kwargs={"key": offer.key})
    )


def _entry(entry: Entry, opening: Opening) -> dict[str, Any]:
    return {
        "opening": opening,
        "location_class": str(entry.location_class),
        "reasons": [told(one.code, one.values) for one in entry.reasons],
        "questions": [told(code) for code in entry.questions],
        "form": ShowForm(initial={"opening": opening.key}, prefix=None, auto_id=f"{opening.key}-%s"),
    }


def _why_not(found: Shortlist) -> dict[str, Any]:
    """Why the others do not fit, with how many, and what would change it: information, never a demand."""
    return {
        "refused": [{"sentence": told(one.code, one.values), "count": one.count} for one in found.refused],
        "changes": [_change(change) for change in found.changes],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "steps": [told(f"change_{step.code}", step.values) for step in change.steps],
        "opens": change.opens,
    }
