"""The follow-up call with its script, the worker's own word about pay, and acting on pay that is late."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.second_factor import note_shown
from gainful.casework import worklists
from gainful.casework.actions import act_on_all_late_pay, confirm_own_pay, record_call
from gainful.casework.models import FollowUp, Spell
from gainful.casework.schedule import months_worked
from gainful.casework.signs import SIGNS
from gainful.web.form_fields import AskForm, CodeField, DayField, MoneyField, YesNoField
from gainful.web.people_status import name_words
from gainful.web.person_acts import ask
from gainful.web.screen import done, screen
from gainful.web.signs import TroubleFields
from gainful.web.worker import Worker, own_page, page_context
from gainful.words import label

# Nothing is chosen beforehand: an answer that nobody gave is none.
YES_NO = [("", gettext_lazy("Choose")), ("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))]


class CallForm(AskForm, TroubleFields):
    """The script, question by question, in the words of the programme."""

    intro = gettext_lazy("Read each question out as it stands and write down what they say. What they do not answer "
                         "stays not known, and declining to answer has no consequence.")  # fmt: skip
    button = gettext_lazy("Keep what was said")

    alone = forms.TypedChoiceField(choices=YES_NO, coerce=lambda text: text == "yes")
    still_working = forms.TypedChoiceField(choices=YES_NO, coerce=lambda text: text == "yes")
    pay_received_fen = MoneyField()
    hours_per_week = forms.IntegerField(required=False, min_value=0, max_value=120)
    housing = CodeField("housing", required=False)
    ended_on = DayField(required=False)
    left_because = CodeField("leaving_reasons", required=False)
    evidence = CodeField("evidence_grades", label=gettext_lazy("How do we know?"))
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=300)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        asked = {
            "alone": "alone", "still_working": "still_working", "pay_received_fen": "pay",
            "hours_per_week": "hours", "housing": "housing", "ended_on": "left",
        }  # fmt: skip
        for field, question in asked.items():
            self.fields[field].label = label("call_questions", question)
        self.fields["alone"].choices = [
            ("", _("Choose")),
            ("yes", _("they can speak freely")),
            ("no", _("somebody is listening")),
        ]
        self.fields["left_because"].label = _("If not: why, if they say")
        for sign in SIGNS:
            self.fields[sign] = YesNoField(label=label("safety_questions", sign))
        self.order_fields([*asked, "left_because", *SIGNS, "trouble", "trouble_words", "evidence", "note"])


def _due(request: HttpRequest, key: str) -> FollowUp:
    found = worklists.follow_ups_due(request.actor, request.on).filter(key=key).first()
    if found is None:
        raise Http404
    return found


@screen(right="casework.follow_up", title=gettext_lazy("Call by the script"), methods=("GET", "POST"))
def call(request: HttpRequest, key: str) -> HttpResponse:
    """One follow-up by phone: work, pay, hours, housing, and the eleven signs."""
    found = _due(request, key)
    note_shown(request, [found.spell.person.key], "follow_up_call")

    def write(request: HttpRequest, follow_up: FollowUp, said: dict[str, Any]) -> str:
        answers = {sign: said.pop(sign) for sign in SIGNS}
        said["left_because"] = said["left_because"] or "not_said"
        record_call(actor=request.actor, follow_up=follow_up, on=request.on, answers=answers, **said)
        return _("Kept.")

    return ask(
        request,
        form_class=CallForm,
        start={},
        subject=found,
        write=write,
        to=reverse("follow_ups"),
        context={
            "title": _("Call by the script"),
            "about": f"{found.spell.person.name}, {found.spell.employer_name}",
        },
    )


@screen(right="casework.act_on_late_pay", title=gettext_lazy("Act on late pay"), methods=("POST",))
def act_on_late(request: HttpRequest) -> HttpResponse:
    """Every late month of the reader's areas gets what its lateness calls for."""
    count = act_on_all_late_pay(actor=request.actor, on=request.on)
    return done(request, _("Acted on {n} late months.").format(n=count), reverse("late_pay"))


class PayForm(AskForm):
    """The worker's own word about one month."""

    intro = gettext_lazy(
        "Only your own word counts here. Saying that pay did not come has no bad consequence for you."
    )
    button = gettext_lazy("That is so")

    month = forms.DateField(label=gettext_lazy("Month"), input_formats=["%Y-%m-%d"])
    came = forms.TypedChoiceField(
        label=gettext_lazy("Did the pay of this month come?"),
        choices=YES_NO,
        coerce=lambda text: text == "yes",
    )
    received_fen = MoneyField(label=gettext_lazy("How much, in yuan, if you know"))


def _said_of_pay(said: dict[str, Any]) -> str:
    """What their word does."""
    if said["came"]:
        return _("Kept: the pay of %(month)s came.") % {"month": f"{said['month']:%Y-%m}"}
    return _(
        "Kept: the pay of %(month)s has not come. The office sees it and asks the employer; you need do nothing more."
    ) % {"month": f"{said['month']:%Y-%m}"}


@own_page(title=gettext_lazy("Say whether pay came"), methods=("GET", "POST"))
def my_pay(request: HttpRequest, worker: Worker, key: str) -> HttpResponse:
    """The worker confirms a month's pay, or says that it did not come."""
    spell = Spell.objects.counted().filter(person=worker.person, key=key).first()
    if spell is None:
        raise Http404
    form = PayForm(request.POST if request.method == "POST" else None)
    months = list(reversed(months_worked(spell.starts_on, spell.ends_on, request.on)))
    form.fields["month"].widget = forms.Select(choices=[(one.isoformat(), f"{one:%Y-%m}") for one in months])
    if request.method == "POST" and form.is_valid():
        confirm_own_pay(actor=worker.actor, spell=spell, on=request.on, **form.cleaned_data)
        return done(request, _said_of_pay(form.cleaned_data), reverse("my_work"))
    context = page_context(worker, _("Say whether pay came")) | {
        "form": form,
        "job": spell.employer_name,
        "months": months,
        "name": name_words(worker.person),
    }
    return render(request, "worker/pay.html", context, status=422 if request.method == "POST" else 200)
