"""Training: courses, who sat in them, attendance, certificates; and the recognised workshops."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.second_factor import note_shown
from gainful.casework.after_training import after_course, job_after
from gainful.casework.models import Spell
from gainful.casework.place_signs import workshop_signs
from gainful.jobs.models import Workshop
from gainful.training.actions import award_certificate, record_attendance
from gainful.training.attendance import by_day
from gainful.training.kinds import wants_monthly_evidence
from gainful.training.models import Course, Enrolment, RollCase
from gainful.training.need import coverage
from gainful.web.fields import choices
from gainful.web.form_fields import MoneyField
from gainful.web.people_status import name_words
from gainful.web.screen import done, screen
from gainful.web.training_acts import searched


class AttendanceForm(forms.Form):
    """How many days somebody came, and the allowance as the roster states it."""

    attended_days = forms.IntegerField(label=gettext_lazy("Days attended"), min_value=0, required=False)
    allowance_fen = MoneyField(label=gettext_lazy("Allowance (yuan)"))


class CertificateForm(forms.Form):
    """A certificate awarded."""

    level = forms.ChoiceField(label=gettext_lazy("Level"), required=False)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["level"].choices = [("", "—"), *choices("certificate_levels")]


@screen(right="training.see", title=gettext_lazy("Training"))
def training(request: HttpRequest) -> HttpResponse:
    """Courses, the latest first, with seats and certificates."""
    rows = Course.objects.of_their_counties(request.actor, "training.see").annotate(
        people=Count("enrolments", distinct=True), certified=Count("enrolments__certificates", distinct=True)
    )
    page = Paginator(rows.order_by("-starts_on", "number", "pk"), 50).get_page(request.GET.get("page"))
    cases = RollCase.objects.visible_to(request.actor, "training.see").filter(closed_on=None)
    context = {
        "title": _("Training"),
        "page": page,
        "may_record": request.actor.may("training.record"),
        "coverage": coverage(request.actor, request.on),
        "cases": cases.count(),
    }
    return render(request, "training/list.html", context)


def _course(request: HttpRequest, key: str) -> Course:
    found = Course.objects.of_their_counties(request.actor, "training.see").filter(key=key).first()
    if found is None:
        raise Http404
    return found


@screen(right="training.see", title=gettext_lazy("Course"))
def course(request: HttpRequest, key: str) -> HttpResponse:
    """One course: its roster."""
    found = _course(request, key)
    mine = Enrolment.objects.visible_to(request.actor, "training.see").filter(course=found)
    rows = mine.select_related("person").prefetch_related("certificates", "work_months")
    rows = rows.order_by("person__name_pinyin", "pk")
    jobs = job_after(found, mine.select_related("person"), request.on)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    context = {
        "title": _("Course"),
        "course": found,
        "page": page,
        "rows": [{"enrolment": one, "name": name_words(one.person), "job": jobs[one.pk]} for one in page],
        "after": after_course(jobs),
        "days": by_day(mine),
        "cases": [
            {"case": one, "name": name_words(one.person)}
            for one in RollCase.objects.filter(enrolment__in=mine, closed_on=None).select_related("person")
        ],
        "monthly": wants_monthly_evidence(found.kind),
        "may": request.actor.may("training.record", found.area),
        **searched(request, found),
    }
    return render(request, "training/course.html", context)


@screen(right="training.record", title=gettext_lazy("A seat"), methods=("GET", "POST"))
def seat(request: HttpRequest, key: str, enrolment: str) -> HttpResponse:
    """One person's seat: days attended, and a certificate."""
    found = Enrolment.objects.visible_to(request.actor, "training.record").filter(
        key=enrolment, course__key=key
    )
    one = found.select_related("course", "person").first()
    if one is None:
        raise Http404
    note_shown(request, [one.person.key], "seat")
    back = reverse("course", kwargs={"key": key})
    known = {"attended_days": one.attended_days, "allowance_fen": one.allowance_fen}
    attendance = AttendanceForm(request.POST or None, initial=known)
    certificate = CertificateForm(request.POST or None)
    if (
        request.method == "POST"
        and "level" in request.POST
        and one.course.occupation
        and certificate.is_valid()
    ):
        award_certificate(
            actor=request.actor,
            person=one.person,
            occupation=one.course.occupation,
            level=certificate.cleaned_data["level"],
            awarded_on=request.on,
            enrolment=one,
        )
        return done(request, _("Certificate recorded."), back)
    if request.method == "POST" and "level" not in request.POST and attendance.is_valid():
        record_attendance(actor=request.actor, enrolment=one, **attendance.cleaned_data)
        return done(request, _("Attendance recorded."), back)
    context = {
        "title": _("A seat"),
        "course": one.course,
        "name": name_words(one.person),
        "attendance": attendance,
        "certificate": certificate if one.course.occupation else None,
    }
    return render(request, "training/seat.html", context)


@screen(right="jobs.see", title=gettext_lazy("Workshops"))
def workshops(request: HttpRequest) -> HttpResponse:
    """Recognised workshops: what they state, and whom we know to work there."""
    known = Count("spells", filter=Q(spells__in=Spell.objects.working_on(request.on)), distinct=True)
    rows = Workshop.objects.visible_to(request.actor, "jobs.see").annotate(known=known)
    page = Paginator(rows.order_by("area", "name"), 50).get_page(request.GET.get("page"))
    signs = workshop_signs(page, request.on)
    listed = [
        {
            "workshop": one,
            "share": _share(one),
            "waiting": sum(sign.is_open(request.on) for sign in signs.get(one.pk, [])),
        }
        for one in page
    ]
    return render(request, "workshops/list.html", {"title": _("Workshops"), "page": page, "rows": listed})


def _share(workshop: Workshop) -> float | None:
    """Share (0-1) of registered people among all who work there, as stated; None where either is unknown."""
    part, whole = workshop.registered_workers_stated, workshop.workers_stated
    return part / whole if part is not None and whole else None
