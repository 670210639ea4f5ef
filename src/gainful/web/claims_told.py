"""What a rule asks about a person, answered on one form: who said it, and when."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.second_factor import note_shown
from gainful.benefits.actions import record_told
from gainful.benefits.asked import asked_for
from gainful.benefits.limits import is_for_payment
from gainful.registry.models import Person
from gainful.terms.facts import FACTS, Fact
from gainful.web.form_fields import AskForm, DayField, code_choices
from gainful.web.people_status import name_words
from gainful.web.person import person_of
from gainful.web.person_acts import ask
from gainful.web.screen import screen
from gainful.words import language

RIGHT = "claims.ask"
FACT = "fact_"


class ToldForm(AskForm):
    """The answers, with who gave them."""

    intro = gettext_lazy(
        "What they do not know stays open: leave it. The answers stand on a claim for this benefit, which the benefits "
        "desk decides; it sees who said what. What belongs to the record of the person is put right there instead."
    )
    button = gettext_lazy("Write it down")

    said_by = forms.CharField(
        label=gettext_lazy("Who said it, or which paper says so"),
        max_length=120,
        help_text=gettext_lazy("Themselves; their mother; the labour contract, for instance."),
    )
    said_on = DayField(label=gettext_lazy("On which day"))

    def __init__(self, *given: Any, asked: Iterable[str], **more: Any) -> None:
        super().__init__(*given, **more)
        names = [f"{FACT}{name}" for name in asked]
        for name in names:
            self.fields[name] = _field(FACTS[name.removeprefix(FACT)])
        self.order_fields([*names, "said_by", "said_on"])


def _field(fact: Fact) -> forms.Field:
    """The field that fits a fact's kind; empty is not known."""
    meaning = fact.meaning[language()]
    called = meaning[:1].upper() + meaning[1:]
    if fact.kind == "boolean":
        choices = [("", _("not known")), ("yes", _("yes")), ("no", _("no"))]
        return forms.ChoiceField(
            label=_("Is this so: %(what)s?") % {"what": meaning}, choices=choices, required=False
        )
    if fact.kind == "code" and fact.code_list:
        listed = [("", _("not known")), *code_choices(fact.code_list)]
        return forms.ChoiceField(label=called, choices=listed, required=False)
    widget = forms.DateInput(attrs={"type": "date"}) if fact.kind == "date" else forms.TextInput
    label = _("%(what)s, in yuan") % {"what": called} if fact.kind == "money" else called
    return forms.CharField(label=label, max_length=40, required=False, widget=widget)


@screen(right=RIGHT, title=gettext_lazy("What they answered"), methods=("GET", "POST"))
def told(request: HttpRequest, key: str, rule: str) -> HttpResponse:
    """The facts that a rule asks for, for one case of the person."""
    person = person_of(request, key, RIGHT)
    about = request.GET.get("about", "")
    asked = asked_for(person, rule, about, request.on)
    if asked is None or not is_for_payment(asked.rule):
        raise Http404
    note_shown(request, [person.key], "benefits")

    def write(request: HttpRequest, person: Person, said: dict[str, Any]) -> str:
        answers = {name.removeprefix(FACT): value for name, value in said.items() if name.startswith(FACT)}
        record_told(
            actor=request.actor, person=person, rule=rule, about=about, told=answers, said_by=said["said_by"],
            said_on=said["said_on"], on=request.on,
        )  # fmt: skip
        return _("Written down, on a claim for it. The benefits desk decides.")

    return ask(
        request,
        form_class=partial(ToldForm, asked=asked.answer.ask),
        start={"said_on": request.on},
        subject=person,
        write=write,
        to=reverse("person_benefits", kwargs={"key": key}),
        context={
            "title": _("What they answered"),
            "about": f"{name_words(person)}: {asked.rule.title[language()]}",
        },
    )
