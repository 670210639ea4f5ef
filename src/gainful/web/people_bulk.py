"""What is done for several people of a list at once: chosen, named on a page, done, and taken back."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gainful.accounts.models import Account, Posting
from gainful.accounts.refusals import Refused
from gainful.accounts.rights import roles_with
from gainful.casework.actions import assign_officer_to_all, record_service_to_all, take_back
from gainful.casework.actions.in_bulk import DoneInBulk
from gainful.registry.models import Household, Membership, Person
from gainful.terms.areas import Level, area_at, common_area
from gainful.web.people import LAST_IN_BULK, REMEMBERED
from gainful.web.people_lists import chosen, rows_of
from gainful.web.people_status import name_words
from gainful.web.screen import done, screen

MOST = 500
NAMED = 60
BRIEFING = "policy_advice"


@screen(right="casework.assign", title=gettext_lazy("Assign to an officer"), methods=("GET", "POST"))
def assign_chosen(request: HttpRequest) -> HttpResponse:
    """Whose households an officer shall look after from now on: named, then done."""
    households = _households(request)
    if request.method == "POST":
        officer = officers_for(households).filter(key=request.POST.get("officer", "")).first()
        if officer is None:
            raise Refused("choose_an_officer")
        result = assign_officer_to_all(
            actor=request.actor, households=households, officer=officer, on=request.on
        )
        sentence = ngettext(
            "%(officer)s looks after %(count)s household from now on.",
            "%(officer)s looks after %(count)s households from now on.",
            result.changed,
        ) % {"officer": officer, "count": result.changed}
        return _said(request, result, sentence)
    context = {
        "title": _("Assign to an officer"),
        "names": [f"{one.number} {one.village}" for one in households[:NAMED]],
        "more": max(0, len(households) - NAMED),
        "count": len(households),
        "officers": officers_for(households),
        "keys": [one.key for one in households],
        "back": _back(request),
    }
    return render(request, "people/assign.html", context)


@screen(
    right="casework.follow_up",
    title=gettext_lazy("Record that a policy briefing was given"),
    methods=("GET", "POST"),
)
def brief_chosen(request: HttpRequest) -> HttpResponse:
    """Who was told about the policies, and on which day: named, then recorded."""
    people = _people(request, "casework.follow_up")
    if request.method == "POST":
        given_on = _day(request.POST.get("given_on", ""))
        note = request.POST.get("note", "").strip()[:300]
        result = record_service_to_all(
            actor=request.actor, people=people, kind=BRIEFING, given_on=given_on, note=note
        )
        sentence = ngettext(
            "A policy briefing is recorded for %(count)s person.",
            "A policy briefing is recorded for %(count)s people.",
            result.changed,
        ) % {"count": result.changed}
        return _said(request, result, sentence)
    context = {
        "title": _("Record that a policy briefing was given"),
        "names": [name_words(one) for one in people[:NAMED]],
        "more": max(0, len(people) - NAMED),
        "count": len(people),
        "keys": [one.key for one in people],
        "back": _back(request),
    }
    return render(request, "people/brief.html", context)


@screen(right="casework.follow_up", title=gettext_lazy("Take back"), methods=("POST",))
def take_back_last(request: HttpRequest) -> HttpResponse:
    """Take back what this reader last did in bulk, as long as nobody has acted on it."""
    last: dict[str, Any] = request.session.get(LAST_IN_BULK) or {}
    if not last:
        raise Refused("not_your_bulk_act")
    take_back(actor=request.actor, act=int(last["act"]))
    del request.session[LAST_IN_BULK]
    return done(request, _("Taken back: everything is as it was before."), _back(request))


def _said(request: HttpRequest, result: DoneInBulk, sentence: str) -> HttpResponse:
    """Say what was done, and remember the act so that it can be taken back."""
    if result.same:
        sentence += " " + ngettext("%(count)s was so already.", "%(count)s were so already.", result.same) % {
            "count": result.same
        }
    request.session[LAST_IN_BULK] = {"act": result.act, "words": sentence} if result.changed else None
    return done(request, sentence, _back(request))


def _back(request: HttpRequest) -> str:
    remembered = request.session.get(REMEMBERED)
    return reverse("people") + (f"?{urlencode(remembered)}" if remembered else "")


def _people(request: HttpRequest, right: str) -> list[Person]:
    """The people ticked, or everybody on the list they were chosen from; refused when nobody or too many are."""
    said = request.POST if request.method == "POST" else request.GET
    if said.get("whole") == "1":
        rows = rows_of(request.actor, request.on, chosen(request.actor, _list_of(said)))
        rows = Person.objects.visible_to(request.actor, right).filter(pk__in=rows.order_by().values("pk"))
    else:
        rows = Person.objects.visible_to(request.actor, right).filter(key__in=_keys(said))
    return _some(rows.order_by("area", "pk"))


def _households(request: HttpRequest) -> list[Household]:
    """The households ticked, or those of the people ticked, or of the whole list."""
    said = request.POST if request.method == "POST" else request.GET
    asked = chosen(request.actor, _list_of(said))
    mine = Household.objects.visible_to(request.actor, "casework.assign")
    if said.get("whole") == "1":
        rows = rows_of(request.actor, request.on, asked).order_by().values("pk")
        held = Membership.objects.filter(until_on=None, person__in=rows).values("household_id")
        return _some(
            mine.filter(pk__in=rows if asked.list.of_households else held).order_by("area", "number")
        )
    keys = _keys(said)
    held = Membership.objects.filter(until_on=None, person__key__in=keys).values("household_id")
    return _some(mine.filter(Q(key__in=keys) | Q(pk__in=held)).order_by("area", "number"))


def _keys(said: QueryDict) -> list[str]:
    return [key for key in said.getlist("chosen") if key.isalnum()][: MOST + 1]


def _list_of(said: QueryDict) -> QueryDict:
    """The list that rows were chosen from, as the page passes it on."""
    return QueryDict(said.get("from", ""))


def _some(rows: QuerySet) -> list[Any]:
    found = list(rows[: MOST + 1])
    if not found:
        raise Refused("nobody_chosen")
    if len(found) > MOST:
        raise Refused("too_many_chosen", most=MOST)
    return found


def officers_for(households: list[Household]) -> QuerySet:
    """Active accounts posted where all these households are, as officers or helpers who may see their casework."""
    common = common_area([one.area for one in households])
    roles = [role.value for role in roles_with("casework.see")]
    around = {area_at(common, level) for level in Level}
    posted = Posting.objects.filter(role__in=roles, until_on=None, area__in=around)
    return Account.objects.filter(is_active=True, pk__in=posted.values("account_id")).order_by("display_name")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("say_the_day") from None
