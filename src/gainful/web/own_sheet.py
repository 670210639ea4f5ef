"""The person's one sheet: what an officer prints for them, what they see themselves, and what its QR opens."""

from __future__ import annotations

from typing import Any

import segno
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.models import ReadEntry
from gainful.casework.actions import end_own_sheet, end_sheet, print_sheet, send_code
from gainful.casework.models import Offer, OwnSheet
from gainful.casework.own_page import ask_with_sheet, sheet_of_token
from gainful.registry.models import Person
from gainful.training.models import Certificate, Enrolment
from gainful.web.due_lines import groups_of
from gainful.web.form_fields import AskForm
from gainful.web.own_claims import claims_of
from gainful.web.people_status import name_words
from gainful.web.person import person_of
from gainful.web.screen import done, screen
from gainful.web.worker import Worker, own_page, page_context
from gainful.web.worker_pages import OWN_STATES, jobs_with_pay, whom_to_tell

RIGHT = "casework.offer"
MOST = 6


def contents(person: Person, on: Any) -> dict[str, Any]:
    """What stands on the sheet: the person's own newest rows, a few of each."""
    offers = Offer.objects.of_person(person).order_by("-shown_on", "-pk")[:MOST]
    looked = ReadEntry.objects.filter(person_key=person.key).select_related("account").order_by("-pk")[:60]
    return {
        "name": name_words(person),
        "on": on,
        "offers": [(one, OWN_STATES[Offer.State(one.state)][0]) for one in offers],
        "jobs": jobs_with_pay(person, on, most=3, called_off=False),
        "courses": Enrolment.objects.of_person(person).select_related("course")[:MOST],
        "claims": claims_of(person, on, MOST),
        "due": groups_of(person, on, MOST),
        "certificates": Certificate.objects.filter(person=person).order_by("-awarded_on", "pk")[:MOST],
        "looked": sorted({(one.at.date(), str(one.account or _("the command line"))) for one in looked})[
            -MOST:
        ],
        **whom_to_tell(person, on),
    }


def _sheet_of(request: HttpRequest, key: str, sheet: str) -> OwnSheet:
    found = OwnSheet.objects.filter(person=person_of(request, key, RIGHT), key=sheet).first()
    if found is None:
        raise Http404
    return found


@screen(right=RIGHT, title=gettext_lazy("One sheet"), methods=("GET", "POST"))
def sheet(request: HttpRequest, key: str) -> HttpResponse:
    """The sheets of a person; asking for one prints it with a QR that is shown on this answer only."""
    person = person_of(request, key, RIGHT)
    if request.method == "POST":
        made, token = print_sheet(actor=request.actor, person=person, on=request.on)
        address = request.build_absolute_uri(reverse("own_sheet_qr", kwargs={"token": token}))
        # The drawing is made here of an address of our own; nothing of it comes from a reader.
        drawing = mark_safe(segno.make(address, error="m").svg_inline(scale=4, omitsize=True, border=2))
        more = {"title": _("My one sheet"), "qr": drawing, "good_until": made.good_until}
        return render(
            request, "sheets/printed.html", contents(person, request.on) | more | {"person": person}
        )
    sheets = OwnSheet.objects.filter(person=person, ended_on=None, good_until__gte=request.on).order_by("-pk")
    context = {"title": _("One sheet"), "person": person, "name": name_words(person), "sheets": sheets}
    return render(request, "sheets/list.html", context)


@screen(right=RIGHT, title=gettext_lazy("End a sheet's QR"), methods=("POST",))
def sheet_end(request: HttpRequest, key: str, sheet: str) -> HttpResponse:
    """A lost sheet opens nothing more."""
    end_sheet(actor=request.actor, sheet=_sheet_of(request, key, sheet), on=request.on)
    return done(request, _("Ended: its QR opens nothing from now on."), reverse("sheet", kwargs={"key": key}))


@screen(right=RIGHT, title=gettext_lazy("Send a code to their phone"), methods=("POST",))
def code_by_phone(request: HttpRequest, key: str) -> HttpResponse:
    """A code straight to the person's phone; nobody here sees it."""
    send_code(actor=request.actor, person=person_of(request, key, RIGHT), at=timezone.now())
    return done(request, _("Sent to their own phone."), reverse("worker_code", kwargs={"key": key}))


@own_page(title=gettext_lazy("My one sheet"))
def my_sheet(request: HttpRequest, worker: Worker) -> HttpResponse:
    """The same on their own page, with the papers whose QR still opens something."""
    papers = OwnSheet.objects.filter(person=worker.person, ended_on=None, good_until__gte=request.on)
    context = page_context(worker, _("My one sheet")) | contents(worker.person, request.on)
    return render(request, "worker/sheet.html", context | {"papers": papers.order_by("-pk")})


@own_page(title=gettext_lazy("End a sheet's QR"), methods=("POST",))
def my_sheet_end(request: HttpRequest, worker: Worker, key: str) -> HttpResponse:
    """They end the QR of a paper themselves."""
    found = OwnSheet.objects.filter(person=worker.person, key=key).first()
    if found is None:
        raise Http404
    end_own_sheet(actor=worker.actor, sheet=found, on=request.on)
    return done(request, _("Ended: its QR opens nothing from now on."), reverse("my_sheet"))


class TailForm(AskForm):
    """Who holds the paper says the four characters that are not on it."""

    button = gettext_lazy("Send a code to my phone")

    tail = forms.CharField(
        label=gettext_lazy("Last four characters of your personal number"),
        max_length=4,
        min_length=4,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


@screen(right=None, public=True, title=gettext_lazy("Code by phone"), methods=("GET", "POST"))
def qr(request: HttpRequest, token: str) -> HttpResponse:
    """What a sheet's QR opens: nothing of the person, only the way to have a code sent to their own phone."""
    found = sheet_of_token(token, request.on)
    if found is None:
        raise Http404
    form = TailForm(request.POST) if request.method == "POST" else TailForm()
    if request.method == "POST" and form.is_valid():
        ask_with_sheet(sheet=found, id_tail=form.cleaned_data["tail"], on=request.on, at=timezone.now())
        sentence = _(
            "If the four characters are yours, a code is on its way to your phone. None came? Ask at the office."
        )
        return done(request, sentence, reverse("worker"))
    return render(request, "worker/qr.html", {"title": _("Code by phone"), "form": form})
