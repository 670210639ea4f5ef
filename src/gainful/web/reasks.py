"""Consent asked again 30 days after a placement, and work found again within 14 days of losing it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.casework import voice_lists
from gainful.casework.actions import record_reask
from gainful.casework.models import ConsentReask, Spell
from gainful.web.form_fields import AskForm
from gainful.web.people_status import name_words
from gainful.web.person_acts import ask
from gainful.web.screen import screen

ANSWERS = {
    ConsentReask.Answer.AGREED: gettext_lazy("they still agree"),
    ConsentReask.Answer.WITHDRAWN: gettext_lazy(
        "they take the consent back (the job is theirs to keep or leave)"
    ),
    ConsentReask.Answer.NOT_REACHED: gettext_lazy("not reached: again in a week"),
}


class ReaskForm(AskForm):
    """What they answered."""

    intro = gettext_lazy("Ask as somebody who did not place them: do you still agree that we placed you, and to how we "
                         "did it? Taking it back costs nothing.")  # fmt: skip
    button = gettext_lazy("Keep the answer")

    answer = forms.ChoiceField(label=gettext_lazy("What they say"), choices=list(ANSWERS.items()))
    paper = forms.CharField(
        label=gettext_lazy("If they answered on paper: which paper"), required=False, max_length=120
    )


@screen(right="casework.see", title=gettext_lazy("Consents to ask again"))
def reasks(request: HttpRequest) -> HttpResponse:
    """Placements 30 days old or more, not asked about again yet."""
    rows = voice_lists.consents_to_ask_again(request.actor, request.on)
    context = {
        "title": _("Consents to ask again"),
        "page": Paginator(rows, 50).get_page(request.GET.get("page")),
        "me": request.actor.account_id,
        "may_ask": request.actor.may("casework.follow_up"),
    }
    return render(request, "today/reasks.html", context)


@screen(right="casework.follow_up", title=gettext_lazy("Ask for consent again"), methods=("GET", "POST"))
def reask(request: HttpRequest, key: str) -> HttpResponse:
    """One of them, by phone, on a visit, or on paper."""
    spell = voice_lists.consents_to_ask_again(request.actor, request.on).filter(key=key).first()
    if spell is None:
        raise Http404

    def write(request: HttpRequest, about: Spell, said: dict[str, Any]) -> str:
        record_reask(actor=request.actor, spell=about, on=request.on, **said)
        return _("Kept.")

    return ask(
        request,
        form_class=ReaskForm,
        start={},
        subject=spell,
        write=write,
        to=reverse("reasks"),
        context={
            "title": _("Ask for consent again"),
            "about": f"{name_words(spell.person)}, {spell.employer_name}",
        },
    )


@screen(right="casework.see", title=gettext_lazy("To find work for again"))
def place_again(request: HttpRequest) -> HttpResponse:
    """Jobs that ended in the last 14 days: without a next one, and how many have one."""
    rows = voice_lists.to_place_again(request.actor, request.on)
    context = {
        "title": _("To find work for again"),
        "page": Paginator(rows, 50).get_page(request.GET.get("page")),
        "again": voice_lists.placed_again(request.actor, request.on),
    }
    return render(request, "today/place_again.html", context)
