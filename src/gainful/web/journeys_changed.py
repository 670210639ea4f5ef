"""A journey that was changed: changing it, and each person's own word to what it is now."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gainful.accounts.second_factor import note_shown
from gainful.casework.actions import answer_journey_change, change_journey
from gainful.casework.models import Journey, TravelAnswer
from gainful.web import journeys_forms as forms
from gainful.web.journeys import SEE, WRITE, journey_of
from gainful.web.offers import moment
from gainful.web.people_status import name_words
from gainful.web.person_acts import ask
from gainful.web.screen import done, screen
from gainful.web.worker import Worker, own_page


@screen(right=WRITE, title=gettext_lazy("Change a journey"), methods=("GET", "POST"))
def journey_change(request: HttpRequest, key: str) -> HttpResponse:
    """Another day or place of departure."""
    found = journey_of(request, key, WRITE)

    def write(request: HttpRequest, journey: Journey, said: dict[str, Any]) -> str:
        made = change_journey(actor=request.actor, journey=journey, on=request.on, **said)
        count = made.answers.count()
        return ngettext(
            "Changed. %(count)s person is asked again.", "Changed. %(count)s people are asked again.", count
        ) % {"count": count}

    return ask(
        request,
        form_class=forms.ChangeForm,
        start={"leaves_on": found.leaves_on, "from_text": found.from_text},
        subject=found,
        write=write,
        to=reverse("journey", kwargs={"key": key}),
        context={
            "title": _("Change a journey"),
            "about": f"{found.vehicle} · {found.from_text} → {found.to_text}",
        },
    )


@screen(right="casework.answer_at_desk", title=gettext_lazy("Their answer"), methods=("GET", "POST"))
def journey_answer(request: HttpRequest, key: str) -> HttpResponse:
    """What one of them says to the changed journey, on paper."""
    rows = TravelAnswer.objects.visible_to(request.actor, "casework.answer_at_desk").standing()
    one = rows.select_related("person", "journey", "change").filter(key=key).first()
    if one is None:
        raise Http404
    note_shown(request, [one.person.key], "journey_answer")

    def write(request: HttpRequest, answer: TravelAnswer, said: dict[str, Any]) -> str:
        answer_journey_change(
            actor=request.actor, answer=answer, on=request.on, at=moment(request.on),
            how=TravelAnswer.How.PAPER_AT_DESK, **said,
        )  # fmt: skip
        return _("Their answer is kept.")

    return ask(
        request, form_class=forms.AnswerForm, start={}, subject=one, write=write, to=_to(request, one),
        context={"title": _("Their answer"), "about": f"{name_words(one.person)} · {shown(one)}"},
    )  # fmt: skip


def _to(request: HttpRequest, one: TravelAnswer) -> str:
    """The journey's page where this reader has it, else all of them."""
    seen = Journey.objects.of_their_counties(request.actor, SEE).filter(pk=one.journey_id).exists()
    return reverse("journey", kwargs={"key": one.journey.key}) if seen else reverse("journeys")


def shown(one: TravelAnswer) -> str:
    """What the journey is now and what it was before, in a sentence."""
    change = one.change
    return _("leaves on %(now)s from %(place)s (before: %(then)s from %(place_then)s)") % {
        "now": change.leaves_on_after.isoformat(),
        "place": change.from_after,
        "then": change.leaves_on_before.isoformat(),
        "place_then": change.from_before,
    }


@own_page(title=gettext_lazy("My journey changed"), methods=("POST",))
def my_journey_answer(request: HttpRequest, worker: Worker, key: str) -> HttpResponse:
    """Their own yes or no to a changed journey, in one tap."""
    one = TravelAnswer.objects.of_person(worker.person).standing().filter(key=key).first()
    if one is None:
        raise Http404
    if request.POST.get("agrees") not in ("yes", "no"):
        raise Http404
    agrees = request.POST["agrees"] == "yes"
    answer_journey_change(actor=worker.actor, answer=one, on=request.on, at=moment(request.on), agrees=agrees)
    said = _("You said yes.") if agrees else _("You said no. Your placement stands.")
    return done(request, said, reverse("my_work"))
