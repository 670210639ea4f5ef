"""Leaders: from application to certificate, and the households whose income they raise."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.second_factor import note_shown
from gainful.casework.models import Service
from gainful.jobs.actions import apply_as_leader, record_brought_along, take_leader_step
from gainful.jobs.actions.leaders import STEPS
from gainful.jobs.models import BroughtAlong, Leader, LeaderApplication
from gainful.jobs.programme import least_households
from gainful.registry.models import Person
from gainful.web.people_status import name_words
from gainful.web.person import person_of
from gainful.web.person_acts import ask, household_numbered
from gainful.web.places_forms import ApplyForm, BroughtAlongForm, CertificateStepForm, StepForm
from gainful.web.screen import screen

SEE = "jobs.see"
RECORD = "jobs.record"
START_UP = "business_support"
STEP_WORDS = {
    "village": gettext_lazy("the village recommends"),
    "first_secretary": gettext_lazy("the first secretary checks"),
    "township": gettext_lazy("the township examines"),
    "county_list": gettext_lazy("the county lists, and public notice begins"),
    "certificate": gettext_lazy("the certificate"),
}


def next_step(application: LeaderApplication) -> str:
    """The step that comes next; "" when the application is over."""
    taken = len(application.steps.all())
    return STEPS[taken].value if application.state == "open" and taken < len(STEPS) else ""


def _waiting(application: LeaderApplication, on: date) -> dict[str, Any]:
    step = next_step(application)
    hangs = step == "certificate" and application.notice_until is not None and application.notice_until >= on
    return {
        "application": application,
        "name": name_words(application.person),
        "next": STEP_WORDS.get(step, ""),
        "hangs": hangs,
        "over": step == "certificate" and not hangs,
    }


@screen(right=SEE, title=gettext_lazy("Leaders"))
def leaders(request: HttpRequest) -> HttpResponse:
    """Applications on their way, and leaders with the households they bring along."""
    waiting = LeaderApplication.objects.visible_to(request.actor, SEE).filter(state="open")
    waiting = waiting.select_related("person").prefetch_related("steps").order_by("applied_on", "pk")
    rows = Leader.objects.visible_to(request.actor, SEE).select_related("person")
    rows = rows.annotate(known=Count("brought_along__household", distinct=True))
    page = Paginator(rows.order_by("area", "business_name", "pk"), 50).get_page(request.GET.get("page"))
    context = {
        "title": _("Leaders"),
        "waiting": [_waiting(one, request.on) for one in waiting[:100]],
        "page": page,
        "rows": [{"leader": one, "name": name_words(one.person) if one.person else ""} for one in page],
    }
    return render(request, "leaders/list.html", context)


def _application(request: HttpRequest, key: str, right: str) -> LeaderApplication:
    rows = LeaderApplication.objects.visible_to(request.actor, right).filter(key=key)
    found: LeaderApplication | None = (
        rows.select_related("person", "leader").prefetch_related("steps").first()
    )
    if found is None:
        raise Http404
    note_shown(request, [found.person.key], "leader_application")
    return found


@screen(right=SEE, title=gettext_lazy("An application"))
def leader_application(request: HttpRequest, key: str) -> HttpResponse:
    """One application: each step with its day, who decided, and what comes next."""
    found = _application(request, key, SEE)
    context = {
        "title": _("An application"),
        "steps": [{"step": one, "words": STEP_WORDS[one.kind]} for one in found.steps.order_by("pk")],
        "may_record": request.actor.may(RECORD, found.area),
        **_waiting(found, request.on),
    }
    return render(request, "leaders/application.html", context)


def _apply(request: HttpRequest, person: Person, said: dict[str, Any]) -> tuple[str, str]:
    made = apply_as_leader(actor=request.actor, person=person, on=request.on, **said)
    return _("The application is kept."), reverse("leader_application", kwargs={"key": made.key})


@screen(right=RECORD, title=gettext_lazy("Apply as a leader"), methods=("GET", "POST"))
def person_leader(request: HttpRequest, key: str) -> HttpResponse:
    """Somebody applies."""
    person = person_of(request, key, RECORD)
    return ask(
        request, form_class=ApplyForm, start={"applied_on": request.on}, subject=person, write=_apply,
        to=reverse("person", kwargs={"key": key}),
        context={"title": _("Apply as a leader"), "about": name_words(person)},
    )  # fmt: skip


@screen(right=RECORD, title=gettext_lazy("Next step"), methods=("GET", "POST"))
def leader_step(request: HttpRequest, key: str) -> HttpResponse:
    """The next step, passed or refused."""
    found = _application(request, key, RECORD)
    kind = next_step(found)

    def write(request: HttpRequest, application: LeaderApplication, said: dict[str, Any]) -> str:
        take_leader_step(actor=request.actor, application=application, kind=kind, on=request.on, **said)
        return _("The step is kept.")

    form = CertificateStepForm if kind == "certificate" else StepForm
    return ask(
        request, form_class=form, start={"done_on": request.on}, subject=found, write=write,
        to=reverse("leader_application", kwargs={"key": key}),
        context={
            "title": _("Next: %(step)s") % {"step": STEP_WORDS.get(kind, "")},
            "about": f"{name_words(found.person)}, {found.business_name}",
        },
    )  # fmt: skip


@screen(right=SEE, title=gettext_lazy("A leader"))
def leader(request: HttpRequest, key: str) -> HttpResponse:
    """One leader: the business, households brought along, help with starting up."""
    rows = Leader.objects.visible_to(request.actor, SEE).select_related("person", "employer").filter(key=key)
    found = rows.first()
    if found is None:
        raise Http404
    brought = BroughtAlong.objects.visible_to(request.actor, SEE).filter(leader=found)
    support = Service.objects.visible_to(request.actor, "casework.see").filter(
        person=found.person_id or 0, kind=START_UP
    )
    households = brought.values("household").distinct().count()
    least = least_households(found.area, request.on)
    context = {
        "title": found.business_name,
        "leader": found,
        "name": name_words(found.person) if found.person else "",
        "application": LeaderApplication.objects.visible_to(request.actor, SEE).filter(leader=found).first(),
        "brought": brought.select_related("household").order_by("-year", "pk"),
        "known": households,
        "least": least,
        "enough": None if least is None else households >= least,
        "support": support.order_by("-given_on", "pk"),
        "may_record": request.actor.may(RECORD, found.area),
        "may_help": found.person is not None and request.actor.may("casework.follow_up", found.area),
    }
    return render(request, "leaders/leader.html", context)


def _brought(request: HttpRequest, found: Leader, said: dict[str, Any]) -> str:
    household = household_numbered(request, said.pop("household").strip())
    record_brought_along(actor=request.actor, leader=found, household=household, on=request.on, **said)
    return _("The household is kept.")


@screen(right=RECORD, title=gettext_lazy("A household brought along"), methods=("GET", "POST"))
def leader_household(request: HttpRequest, key: str) -> HttpResponse:
    """A household whose income the leader raised."""
    found = Leader.objects.visible_to(request.actor, RECORD).filter(key=key).first()
    if found is None:
        raise Http404
    return ask(
        request, form_class=BroughtAlongForm, start={"year": request.on.year}, subject=found, write=_brought,
        to=reverse("leader", kwargs={"key": key}),
        context={"title": _("A household brought along"), "about": found.business_name},
    )  # fmt: skip
