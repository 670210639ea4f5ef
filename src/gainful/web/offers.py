"""Offers: what was shown, and the person's own answer, recorded as it was given."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.casework.actions import accept_offer, begin_spell, decline_offer, make_worker_code, withdraw
from gainful.casework.models import Offer, Spell
from gainful.web.fields import choices
from gainful.web.matching_words import told
from gainful.web.people_status import name_words
from gainful.web.person import person_of
from gainful.web.screen import done, screen

STATES = {
    "shown": gettext_lazy("waits for the answer"),
    "accepted": gettext_lazy("accepted"),
    "declined": gettext_lazy("declined"),
    "withdrawn": gettext_lazy("taken back"),
    "lapsed": gettext_lazy("lapsed"),
}
HOWS = {
    "own_code": gettext_lazy("on their own page"),
    "paper_at_desk": gettext_lazy("on paper at the desk"),
    "through_somebody": gettext_lazy("through somebody else"),
}


class AcceptForm(forms.Form):
    """A yes at the desk: on paper signed by the person, or brought by somebody else (then it goes on waiting)."""

    evidence = forms.CharField(label=gettext_lazy("Which signed paper, and where it is kept"), max_length=120)


class ThroughForm(forms.Form):
    """A yes that somebody else brought."""

    through = forms.CharField(label=gettext_lazy("Through whom"), max_length=60)


class BeginForm(forms.Form):
    """Work has begun today."""

    evidence = forms.ChoiceField(label=gettext_lazy("How do we know?"))

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["evidence"].choices = choices("evidence_grades")


def _offer(request: HttpRequest, key: str, right: str) -> Offer:
    rows = Offer.objects.visible_to(request.actor, right).select_related("person", "opening", "shown_by")
    found = rows.filter(key=key).first()
    if found is None:
        raise Http404
    return found


@screen(right="casework.see", title=gettext_lazy("Offers"))
def offers(request: HttpRequest) -> HttpResponse:
    """Offers waiting, or answered."""
    state = request.GET.get("state", "shown")
    rows = Offer.objects.visible_to(request.actor, "casework.see").select_related("person")
    rows = rows.filter(state=state) if state in STATES else rows
    page = Paginator(rows.order_by("-shown_on", "-pk"), 50).get_page(request.GET.get("page"))
    context = {
        "title": _("Offers"),
        "page": page,
        "rows": [{"offer": o, "name": name_words(o.person), "state": STATES[o.state]} for o in page],
        "state": state,
        "states": STATES,
    }
    return render(request, "offers/list.html", context)


@screen(right="casework.see", title=gettext_lazy("Offer"))
def offer(request: HttpRequest, key: str) -> HttpResponse:
    """One offer: the terms as shown, the reasons, the answer, and what can be done now."""
    found = _offer(request, key, "casework.see")
    spell = Spell.objects.filter(offer=found).first()
    context = {
        "title": _("Offer"),
        "offer": found,
        "name": name_words(found.person),
        "state": STATES[found.state],
        "how": HOWS.get(found.how, ""),
        "terms": found.terms,
        "reasons": [told(one["code"], one.get("values")) for one in found.reasons],
        "spell": spell,
        "waiting": found.state == Offer.State.SHOWN,
        "may_begin": spell is not None and spell.state == Spell.State.AGREED,
        "may_withdraw": found.state == "shown" or (spell is not None and spell.state == Spell.State.AGREED),
        "cooling": found.cooling_off_until,
        "accept": AcceptForm(),
        "through": ThroughForm(),
        "begin": BeginForm(),
    }
    return render(request, "offers/offer.html", context)


def _back(found: Offer) -> str:
    return reverse("offer", kwargs={"key": found.key})


@screen(right="casework.answer_at_desk", title=gettext_lazy("Accept"), methods=("POST",))
def accept(request: HttpRequest, key: str) -> HttpResponse:
    """The person's own yes, on a paper that they signed."""
    found = _offer(request, key, "casework.answer_at_desk")
    evidence = request.POST.get("evidence", "")
    accept_offer(
        actor=request.actor, offer=found, on=request.on, how=Offer.How.PAPER_AT_DESK, evidence=evidence
    )
    return done(
        request, _("Accepted, by their own signature. They may take it back until work begins."), _back(found)
    )


@screen(right="casework.answer_at_desk", title=gettext_lazy("A yes through somebody"), methods=("POST",))
def accept_through(request: HttpRequest, key: str) -> HttpResponse:
    """A yes that somebody else brought: kept as such; the offer goes on waiting for the person's own word."""
    found = _offer(request, key, "casework.answer_at_desk")
    through = request.POST.get("through", "")
    accept_offer(
        actor=request.actor, offer=found, on=request.on, how=Offer.How.THROUGH_SOMEBODY, through=through
    )
    return done(
        request,
        _("Kept as brought by somebody else; the offer waits for their own word."),
        _back(found),
    )


@screen(right="casework.answer_at_desk", title=gettext_lazy("Decline"), methods=("POST",))
def decline(request: HttpRequest, key: str) -> HttpResponse:
    """The person's no; no reason is asked."""
    found = _offer(request, key, "casework.answer_at_desk")
    decline_offer(actor=request.actor, offer=found, on=request.on, how=Offer.How.PAPER_AT_DESK)
    return done(request, _("Declined. Nothing else changes."), _back(found))


@screen(right="casework.answer_at_desk", title=gettext_lazy("Take back"), methods=("POST",))
def take_back(request: HttpRequest, key: str) -> HttpResponse:
    """The person takes back the offer or their yes."""
    found = _offer(request, key, "casework.answer_at_desk")
    withdraw(actor=request.actor, offer=found, on=request.on)
    return done(request, _("Taken back."), _back(found))


@screen(right="casework.record_spell", title=gettext_lazy("Work has begun"), methods=("POST",))
def begin(request: HttpRequest, key: str) -> HttpResponse:
    """The agreed work has begun today."""
    found = _offer(request, key, "casework.record_spell")
    spell = Spell.objects.filter(offer=found).first()
    if spell is None:
        raise Http404
    form = BeginForm(request.POST)
    if not form.is_valid():
        raise Http404
    # The day is the surface's; the hour is the clock's, so that a fixed day still has its hours.
    at = timezone.localtime().replace(year=request.on.year, month=request.on.month, day=request.on.day)
    begin_spell(
        actor=request.actor, spell=spell, on=request.on, at=at, evidence=form.cleaned_data["evidence"]
    )
    return done(request, _("Begun. Follow-ups come up after 30, 90, 180 and 365 days."), _back(found))


@screen(right="casework.offer", title=gettext_lazy("One-time code"), methods=("POST",))
def worker_code(request: HttpRequest, key: str) -> HttpResponse:
    """A code for the person's own page, shown once."""
    person = person_of(request, key, "casework.offer")
    code = make_worker_code(actor=request.actor, person=person, at=timezone.now())
    context = {"title": _("One-time code"), "person": person, "name": name_words(person), "code": code}
    return render(request, "offers/code.html", context)
