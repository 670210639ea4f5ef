"""Complaints at the independent desk, with their clocks; outside the chain those with a step missed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.refusals import Refused
from gainful.casework.actions import (
    acknowledge_grievance,
    answer_grievance,
    file_grievance,
    name_subject,
    resolve_grievance,
    settle_dispute,
)
from gainful.casework.models import Grievance
from gainful.casework.own_voice import counties_with_an_office
from gainful.web.form_fields import AskForm
from gainful.web.screen import View, answer_refusal, done, screen
from gainful.web.shortlist_words import place_words
from gainful.web.voice import ABOUT, VoiceForm, in_fours

RIGHT = "grievance.handle"
HOW = {
    "own": gettext_lazy("by themselves, on the public page"),
    "through_somebody": gettext_lazy("by voice through somebody"),
    "paper_at_desk": gettext_lazy("on paper, at a desk"),
}


class AnswerForm(AskForm):
    """What the complainant reads."""

    button = gettext_lazy("Answer")
    answer = forms.CharField(
        label=gettext_lazy("The answer, as the complainant reads it"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ResolveForm(AskForm):
    """What was put right."""

    button = gettext_lazy("Resolve")
    outcome = forms.CharField(
        label=gettext_lazy("What was found, and what was done"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class SettleForm(ResolveForm):
    """What was found when it was looked at again."""

    button = gettext_lazy("Settle the dispute")


class SubjectForm(AskForm):
    """Who of the staff it is about."""

    button = gettext_lazy("It is about them")
    name = forms.CharField(label=gettext_lazy("Name of the member of staff"), max_length=80)


class ReceiveForm(VoiceForm):
    """A complaint brought to a desk."""

    intro = gettext_lazy("Write down what is said, in the words it is said in. The independent desk reads it; you will "
                         "not see it again. Give the code to whoever complains.")  # fmt: skip
    button = gettext_lazy("Take it down")

    how = forms.ChoiceField(
        label=gettext_lazy("How did it come?"),
        choices=[(code, HOW[code]) for code in ("through_somebody", "paper_at_desk")],
    )
    paper = forms.CharField(label=gettext_lazy("If on paper: which paper"), required=False, max_length=120)
    field_order = ("how", "through", "paper", "area")

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["through"].label = _("If by voice: who speaks for them (yourself, if they told you)")

    def clean(self) -> dict[str, Any]:
        """A voice has a speaker, a paper a name."""
        said = super().clean() or {}
        if said.get("how") == "through_somebody" and not said.get("through"):
            self.add_error("through", _("Say who speaks for them."))
        if said.get("how") == "paper_at_desk" and not said.get("paper"):
            self.add_error("paper", _("Name the paper it stands on."))
        return said


def clock(one: Grievance, on: date) -> tuple[str, str]:
    """What is owed next and by when, as (words, mark); a day that is past says by how many days."""
    steps = (
        (one.acknowledged_on, one.acknowledge_by, _("acknowledge by {day}")),
        (one.answered_on, one.answer_by, _("answer by {day}")),
        (one.resolved_on, one.resolve_by, _("resolve by {day}")),
    )
    steps += tuple((d.settled_on, d.settle_by, _("disputed: settle by {day}")) for d in one.disputes.all())
    for done_on, by, words in steps:
        if done_on is None:
            late = on > by
            said = words.format(day=by.isoformat())
            return (_("{what}: missed").format(what=said) if late else said), "late" if late else "due"
    return _("resolved"), "good"


@screen(right=RIGHT, title=gettext_lazy("Grievances"))
def grievances(request: HttpRequest) -> HttpResponse:
    """Complaints not resolved, the next deadline first; or those resolved."""
    closed = request.GET.get("state") == "closed"
    rows = Grievance.objects.readable_by(request.actor, request.on)
    rows = rows.resolved() if closed else rows.still_open()
    outside = set(rows.escalated(request.on).values_list("pk", flat=True))
    rows = rows.prefetch_related("disputes")
    page = Paginator(rows.order_by("resolve_by", "pk"), 50).get_page(request.GET.get("page"))
    listed = [
        {
            "one": one,
            "about": ABOUT[one.about],
            "where": place_words(one.area, "", request.on),
            "clock": clock(one, request.on),
            "outside": one.pk in outside,
        }
        for one in page
    ]
    context = {
        "title": _("Grievances"),
        "page": page,
        "rows": listed,
        "closed": closed,
        "may_receive": request.actor.may("grievance.receive"),
    }
    return render(request, "grievances/list.html", context)


def _readable(request: HttpRequest, key: str) -> Grievance:
    rows = Grievance.objects.readable_by(request.actor, request.on)
    found = rows.select_related("received_by", "acknowledged_by", "answered_by", "resolved_by")
    one = found.filter(key=key).first()
    if one is None:
        raise Http404
    return one


@screen(right=RIGHT, title=gettext_lazy("A complaint"))
def grievance(request: HttpRequest, key: str) -> HttpResponse:
    """One complaint with its clock, and the next step."""
    one = _readable(request, key)
    context = {
        "title": _("A complaint"),
        "one": one,
        "words": one.unsealed("words"),
        "contact": " ".join(filter(None, (one.unsealed("contact_name"), one.unsealed("contact_phone")))),
        "about": ABOUT[one.about],
        "how": HOW[one.how],
        "where": place_words(one.area, "", request.on),
        "clock": clock(one, request.on),
        "outside": Grievance.objects.escalated(request.on).filter(pk=one.pk).exists(),
        "subjects": [subject.account for subject in one.subjects.select_related("account")],
        "disputes": [{"one": d, "words": d.unsealed("words")} for d in one.disputes.order_by("pk")],
        "settle_form": SettleForm() if _may_settle(request, one) else None,
        "answer_form": AnswerForm() if one.answered_on is None else None,
        "resolve_form": ResolveForm() if one.answered_on and one.resolved_on is None else None,
        "subject_form": SubjectForm() if one.resolved_on is None else None,
    }
    return render(request, "grievances/grievance.html", context)


def _may_settle(request: HttpRequest, one: Grievance) -> bool:
    """Whether a dispute is open that this reader, outside the chain and not who decided it, may settle."""
    decided = {one.acknowledged_by_id, one.answered_by_id, one.resolved_by_id}
    return (
        request.actor.account_id not in decided
        and request.actor.may("grievance.see_escalated", one.area)
        and one.disputes.filter(settled_on=None).exists()
    )


Write = Callable[[HttpRequest, Grievance, dict[str, Any]], str]


def _step(title: Any, form_class: type[forms.Form], write: Write) -> View:
    """A step of the clock: one form of the complaint's page, one action; back to the page, or to the list when the
    complaint is no longer the actor's to see."""

    @screen(right=RIGHT, title=title, methods=("POST",))
    def page(request: HttpRequest, key: str) -> HttpResponse:
        one = _readable(request, key)
        form = form_class(request.POST)
        if not form.is_valid():
            return answer_refusal(request, Refused("say_what_was_found"))
        said = write(request, one, form.cleaned_data)
        still = Grievance.objects.readable_by(request.actor, request.on).filter(pk=one.pk).exists()
        return done(
            request, said, reverse("grievance", kwargs={"key": key}) if still else reverse("grievances")
        )

    return page


