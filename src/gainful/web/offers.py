"""Offers: what was shown to whom, what they answered themselves, and what follows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.second_factor import note_shown
from gainful.casework import worklists
from gainful.casework.models import Offer, SafetyCheck, Spell
from gainful.web.offers_terms import (
    LANGUAGES,
    answer_words,
    cooling_words,
    offer_lines,
    state_words,
    taken_back_words,
)
from gainful.web.people_status import name_words
from gainful.web.screen import screen
from gainful.web.shortlist_words import reasons_words

SEE = "casework.see"
REMEMBERED = "offers_list"
PAGE = 50
LISTS = {
    "waiting": gettext_lazy("Waiting"),
    "accepted": gettext_lazy("They said yes"),
    "begin_now": gettext_lazy("First day has come"),
    "to_begin": gettext_lazy("Yes, and work not begun"),
    "through": gettext_lazy("Word through somebody else"),
    "answered": gettext_lazy("Answered"),
    "all": gettext_lazy("All"),
}


def _kept(name: str, rows: Any, request: HttpRequest) -> Any:
    """The rows of one list."""
    if name == "begin_now":
        return rows.filter(spell__in=worklists.beginnings_due(request.actor, request.on))
    if name == "waiting":
        return rows.waiting()
    if name == "accepted":
        return rows.filter(state=Offer.State.ACCEPTED)
    if name == "to_begin":
        return rows.filter(state=Offer.State.ACCEPTED, spell__state=Spell.State.AGREED)
    if name == "through":
        return rows.answered_through_somebody()
    return rows.exclude(state=Offer.State.SHOWN) if name == "answered" else rows


@screen(right=SEE, title=gettext_lazy("Offers"))
def offers(request: HttpRequest) -> HttpResponse:
    """Offers waiting for the person's own answer first; the others by how they were answered."""
    if not request.GET and request.session.get(REMEMBERED):
        return redirect(f"{request.path}?{urlencode({'list': request.session[REMEMBERED]})}")
    name = request.GET.get("list", "waiting")
    name = name if name in LISTS else "waiting"
    if request.session.get(REMEMBERED) != name:
        request.session[REMEMBERED] = name
    mine = _mine(request)
    rows = (
        _kept(name, mine, request)
        .select_related("person", "shown_by", "heard_by")
        .order_by("-shown_on", "-pk")
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Offers"),
        "name": name,
        "lists": [(one, words, _kept(one, mine, request).count()) for one, words in LISTS.items()],
        "page": page,
        "rows": [_row(one) for one in page],
    }
    return render(request, "offers/list.html", context)


def _mine(request: HttpRequest) -> QuerySet:
    rows = Offer.objects.visible_to(request.actor, SEE)
    opening = request.GET.get("opening", "")
    return rows.filter(opening__key=opening) if opening else rows


def _row(offer: Offer) -> dict[str, Any]:
    word, shape = state_words(offer)
    return {
        "offer": offer,
        "name": name_words(offer.person),
        "word": word,
        "shape": shape,
        "answer": " ".join(filter(None, (answer_words(offer), taken_back_words(offer)))),
    }


def offer_of(request: HttpRequest, key: str, right: str) -> Offer:
    """The offer of a key, where this reader holds the right."""
    found: Offer | None = (
        Offer.objects.visible_to(request.actor, right)
        .select_related("person", "opening", "shown_by", "heard_by")
        .filter(key=key)
        .first()
    )
    if found is None:
        raise Http404
    return found


def moment(on: date) -> datetime:
    """The moment of an answer: the day that surfaces pass on, the hour of the clock."""
    return timezone.localtime().replace(year=on.year, month=on.month, day=on.day)


@screen(right=SEE, title=gettext_lazy("Offer"))
def offer(request: HttpRequest, key: str) -> HttpResponse:
    """The terms as shown, why it was shown, how it stands, and recording their answer."""
    found = offer_of(request, key, SEE)
    note_shown(request, [found.person.key], "offer")
    reasons, questions = reasons_words(found.reasons, found.shown_on)
    word, shape = state_words(found)
    spell = Spell.objects.filter(offer=found).first()
    area = found.area
    context = {
        "title": name_words(found.person),
        "offer": found,
        "lines": offer_lines(found),
        "told_in": dict(LANGUAGES).get(found.language, found.language),
        "reasons": reasons,
        "questions": questions,
        "word": word,
        "shape": shape,
        "answer": answer_words(found),
        "taken_back": taken_back_words(found),
        "spell": spell,
        "cooling": cooling_words(found, moment(request.on)) if spell and spell.state == "agreed" else "",
        "may_answer": request.actor.may("casework.answer_at_desk", area) and found.state == "shown",
        "may_withdraw": _may_withdraw(request, found, spell),
        "may_ask_signs": bool(spell and spell.state in ("agreed", "working"))
        and request.actor.may("casework.follow_up", area)
        and not SafetyCheck.objects.filter(spell=spell, moment="before_start").exists(),
        "may_begin": bool(spell and spell.state == "agreed")
        and request.actor.may("casework.record_spell", area),
        "retracted": spell.retracted_beginnings.order_by("pk").last() if spell else None,
        "may_retract": bool(spell and spell.state in ("working", "ended"))
        and not Spell.objects.filter(offer=found).told_of().exists()
        and request.actor.may("casework.record_spell", area),
        "may_code": request.actor.may("casework.offer", area),
    }
    return render(request, "offers/offer.html", context)


def _may_withdraw(request: HttpRequest, found: Offer, spell: Spell | None) -> bool:
    begun = spell is not None and spell.state in ("working", "ended")
    return (
        found.state in ("shown", "accepted")
        and not begun
        and request.actor.may("casework.answer", found.area)
    )


@screen(right=SEE, title=gettext_lazy("Sheet for the person"))
def offer_sheet(request: HttpRequest, key: str) -> HttpResponse:
    """What the person takes home, on one sheet in their language."""
    found = offer_of(request, key, SEE)
    note_shown(request, [found.person.key], "offer_sheet")
    back = translation.get_language()
    spoken = "en" if found.language.startswith("en") else "zh-hans"
    with translation.override(spoken):
        context = {
            "title": _("An opening for you"),
            "offer": found,
            "name": name_words(found.person),
            "lines": offer_lines(found),
            "reasons": reasons_words(found.reasons, found.shown_on)[0],
            "questions": reasons_words(found.reasons, found.shown_on)[1],
            "spoken": spoken,
            "reader": back,
        }
        return render(request, "offers/sheet.html", context)
