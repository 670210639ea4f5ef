"""The worker's own page: after a code, one person's own record, answers and consents, and nobody else's."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.actor import Actor
from gainful.accounts.models import ReadEntry
from gainful.accounts.refusals import Refused
from gainful.casework.actions import accept_offer, decline_offer, end_consent, withdraw
from gainful.casework.models import Offer, Spell
from gainful.casework.own_page import use_worker_code, worker_actor
from gainful.registry.actions import answer_for_oneself
from gainful.registry.models import Consent, Person
from gainful.web.fields import choices, money_text
from gainful.web.offers import STATES
from gainful.web.own_data import own_data
from gainful.web.screen import screen
from gainful.words import refusal_sentence

MINUTES = 30
KEPT = "worker_person"


class CodeForm(forms.Form):
    """The way in."""

    tail = forms.CharField(
        label=gettext_lazy("Last four characters of your personal number"), min_length=4, max_length=4
    )
    code = forms.CharField(label=gettext_lazy("One-time code, eight digits"), max_length=20)


class WishForm(forms.Form):
    """What the person would like; every answer may be left open."""

    willing = forms.ChoiceField(
        label=gettext_lazy("Do you want work now?"),
        choices=[("", "—"), ("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))],
        required=False,
    )
    scope = forms.ChoiceField(label=gettext_lazy("How far from home at most?"), required=False)
    occupations = forms.MultipleChoiceField(
        label=gettext_lazy("Which work? (none chosen: not answered)"), required=False
    )
    any_occupation = forms.BooleanField(label=gettext_lazy("Any work"), required=False)
    pay = forms.CharField(
        label=gettext_lazy("At least how much a month, in yuan?"), required=False, validators=[money_text]
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["scope"].choices = [("", "—"), *choices("wish_scopes")]
        self.fields["occupations"].choices = choices("occupations")


def _worker(request: HttpRequest) -> tuple[Actor, Person] | None:
    """Who is on this page, None after half an hour or without a code. A staff login counts for nothing here."""
    kept = request.session.get(KEPT)
    if not kept or datetime.fromisoformat(kept["until"]) < timezone.now():
        request.session.pop(KEPT, None)
        return None
    person = Person.objects.current().filter(pk=kept["person"]).first()
    return (worker_actor(person, request.on), person) if person else None


def own(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the person who came in with a code; anybody else is asked for one."""

    @wraps(view)
    def run(request: HttpRequest, **named: Any) -> HttpResponse:
        found = _worker(request)
        if found is None:
            return redirect("worker")
        request.worker, request.person = found  # type: ignore[attr-defined]
        try:
            return view(request, **named)
        except Refused as refusal:
            messages.error(request, refusal_sentence(refusal))
            return redirect("worker")

    return run


