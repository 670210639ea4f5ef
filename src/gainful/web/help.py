"""Help to be offered, with the reason in words; what was offered, what they said; and when help is offered, for all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.second_factor import note_shown
from gainful.casework.actions import offer_help
from gainful.casework.help import Matter, help_due, matter_of
from gainful.casework.models import HelpOffered
from gainful.casework.service_standard import who_answers
from gainful.web.form_fields import AskForm, DayField
from gainful.web.help_words import row_of
from gainful.web.person_acts import ask
from gainful.web.screen import screen
from gainful.words import language, pack

PAGE = 25
FOLLOW_UP = "casework.follow_up"
SAID = {
    HelpOffered.Said.ACCEPTED: gettext_lazy("they want it"),
    HelpOffered.Said.DECLINED: gettext_lazy("they do not want it (nothing else changes for them)"),
    HelpOffered.Said.LATER: gettext_lazy("later: ask again"),
}


@screen(right="casework.see", title=gettext_lazy("Help to offer"))
def help_list(request: HttpRequest) -> HttpResponse:
    """Whom to offer help, and why, the first due first."""
    matters = help_due(request.actor, request.on)
    chosen = request.GET.get("trigger", "")
    counts = {code: sum(one.trigger.code == code for one in matters) for code in pack().triggers}
    listed = [one for one in matters if chosen in ("", one.trigger.code)]
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    officers = who_answers([one.person.pk for one in page])
    note_shown(request, [one.person.key for one in page], "help")
    context = {
        "title": _("Help to offer"),
        "page": page,
        "rows": [row_of(one, request.on, officers.get(one.person.pk, "")) for one in page],
        "filters": [
            (code, trigger.name[language()], counts[code]) for code, trigger in pack().triggers.items()
        ],
        "chosen": chosen,
        "all": len(matters),
        "may_record": request.actor.may(FOLLOW_UP),
    }
    return render(request, "help/list.html", context)


class HelpForm(AskForm):
    """What was offered, and the answer."""

    intro = gettext_lazy(
        "Offer it, and write down what they say. Nobody has to take anything: a no changes nothing else, not what "
        "they get, not their place on any list."
    )
    button = gettext_lazy("Keep the answer")

    offered = forms.CharField(
        label=gettext_lazy("What was offered"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    said = forms.ChoiceField(
        label=gettext_lazy("What they say"), choices=[("", gettext_lazy("Choose")), *SAID.items()]
    )
    again_on = DayField(label=gettext_lazy("If later: ask again on"), required=False)
    words = forms.CharField(
        label=gettext_lazy("In their words, if they want it kept"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@screen(right=FOLLOW_UP, title=gettext_lazy("Offer help"), methods=("GET", "POST"))
def help_offer(request: HttpRequest, trigger: str, key: str) -> HttpResponse:
    """One matter: the reason, what may be offered, and what they said."""
    matter = matter_of(request.actor, trigger, key, request.on)
    if matter is None:
        raise Http404
    note_shown(request, [matter.person.key], "help_offer")
    row = row_of(matter, request.on)

    def write(request: HttpRequest, found: Matter, said: dict[str, Any]) -> str:
        offer_help(
            actor=request.actor, person=found.person, trigger=trigger, about=key, on=request.on, **said
        )
        return _("Kept. Nothing else changes for them by it.")

    return ask(
        request,
        form_class=HelpForm,
        start={"offered": row.offers, "again_on": request.on + timedelta(days=14)},
        subject=matter,
        write=write,
        to=reverse("help"),
        context={"title": f"{row.name}: {row.trigger}", "about": row.reason, "row": row},
        template="help/offer.html",
    )


@screen(right=None, public=True, title=gettext_lazy("When we offer help, and why"))
def help_triggers(request: HttpRequest) -> HttpResponse:
    """Each occasion in plain words: when, read off what, who offers what within how many days."""
    said = language()
    rows = [
        {name: getattr(one, name)[said] for name in ("name", "when", "fact", "who", "offers")}
        | {"days": one.within_days}
        for one in pack().triggers.values()
    ]
    return render(request, "help/triggers.html", {"title": _("When we offer help, and why"), "rows": rows})
