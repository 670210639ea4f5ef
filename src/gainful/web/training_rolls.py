"""Handing in a day's roll, closing a case where two rolls differ, months of training through work, and awards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gainful.accounts.second_factor import note_shown
from gainful.registry.models import Person
from gainful.training.actions import close_roll_case, record_award, record_roll, record_work_month
from gainful.training.models import Course, Enrolment, RollCase, RollMark
from gainful.web.form_fields import AskForm, CodeField, DayField, MonthField
from gainful.web.people_status import name_words
from gainful.web.person_acts import ask, person_act
from gainful.web.screen import done, screen

RECORD = "training.record"
ROLLS = [
    (RollMark.Roll.PAPER, gettext_lazy("signed on paper")),
    (RollMark.Roll.PHONE, gettext_lazy("kept by phone")),
]
CAME = [
    ("came", gettext_lazy("came")),
    ("away", gettext_lazy("did not come")),
    ("", gettext_lazy("not on it")),
]


class RollForm(forms.Form):
    """Which roll of which day."""

    day = DayField(label=gettext_lazy("Day"))
    roll = forms.ChoiceField(label=gettext_lazy("Which roll"), choices=ROLLS)


class OutcomeForm(AskForm):
    """What was found."""

    intro = gettext_lazy(
        "Ask the person and whoever kept the rolls. Days attended stay as they are, whatever is found."
    )
    button = gettext_lazy("Close the case")

    outcome = forms.CharField(
        label=gettext_lazy("What was found"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class MonthForm(AskForm):
    """A month of training through work."""

    intro = gettext_lazy(
        "Each month is shown by its own paper: the training record, or the master's signature."
    )
    button = gettext_lazy("Record the month")

    month = MonthField(label=gettext_lazy("Month"))
    evidence = forms.CharField(label=gettext_lazy("What shows it"), max_length=200)


class AwardForm(AskForm):
    """A prize or a title."""

    intro = gettext_lazy("A prize in a skills competition, or a title given for skill.")
    button = gettext_lazy("Record the award")

    kind = CodeField("award_kinds", label=gettext_lazy("Kind"))
    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    placing = forms.CharField(label=gettext_lazy("Place or grade"), max_length=40, required=False)
    occupation = CodeField("occupations", label=gettext_lazy("Trade"), required=False, leaving=("any",))
    awarded_on = DayField(label=gettext_lazy("Awarded on"), required=False)


@screen(right=RECORD, title=gettext_lazy("A day's roll"), methods=("GET", "POST"))
def course_roll(request: HttpRequest, key: str) -> HttpResponse:
    """Who came on a day by one roll. The other roll of the same day is handed in by itself."""
    course = Course.objects.of_their_counties(request.actor, RECORD).filter(key=key).first()
    if course is None:
        raise Http404
    seats = list(
        Enrolment.objects.visible_to(request.actor, RECORD)
        .filter(course=course)
        .select_related("person")
        .order_by("person__name_pinyin", "pk")
    )
    form = RollForm(request.POST or None, initial={"day": request.on})
    if request.method == "POST" and form.is_valid():
        said = {seat.key: request.POST.get(f"seat_{seat.key}", "") for seat in seats}
        marks = {one: came == "came" for one, came in said.items() if came in ("came", "away")}
        differing = record_roll(
            actor=request.actor, course=course, marks=marks, on=request.on, **form.cleaned_data
        )
        return done(request, _said(differing), reverse("course", kwargs={"key": key}))
    note_shown(request, [seat.person.key for seat in seats], "course_roll")
    context = {
        "title": _("A day's roll"),
        "course": course,
        "form": form,
        "seats": [{"seat": seat, "name": name_words(seat.person)} for seat in seats],
        "choices": CAME,
    }
    return render(request, "training/roll.html", context, status=422 if form.is_bound else 200)


def _said(differing: int) -> str:
    sentence = _("The roll is kept.")
    if differing:
        sentence += " " + ngettext(
            "The two rolls differ for %(n)s person: a case is open, and the day counts for them.",
            "The two rolls differ for %(n)s people: cases are open, and the day counts for them.",
            differing,
        ) % {"n": differing}
    return sentence


@screen(right=RECORD, title=gettext_lazy("Two rolls that differ"), methods=("GET", "POST"))
def roll_case(request: HttpRequest, key: str) -> HttpResponse:
    """What was found where two rolls say different things of a day."""
    found = RollCase.objects.visible_to(request.actor, RECORD).filter(key=key)
    case = found.select_related("person", "enrolment__course").first()
    if case is None:
        raise Http404

    def write(request: HttpRequest, case: RollCase, said: dict[str, Any]) -> str:
        close_roll_case(actor=request.actor, case=case, on=request.on, **said)
        return _("The case is closed. Days attended stay as they are.")

    return ask(
        request, form_class=OutcomeForm, start={}, subject=case, write=write,
        to=reverse("course", kwargs={"key": case.enrolment.course.key}),
        context={"title": _("Two rolls that differ"), "about": f"{name_words(case.person)}: {case.day:%Y-%m-%d}"},
    )  # fmt: skip


@screen(right=RECORD, title=gettext_lazy("A month of training through work"), methods=("GET", "POST"))
def seat_month(request: HttpRequest, key: str, enrolment: str) -> HttpResponse:
    """What shows that one month of training through work took place."""
    found = Enrolment.objects.visible_to(request.actor, RECORD).filter(key=enrolment, course__key=key)
    seat = found.select_related("course", "person").first()
    if seat is None:
        raise Http404

    def write(request: HttpRequest, seat: Enrolment, said: dict[str, Any]) -> str:
        record_work_month(actor=request.actor, enrolment=seat, on=request.on, **said)
        return _("The month is recorded.")

    return ask(
        request, form_class=MonthForm, start={"month": request.on.replace(day=1)}, subject=seat, write=write,
        to=reverse("course", kwargs={"key": key}),
        context={"title": _("A month of training through work"), "about": name_words(seat.person)},
    )  # fmt: skip


def _award(request: HttpRequest, person: Person, said: dict[str, Any]) -> str:
    record_award(actor=request.actor, person=person, **said)
    return _("The award is recorded.")


award = person_act(right=RECORD, title=gettext_lazy("An award"), form=AwardForm, write=_award)