@screen(right=None, title=gettext_lazy("My page"), methods=("GET", "POST"), public=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The way in, or the person's own page."""
    found = _worker(request)
    if found is not None:
        return _page(request, *found)
    form = CodeForm(request.POST or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            actor = use_worker_code(
                id_tail=form.cleaned_data["tail"], code=form.cleaned_data["code"], at=timezone.now()
            )
        except Refused as fault:
            refusal = refusal_sentence(fault)
        else:
            request.session.cycle_key()
            until = timezone.now() + timedelta(minutes=MINUTES)
            request.session[KEPT] = {"person": actor.person_id, "until": until.isoformat()}
            return redirect("worker")
    context = {"title": _("My page"), "form": form, "refusal": refusal}
    return render(request, "worker/way_in.html", context, status=409 if refusal else 200)


def _page(request: HttpRequest, actor: Actor, person: Person) -> HttpResponse:
    offers = Offer.objects.of_person(person).select_related("opening").order_by("-shown_on", "-pk")[:20]
    spells = (
        Spell.objects.of_person(person).prefetch_related("pay_evidence").order_by("-starts_on", "-pk")[:20]
    )
    looked = ReadEntry.objects.filter(person_key=person.key).select_related("account").order_by("-at")[:20]
    context = {
        "title": _("My page"),
        "person": person,
        "offers": [{"offer": o, "state": STATES[o.state], "may_withdraw": _may_withdraw(o)} for o in offers],
        "spells": spells,
        "consents": Consent.objects.filter(person=person).order_by("-given_on", "-pk")[:20],
        "enrolments": person.enrolments.select_related("course").order_by("-course__starts_on")[:20],
        "certificates": person.certificates.all(),
        "wish": person.wishes.order_by("-asked_on", "-id").first(),
        "looked": looked,
        "minutes": MINUTES,
    }
    return render(request, "worker/page.html", context)


def _may_withdraw(offer: Offer) -> bool:
    if offer.state != Offer.State.ACCEPTED:
        return False
    spell = getattr(offer, "spell", None)
    return spell is not None and spell.state == Spell.State.AGREED


def _own_offer(request: HttpRequest, key: str) -> Offer:
    found = Offer.objects.of_person(request.person).filter(key=key).first()
    if found is None:
        raise Http404
    return found


@screen(right=None, title=gettext_lazy("Accept"), methods=("POST",), public=True)
@own
def accept(request: HttpRequest, key: str) -> HttpResponse:
    """My yes."""
    accept_offer(actor=request.worker, offer=_own_offer(request, key), on=request.on, at=_moment(request.on))
    messages.success(request, _("You accepted. You may take it back until work begins."))
    return redirect("worker")


def _moment(on: date) -> datetime:
    """Now, on the day that surfaces pass on."""
    return timezone.localtime().replace(year=on.year, month=on.month, day=on.day)


@screen(right=None, title=gettext_lazy("Decline"), methods=("POST",), public=True)
@own
def decline(request: HttpRequest, key: str) -> HttpResponse:
    """My no; no reason is asked."""
    decline_offer(actor=request.worker, offer=_own_offer(request, key), on=request.on, at=_moment(request.on))
    messages.success(request, _("You declined. Nothing else changes for you."))
    return redirect("worker")


@screen(right=None, title=gettext_lazy("Take back"), methods=("POST",), public=True)
@own
def take_back(request: HttpRequest, key: str) -> HttpResponse:
    """I take my yes back."""
    withdraw(actor=request.worker, offer=_own_offer(request, key), on=request.on)
    messages.success(request, _("Taken back. Nothing else changes for you."))
    return redirect("worker")


@screen(right=None, title=gettext_lazy("Withdraw a consent"), methods=("POST",), public=True)
@own
def withdraw_consent(request: HttpRequest, key: str) -> HttpResponse:
    """I no longer agree."""
    consent = Consent.objects.live().filter(person=request.person, key=key).first()
    if consent is None:
        raise Http404
    end_consent(actor=request.worker, consent=consent, on=request.on)
    messages.success(request, _("Withdrawn, at once."))
    return redirect("worker")


@screen(right=None, title=gettext_lazy("What I want"), methods=("GET", "POST"), public=True)
@own
def wish(request: HttpRequest) -> HttpResponse:
    """My wishes, in a new answer; the earlier ones stay."""
    form = WishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer_for_oneself(actor=request.worker, person=request.person, asked_on=request.on, **_answer(form))
        messages.success(request, _("Kept. Your latest answer counts."))
        return redirect("worker")
    return render(request, "worker/wish.html", {"title": _("What I want"), "form": form})


def _answer(form: WishForm) -> dict[str, Any]:
    from gainful.terms.money import yuan

    said = form.cleaned_data
    answer: dict[str, Any] = {}
    if said["willing"]:
        answer["willing"] = said["willing"] == "yes"
    if said["scope"]:
        answer["scope"] = said["scope"]
    if said["occupations"] or said["any_occupation"]:
        answer |= {"occupations": said["occupations"], "any_occupation": said["any_occupation"]}
    if said["pay"]:
        answer["pay_at_least_fen"] = yuan(said["pay"])
    return answer


@screen(right=None, title=gettext_lazy("My data"), public=True)
@own
def my_data(request: HttpRequest) -> HttpResponse:
    """Everything kept about me, to take away."""
    content = json.dumps(own_data(request.person), ensure_ascii=False, indent=1, default=str)
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@screen(right=None, title=gettext_lazy("Leave"), methods=("POST",), public=True)
def leave(request: HttpRequest) -> HttpResponse:
    """Close my page on this device."""
    request.session.pop(KEPT, None)
    return redirect("worker")
