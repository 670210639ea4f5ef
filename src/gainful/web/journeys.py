"""Journeys of organised labour export: the orders, the vehicles, who sits where, and the list to print."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gainful.accounts.second_factor import note_shown
from gainful.casework import journeys as reading
from gainful.casework.models import Journey, Passenger, TravelAnswer
from gainful.registry.models import Membership, Person
from gainful.web.offers import moment
from gainful.web.people_status import name_words
from gainful.web.screen import screen

SEE, WRITE = "casework.see", "casework.record_spell"
LAST_SEATED = "last_seated"
STATES = {
    "planned": (gettext_lazy("planned"), "due"),
    "departed": (gettext_lazy("has left"), "good"),
    "called_off": (gettext_lazy("called off"), ""),
}
LISTS = {
    "all": gettext_lazy("All"),
    "departures": gettext_lazy("To leave"),
    "arrivals": gettext_lazy("Arrival not checked"),
    "changed": gettext_lazy("To ask again"),
    "returns": gettext_lazy("Way home not settled"),
}
ANSWERS = {
    "waiting": (gettext_lazy("not answered yet"), "due"),
    "agreed": (gettext_lazy("said yes"), "good"),
    "declined": (gettext_lazy("said no"), ""),
}
OFF = {
    "did_not_come": gettext_lazy("did not come to the departure"),
    "placement_called_off": gettext_lazy("the placement was called off"),
    "consent_withdrawn": gettext_lazy("took back their consent"),
    "journey_called_off": gettext_lazy("the journey was called off"),
    "journey_changed": gettext_lazy("the journey was changed"),
}


@screen(right=SEE, title=gettext_lazy("Journeys"))
def journeys(request: HttpRequest) -> HttpResponse:
    """Orders with who agreed and who is seated, and the journeys of the county, by what is due."""
    name = request.GET.get("list", "all")
    name = name if name in LISTS else "all"
    context: dict[str, Any] = {
        "title": _("Journeys"),
        "name": name,
        "lists": list(LISTS.items()),
        "may": request.actor.may(WRITE),
    }
    if name == "returns":
        page = Paginator(reading.returns_due(request.actor, request.on), 50).get_page(request.GET.get("page"))
        note_shown(request, [one.person.key for one in page], "returns")
        rows = [{"seat": one, "name": name_words(one.person), "why": why_home(one)} for one in page]
        return render(request, "journeys/returns.html", context | {"page": page, "rows": rows})
    page = Paginator(_listed(request, name), 50).get_page(request.GET.get("page"))
    context |= {
        "page": page,
        "rows": [
            {"journey": one, "word": STATES[one.state][0], "shape": STATES[one.state][1]} for one in page
        ],
        "orders": reading.orders(request.actor, request.on)[:50] if name == "all" else [],
    }
    return render(request, "journeys/list.html", context)


def _listed(request: HttpRequest, name: str) -> Any:
    if name == "departures":
        return reading.departures_due(request.actor, request.on).with_counts()
    if name == "arrivals":
        due = reading.arrivals_unchecked(request.actor, request.on).values("pk")
        return reading.journeys_seen(request.actor).filter(pk__in=due)
    if name == "changed":
        asked = reading.changes_unanswered(request.actor, request.on).values("journey_id")
        return reading.journeys_seen(request.actor).filter(pk__in=asked)
    return reading.journeys_seen(request.actor)


def why_home(seat: Passenger) -> str:
    """Why somebody is owed the way home, as far as it is known."""
    if seat.arrived is False:
        return _("did not arrive: %(why)s") % {"why": seat.not_arrived_because}
    if seat.spell.state == "called_off":
        return _("the placement was called off")
    if seat.spell.state == "ended":
        return _("the job is over")
    return _("took back their consent")


def journey_of(request: HttpRequest, key: str, right: str = SEE) -> Journey:
    """A journey of the reader's county; to write, of an area of their own."""
    rows = Journey.objects.of_their_counties(request.actor, SEE)
    if right == WRITE:
        rows = Journey.objects.visible_to(request.actor, WRITE)
    found = rows.filter(key=key).first()
    if found is None:
        raise Http404
    return found


def aboard_of(request: HttpRequest, journey: Journey) -> list[Passenger]:
    """Who sits in it, of the reader's own areas, by seat."""
    rows = Passenger.objects.visible_to(request.actor, SEE).aboard().filter(journey=journey)
    return list(rows.select_related("person", "spell", "checked_by").order_by("seat_number"))


