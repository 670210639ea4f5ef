"""Shortlist: the openings that fit one person, with reasons, or why there are none; and showing them one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.refusals import NotAllowed, Refused
from gainful.accounts.second_factor import note_shown
from gainful.casework import proposals
from gainful.casework.actions import show_offer
from gainful.casework.models import Offer, Spell
from gainful.casework.offer_terms import first_day
from gainful.jobs.models import Opening
from gainful.matching import Shortlist
from gainful.registry.models import Consent, Person, Wish
from gainful.web.form_fields import AskForm, DayField
from gainful.web.offers_terms import LANGUAGES
from gainful.web.openings import Row, deductions_words, in_reach, rows_of
from gainful.web.people_status import name_words, wish_words
from gainful.web.person import person_of
from gainful.web.screen import done, screen
from gainful.web.shortlist_words import change_words, reasons_words, refusal_words
from gainful.words import label, refusal_sentence

RIGHT = "casework.offer"
MOST_KEPT_AWAY = 100


@dataclass(frozen=True)
class Listed:
    """One opening on a person's list."""

    row: Row
    distance: str
    facts: list[tuple[str, str]]
    reasons: list[str]
    questions: list[str]
    waiting: Offer | None
    agreed: Offer | None
    declined: Offer | None
    first_day: date


@dataclass(frozen=True)
class WhyNot:
    """One kind of reason why openings are not for this person, with how many it keeps away."""

    code: str
    sentence: str
    count: int


class ShowForm(AskForm):
    """An opening is shown: in which language, from when."""

    opening = forms.CharField(widget=forms.HiddenInput, max_length=16)
    language = forms.ChoiceField(label=gettext_lazy("Shown in"), choices=LANGUAGES)
    starts_on = DayField(label=gettext_lazy("Work would begin on"), required=False)


@screen(right=RIGHT, title=gettext_lazy("Openings that fit"), methods=("GET", "POST"))
def shortlist(request: HttpRequest, key: str) -> HttpResponse:
    """Three to ten openings with reasons, or the reasons why not; and showing the person one of them."""
    person = person_of(request, key, RIGHT)
    if request.method == "POST":
        return _show(request, person)
    return _page(request, person)


def _page(request: HttpRequest, person: Person, refusal: str = "", status: int = 200) -> HttpResponse:
    note_shown(request, [person.key], "shortlist")
    found = proposals.shortlist(person, request.on)
    wish = Wish.objects.of_person(person).filter(asked_on__lte=request.on).first()
    few = found.admissible < 3
    context: dict[str, Any] = {
        "title": _("Openings for %(name)s") % {"name": name_words(person)},
        "person": person,
        "wish": wish,
        "wish_words": wish_words(wish),
        "consents": Consent.objects.live(Consent.Purpose.REFERRAL).filter(person=person).exists(),
        "entries": _entries(found, person, wish.available_on if wish else None, request.on),
        "more": max(0, found.admissible - len(found.entries)),
        "few": few,
        "why_not": _why_not(found, request.on) if few else [],
        "changes": [
            (change_words(one, request.on), one.opens, "+".join(step.code for step in one.steps))
            for one in found.changes
        ],
        "kept_away": _kept_away(request, person) if few else None,
        "languages": LANGUAGES,
        "refusal": refusal,
    }
    return render(request, "offers/shortlist.html", context, status=status)


def _entries(found: Shortlist, person: Person, free: date | None, on: date) -> list[Listed]:
    """The openings of a list, in its order, for somebody free from a day on."""
    keys = [one.opening for one in found.entries]
    openings = Opening.objects.filter(pk__in=keys).select_related("employer", "workshop")
    rows = {row.opening.pk: row for row in rows_of(openings, on)}
    offers = list(Offer.objects.of_person(person).filter(opening__in=keys).order_by("pk"))
    waiting = {one.opening_id: one for one in offers if one.state == Offer.State.SHOWN}
    under_way = Spell.objects.filter(offer__in=offers, state__in=(Spell.State.AGREED, Spell.State.WORKING))
    agreed = {one.opening_id: one.offer for one in under_way.select_related("offer")}
    declined = {one.opening_id: one for one in offers if one.state == Offer.State.DECLINED}
    made = []
    for entry in found.entries:
        reasons, questions = reasons_words(proposals.as_kept(entry), on)
        row = rows[entry.opening]
        distance = label("location_classes", entry.location_class)
        begins = first_day(person.area, entry.location_class, free, on)
        answers = tuple(kind.get(entry.opening) for kind in (waiting, agreed, declined))
        made.append(Listed(row, distance, _facts(row), reasons, questions, *answers, begins))
    return made


def _facts(row: Row) -> list[tuple[str, str]]:
    """What a person asks first about a job."""
    one = row.opening
    deductions = deductions_words(one)
    if not one.deductions_stated:
        deductions = _("not stated: will be asked before acceptance")
    call = " ".join(filter(None, (one.contact_name, one.unsealed("contact_phone"))))
    return [
        (_("Pay a month"), row.pay),
        (_("Hours a week"), str(one.hours_per_week or _("not stated"))),
        (_("Housing"), label("housing", one.housing) if one.housing else _("not stated")),
        (_("Deductions"), deductions),
        (_("Whom to call"), call or _("not stated")),
    ]


def _kept_away(request: HttpRequest, person: Person) -> list[Row] | None:
    """The openings that a number on this page counts: kept away by a reason, or to be had by a change; None unasked."""
    one, several = request.GET.get("reason", ""), request.GET.get("change", "")
    codes = frozenset((one or several).split("+")) - {""}
    if not codes:
        return None
    keys = proposals.kept_away(person, request.on, codes, alone=not one)
    openings = in_reach(request).filter(pk__in=keys).order_by("-pay_low_fen", "pk")
    return list(rows_of(openings[:MOST_KEPT_AWAY], request.on))


def _why_not(found: Shortlist, on: date) -> list[WhyNot]:
    sentences = refusal_words(found.refused, on)
    return [WhyNot(one.code, words, one.count) for words, one in zip(sentences, found.refused, strict=True)]


def _show(request: HttpRequest, person: Person) -> HttpResponse:
    """Show the person one opening; what it refuses comes back in whole sentences."""
    form = ShowForm(request.POST)
    if not form.is_valid():
        return _page(request, person, _("Say the day on which work would begin, as 2020-11-09."), 422)
    said = form.cleaned_data
    opening = in_reach(request).filter(key=said["opening"]).first()
    if opening is None:
        raise Http404
    try:
        offer = show_offer(
            actor=request.actor,
            person=person,
            opening=opening,
            on=request.on,
            language=said["language"],
            starts_on=said["starts_on"],
        )
    except NotAllowed:
        raise
    except Refused as refusal:
        return _page(request, person, _refusal(refusal, person, opening, request.on), 409)
    return done(
        request,
        _("Shown, with everything they must know. It waits for their own answer."),
        reverse("offer", kwargs={"key": offer.key}),
    )


def _refusal(refusal: Refused, person: Person, opening: Opening, on: date) -> str:
    """The refusal's sentence; where the opening does not fit, the sentences of why."""
    if refusal.code != "does_not_fit":
        return refusal_sentence(refusal)
    reasons = refusal_words(proposals.against(person, opening, on), on)
    return refusal_sentence(Refused("does_not_fit", reasons=" ".join(reasons).rstrip("。.")))
