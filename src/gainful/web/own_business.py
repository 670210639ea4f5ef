"""A person's own businesses, as the officer who sees the licence and other papers writes them down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.refusals import Refused
from gainful.accounts.second_factor import note_shown
from gainful.benefits.actions import record_business, state_of_business, state_taxes_of_business
from gainful.benefits.answers import labels_in
from gainful.benefits.models import Business
from gainful.benefits.own_business import (
    ENDED,
    STRUCK,
    TAXES,
    Told,
    business_facts,
    businesses_of,
    ended_on,
    registered_on,
    value,
)
from gainful.benefits.relief import Reckoned, reliefs_of, taxes_of_rules
from gainful.registry.models import Person
from gainful.rules.kinds import kind_of_fact
from gainful.rules.words import value_in_words
from gainful.terms.facts import FACTS
from gainful.web.form_fields import AskForm, CodeField, DayField, YesNoField
from gainful.web.own_matter_words import OWN_WORDS
from gainful.web.people_status import name_words
from gainful.web.person import person_of
from gainful.web.screen import answer_refusal, done, screen
from gainful.words import language

RIGHT = "businesses.record"
PAPER = gettext_lazy("On which paper, or from whom")
SAID = (
    "first_business", "returned_migrant", "start_subsidy_paid", "business_registered_on", ENDED, STRUCK
)  # fmt: skip
"""What the page asks about, one form each."""


class BusinessForm(AskForm):
    """A business as its licence has it."""

    intro = gettext_lazy(
        "As the licence has it. What is not known stays not known, and is asked for where a benefit needs it."
    )
    button = gettext_lazy("Write the business down")

    name = forms.CharField(label=gettext_lazy("What it is called"), max_length=120)
    kind = CodeField("entity_types", label=gettext_lazy("Kind of business"), required=False)
    registered_on = DayField(label=gettext_lazy("Registered on, by the licence"))
    first = YesNoField(label=gettext_lazy("Is it their first small firm or individual business?"))
    returned_migrant = YesNoField(
        label=gettext_lazy("Did they come back from working elsewhere before they started it?")
    )
    kept_at = forms.CharField(label=PAPER, max_length=120)


class WordForm(AskForm):
    """One fact of a business as a paper states it."""

    button = gettext_lazy("Write it down")

    fact = forms.CharField(widget=forms.HiddenInput)
    value = forms.CharField(label=gettext_lazy("What was seen"), max_length=40)
    since = DayField(label=gettext_lazy("Since which day"), required=False)
    kept_at = forms.CharField(label=PAPER, max_length=120)

    @classmethod
    def of(cls, fact: str, key: str) -> WordForm:
        """The form for one fact: yes, no or not known, or a day."""
        form = cls(initial={"fact": fact}, auto_id=f"id_{key}_{fact}_%s")
        if fact != "start_subsidy_paid":
            form.fields.pop("since")
        if fact.endswith("_on"):
            form.fields["value"].widget = forms.DateInput(attrs={"type": "date"})
            form.fields["value"].required = fact != ENDED
            return form
        choices: list[Any] = [("", "—"), ("yes", _("yes")), ("no", _("no"))]
        choices += [] if fact == STRUCK else [("unknown", _("not known"))]
        form.fields["value"] = forms.ChoiceField(label=_("What was seen"), choices=choices)
        form.order_fields(["fact", "value", "since", "kept_at"])
        return form


class SaidForm(WordForm):
    """The same as it comes back; an end without a day says that it runs."""

    value = forms.CharField(max_length=40, required=False)


class TaxesForm(AskForm):
    """The taxes of a year, one by one."""

    button = gettext_lazy("Write the taxes down")

    year = forms.IntegerField(label=gettext_lazy("For which year"), min_value=1990, max_value=2100)
    kept_at = forms.CharField(label=PAPER, max_length=120)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for tax, words in taxes_of_rules().items():
            self.fields[tax] = forms.CharField(
                label=_("%(tax)s, in yuan; 0 where nothing is due") % {"tax": words[language()]},
                max_length=20,
                required=False,
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )
        self.order_fields(["year", *taxes_of_rules(), "kept_at"])


@dataclass(frozen=True)
class Row:
    """One fact as the page shows it: what it means, its value today and the paper, and the form, if any."""

    meaning: Any
    value: str
    paper: str
    form: WordForm | None


@dataclass(frozen=True)
class Shown:
    """A business with all that is known of it."""

    row: Business
    begun: date
    ended: date | None
    struck: bool
    rows: list[Row]
    taxes: TaxesForm
    reliefs: list[dict[str, Any]]


@screen(right=RIGHT, title=gettext_lazy("Own business"), methods=("GET", "POST"))
def person_business(request: HttpRequest, key: str) -> HttpResponse:
    """What is on record of a person's own businesses, with what follows from it, and a form for another one."""
    person = person_of(request, key, RIGHT)
    form = BusinessForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        record_business(actor=request.actor, person=person, on=request.on, **form.cleaned_data)
        return done(request, _("Written down."), reverse("person_business", kwargs={"key": key}))
    note_shown(request, [person.key], "business")
    context = {
        "title": _("Own business"),
        "person": person,
        "name": name_words(person),
        "shown": [_shown(request, person, row, told) for row, told in businesses_of(person, request.on)],
        "form": form,
    }
    return render(request, "own/business.html", context, status=200 if request.method == "GET" else 400)


