"""The shared spell: the office of the place of work sees name, job, pay and follow-ups of people from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.second_factor import note_shown
from gainful.casework.actions import check_arrival_here
from gainful.casework.models import Passenger, Spell
from gainful.casework.shared import arrivals_here, spells_worked_here
from gainful.registry.models import Person
from gainful.web.journeys_forms import ArrivalHereForm
from gainful.web.people_status import pay_words
from gainful.web.person_acts import ask
from gainful.web.person_card import Job, job
from gainful.web.screen import screen
from gainful.words import label

RIGHT = "casework.see"
FOLLOW = "casework.follow_up"


@screen(right=RIGHT, title=gettext_lazy("People from elsewhere who work here"))
def spells(request: HttpRequest) -> HttpResponse:
    """Jobs worked in this reader's areas by people of other areas."""
    page = Paginator(spells_worked_here(request.actor), 50).get_page(request.GET.get("page"))
    shown: list[Job] = [job(one, request.on) for one in page]
    title = _("People from elsewhere who work here")
    coming = arrivals_here(request.actor, request.on).count() if request.actor.may(FOLLOW) else 0
    context = {"title": title, "page": page, "jobs": shown, "coming": coming}
    return render(request, "spells/list.html", context)


@screen(right=FOLLOW, title=gettext_lazy("Who should have arrived"))
def arrivals(request: HttpRequest) -> HttpResponse:
    """People from elsewhere on their way to work here, whose arrival nobody has checked."""
    page = Paginator(arrivals_here(request.actor, request.on), 50).get_page(request.GET.get("page"))
    note_shown(request, _keys(one.person_id for one in page), "arrivals")
    rows = [{"seat": one, "pay": pay_words(one.spell.pay_low_fen, one.spell.pay_high_fen)} for one in page]
    context = {"title": _("Who should have arrived"), "page": page, "rows": rows}
    return render(request, "spells/arrivals.html", context)


@screen(right=FOLLOW, title=gettext_lazy("Did they arrive?"), methods=("GET", "POST"))
def arrival(request: HttpRequest, key: str) -> HttpResponse:
    """One of them arrived, or did not and why; their home office begins the work."""
    found = arrivals_here(request.actor, request.on).filter(key=key).first()
    if found is None:
        raise Http404
    note_shown(request, _keys([found.person_id]), "arrivals")

    def write(request: HttpRequest, passenger: Passenger, said: dict[str, Any]) -> str:
        check_arrival_here(actor=request.actor, passenger=passenger, on=request.on, **said)
        return _("Kept. Their home office sees it.")

    held = found.spell
    words = (found.person.name, label("occupations", held.occupation), held.employer_name,
             pay_words(held.pay_low_fen, held.pay_high_fen))  # fmt: skip
    return ask(
        request, form_class=ArrivalHereForm, start={}, subject=found, write=write, to=reverse("arrivals"),
        context={"title": _("Did they arrive?"), "about": " · ".join(filter(None, words))},
    )  # fmt: skip


def _keys(people: Iterable[int]) -> list[str]:
    return list(Person.objects.filter(pk__in=list(people)).values_list("key", flat=True))


@screen(right=RIGHT, title=gettext_lazy("A job worked here"))
def spell(request: HttpRequest, key: str) -> HttpResponse:
    """One of them, nothing else of the person; an officer of the person's home is sent to their card."""
    at_home = Spell.objects.visible_to(request.actor, RIGHT).select_related("person").filter(key=key).first()
    if at_home is not None:
        return redirect("person", key=at_home.person.key)
    found = spells_worked_here(request.actor).filter(key=key).first()
    if found is None:
        raise Http404
    note_shown(request, _keys([found.person_id]), "spell")
    context = {
        "title": _("A job worked here"),
        "job": job(found, request.on),
        "name": found.person.name,
        "may_follow_up": request.actor.may("casework.follow_up", found.place),
    }
    return render(request, "spells/spell.html", context)
