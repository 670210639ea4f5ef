"""What is recorded of a journey: planning, seating in bulk and taking it back, departure, arrival, the way home."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.refusals import Refused
from gainful.accounts.second_factor import note_shown
from gainful.casework.actions import (
    call_off_journey,
    check_arrivals,
    plan_journey,
    record_departure,
    record_health_checks,
    retract_hire,
    seat_people,
    settle_return,
    take_back,
    take_off_journey,
)
from gainful.casework.actions.arrivals import Arrival
from gainful.casework.journeys import returns_due, to_be_seated
from gainful.casework.models import Journey, Passenger, Spell
from gainful.jobs.models import Opening
from gainful.web import journeys_forms as forms
from gainful.web.journeys import LAST_SEATED, SEE, WRITE, aboard_of, journey_of, seated_words
from gainful.web.offers import moment
from gainful.web.people_status import name_words
from gainful.web.person_acts import ask
from gainful.web.screen import done, screen

MOST = 500


def _page(key: str) -> str:
    return reverse("journey", kwargs={"key": key})


@screen(right=WRITE, title=gettext_lazy("Plan a journey"), methods=("GET", "POST"))
def journey_new(request: HttpRequest) -> HttpResponse:
    """A vehicle and its day; from an order the way is filled in."""
    rows = Opening.objects.of_their_counties(request.actor, SEE)
    order = rows.select_related("employer").filter(key=request.GET.get("order", "")).first()
    start = {"direction": "return" if request.GET.get("way") == "return" else "out"}
    if order is not None:
        start["to_text"] = f"{order.place_text} {order.employer.name}".strip()

    def write(request: HttpRequest, _order: Opening | None, said: dict[str, Any]) -> tuple[str, str]:
        office = max(low for low, _high in request.actor.spans(WRITE))
        made = plan_journey(actor=request.actor, area=office, on=request.on, **said)
        return _("Planned. Nobody is seated yet."), _page(made.key)

    return ask(
        request,
        form_class=forms.PlanForm,
        start=start,
        subject=order,
        write=write,
        to=reverse("journeys"),
        context={"title": _("Plan a journey"), "about": order.title if order else ""},
    )


def _act(
    request: HttpRequest,
    key: str,
    *,
    form_class: Any,
    title: str,
    write: Any,
    start: dict[str, Any] | None = None,
) -> HttpResponse:
    """A form about one journey."""
    found = journey_of(request, key, WRITE)
    about = f"{found.vehicle} · {found.from_text} → {found.to_text}"
    return ask(
        request,
        form_class=form_class,
        start=start or {},
        subject=found,
        write=write,
        to=_page(key),
        context={"title": title, "about": about},
    )


@screen(right=WRITE, title=gettext_lazy("Seat people"), methods=("GET", "POST"))
def journey_seat(request: HttpRequest, key: str) -> HttpResponse:
    """Who can be seated; then those ticked, named; then done, all or none."""
    found = journey_of(request, key, WRITE)
    said = request.POST if request.method == "POST" else request.GET
    keys = [one for one in said.getlist("chosen") if one.isalnum()][:MOST]
    if request.method == "POST":
        spells = list(Spell.objects.visible_to(request.actor, WRITE).filter(key__in=keys))
        if not spells:
            raise Refused("nobody_chosen")
        result = seat_people(
            actor=request.actor, journey=found, spells=spells, on=request.on, at=moment(request.on),
            paper=said.get("paper", "").strip()[:120],
        )  # fmt: skip
        words = seated_words(result.changed, result.same)
        if result.changed:
            request.session[LAST_SEATED] = {"act": result.act, "journey": key, "words": words}
        return done(request, words, _page(key))
    waiting = list(to_be_seated(request.actor, moment(request.on), found)[:MOST])
    chosen = [one for one in waiting if one.key in keys]
    note_shown(request, [one.person.key for one in waiting], "journey_seat")
    context = {
        "title": _("Seat people"),
        "journey": found,
        "rows": [{"spell": one, "name": name_words(one.person)} for one in waiting],
        "names": [name_words(one.person) for one in chosen],
        "keys": [one.key for one in chosen],
        "count": len(chosen),
        "free": found.seats - Passenger.objects.aboard().filter(journey=found).count(),
        "back": _page(key),
    }
    return render(request, "journeys/seat.html", context)


@screen(right=WRITE, title=gettext_lazy("Take back the seating"), methods=("POST",))
def journey_take_back(request: HttpRequest, key: str) -> HttpResponse:
    """Take back what this reader last seated here, as long as nothing was changed since."""
    found, last = journey_of(request, key, WRITE), request.session.get(LAST_SEATED) or {}
    if last.get("journey") != found.key or found.state != Journey.State.PLANNED:
        raise Refused("not_your_bulk_act")
    take_back(actor=request.actor, act=int(last["act"]))
    del request.session[LAST_SEATED]
    return done(request, _("Taken back: everything is as it was before."), _page(key))


@screen(right=WRITE, title=gettext_lazy("Take off the list"), methods=("GET", "POST"))
def journey_off(request: HttpRequest, key: str, seat: str) -> HttpResponse:
    """One person comes off before the vehicle leaves."""
    journey_of(request, key, WRITE)
    rows = Passenger.objects.visible_to(request.actor, WRITE).select_related("person", "journey")
    one = rows.filter(key=seat, journey__key=key).first()
    if one is None:
        raise Http404
    note_shown(request, [one.person.key], "journey_off")

    def write(request: HttpRequest, passenger: Passenger, said: dict[str, Any]) -> str:
        take_off_journey(actor=request.actor, passenger=passenger, **said)
        return _("Taken off the list. Their placement stands.")

    context = {"title": _("Take off the list"), "about": name_words(one.person)}
    return ask(
        request, form_class=forms.OffForm, start={}, subject=one, write=write, to=_page(key), context=context
    )


@screen(right=WRITE, title=gettext_lazy("Call a journey off"), methods=("GET", "POST"))
def journey_call_off(request: HttpRequest, key: str) -> HttpResponse:
    """The vehicle does not leave."""

    def write(request: HttpRequest, found: Journey, said: dict[str, Any]) -> str:
        call_off_journey(actor=request.actor, journey=found, **said)
        return _("Called off. The placements stand.")

    return _act(request, key, form_class=forms.CallOffForm, title=_("Call a journey off"), write=write)


@screen(right=WRITE, title=gettext_lazy("Health check"), methods=("GET", "POST"))
def journey_health(request: HttpRequest, key: str) -> HttpResponse:
    """Whether each says that their check was done."""
    rows = aboard_of(request, journey_of(request, key, WRITE))
    note_shown(request, [one.person.key for one in rows], "journey_health")

    def write(request: HttpRequest, found: Journey, said: dict[str, Any]) -> str:
        answers = {one.pk: said[f"done_{one.key}"] for one in rows}
        record_health_checks(actor=request.actor, journey=found, said=answers, paper=said["paper"])
        return _("Kept.")

    form = partial(forms.HealthForm, rows=rows)
    return _act(request, key, form_class=form, title=_("Health check"), write=write)


@screen(right=WRITE, title=gettext_lazy("Departure"), methods=("GET", "POST"))
def journey_departure(request: HttpRequest, key: str) -> HttpResponse:
    """The vehicle has left, with all but those who did not come."""
    rows = aboard_of(request, journey_of(request, key, WRITE))
    note_shown(request, [one.person.key for one in rows], "journey_departure")

    def write(request: HttpRequest, found: Journey, said: dict[str, Any]) -> str:
        absent = [one.pk for one in rows if one.key in said["absent"]]
        record_departure(
            actor=request.actor, journey=found, on=request.on, departed_on=said["departed_on"], absent=absent,
            paper=said["paper"],
        )  # fmt: skip
        return _("The departure is kept. Check who arrived.")

    form, start = partial(forms.DepartureForm, rows=rows), {"departed_on": request.on}
    return _act(request, key, form_class=form, title=_("Departure"), write=write, start=start)


@screen(right=WRITE, title=gettext_lazy("Arrival"), methods=("GET", "POST"))
def journey_arrival(request: HttpRequest, key: str) -> HttpResponse:
    """Who arrived and who did not; work begins for those who arrived, if it has."""
    rows = [one for one in aboard_of(request, journey_of(request, key, WRITE)) if one.arrived is None]
    note_shown(request, [one.person.key for one in rows], "journey_arrival")

    def write(request: HttpRequest, found: Journey, said: dict[str, Any]) -> str:
        answers = {one: said[f"arrived_{one.key}"] for one in rows}
        checked = {
            one.pk: Arrival(answer, said[f"because_{one.key}"])
            for one, answer in answers.items()
            if answer is not None
        }
        if not checked:
            raise Refused("nobody_chosen")
        check_arrivals(
            actor=request.actor, journey=found, on=request.on, at=moment(request.on), found=checked,
            begins_on=said["begins_on"], evidence=said["evidence"], paper=said["paper"],
            not_asked_because=said["not_asked_because"],
        )  # fmt: skip
        return _("Kept.")

    form = partial(forms.ArrivalForm, rows=rows)
    return _act(request, key, form_class=form, title=_("Arrival"), write=write)


@screen(right=WRITE, title=gettext_lazy("The way home"), methods=("GET", "POST"))
def journey_return(request: HttpRequest, key: str) -> HttpResponse:
    """How one who does not stay comes home."""
    mine = Passenger.objects.visible_to(request.actor, WRITE).values("pk")
    one = returns_due(request.actor, request.on).filter(key=key, pk__in=mine).first()
    if one is None:
        raise Http404
    note_shown(request, [one.person.key], "journey_return")
    homeward = Journey.objects.of_their_counties(request.actor, SEE).filter(
        direction="return", state="planned"
    )
    homeward = list(homeward.order_by("leaves_on", "pk"))

    def write(request: HttpRequest, passenger: Passenger, said: dict[str, Any]) -> str:
        chosen = next((each for each in homeward if each.key == said["journey"]), None)
        settle_return(actor=request.actor, passenger=passenger, on=request.on, **said | {"journey": chosen})
        return _("Settled.")

    context = {"title": _("The way home"), "about": name_words(one.person)}
    to = f"{reverse('journeys')}?list=returns"
    form = partial(forms.ReturnForm, homeward=homeward)
    return ask(request, form_class=form, start={}, subject=one, write=write, to=to, context=context)


@screen(right=WRITE, title=gettext_lazy("A hire taken back"), methods=("GET", "POST"))
def hire_retracted(request: HttpRequest, key: str) -> HttpResponse:
    """The employer takes a hire back before work began."""
    rows = Spell.objects.visible_to(request.actor, WRITE).select_related("person")
    one = rows.filter(key=key, origin="brought_about").first()
    if one is None:
        raise Http404
    note_shown(request, [one.person.key], "hire_retracted")

    def write(request: HttpRequest, spell: Spell, said: dict[str, Any]) -> str:
        retract_hire(actor=request.actor, spell=spell, on=request.on, **said)
        return _("The hire is taken back. The person keeps everything.")

    context = {"title": _("A hire taken back"), "about": f"{name_words(one.person)} · {one.employer_name}"}
    return ask(
        request, form_class=forms.RetractForm, start={}, subject=one, write=write, to=reverse("journeys"),
        context=context,
    )  # fmt: skip