@screen(right=RIGHT, title=gettext_lazy("What a paper says of a business"), methods=("POST",))
def person_business_said(request: HttpRequest, key: str, business: str) -> HttpResponse:
    """One more word about a business."""
    person = person_of(request, key, RIGHT)
    form = SaidForm(request.POST)
    if not form.is_valid():
        return answer_refusal(request, Refused("say_on_what_paper"))
    said = form.cleaned_data
    if said["fact"] == ENDED and not said["value"]:
        said["value"] = "unknown"
    state_of_business(actor=request.actor, person=person, business=business, on=request.on, **said)
    return done(request, _("Written down."), reverse("person_business", kwargs={"key": key}))


@screen(right=RIGHT, title=gettext_lazy("Taxes of a business"), methods=("POST",))
def person_business_taxes(request: HttpRequest, key: str, business: str) -> HttpResponse:
    """The taxes of a year of a business."""
    person = person_of(request, key, RIGHT)
    form = TaxesForm(request.POST)
    if not form.is_valid():
        return answer_refusal(request, Refused("say_each_tax"))
    said = dict(form.cleaned_data)
    state_taxes_of_business(
        actor=request.actor, person=person, business=business, year=said.pop("year"), kept_at=said.pop("kept_at"),
        taxes=said, on=request.on,
    )  # fmt: skip
    return done(request, _("Written down."), reverse("person_business", kwargs={"key": key}))


def _shown(request: HttpRequest, person: Person, row: Business, told: Told) -> Shown:
    facts = business_facts(row, told, request.on) or {}
    asked = [_row(name, facts, told, WordForm.of(name, row.key)) for name in SAID]
    reckoned = [name for name in FACTS if FACTS[name].subject == "business" and name not in SAID]
    taxes = TaxesForm(initial={"year": request.on.year}, auto_id=f"id_{row.key}_%s")
    years = list(
        row.statements.filter(fact=TAXES).exclude(year=None).values_list("year", flat=True).distinct()
    )
    return Shown(
        row, registered_on(row, told), ended_on(told), bool(value(told, STRUCK)),
        asked + [_row(name, facts, told, None) for name in reckoned], taxes,
        [_relief(one) for one in reliefs_of(person, row, [*years, request.on.year], request.on)],
    )  # fmt: skip


def _row(name: str, facts: dict[str, Any], told: Told, form: WordForm | None) -> Row:
    """A fact's row. What is no fact of a rule (the end, a mistake) is shown as it was stated."""
    tongue = language()
    known = FACTS.get(name)
    found = facts.get(name)
    if known is None:
        found = (ended_on(told) or "") if name == ENDED else value(told, name)
        text = _("yes") if found is True else _("no") if found is False else str(found or "")
    else:
        text = "" if found is None else value_in_words(found, kind_of_fact(known), tongue, labels_in(tongue))
    paper = told[name].row.kept_at if name in told else ""
    return Row(OWN_WORDS[name] if known is None else known.meaning[tongue], text, paper, form)


def _relief(one: Reckoned) -> dict[str, Any]:
    """A relief for a year as the page shows it: the rule's answer in words, and the steps."""
    names = one.asked.rule.set_against
    return {
        "year": one.year,
        "rule": one.asked.rule.name,
        "told": one.asked.in_words(language()),
        "relief": one.relief,
        "steps": [(names[step.tax][language()], step) for step in (one.relief.steps if one.relief else ())],
    }
