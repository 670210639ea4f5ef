"""The shared spell: the office of the place of work sees name, job, pay and follow-ups of people from elsewhere."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.second_factor import note_shown
from gainful.casework.models import Spell
from gainful.casework.shared import spells_worked_here
from gainful.registry.models import Person
from gainful.web.person_card import Job, job
from gainful.web.screen import screen

RIGHT = "casework.see"


@screen(right=RIGHT, title=gettext_lazy("People from elsewhere who work here"))
def spells(request: HttpRequest) -> HttpResponse:
    """Jobs worked in this reader's areas by people of other areas."""
    page = Paginator(spells_worked_here(request.actor), 50).get_page(request.GET.get("page"))
    shown: list[Job] = [job(one, request.on) for one in page]
    title = _("People from elsewhere who work here")
    return render(request, "spells/list.html", {"title": title, "page": page, "jobs": shown})


@screen(right=RIGHT, title=gettext_lazy("A job worked here"))
def spell(request: HttpRequest, key: str) -> HttpResponse:
    """One of them, nothing else of the person; an officer of the person's home is sent to their card."""
    at_home = Spell.objects.visible_to(request.actor, RIGHT).select_related("person").filter(key=key).first()
    if at_home is not None:
        return redirect("person", key=at_home.person.key)
    found = spells_worked_here(request.actor).filter(key=key).first()
    if found is None:
        raise Http404
    keys: list[Any] = list(Person.objects.filter(pk=found.person_id).values_list("key", flat=True))
    note_shown(request, keys, "spell")
    context = {
        "title": _("A job worked here"),
        "job": job(found, request.on),
        "name": found.person.name,
        "may_follow_up": request.actor.may("casework.follow_up", found.place),
    }
    return render(request, "spells/spell.html", context)
