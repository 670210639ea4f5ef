"""Projects: the people of the county that they took on, against what their contracts promise."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gainful.casework.projects import kept, local_people
from gainful.jobs.actions import record_local_hire_clause, record_project_by_hand, tie_openings
from gainful.jobs.actions.openings import PROJECT
from gainful.jobs.models import Opening, Project
from gainful.terms.areas import area_range, county_of
from gainful.web.openings import rows_of
from gainful.web.person_acts import ask
from gainful.web.places_forms import ClauseForm, ProjectForm, TieForm, with_choices
from gainful.web.screen import screen

SEE = "jobs.see"
RECORD = "jobs.record"
MOST = 200


@screen(right=SEE, title=gettext_lazy("Projects"))
def projects(request: HttpRequest) -> HttpResponse:
    """Projects of the county, each with its promise and its local people."""
    rows = Project.objects.of_their_counties(request.actor, SEE).select_related("employer")
    page = Paginator(rows.prefetch_related("clauses").order_by("name", "pk"), 25).get_page(
        request.GET.get("page")
    )
    listed = []
    for one in page:
        local = local_people(one, request.on)
        clauses = [kept(clause, local) for clause in one.clauses.all()]
        listed.append({"project": one, "local": local, "clauses": clauses})
    may = request.actor.may(RECORD)
    context = {"title": _("Projects"), "page": page, "rows": listed, "may_record": may}
    return render(request, "projects/list.html", context)


@screen(right=SEE, title=gettext_lazy("A project"))
def project(request: HttpRequest, key: str) -> HttpResponse:
    """One project: clauses, local people, openings."""
    rows = Project.objects.of_their_counties(request.actor, SEE).select_related("employer")
    found = rows.filter(key=key).first()
    if found is None:
        raise Http404
    local = local_people(found, request.on)
    openings = Opening.objects.of_their_counties(request.actor, SEE).filter(project=found)
    context = {
        "title": found.name,
        "project": found,
        "local": local,
        "clauses": [kept(one, local) for one in found.clauses.order_by("signed_on", "pk")],
        "openings": rows_of(openings.select_related("employer", "workshop").order_by("pk"), request.on),
        "may_record": request.actor.may(RECORD, found.area),
        "untied": _untied(request, found).count() if request.actor.may(RECORD, found.area) else 0,
    }
    return render(request, "projects/project.html", context)


def _untied(request: HttpRequest, found: Project) -> Any:
    """Openings of projects in its county that are of none yet, and that this reader may put right."""
    rows = Opening.objects.visible_to(request.actor, RECORD).in_channel(PROJECT).filter(project=None)
    return (
        rows.filter(area__range=area_range(county_of(found.area)))
        .select_related("employer")
        .order_by("title", "pk")
    )


@screen(right=RECORD, title=gettext_lazy("Openings of a project"), methods=("GET", "POST"))
def project_openings(request: HttpRequest, key: str) -> HttpResponse:
    """Which openings are the project's; its employer's at the top."""
    found = Project.objects.visible_to(request.actor, RECORD).filter(key=key).first()
    if found is None:
        raise Http404
    rows = sorted(_untied(request, found)[:MOST], key=lambda one: one.employer_id != found.employer_id)

    def write(request: HttpRequest, project: Project, said: dict[str, Any]) -> str:
        chosen = [one for one in rows if one.key in said["openings"]]
        tied = tie_openings(actor=request.actor, project=project, openings=chosen)
        words = ngettext(
            "%(count)s opening is the project's now.", "%(count)s openings are the project's now.", tied
        )
        return words % {"count": tied}

    choices = [(one.key, f"{one.title} · {one.employer.name}") for one in rows]
    return ask(
        request, form_class=with_choices(TieForm, "openings", choices), start={}, subject=found, write=write,
        to=reverse("project", kwargs={"key": key}),
        context={"title": _("Openings of a project"), "about": found.name},
    )  # fmt: skip


@screen(right=RECORD, title=gettext_lazy("New project"), methods=("GET", "POST"))
def project_new(request: HttpRequest) -> HttpResponse:
    """A project recorded by hand at this officer's office."""
    made: list[Project] = []

    def write(request: HttpRequest, area: int, said: dict[str, Any]) -> str:
        said["employer_name"] = said.pop("employer")
        made.append(record_project_by_hand(actor=request.actor, area=area, **said))
        return _("The project is recorded.")

    office = max(low for low, _high in request.actor.spans(RECORD))
    answer = ask(
        request, form_class=ProjectForm, start={}, subject=office, write=write, to=reverse("projects"),
        context={"title": _("New project")},
    )  # fmt: skip
    if made:
        answer["Location"] = reverse("project", kwargs={"key": made[0].key})
    return answer


def _clause(request: HttpRequest, found: Project, said: dict[str, Any]) -> str:
    record_local_hire_clause(actor=request.actor, project=found, on=request.on, **said)
    return _("The clause is kept.")


@screen(right=RECORD, title=gettext_lazy("A local hire clause"), methods=("GET", "POST"))
def project_clause(request: HttpRequest, key: str) -> HttpResponse:
    """What a contract promises."""
    found = Project.objects.visible_to(request.actor, RECORD).filter(key=key).first()
    if found is None:
        raise Http404
    return ask(
        request, form_class=ClauseForm, start={}, subject=found, write=_clause,
        to=reverse("project", kwargs={"key": key}),
        context={"title": _("A local hire clause"), "about": found.name},
    )  # fmt: skip
