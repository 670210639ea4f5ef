"""What a new rule or amount brings to somebody: told to them, and ended by a claim or by their own no."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.places import gazetteer
from gainful.accounts.second_factor import note_shown
from gainful.benefits.actions import claim_newly_due, say_no_to_newly_due
from gainful.benefits.asked import OWN, rules
from gainful.benefits.models import NewlyDue, RuleTurn
from gainful.benefits.newly_due import RIGHT, theirs, to_tell
from gainful.web.claims import DESK, title_of
from gainful.web.people_status import name_words
from gainful.web.screen import done, screen
from gainful.words import day, language, money

LATELY, LATEST = 30, 20
"""Days for which the list says what passed, and how many of it."""
WHY = {
    NewlyDue.Why.NOT_DUE: gettext_lazy("by the record it is not due to them any more"),
    NewlyDue.Why.RULE_ENDED: gettext_lazy("the rule holds no more where they live"),
    NewlyDue.Why.TOO_LATE: gettext_lazy("the last day to apply is over"),
    NewlyDue.Why.EXCLUDED: gettext_lazy("there is a claim that excludes it"),
    NewlyDue.Why.LEFT: gettext_lazy("they died, moved away or stand under another record"),
    NewlyDue.Why.LATER_TURN: gettext_lazy("a later change of the rule took its place"),
}


@screen(right=RIGHT, title=gettext_lazy("New for them"))
def newly_due(request: HttpRequest) -> HttpResponse:
    """Who is to be told of which benefit, the longest known first, with the two ways in which it ends."""
    rows = to_tell(request.actor, request.on).select_related("person", "turn")
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    note_shown(request, [one.person.key for one in page], "benefits")
    known = gazetteer()
    context = {
        "title": _("New for them"),
        "page": page,
        "rows": [_row(one, known.name(one.area, request.on, language())) for one in page],
        "passed": _passed(request),
    }
    return render(request, "claims/newly_due.html", context)


def _passed(request: HttpRequest) -> dict[str, Any]:
    """What nobody can claim any more, of the last days: how many, and the latest with when and why."""
    passed = (
        theirs(request.actor)
        .passed_since(request.on - timedelta(days=LATELY))
        .filter(ended_on__lte=request.on)
    )
    latest = passed.select_related("person", "turn").order_by("-ended_on", "-pk")[:LATEST]
    rows = list(latest)
    note_shown(request, [one.person.key for one in rows], "benefits")
    said = [
        {
            "row": one,
            "who": name_words(one.person),
            "title": title_of(one.turn.rule),
            "why": WHY[one.passed_because],
        }
        for one in rows
    ]
    return {"days": LATELY, "count": passed.count(), "rows": said}


def _row(one: NewlyDue, where: str) -> dict[str, Any]:
    rule = rules().get(one.turn.rule)
    about = ""
    if one.about:
        subject = rule.subject if rule is not None else ""
        if subject in OWN:
            words = _("for the business or loan of {day}")
        else:
            words = _("for the job since {day}") if subject == "spell" else _("for the course of {day}")
        about = words.format(day=day(date.fromisoformat(one.about)))
    began = one.turn.kind == RuleTurn.Kind.BEGINS
    return {
        "row": one,
        "who": name_words(one.person),
        "where": where,
        "title": title_of(one.turn.rule),
        "about": about,
        "amount": money(one.amount_fen),
        "to_employer": rule is not None and rule.payee == "employer",
        "why": _("it holds here now, and did not before")
        if began
        else _("its amounts or conditions have changed"),
    }


def _one(request: HttpRequest, key: str) -> NewlyDue:
    found = theirs(request.actor).filter(key=key).first()
    if found is None:
        raise Http404
    return found


@screen(right=RIGHT, title=gettext_lazy("Open the claim"), methods=("POST",))
def newly_due_claim(request: HttpRequest, key: str) -> HttpResponse:
    """The claim is opened for them; its page follows for whoever may read it."""
    claim = claim_newly_due(actor=request.actor, newly_due=_one(request, key), on=request.on)
    if claim is None:
        sentence = _("It is not due to them any more, as the record stands now: no claim was opened.")
        return done(request, sentence, reverse("newly_due"))
    opens = request.actor.may(DESK, claim.area)
    to = reverse("claim", kwargs={"key": claim.key}) if opens else reverse("newly_due")
    return done(request, _("The claim is open: the benefits desk decides it."), to)


@screen(right=RIGHT, title=gettext_lazy("They do not want it"), methods=("POST",))
def newly_due_no(request: HttpRequest, key: str) -> HttpResponse:
    """They were told and said no: it is off the list, and nothing else changes."""
    say_no_to_newly_due(actor=request.actor, newly_due=_one(request, key), on=request.on)
    return done(
        request,
        _("Kept. Nothing else changes for them, and they may ask for it later."),
        reverse("newly_due"),
    )
