"""The worker's own page: opened with a one-time code, for half an hour, for that person and nobody else.

No login: the session keeps whose page it is and until when. Staff signed in on the same browser are signed out
when a page is opened, and a page that is open ends when staff sign in: the two never mix.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.casework.models import Offer, Spell
from gainful.casework.own_page import use_worker_code, worker_actor
from gainful.registry.models import Consent, Person, Wish
from gainful.web.form_fields import AskForm
from gainful.web.people_status import name_words, wish_words
from gainful.web.screen import screen
from gainful.words import refusal_sentence

KEPT = "worker_person"
MINUTES = 30


@dataclass(frozen=True)
class Worker:
    """Somebody on their own page."""

    person: Person
    actor: Actor
    until: datetime


OwnView = Callable[..., HttpResponse]


def worker_of(request: HttpRequest) -> Worker | None:
    """Whose page is open in this browser; None when nobody's, or when its time is over."""
    kept = request.session.get(KEPT)
    if not kept:
        return None
    until = datetime.fromisoformat(kept["until"])
    person = Person.objects.current().filter(pk=kept["person"]).first()
    if request.user.is_authenticated or timezone.now() >= until or person is None:
        del request.session[KEPT]
        return None
    return Worker(person, worker_actor(person, request.on), until)


def own_page(*, title: Any, methods: tuple[str, ...] = ("GET",)) -> Callable[[OwnView], OwnView]:
    """A page of the person whose code opened it: without one, the way in. The view is given the worker."""

    def decorate(view: OwnView) -> OwnView:
        @screen(right=None, public=True, title=title, methods=methods)
        @functools.wraps(view)
        def run(request: HttpRequest, **named: Any) -> HttpResponse:
            worker = worker_of(request)
            if worker is None:
                return redirect("worker")
            return view(request, worker, **named)

        return run

    return decorate


class CodeForm(AskForm):
    """The way in."""

    button = gettext_lazy("Open my page")

    tail = forms.CharField(
        label=gettext_lazy("Last four characters of your personal number"),
        max_length=4,
        min_length=4,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    code = forms.CharField(
        label=gettext_lazy("One-time code"),
        max_length=20,
        help_text=gettext_lazy("Eight digits. Your officer or helper gives it to you."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


@screen(right=None, public=True, title=gettext_lazy("My own page"), methods=("GET", "POST"))
def worker(request: HttpRequest) -> HttpResponse:
    """The way in, or the page's front when it is open."""
    open_page = worker_of(request)
    if request.method == "POST":
        return _enter(request)
    if open_page is not None:
        return _front(request, open_page)
    return _way_in(request, CodeForm())


def _way_in(request: HttpRequest, form: CodeForm, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {"title": _("My own page"), "form": form, "refusal": refusal, "minutes": MINUTES}
    return render(request, "worker/enter.html", context, status=status)


def _enter(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _way_in(request, form, status=422)
    now = timezone.now()
    try:
        actor = use_worker_code(id_tail=form.cleaned_data["tail"], code=form.cleaned_data["code"], at=now)
    except Refused as refusal:
        return _way_in(request, CodeForm(), refusal_sentence(refusal), 409)
    request.session.flush()
    rotate_token(request)
    until = now + timedelta(minutes=MINUTES)
    request.session[KEPT] = {"person": actor.person_id, "until": until.isoformat()}
    request.session.set_expiry(MINUTES * 60)
    return redirect("worker")


def _front(request: HttpRequest, found: Worker) -> HttpResponse:
    person = found.person
    wish = Wish.objects.of_person(person).filter(asked_on__lte=request.on).first()
    context = page_context(found, name_words(person)) | {
        "waiting": list(Offer.objects.of_person(person).waiting().order_by("-shown_on", "-pk")),
        "shown": Offer.objects.of_person(person).count(),
        "consents": Consent.objects.live().filter(person=person).count(),
        "jobs": Spell.objects.of_person(person).exclude(state=Spell.State.CALLED_OFF).count(),
        "wish": wish,
        "wish_words": wish_words(wish),
    }
    return render(request, "worker/front.html", context)


def page_context(found: Worker, title: str) -> dict[str, Any]:
    """What every page of the person shows around it."""
    return {"title": title, "person": found.person, "until": timezone.localtime(found.until)}


@screen(right=None, public=True, title=gettext_lazy("Close my page"), methods=("POST",))
def leave(request: HttpRequest) -> HttpResponse:
    """Close the page; nothing of it stays in this browser."""
    if KEPT in request.session:
        request.session.flush()
    return redirect("worker")
