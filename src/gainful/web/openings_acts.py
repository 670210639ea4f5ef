"""Recording and changing an opening: each act is one form and one action of jobs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.places import gazetteer
from gainful.jobs.actions import (
    close_opening,
    correct_opening,
    record_opening_by_hand,
    release_held_opening,
    state_deductions,
)
from gainful.jobs.actions.openings import PROJECT
from gainful.jobs.models import Opening, Project
from gainful.terms.areas import area_range, county_of
from gainful.web import opening_forms as forms
from gainful.web.form_fields import AskForm
from gainful.web.openings import opening_of
from gainful.web.person_acts import ask
from gainful.web.screen import View, screen

RIGHT = "jobs.record"


def opening_act(
    *,
    title: Any,
    form: type[AskForm],
    write: Callable[[HttpRequest, Opening, dict[str, Any]], str],
    start: Callable[[Opening], dict[str, Any]] | None = None,
) -> View:
    """A page that records one thing about an opening."""

    @screen(right=RIGHT, title=title, methods=("GET", "POST"))
    def page(request: HttpRequest, key: str) -> HttpResponse:
        found = opening_of(request, key, RIGHT)
        return ask(
            request,
            form_class=_with_projects(request, form, found.area),
            start=start(found) if start else {},
            subject=found,
            write=write,
            to=reverse("opening", kwargs={"key": key}),
            context={"title": title, "about": f"{found.title} · {found.employer.name}"},
        )

    return page


def _with_projects(request: HttpRequest, form: type[AskForm], home: int) -> type[AskForm]:
    """A form of an opening's terms with the projects of its county; any other form as it is."""
    if not issubclass(form, forms.OpeningForm):
        return form
    return forms.of_projects(form, _projects(request, home))


def placed(said: dict[str, Any], home: int, request: HttpRequest) -> dict[str, Any]:
    """The terms with the area that the place text means for certain, None where it is left open."""
    terms = {name: value for name, value in said.items() if name != "employer"}
    terms["project"] = _projects(request, home).filter(key=said.get("project") or "-").first()
    terms["place"] = gazetteer().resolve(said["place_text"], home, request.on).code
    return terms


def _projects(request: HttpRequest, home: int) -> Any:
    """Projects of an office's own county, in order of their names."""
    rows = Project.objects.of_their_counties(request.actor, RIGHT)
    return rows.filter(area__range=area_range(county_of(home))).order_by("name", "pk")


def _correct(request: HttpRequest, found: Opening, said: dict[str, Any]) -> str:
    changes = placed(said, county_of(found.area), request)
    if said["place_text"] == found.place_text:
        changes["place"] = found.place
    after = correct_opening(actor=request.actor, opening=found, on=request.on, changes=changes)  # type: ignore[arg-type]
    return _standing(after)


def _standing(opening: Opening) -> str:
    if opening.state == Opening.State.HELD:
        return _("Kept, and held back: see the words that did it.")
    return _("Kept. The opening stands open.")


def _deductions(request: HttpRequest, found: Opening, said: dict[str, Any]) -> str:
    state_deductions(actor=request.actor, opening=found, on=request.on, **said)
    return _("Kept. Offers that wait must be shown again with it.")


def _release(request: HttpRequest, found: Opening, said: dict[str, Any]) -> str:
    release_held_opening(actor=request.actor, opening=found, on=request.on, **said)
    return _("The opening may be shown; your name and reason are kept with it.")


def _close(request: HttpRequest, found: Opening, said: dict[str, Any]) -> str:
    close_opening(actor=request.actor, opening=found, on=request.on, **said)
    return _("The opening is closed.")


correct = opening_act(
    title=gettext_lazy("Put an opening right"),
    form=forms.CorrectOpeningForm,
    write=_correct,
    start=forms.stated,
)
deductions = opening_act(title=gettext_lazy("Deductions"), form=forms.DeductionsForm, write=_deductions)
release = opening_act(title=gettext_lazy("Release a held opening"), form=forms.ReleaseForm, write=_release)
close = opening_act(title=gettext_lazy("Close an opening"), form=forms.CloseForm, write=_close)


@screen(right=RIGHT, title=gettext_lazy("New opening"), methods=("GET", "POST"))
def opening_new(request: HttpRequest) -> HttpResponse:
    """An opening recorded by hand, with its employer by name, at this officer's office."""
    made: list[Opening] = []

    def write(request: HttpRequest, office: int, said: dict[str, Any]) -> str:
        made.append(_record(request, office, said))
        return _standing(made[0])

    office = _office(request)
    project = _projects(request, office).filter(key=request.GET.get("project", "-")).first()
    start: dict[str, Any] = {"seats": 1}
    if project is not None:
        employer = project.employer.name if project.employer else ""
        start |= {"project": project.key, "channel": PROJECT, "employer": employer}
    answer = ask(
        request,
        form_class=_with_projects(request, forms.OpeningForm, office),
        start=start,
        subject=office,
        write=write,
        to=reverse("openings"),
        context={"title": _("New opening")},
    )
    if made:
        answer["Location"] = reverse("opening", kwargs={"key": made[0].key})
    return answer


def _office(request: HttpRequest) -> int:
    """The office that records: this officer's own, the smallest where there are several."""
    return max(low for low, _high in request.actor.spans(RIGHT))


def _record(request: HttpRequest, office: int, said: dict[str, Any]) -> Opening:
    terms = placed(said, office, request)
    heading = {name: terms.pop(name) for name in forms.HEADING}
    opening: Opening = record_opening_by_hand(
        actor=request.actor, area=office, employer_name=said["employer"], on=request.on, **heading, **terms
    )
    return opening
