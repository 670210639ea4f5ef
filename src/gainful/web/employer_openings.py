"""An employer's own openings: proposed and changed by them, held back in words, released by an officer."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.jobs.actions import close_own_opening, propose_change, propose_opening
from gainful.jobs.actions.openings import NOT_FOR_EMPLOYERS
from gainful.jobs.models import Employer, Opening
from gainful.terms.areas import county_of
from gainful.web.employer import employer_page
from gainful.web.opening_forms import HEADING, OpeningForm, stated
from gainful.web.openings import rows_of
from gainful.web.openings_acts import placed
from gainful.web.openings_page import terms_rows
from gainful.web.person_acts import ask
from gainful.web.screen import done

REPORT = "employer.report"


def _own(employer: Employer, key: str) -> Opening:
    found = Opening.objects.filter(employer=employer, key=key).select_related("employer", "workshop").first()
    if found is None:
        raise Http404
    return found


@employer_page(title=gettext_lazy("Our openings"))
def employer_openings(request: HttpRequest, employer: Employer) -> HttpResponse:
    """All of them, those that go on first; what is held back says by which words."""
    mine = Opening.objects.filter(employer=employer).select_related("employer", "workshop")
    rows = rows_of(mine.order_by("-pk")[:200], request.on)
    rows.sort(key=lambda one: one.opening.state == Opening.State.CLOSED)
    context = {"title": _("Our openings"), "employer": employer, "rows": rows}
    return render(request, "employer/openings.html", context)


@employer_page(title=gettext_lazy("One of our openings"))
def employer_opening(request: HttpRequest, employer: Employer, key: str) -> HttpResponse:
    """Its terms, its seats, and what holds it back."""
    found = _own(employer, key)
    row = rows_of([found], request.on)[0]
    context = {
        "title": found.title,
        "employer": employer,
        "opening": found,
        "row": row,
        "terms": terms_rows(row),
        "may": found.state != Opening.State.CLOSED,
    }
    return render(request, "employer/opening.html", context)


class ProposalForm(OpeningForm):
    """An opening, as the employer states it."""

    intro = gettext_lazy(
        "Say what is true and complete: people decide by it. Unlawful demands (sex, origin or looks, fees, deposits, "
        "kept documents, too long hours, pay under the minimum) hold it back, with the words that did it. An officer "
        "looks at it before it is shown."
    )
    button = gettext_lazy("Propose the opening")
    employer = None
    project = None  # the office says which project an opening belongs to

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        offered = self.fields["channel"].choices  # type: ignore[attr-defined]
        self.fields["channel"].choices = [one for one in offered if one[0] not in NOT_FOR_EMPLOYERS]  # type: ignore[attr-defined]


class ChangeForm(ProposalForm):
    """What an opening states, changed."""

    intro = gettext_lazy(
        "What you change is screened again and looked at by an officer; until then nobody new is shown it. "
        "Whoever accepted keeps what was shown to them."
    )
    button = gettext_lazy("Change the opening")


@employer_page(title=gettext_lazy("Propose an opening"), methods=("GET", "POST"), right=REPORT)
def employer_opening_new(request: HttpRequest, employer: Employer) -> HttpResponse:
    """A new one."""

    def write(request: HttpRequest, employer: Employer, said: dict[str, Any]) -> tuple[str, str]:
        terms = _terms(said, employer.area, request)
        heading = {name: terms.pop(name) for name in HEADING}
        made = propose_opening(actor=request.actor, employer=employer, on=request.on, **heading, **terms)
        return _("Proposed. An officer looks at it next."), _page(made)

    return ask(
        request, form_class=ProposalForm, start={"seats": 1}, subject=employer, write=write,
        to=reverse("employer_openings"), context={"title": _("Propose an opening"), "about": employer.name},
    )  # fmt: skip


def _terms(said: dict[str, Any], area: int, request: HttpRequest) -> dict[str, Any]:
    """What an employer may state of an opening, with the area that its place text means."""
    terms = placed(said, county_of(area), request)
    terms.pop("project", None)
    return terms


def _page(opening: Opening) -> str:
    return reverse("employer_opening", kwargs={"key": opening.key})


@employer_page(title=gettext_lazy("Change an opening"), methods=("GET", "POST"), right=REPORT)
def employer_opening_change(request: HttpRequest, employer: Employer, key: str) -> HttpResponse:
    """What it states, changed by the employer."""
    found = _own(employer, key)

    def write(request: HttpRequest, opening: Opening, said: dict[str, Any]) -> str:
        changes: Any = _terms(said, opening.area, request)
        if said["place_text"] == opening.place_text:
            changes["place"] = opening.place
        propose_change(actor=request.actor, opening=opening, on=request.on, changes=changes)
        return _("Changed. An officer looks at it next.")

    return ask(
        request, form_class=ChangeForm, start=stated(found), subject=found, write=write, to=_page(found),
        context={"title": _("Change an opening"), "about": found.title},
    )  # fmt: skip


@employer_page(title=gettext_lazy("Close one of our openings"), methods=("POST",), right=REPORT)
def employer_opening_close(request: HttpRequest, employer: Employer, key: str) -> HttpResponse:
    """Nobody more is taken from today."""
    found = _own(employer, key)
    close_own_opening(actor=request.actor, opening=found, on=request.on)
    return done(request, _("Closed. Whoever is at work there stays."), _page(found))