def _acknowledge(request: HttpRequest, one: Grievance, _said: dict[str, Any]) -> str:
    acknowledge_grievance(actor=request.actor, grievance=one, on=request.on)
    return _("Acknowledged: the complainant sees it with their code.")


def _answer(request: HttpRequest, one: Grievance, said: dict[str, Any]) -> str:
    answer_grievance(actor=request.actor, grievance=one, on=request.on, answer=said["answer"])
    return _("Answered: the complainant reads it with their code.")


def _resolve(request: HttpRequest, one: Grievance, said: dict[str, Any]) -> str:
    resolve_grievance(actor=request.actor, grievance=one, on=request.on, outcome=said["outcome"])
    return _("Resolved.")


def _about(request: HttpRequest, one: Grievance, said: dict[str, Any]) -> str:
    name_subject(actor=request.actor, grievance=one, name=said["name"], on=request.on)
    return _("Kept. They and their direct colleagues see nothing of it from now on.")


def _settle(request: HttpRequest, one: Grievance, said: dict[str, Any]) -> str:
    dispute = one.disputes.filter(settled_on=None).first()
    if dispute is None:
        raise Refused("dispute_settled_already")
    settle_dispute(actor=request.actor, dispute=dispute, on=request.on, outcome=said["outcome"])
    return _("Settled: the complainant reads it with their code.")


acknowledge = _step(gettext_lazy("Acknowledge"), forms.Form, _acknowledge)
answer = _step(gettext_lazy("Answer"), AnswerForm, _answer)
resolve = _step(gettext_lazy("Resolve"), ResolveForm, _resolve)
settle = _step(gettext_lazy("Settle a dispute"), SettleForm, _settle)
about = _step(gettext_lazy("Whom it is about"), SubjectForm, _about)


@screen(right="grievance.receive", title=gettext_lazy("Take a complaint down"), methods=("GET", "POST"))
def grievance_new(request: HttpRequest) -> HttpResponse:
    """A complaint by voice through somebody, or on paper; the code is shown once, to be handed over."""
    form = ReceiveForm(request.POST if request.method == "POST" else None, on=request.on)
    form.fields["area"].choices = _own_areas(request)
    if request.method != "POST" or not form.is_valid():
        context = {"title": _("Take a complaint down"), "form": form, "back": "/"}
        return render(request, "person/form.html", context, status=422 if request.method == "POST" else 200)
    said = form.cleaned_data
    if said["how"] == "paper_at_desk":
        said["through"] = ""
    filed = file_grievance(actor=request.actor, on=request.on, **said)
    context = {
        "title": _("The complaint is in"),
        "code": in_fours(filed.code),
        "filed": filed.grievance,
        "filed_base": "base.html",
    }
    return render(request, "voice/filed.html", context)


def _own_areas(request: HttpRequest) -> list[tuple[int, str]]:
    """Where the reader may take complaints down: the counties they serve, and their own posts."""
    right = "grievance.receive"
    posts = {low for low, _high in request.actor.spans(right)}
    served = {area for area in counties_with_an_office(request.on) if request.actor.may(right, area)}
    return [(area, place_words(area, "", request.on)) for area in sorted(posts | served)]
