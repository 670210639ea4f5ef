"""A person's own businesses, as the officer who sees the licence and other papers writes them down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
from gainful.benefits.paid_before import Before
from gainful.benefits.relief import Reckoned, reliefs_of, taxes_of_rules
from gainful.registry.models import Person
from gainful.rules.kinds import kind_of_fact
from gainful.rules.words import value_in_words
from gainful.terms.facts import FACTS
from gainful.terms.paid_before import says_more
from gainful.web.form_fields import AskForm, CodeField, DayField, YesNoField, wrote
from gainful.web.own_matter_words import OWN_ACTS, OWN_WORDS
from gainful.web.people_status import name_words
from gainful.web.person import person_of
from gainful.web.screen import done, screen
from gainful.words import language

SEE, RIGHT = "businesses.see", "businesses.record"
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
    asks = True
    """Whether it is a fact that rules ask for, and so not known while nobody said; else it is said when it happens."""

    fact = forms.CharField(widget=forms.HiddenInput)
    value = forms.CharField(label=gettext_lazy("What was seen"), max_length=40)
    since = DayField(label=gettext_lazy("Since which day"), required=False)
    kept_at = forms.CharField(label=PAPER, max_length=120)

    @classmethod
    def of(cls, fact: str, key: str, said: Any = None) -> WordForm:
        """The form for one fact, or what was said in it: yes, no or not known, or a day; an end may be taken back."""
        form = cls(said, initial={"fact": fact}, auto_id=f"id_{key}_{fact}_%s")
        form.asks = fact not in OWN_ACTS
        form.fields["since"].required = True
        if fact != "start_subsidy_paid":
            form.fields.pop("since")
        if fact.endswith("_on"):
            form.fields["value"] = DayField(label=_("The last day") if fact == ENDED else _("The day"))
            form.fields["value"].required = fact != ENDED
            if fact == ENDED:
                form.fields["value"].help_text = _("Left empty, it runs.")
        else:
            choices: list[Any] = [("", "—"), ("yes", _("yes")), ("no", _("no"))]
            choices += [] if fact == STRUCK else [("unknown", _("not known"))]
            form.fields["value"] = forms.ChoiceField(label=_("What was seen"), choices=choices)
        form.order_fields(["fact", "value", "since", "kept_at"])
        return form


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
    paper: Any
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


@screen(right=SEE, title=gettext_lazy("Own business"), methods=("GET", "POST"))
def person_business(request: HttpRequest, key: str) -> HttpResponse:
    """What is on record of a person's own businesses, with what follows from it, and a form for another one."""
    if request.method != "POST":
        return _page(request, person_of(request, key, SEE))
    form = BusinessForm(request.POST)

    def write(person: Person) -> None:
        record_business(actor=request.actor, person=person, on=request.on, **form.cleaned_data)

    return _written(request, key, form, write)


@screen(right=RIGHT, title=gettext_lazy("What a paper says of a business"), methods=("POST",))
def person_business_said(request: HttpRequest, key: str, business: str) -> HttpResponse:
    """One more word about a business."""
    fact = request.POST.get("fact", "")
    form = WordForm.of(fact, business, request.POST)

    def write(person: Person) -> None:
        said = {name: "" if one is None else str(one) for name, one in form.cleaned_data.items()}
        said |= {"value": said["value"] or "unknown"} if fact == ENDED else {}
        since = form.cleaned_data.get("since")
        state_of_business(
            actor=request.actor, person=person, business=business, on=request.on, **(said | {"since": since})
        )

    return _written(request, key, form, write, business)


@screen(right=RIGHT, title=gettext_lazy("Taxes of a business"), methods=("POST",))
def person_business_taxes(request: HttpRequest, key: str, business: str) -> HttpResponse:
    """The taxes of a year of a business."""
    form = TaxesForm(request.POST, auto_id=f"id_{business}_%s")

    def write(person: Person) -> None:
        said = dict(form.cleaned_data)
        state_taxes_of_business(
            actor=request.actor, person=person, business=business, year=said.pop("year"),
            kept_at=said.pop("kept_at"), taxes=said, on=request.on,
        )  # fmt: skip

    return _written(request, key, form, write, business)


def _written(
    request: HttpRequest, key: str, form: AskForm, write: Callable[[Person], None], business: str = ""
) -> HttpResponse:
    """What one form of the page says is written down; where it is refused the page comes back with all of it."""
    person = person_of(request, key, RIGHT)
    if wrote(form, lambda: write(person)):
        return done(request, _("Written down."), reverse("person_business", kwargs={"key": key}))
    return _page(request, person, form, business)


def _page(
    request: HttpRequest, person: Person, form: AskForm | None = None, business: str = ""
) -> HttpResponse:
    """The page; `form` is one of its forms that was refused, of a business or for another one."""
    note_shown(request, [person.key], "business")
    books = Before(person, request.on).facts("business", None, None, None)
    refused = (business, form)
    context = {
        "title": _("Own business"),
        "person": person,
        "name": name_words(person),
        "shown": [
            _shown(request, row, told, person, books, refused)
            for row, told in businesses_of(person, request.on)
        ],
        "form": form if form is not None and not business else BusinessForm(),
        "may_write": request.actor.may(RIGHT, person.area),
        "may_benefits": request.actor.may("benefits.see", person.area),
    }
    return render(request, "own/business.html", context, status=200 if form is None else 409)


def _shown(
    request: HttpRequest, row: Business, told: Told, person: Person, books: dict[str, Any],
    refused: tuple[str, AskForm | None],
) -> Shown:  # fmt: skip
    facts = business_facts(row, told, request.on) or {}
    form = refused[1] if refused[0] == row.key else None
    said = form.data.get("fact") if isinstance(form, WordForm) else None
    asked = [
        _row(name, facts, told, form if name == said else WordForm.of(name, row.key), books) for name in SAID
    ]  # type: ignore[arg-type]
    reckoned = [name for name in FACTS if FACTS[name].subject == "business" and name not in SAID]
    taxes = TaxesForm(initial={"year": request.on.year}, auto_id=f"id_{row.key}_%s")
    years = list(
        row.statements.filter(fact=TAXES).exclude(year=None).values_list("year", flat=True).distinct()
    )
    return Shown(
        row, registered_on(row, told), ended_on(told), bool(value(told, STRUCK)),
        asked + [_row(name, facts, told, None, {}) for name in reckoned if name in facts],
        form if isinstance(form, TaxesForm) else taxes,
        [_relief(one) for one in reliefs_of(person, row, [*years, request.on.year], request.on)],
    )  # fmt: skip


def _row(name: str, facts: dict[str, Any], told: Told, form: WordForm | None, books: dict[str, Any]) -> Row:
    """A fact's row. What is no fact of a rule (the end, a mistake) is shown as it was stated, if it was; what was paid
    before by the books, but where a paper shows a payment that they lack."""
    tongue = language()
    known = FACTS.get(name)
    if known is None:
        day = ended_on(told) if name == ENDED else None
        text = day.isoformat() if day else _("yes") if name == STRUCK and value(told, name) else ""
        return Row(
            (OWN_WORDS if text else OWN_ACTS)[name], text, told[name].row.kept_at if text else "", form
        )
    found, paper = facts.get(name), told[name].row.kept_at if name in told else ""
    if books.get(name) is not None and books[name] != found and not says_more(name, found, books[name]):
        found, paper = books[name], _("the books of what was paid here")
    text = "" if found is None else value_in_words(found, kind_of_fact(known), tongue, labels_in(tongue))
    return Row(known.meaning[tongue], text, paper, form)


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
