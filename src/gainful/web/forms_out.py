"""The ministry's two lists out: those in work and those without, a county each, in the layout in which they come in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.places import gazetteer
from gainful.accounts.reading import OUT_AS_A_LIST
from gainful.accounts.second_factor import note_shown, require_step_up
from gainful.intake.forms_out import NUMBERS, RIGHT, ministry_forms
from gainful.registry.models import Household
from gainful.terms.areas import county_of
from gainful.web.import_files import workbook_answer
from gainful.web.screen import screen
from gainful.words import language


def _counties(request: HttpRequest) -> list[int]:
    """The counties with households whose lists this reader may take out."""
    areas = (
        Household.objects.visible_to(request.actor, RIGHT)
        .order_by()
        .values_list("area", flat=True)
        .distinct()
    )
    found = {county_of(area) for area in areas}
    return sorted(one for one in found if request.actor.may(RIGHT, one) and request.actor.may(NUMBERS, one))


@screen(right="people.export", title=gettext_lazy("The two lists for the ministry"))
def forms_out(request: HttpRequest) -> HttpResponse:
    """Which lists may be taken out, and what stands on them."""
    counties = [
        {"area": one, "name": " ".join(gazetteer().path(one, request.on, language()))}
        for one in _counties(request)
    ]
    context = {"title": _("The two lists for the ministry"), "counties": counties}
    return render(request, "imports/forms_out.html", context)


@screen(right="people.export", title=gettext_lazy("A list for the ministry"))
def form_out(request: HttpRequest, area: int, form: str) -> HttpResponse:
    """One list of one county as a workbook; whole numbers go out, so that the password is asked for again."""
    if area not in _counties(request):
        raise Http404
    require_step_up(request)
    lists = {one.form: one for one in ministry_forms(actor=request.actor, area=area, on=request.on)}
    found = lists.get(form.replace("-", "_"))
    if found is None:
        raise Http404
    note_shown(request, list(found.people), OUT_AS_A_LIST)
    return workbook_answer(found.content, found.file)
