"""An employer's own pages: what to do this month, who comes and who is there. Of people the name alone."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.actions import note_reading
from gainful.casework import rolls
from gainful.casework.actions import report_hire
from gainful.casework.models import HireReport, Spell
from gainful.jobs.models import Employer, Opening
from gainful.web.form_fields import AskForm, DayField
from gainful.web.openings import Row, rows_of
from gainful.web.people_status import name_words
from gainful.web.person_acts import ask
from gainful.web.screen import View, screen

SOON = ("due",)
REPORTED = {
    HireReport.Kind.ARRIVED: gettext_lazy("you said: arrived on %(day)s"),
    HireReport.Kind.NOT_ARRIVED: gettext_lazy("you said: had not arrived on %(day)s"),
    HireReport.Kind.LEFT: gettext_lazy("you said: left on %(day)s"),
}
EmployerView = Callable[..., HttpResponse]


def employer_page(
    *, title: Any, methods: tuple[str, ...] = ("GET",), right: str = "employer.see"
) -> Callable[[EmployerView], View]:
    """A page of the employer whom the account acts for; the view is given that employer. 404 without one."""

    def decorate(view: EmployerView) -> View:
        @screen(right=right, title=title, methods=methods)
        @functools.wraps(view)
        def run(request: HttpRequest, **named: Any) -> HttpResponse:
            employer = rolls.employer_of(request.actor)
            if employer is None:
                raise Http404
            return view(request, employer, **named)

        return run

    return decorate


def note_names(request: HttpRequest, spells: Iterable[Spell], page: str) -> None:
    """Whose names a page shows is noted for those people to see. There is no more of them to read here."""
    keys = [one.person.key for one in spells]
    note_reading(actor=request.actor, person_keys=keys, screen=page, at=timezone.now())


def own_spell(employer: Employer, key: str) -> Spell:
    """Somebody at the employer, by the key of the job; 404 for anybody else's worker."""
    found: Spell | None = rolls.shown_spells(employer).filter(key=key).first()
    if found is None or (found.state == Spell.State.AGREED and employer.frozen_on is not None):
        raise Http404
    return found


def hire(spell: Spell) -> dict[str, Any]:
    """One worker as an employer's page shows them."""
    reports = list(spell.hire_reports.all())
    last = reports[-1] if reports else None
    said = REPORTED[HireReport.Kind(last.kind)] % {"day": last.happened_on.isoformat()} if last else ""
    return {
        "key": spell.key,
        "name": name_words(spell.person),
        "work": spell.opening.title if spell.opening else "",
        "starts_on": spell.starts_on,
        "said": said,
    }


@employer_page(title=gettext_lazy("This month"))
def employer_home(request: HttpRequest, employer: Employer) -> HttpResponse:
    """What the employer has to do this month, first of all; then who comes."""
    months = [one for one in rolls.months(employer, request.on) if one.waits]
    reports = list(rolls.to_report(employer, request.on))
    openings = _live(employer, request)
    coming = list(rolls.coming(employer))
    note_names(request, coming, "employer_home")
    context = {
        "title": _("This month"),
        "employer": employer,
        "months": months,
        "reports": len(reports),
        "held": [one for one in openings if one.opening.state == Opening.State.HELD],
        "ending": [one for one in openings if one.state.shape in SOON],
        "nearly": [one for one in openings if _nearly_filled(one)],
        "coming": [
            hire(one) | {"overdue": bool(one.starts_on and one.starts_on < request.on)} for one in coming
        ],
    }
    return render(request, "employer/home.html", context)


def _live(employer: Employer, request: HttpRequest) -> list[Row]:
    rows = Opening.objects.filter(employer=employer).exclude(state=Opening.State.CLOSED)
    return rows_of(rows.select_related("employer", "workshop").order_by("valid_until", "pk"), request.on)


def _nearly_filled(row: Row) -> bool:
    """One seat is left, or none, of an opening that is open."""
    return row.opening.state == Opening.State.OPEN and row.seats.taken > 0 and row.seats.free <= 1


@employer_page(title=gettext_lazy("Hires"))
def employer_people(request: HttpRequest, employer: Employer) -> HttpResponse:
    """Who accepted and comes, and who is at work: name, work and first day."""
    coming = list(rolls.coming(employer))
    there = list(rolls.at_work(employer, request.on))
    note_names(request, [*coming, *there], "employer_people")
    context = {
        "title": _("Hires"),
        "employer": employer,
        "coming": [hire(one) for one in coming],
        "there": [hire(one) for one in there],
    }
    return render(request, "employer/people.html", context)


class ArrivalForm(AskForm):
    """Whether somebody came."""

    intro = gettext_lazy("You say what you saw. The office asks the worker before anything is recorded, and nothing "
                         "happens to them by it.")  # fmt: skip
    button = gettext_lazy("Report it")

    kind = forms.ChoiceField(
        label=gettext_lazy("Did they arrive?"),
        choices=[
            (HireReport.Kind.ARRIVED, gettext_lazy("yes, they arrived")),
            (HireReport.Kind.NOT_ARRIVED, gettext_lazy("no, they have not arrived")),
        ],
        widget=forms.RadioSelect,
    )
    happened_on = DayField(label=gettext_lazy("On which day?"))
    words = forms.CharField(label=gettext_lazy("What the office should know"), required=False, max_length=200)


class LeavingForm(AskForm):
    """That somebody is no longer there."""

    intro = ArrivalForm.intro
    button = gettext_lazy("Report it")

    happened_on = DayField(label=gettext_lazy("Last day of work"))
    words = ArrivalForm.base_fields["words"]


@employer_page(title=gettext_lazy("Report on a hire"), methods=("GET", "POST"), right="employer.report")
def employer_report(request: HttpRequest, employer: Employer, key: str) -> HttpResponse:
    """Arrived or not, for who was to come; the last day, for who was at work."""
    found = own_spell(employer, key)
    note_names(request, [found], "employer_report")
    coming = found.state == Spell.State.AGREED

    def write(request: HttpRequest, spell: Spell, said: dict[str, Any]) -> str:
        said.setdefault("kind", HireReport.Kind.LEFT)
        report_hire(actor=request.actor, employer=employer, spell=spell, on=request.on, **said)
        return _("Reported. The office asks the worker; until then nothing changes.")

    return ask(
        request,
        form_class=ArrivalForm if coming else LeavingForm,
        start={"happened_on": request.on},
        subject=found,
        write=write,
        to=reverse("employer_people"),
        context={"title": _("Report on a hire"), "about": hire(found)["name"]},
    )
