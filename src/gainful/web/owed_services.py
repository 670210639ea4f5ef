"""Services still owed, each recorded in one tap; and whom the newest openings fit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.actor import Actor
from gainful.casework.actions import record_service
from gainful.casework.models import Assignment
from gainful.casework.new_openings import opened_since_met
from gainful.casework.service_standard import (
    Owed,
    owed_to,
    services_owed,
    standard_of,
    wanting_since,
    who_answers,
)
from gainful.registry.models import Membership, Person
from gainful.web.people_rows import township_names
from gainful.web.people_status import name_words
from gainful.web.screen import done, screen
from gainful.words import label, pack

PAGE = 25
FOLLOW_UP = "casework.follow_up"


@dataclass(frozen=True)
class OwedRow:
    """One person with what is still owed, since when they want work, and who is to give it."""

    person: Person
    name: str
    township: str
    since: date | None
    late: bool
    owed: list[Owed]
    officer: str


@screen(right="casework.see", title=gettext_lazy("Services still owed"))
def owed(request: HttpRequest) -> HttpResponse:
    """People who want work, with what the service standard still owes them and who answers for it."""
    mine = request.GET.get("mine") == "1"
    rows = services_owed(request.actor, request.on)
    rows = _looked_after_by(rows, request.actor) if mine else rows
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Services still owed"),
        "page": page,
        "rows": _rows(list(page), request.on),
        "mine": mine,
        "may_record": request.actor.may(FOLLOW_UP),
    }
    return render(request, "services/owed.html", context)


def _looked_after_by(rows: QuerySet, actor: Actor) -> QuerySet:
    own = Assignment.objects.filter(officer=actor.account_id, until_on=None).values("household_id")
    held = Membership.objects.filter(household__in=own, until_on=None).values("person_id")
    return rows.filter(pk__in=held)


def _rows(people: list[Person], on: date) -> list[OwedRow]:
    ids = [person.pk for person in people]
    owing, since, officers = owed_to(people, on), wanting_since(ids, on), who_answers(ids)
    places = township_names({person.area for person in people}, on)
    found = []
    for person in people:
        asked, standard = since.get(person.pk), standard_of(person.area, on)
        found.append(
            OwedRow(
                person,
                name_words(person),
                places[person.area],
                asked,
                bool(asked and standard and (on - asked).days > standard.days),
                [one for one in owing.get(person.pk, ()) if one.missing],
                officers.get(person.pk, ""),
            )
        )
    return found


@screen(right=FOLLOW_UP, title=gettext_lazy("A service given today"), methods=("POST",))
def given(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """One tap: this service was given to this person today."""
    person = Person.objects.visible_to(request.actor, FOLLOW_UP).current().filter(key=key).first()
    if person is None or kind not in pack().codes["service_needs"]:
        raise Http404
    record_service(actor=request.actor, person=person, kind=kind, given_on=request.on)
    said = {"name": name_words(person), "service": label("service_needs", kind)}
    sentence = _("%(name)s: %(service)s recorded for today.") % said
    to = (
        reverse("person", kwargs={"key": key})
        if request.POST.get("to") == "person"
        else reverse("services_owed")
    )
    return done(request, sentence, to)


@screen(right="casework.offer", title=gettext_lazy("New openings, and whom they fit"))
def new_openings(request: HttpRequest) -> HttpResponse:
    """People whom openings fit that came in since they were last met, those not met for longest first."""
    found = opened_since_met(request.actor, request.on)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    officers = who_answers([one.person.pk for one in page])
    rows: list[dict[str, Any]] = [
        {
            "person": one.person,
            "name": name_words(one.person),
            "last_met": one.last_met,
            "openings": one.openings[:3],
            "more": max(0, len(one.openings) - 3),
            "officer": officers.get(one.person.pk, ""),
        }
        for one in page
    ]
    context = {"title": _("New openings, and whom they fit"), "page": page, "rows": rows}
    return render(request, "services/new_openings.html", context)
