"""Acts at a workshop, and attendance of anybody's job: the plaque, leaving, a roll, a sign looked into."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.second_factor import note_shown
from gainful.casework.actions import record_attendance_at_work, review_workshop_sign
from gainful.casework.models import Spell
from gainful.casework.place_signs import WORKSHOP_SIGNS
from gainful.casework.posts import is_post, last_month
from gainful.jobs.actions import name_operator, recognise_workshop, withdraw_recognition
from gainful.jobs.models import Workshop
from gainful.terms.areas import county_of
from gainful.web.people_status import name_words
from gainful.web.person_acts import ask
from gainful.web.places_forms import AttendanceForm, ExitForm, OperatorForm, RecogniseForm, ReviewForm
from gainful.web.screen import screen
from gainful.web.sign_words import SIGN_NAMES

RECORD = "jobs.record"
ATTEND = "casework.follow_up"


def _workshop(request: HttpRequest, key: str) -> Workshop:
    found: Workshop | None = Workshop.objects.visible_to(request.actor, RECORD).filter(key=key).first()
    if found is None:
        raise Http404
    return found


def _page(found: Workshop) -> str:
    return reverse("workshop", kwargs={"key": found.key})


def _recognise(request: HttpRequest, found: Workshop, said: dict[str, Any]) -> str:
    recognise_workshop(actor=request.actor, workshop=found, on=request.on, **said)
    return _("The plaque is recorded.")


@screen(right=RECORD, title=gettext_lazy("Recognise a workshop"), methods=("GET", "POST"))
def workshop_recognise(request: HttpRequest, key: str) -> HttpResponse:
    """The plaque and its day."""
    found = _workshop(request, key)
    return ask(
        request, form_class=RecogniseForm, start={"recognised_on": found.recognised_on or request.on},
        subject=found, write=_recognise, to=_page(found),
        context={"title": _("Recognise a workshop"), "about": found.name},
    )  # fmt: skip


def _operator(request: HttpRequest, found: Workshop, said: dict[str, Any]) -> str:
    name_operator(actor=request.actor, workshop=found, **said)
    return _("Who runs it is recorded.")


@screen(right=RECORD, title=gettext_lazy("Who runs a workshop"), methods=("GET", "POST"))
def workshop_operator(request: HttpRequest, key: str) -> HttpResponse:
    """The firm or co-operative that runs it, an employer of the county's office: for whoever records those."""
    found = _workshop(request, key)
    if not request.actor.may(RECORD, county_of(found.area)):
        raise Http404
    now = {"name": found.employer.name, "code": found.employer.code} if found.employer else {}
    return ask(
        request, form_class=OperatorForm, start=now, subject=found, write=_operator, to=_page(found),
        context={"title": _("Who runs a workshop"), "about": found.name},
    )  # fmt: skip


def _exit(request: HttpRequest, found: Workshop, said: dict[str, Any]) -> str:
    withdraw_recognition(actor=request.actor, workshop=found, on=request.on, **said)
    return _("The workshop has left the programme.")


@screen(right=RECORD, title=gettext_lazy("A workshop leaves"), methods=("GET", "POST"))
def workshop_exit(request: HttpRequest, key: str) -> HttpResponse:
    """The last day of recognition, with a reason."""
    found = _workshop(request, key)
    return ask(
        request, form_class=ExitForm, start={"exited_on": request.on}, subject=found, write=_exit,
        to=_page(found), context={"title": _("A workshop leaves"), "about": found.name},
    )  # fmt: skip


@screen(right=RECORD, title=gettext_lazy("Look into a sign"), methods=("GET", "POST"))
def workshop_review(request: HttpRequest, key: str, sign: str) -> HttpResponse:
    """What was found on the spot."""
    found = _workshop(request, key)
    if sign not in WORKSHOP_SIGNS:
        raise Http404

    def write(request: HttpRequest, workshop: Workshop, said: dict[str, Any]) -> str:
        review_workshop_sign(actor=request.actor, workshop=workshop, sign=sign, on=request.on, **said)
        return _("Kept.")

    return ask(
        request, form_class=ReviewForm, start={}, subject=found, write=write, to=_page(found),
        context={"title": _("Look into: %(sign)s") % {"sign": SIGN_NAMES[sign]}, "about": found.name},
    )  # fmt: skip


def _attendance(request: HttpRequest, spell: Spell, said: dict[str, Any]) -> str:
    record_attendance_at_work(actor=request.actor, spell=spell, on=request.on, **said)
    return _("The attendance is kept.")


@screen(right=ATTEND, title=gettext_lazy("Attendance"), methods=("GET", "POST"))
def spell_attendance(request: HttpRequest, key: str) -> HttpResponse:
    """Days present of one person in one job, from one roll."""
    rows = Spell.objects.visible_to(request.actor, ATTEND).counted().filter(key=key)
    spell = rows.select_related("person", "workshop").first()
    if spell is None:
        raise Http404
    note_shown(request, [spell.person.key], "spell_attendance")
    to = reverse("person", kwargs={"key": spell.person.key})
    if is_post(spell.channel):
        to = reverse("post", kwargs={"key": spell.key})
    elif spell.workshop is not None:
        to = _page(spell.workshop)
    about = f"{name_words(spell.person)}, {spell.employer_name}"
    return ask(
        request, form_class=AttendanceForm, start={"unit": "month", "begins_on": last_month(request.on)},
        subject=spell, write=_attendance, to=to, context={"title": _("Attendance"), "about": about},
    )  # fmt: skip
