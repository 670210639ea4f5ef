"""Help to be offered, with the reason in words; what was offered, what they said; and when help is offered, for all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
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
from gainful.casework.help import Matter, help_due, help_due_to, matter_of
from gainful.casework.models import HelpOffered
from gainful.casework.service_standard import who_answers
from gainful.registry.models import Person
from gainful.web.form_fields import AskForm, DayField
from gainful.web.people_status import name_words
from gainful.web.person_acts import ask
from gainful.web.screen import screen
from gainful.words import day, label, language, money, pack

PAGE = 25
FOLLOW_UP = "casework.follow_up"
SAID = {
    HelpOffered.Said.ACCEPTED: gettext_lazy("they want it"),
    HelpOffered.Said.DECLINED: gettext_lazy("they do not want it (nothing else changes for them)"),
    HelpOffered.Said.LATER: gettext_lazy("later: ask again"),
}


@dataclass(frozen=True)
class HelpRow:
    """One matter in words: whose, why, what is offered by whom and by when."""

    person: Person
    name: str
    trigger: str
    reason: str
    offers: str
    who: str
    by: date
    late: bool
    url: str
    officer: str = ""


def reason_words(matter: Matter) -> str:
    """Why help is offered, with the values that did it."""
    told = matter.told
    if matter.trigger.reads == "job_ended":
        why = told["left_because"]
        said = label("leaving_reasons", why) if why and why != "not_said" else _("no reason said")
        return _("The job at {employer} ended on {day}: {why}.").format(
            employer=told["employer"] or _("an employer not named"), day=day(told["day"]), why=said
        )
    if matter.trigger.reads == "pay_missing":
        return _("The worker has not confirmed the pay of {month} from {employer}.").format(
            month=told["month"], employer=told["employer"] or _("an employer not named")
        )
    if matter.trigger.reads == "told":
        return _("On {day} they told us: “{words}”").format(day=day(told["day"]), words=told["words"])
    words = _("Net income a head in {year} was {amount}; the line of that year is {line}.")
    reason = words.format(year=told["year"], amount=money(told["per_head_fen"]), line=money(told["line_fen"]))
    return reason if told["verified"] else reason + " " + _("Nobody has found that line in a source yet.")


def row_of(matter: Matter, on: date, officer: str = "") -> HelpRow:
    """A matter in words."""
    trigger, said = matter.trigger, language()
    return HelpRow(
        matter.person, name_words(matter.person), trigger.name[said], reason_words(matter), trigger.offers[said],
        trigger.who[said], matter.by, on > matter.by,
        reverse("help_offer", kwargs={"trigger": trigger.code, "key": matter.row.key}), officer,
    )  # fmt: skip


def help_rows(person: Person, on: date) -> list[HelpRow]:
    """What is to be offered to one person now."""
    return [row_of(matter, on) for matter in help_due_to(person, on)]


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
