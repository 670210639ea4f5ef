"""A workshop's page: what it states against the jobs known there, its roll, its openings."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from gainful.casework.models import Spell
from gainful.casework.place_signs import works_at_home, workshop_signs
from gainful.jobs.models import Opening, Workshop
from gainful.registry.models import Household, Membership
from gainful.terms.areas import county_of
from gainful.terms.periods import add_months
from gainful.web.openings import rows_of
from gainful.web.people_rows import township_names
from gainful.web.people_status import name_words
from gainful.web.screen import screen
from gainful.web.sign_words import attendance_by_month, reviews, shown

SEE = "jobs.see"


def registered_at_work(workshop: Workshop, on: date) -> tuple[int, int]:
    """(people at work there, those of them from registered households) on a day, as jobs in the registry tell it."""
    spells = Spell.objects.working_on(on).filter(workshop=workshop).order_by()
    registered = Household.objects.all().registered_on(on)
    homes = Membership.objects.in_force(on).filter(household__in=registered)
    poor = spells.filter(person__in=homes.values("person_id"))
    return spells.values("person").distinct().count(), poor.values("person").distinct().count()


@screen(right=SEE, title=gettext_lazy("Workshop"))
def workshop(request: HttpRequest, key: str) -> HttpResponse:
    """One workshop; its roll as far as this reader looks after the people."""
    found = Workshop.objects.visible_to(request.actor, SEE).select_related("employer").filter(key=key).first()
    if found is None:
        raise Http404
    roll = Spell.objects.visible_to(request.actor, "casework.see").working_on(request.on)
    roll = roll.filter(workshop=found).select_related("person").order_by("starts_on", "pk")
    openings = Opening.objects.of_their_counties(request.actor, SEE).filter(workshop=found)
    known, registered = registered_at_work(found, request.on)
    running = found.running == "running" and found.exited_on is None
    stated, poor = found.workers_stated, found.registered_workers_stated
    whole_known = stated and registered <= stated
    came = attendance_by_month([one.pk for one in roll], add_months(request.on, -3))
    context = {
        "title": found.name,
        "workshop": found,
        "township": township_names({found.area}, request.on).get(found.area, ""),
        "share": poor / stated if stated and poor is not None else None,
        "known": known,
        "registered": registered,
        "known_share": registered / stated if whole_known else None,
        "at_home": works_at_home(found),
        "recognitions": found.recognitions.order_by("-recognised_on"),
        "signs": shown(workshop_signs([found], request.on).get(found.pk, []), request.on),
        "reviews": reviews(workshop=found),
        "may_record": request.actor.may("jobs.record", found.area),
        "may_name": request.actor.may("jobs.record", county_of(found.area)),
        "may_attend": request.actor.may("casework.follow_up"),
        "running": running,
        "roll": [{"spell": one, "name": name_words(one.person), "came": came[one.pk][:3]} for one in roll],
        "openings": rows_of(openings.select_related("employer", "workshop").order_by("pk"), request.on),
    }
    return render(request, "workshops/workshop.html", context)