def asked_rows(request: HttpRequest, found: Journey) -> list[dict[str, Any]]:
    """Who was asked again since the journey was changed, and what they said."""
    rows = list(reading.asked_again(found, request.actor))
    note_shown(request, [one.person.key for one in rows], "journey")
    return [
        {
            "answer": one,
            "name": name_words(one.person),
            "word": ANSWERS[one.state][0],
            "shape": ANSWERS[one.state][1],
            "waits": one.state == TravelAnswer.State.WAITING,
        }
        for one in rows
    ]


@screen(right=SEE, title=gettext_lazy("A journey"))
def journey(request: HttpRequest, key: str) -> HttpResponse:
    """One vehicle: its day, who sits where and why a household is not together, and what is to be recorded."""
    found = journey_of(request, key)
    aboard = aboard_of(request, found)
    off = Passenger.objects.visible_to(request.actor, SEE).filter(journey=found, state="off")
    off = list(off.select_related("person").order_by("pk"))
    note_shown(request, [one.person.key for one in (*aboard, *off)], "journey")
    last = request.session.get(LAST_SEATED) or {}
    word, shape = STATES[found.state]
    context = {
        "title": _("A journey"),
        "journey": found,
        "word": word,
        "shape": shape,
        "rows": manifest(request, found, aboard),
        "off": [
            {"name": name_words(one.person), "why": OFF.get(one.off_because, one.off_because)} for one in off
        ],
        "asked": asked_rows(request, found),
        "changes": found.changes.order_by("-pk"),
        "unchecked": sum(one.arrived is None for one in aboard),
        "free": found.seats - Passenger.objects.aboard().filter(journey=found).count(),
        "may": request.actor.may(WRITE, found.area),
        "may_answer": request.actor.may("casework.answer_at_desk"),
        "undo": last.get("words") if last.get("journey") == found.key and found.state == "planned" else "",
    }
    return render(request, "journeys/journey.html", context)


@screen(right=SEE, title=gettext_lazy("List of passengers"))
def journey_manifest(request: HttpRequest, key: str) -> HttpResponse:
    """The list to print: seats, names, where to; never a personal number, an account or a phone."""
    found = journey_of(request, key)
    aboard = aboard_of(request, found)
    note_shown(request, [one.person.key for one in aboard], "journey_manifest")
    context = {
        "title": _("List of passengers"),
        "journey": found,
        "rows": manifest(request, found, aboard),
    }
    return render(request, "journeys/manifest.html", context)


def manifest(request: HttpRequest, found: Journey, aboard: list[Passenger]) -> list[dict[str, Any]]:
    """Each passenger with their household's number, and why the household is not together if it is not."""
    people = [one.person_id for one in aboard]
    held = Membership.objects.filter(person__in=people, until_on=None).select_related("household")
    household = {one.person_id: one.household for one in held}
    apart = {}
    if found.state == Journey.State.PLANNED and found.direction == Journey.Direction.OUT:
        apart = reading.households_apart(found, aboard, moment(request.on))
    named = {pk for whys in apart.values() for why in whys for pk in why.people}
    names = {
        one.pk: name_words(one) for one in Person.objects.visible_to(request.actor, SEE).filter(pk__in=named)
    }
    return [
        {
            "seat": one,
            "name": name_words(one.person),
            "household": household.get(one.person_id),
            "apart": [apart_words(why, names, one.person_id) for why in apart.get(one.person_id, [])],
            "may_take_back_hire": one.spell.state == "agreed",
        }
        for one in aboard
    ]


def apart_words(why: reading.Apart, names: dict[int, str], person: int) -> str:
    """Why a household is not together, as a sentence that names the others."""
    told = [names[pk] for pk in why.people if pk != person and pk in names]
    others = _(", ").join(told) or _("a member of the household")
    sentences = {
        "seats_apart": _(
            "The household does not sit side by side: no seats beside each other were free (%(names)s)."
        ),
        "in_another_vehicle": _("Of the household in another vehicle: %(names)s."),
        "cooling_off": _("Of the household still within 48 hours of their yes: %(names)s."),
        "not_seated": _("Of the household agreed and not seated yet: %(names)s."),
    }
    return sentences[why.reason] % {"names": others}


def seated_words(count: int, same: int) -> str:
    """What a seating in bulk did."""
    said = ngettext("%(count)s person is seated.", "%(count)s people are seated.", count) % {"count": count}
    if same:
        said += " " + ngettext("%(count)s sat there already.", "%(count)s sat there already.", same) % {
            "count": same
        }
    return said
