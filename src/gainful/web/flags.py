"""Flags of fraud tests: what waits for the auditor's review, the question to ask, and the review that ends each."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts import running
from gainful.accounts.models import Run
from gainful.accounts.refusals import Refused
from gainful.accounts.second_factor import note_shown
from gainful.benefits.actions import settle_flag
from gainful.benefits.actions.flags import RUN
from gainful.benefits.fraud.definition import own_tests
from gainful.benefits.fraud.looking import SEE, start_looking
from gainful.benefits.fraud.run import sentence
from gainful.benefits.models import FraudFlag
from gainful.web.form_fields import AskForm
from gainful.web.people_status import name_words
from gainful.web.person_acts import ask
from gainful.web.screen import screen
from gainful.web.shortlist_words import place_words
from gainful.words import day, language

FINDINGS = {
    "explained": gettext_lazy("All is explained: nobody did wrong"),
    "record_wrong": gettext_lazy("The record is wrong: the office corrects it"),
    "handed_on": gettext_lazy("Handed on to those who may decide about it"),
}


@screen(right=SEE, title=gettext_lazy("Flags to review"))
def flags(request: HttpRequest) -> HttpResponse:
    """What waits for a review, the oldest first, by test; or what was reviewed."""
    settled, chosen = request.GET.get("state") == "settled", request.GET.get("list", "")
    rows = FraudFlag.objects.visible_to(request.actor, SEE)
    waiting = rows.still_open()
    counts = {name: 0 for name in own_tests()}
    for test in waiting.order_by().values_list("test", flat=True):
        counts[test] = counts.get(test, 0) + 1
    rows = rows.settled().order_by("-settled_on", "-pk") if settled else waiting.order_by("found_on", "pk")
    if chosen in own_tests():
        rows = rows.filter(test=chosen)
    page = Paginator(rows.select_related("person", "employer", "course"), 50).get_page(
        request.GET.get("page")
    )
    note_shown(request, [one.person.key for one in page if one.person], "flags")
    context = {
        "title": _("Flags to review"),
        "page": page,
        "rows": [_row(one) for one in page],
        "tests": [
            (name, _told(name)["title"], count) for name, count in counts.items() if count or name == chosen
        ],
        "chosen": chosen,
        "settled": settled,
        "run": _run(request),
        "counted": len(own_tests()),
    }
    return render(request, "flags/list.html", context)


@screen(right="flags.find", title=gettext_lazy("Run the fraud tests"), methods=("POST",))
def flags_run(request: HttpRequest) -> HttpResponse:
    """Have every test run over the reader's areas in the background."""
    with suppress(Refused):  # one is under way already: the page shows it
        start_looking(actor=request.actor, on=request.on)
    return redirect("flags")


@screen(right="flags.find", title=gettext_lazy("Stop"), methods=("POST",))
def flags_stop(request: HttpRequest, key: str) -> HttpResponse:
    """Ask one's own run of the tests to stop."""
    mine = Run.objects.filter(key=key, kind=RUN, account_id=request.actor.account_id).first()
    if mine is None:
        raise Http404
    running.ask_to_stop(mine.key)
    return redirect("flags")


def _run(request: HttpRequest) -> dict[str, Any] | None:
    """The reader's latest run of the tests: how far it is, or what it gave; None before the first."""
    run = Run.objects.filter(kind=RUN, account_id=request.actor.account_id).order_by("-pk").first()
    if run is None:
        return None
    on = run.outcome.get("on")
    return {
        "stop": reverse("flags_stop", kwargs={"key": run.key}),
        "under_way": run.state in Run.UNDER_WAY,
        "standing": running.standing(run.key),
        "done": run.state == Run.State.DONE,
        "ended_at": run.ended_at,
        "on": date.fromisoformat(on) if on else None,
        "seen": run.outcome.get("seen"),
        "opened": run.outcome.get("opened"),
    }


def _told(name: str) -> dict[str, str]:
    """A test's words in the reader's language; a test of another version keeps its name alone."""
    test = own_tests().get(name)
    return dict(test.told[language()]) if test else {"title": name}


def _alarms(name: str) -> str:
    """How often the test was wrong when it was tried; "" for a test of another version."""
    test = own_tests().get(name)
    if test is None:
        return ""
    tried = test.false_alarms
    return _(
        "Tried on {people} invented people ({day}): it named {named} of {innocent} who had done nothing."
    ).format(
        people=f"{tried.people:,}",
        named=tried.named,
        innocent=f"{tried.innocent:,}",
        day=day(tried.measured_on),
    )


def _row(one: FraudFlag) -> dict[str, Any]:
    return {
        "flag": one,
        "title": _told(one.test)["title"],
        "who": _who(one),
        "seen": _seen(one),
        "finding": FINDINGS.get(one.finding, ""),
    }


def _who(one: FraudFlag) -> str:
    """The person, the employer or the course, in words."""
    if one.person is not None:
        return str(name_words(one.person))
    if one.employer is not None:
        return str(one.employer.name)
    assert one.course is not None
    return " ".join(part for part in (one.course.provider, one.course.number) if part)


def _seen(one: FraudFlag) -> str:
    test = own_tests().get(one.test)
    if test is None:
        return str(one.how_many)
    days = {name: day(value) for name in ("from_on", "to_on") if (value := getattr(one, name))}
    return sentence(test, language(), {"how_many": one.how_many, **days})


class ReviewForm(AskForm):
    """What was found, and why."""

    button = gettext_lazy("Settle this flag")

    finding = forms.ChoiceField(
        label=gettext_lazy("What did you find?"), choices=list(FINDINGS.items()), widget=forms.RadioSelect
    )
    because = forms.CharField(
        label=gettext_lazy("Whom did you ask, and what did they say?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Where it is about a person, they read this on their own record once it is settled."
        ),
    )


@screen(right=SEE, title=gettext_lazy("A flag"), methods=("GET", "POST"))
def flag(request: HttpRequest, key: str) -> HttpResponse:
    """One of them: what can explain it, the question to ask, what was seen; and the review."""
    rows = FraudFlag.objects.visible_to(request.actor, SEE)
    found = rows.select_related("person", "employer", "course", "reviewed_by").filter(key=key).first()
    if found is None:
        raise Http404
    if found.person is not None:
        note_shown(request, [found.person.key], "flag")
    context = _row(found) | {
        "title": _told(found.test)["title"],
        "told": {name.replace(" ", "_"): words for name, words in _told(found.test).items()},
        "alarms": _alarms(found.test),
        "where": place_words(found.area, "", request.on),
        "linked": found.person is not None and request.actor.may("people.see", found.person.area),
    }
    may = found.settled_on is None and request.actor.may("flags.settle", found.area)
    if request.method != "POST" and not may:
        return render(request, "flags/flag.html", context)
    return ask(
        request,
        form_class=ReviewForm,
        start={},
        subject=found,
        write=_settle,
        to=reverse("flags"),
        context=context,
        template="flags/flag.html",
    )


def _settle(request: HttpRequest, found: FraudFlag, said: dict[str, Any]) -> str:
    settle_flag(actor=request.actor, flag=found, on=request.on, **said)
    return _("Settled. No benefit was changed by it.")
