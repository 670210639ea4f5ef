"""Person card: one person on one page, and on one sheet of paper. Whoever opens it is noted."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.second_factor import note_shown
from gainful.registry.models import Person
from gainful.web.due_lines import groups_of
from gainful.web.people_status import name_words
from gainful.web.person_card import card
from gainful.web.screen import screen


def person_of(request: HttpRequest, key: str, right: str) -> Person:
    """The person of a key, where this reader holds the right; otherwise as if there were none."""
    found = (
        Person.objects.visible_to(request.actor, right).select_related("merged_into").filter(key=key).first()
    )
    if found is None:
        raise Http404
    return found


@screen(right="people.see", title=gettext_lazy("Person"))
def person(request: HttpRequest, key: str) -> HttpResponse:
    """The card."""
    found = person_of(request, key, "people.see")
    context = card(request, found)
    note_shown(request, [found.key], "person")
    if request.GET.get("due") and request.actor.may("benefits.see", found.area):
        note_shown(request, [found.key], "benefits")
        context["due"] = groups_of(found, request.on)
    return render(request, "person/card.html", {"title": name_words(found), **context})


@screen(right="benefits.see", title=gettext_lazy("Due, not due, cannot be told"))
def person_due(request: HttpRequest, key: str) -> HttpResponse:
    """The section of the card that says what is due: the part alone for a card that fetches it, else a page."""
    found = person_of(request, key, "benefits.see")
    note_shown(request, [found.key], "benefits")
    context = {
        "title": _("Due, not due, cannot be told"),
        "person": found,
        "name": name_words(found),
        "due": groups_of(found, request.on),
    }
    return render(request, "person/due.html" if request.htmx else "person/due_page.html", context)


@screen(right="people.see_number", title=gettext_lazy("Personal number"))
def person_number(request: HttpRequest, key: str) -> HttpResponse:
    """The whole personal number, for who may see it."""
    found = person_of(request, key, "people.see_number")
    note_shown(request, [found.key], "person_number")
    context = {
        "title": _("Personal number"),
        "person": found,
        "name": name_words(found),
        "number": found.unsealed("id_number"),
    }
    return render(request, "person/number.html", context)
