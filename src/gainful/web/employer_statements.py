"""What papers say of an employer and the workshops it runs, as the officer who sees them writes it down."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.refusals import Refused
from gainful.benefits.actions import record_statement
from gainful.benefits.answers import labels_in
from gainful.benefits.statements import MONTH, OF_WORKSHOPS, STATED, YEAR, YEAR_BEFORE, Said, said_of
from gainful.jobs.models import Employer, Workshop
from gainful.rules.kinds import kind_of_fact
from gainful.rules.words import value_in_words
from gainful.terms.facts import FACTS
from gainful.web.claims_forms import FactForm
from gainful.web.form_fields import DayField
from gainful.web.screen import answer_refusal, done, screen
from gainful.words import day, language

SEE, RIGHT = "employers.see_statements", "employers.state"


class StatementForm(FactForm):
    """One fact, since a day or for a year."""

    workshop = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)
    since = DayField(label=gettext_lazy("As of, or since which day"), required=False)
    year = forms.IntegerField(label=gettext_lazy("For which year"), required=False, min_value=2000)

    @classmethod
    def for_fact(cls, request: HttpRequest, fact: str, workshop: Workshop | None) -> StatementForm:
        """The form that asks what this fact needs: a day or a year."""
        form = cls.of(fact)
        assert isinstance(form, cls)
        form.auto_id = f"id_{fact}_{workshop.key if workshop is not None else 'own'}_%s"
        form.fields.pop("since" if STATED[fact] in (YEAR, YEAR_BEFORE) else "year")
        year = request.on.year - (1 if STATED[fact] == YEAR_BEFORE else 0)
        form.initial |= {
            "workshop": workshop.key if workshop is not None else "",
            "since": request.on,
            "year": year,
        }
        return form


@dataclass(frozen=True)
class Row:
    """One fact as the page shows it: what it means, its value today with its time and paper, and the form."""

    meaning: str
    value: str
    time: str
    paper: str
    form: StatementForm


def _employer(request: HttpRequest, key: str) -> Employer:
    right = RIGHT if request.method == "POST" else SEE
    found = Employer.objects.visible_to(request.actor, right).filter(key=key).first()
    if found is None:
        raise Http404
    return found


@screen(right=SEE, title=gettext_lazy("What papers say of an employer"), methods=("GET", "POST"))
def employer_statements(request: HttpRequest, key: str) -> HttpResponse:
    """Each fact that no roll tells, with what is known today, and a form to write down another paper."""
    found = _employer(request, key)
    here = reverse("employer_statements", kwargs={"key": key})
    if request.method == "POST":
        form = StatementForm(request.POST)
        if not form.is_valid():
            return answer_refusal(request, Refused("say_on_what_paper"))
        record_statement(actor=request.actor, employer=found, on=request.on, **form.cleaned_data)
        return done(request, _("Written down."), here)
    said = said_of([found.pk], request.on)
    shops = list(Workshop.objects.filter(employer=found).order_by("name", "pk"))
    sections: list[tuple[str, list[Row]]] = []
    for shop in (None, *shops):
        known = said.get((found.pk, shop.pk if shop is not None else None), {})
        names = [name for name in STATED if (name in OF_WORKSHOPS) == (shop is not None)]
        rows = [_row(request, name, known.get(name), shop) for name in names]
        sections.append((_name_of(request, shop), rows))
    context = {
        "title": _("What papers say of an employer"),
        "employer": found,
        "sections": sections,
        "may_write": request.actor.may(RIGHT, found.area),
        "may_claim": request.actor.may("claims.ask_for_employer", found.area),
    }
    return render(request, "claims/statements.html", context)


def _name_of(request: HttpRequest, shop: Workshop | None) -> str:
    """Whom a section is about; a workshop is named to whoever may read of work in its place."""
    if shop is None:
        return _("The employer itself")
    return shop.name if request.actor.may("jobs.see", shop.area) else _("A workshop of theirs")


def _since(name: str, said: Said) -> str:
    """A count is of a day; what holds until another word does so since one."""
    when = day(said.row.since)
    return when if STATED[name] == MONTH else _("since {day}").format(day=when)


def _row(request: HttpRequest, name: str, said: Said | None, shop: Workshop | None) -> Row:
    fact, tongue = FACTS[name], language()
    value = time = paper = ""
    if said is not None:
        value = value_in_words(said.value, kind_of_fact(fact), tongue, labels_in(tongue))
        if fact.kind == "boolean":
            value = _("yes") if said.value else _("no")
        time = (
            _("for {year}").format(year=said.row.year) if said.row.since is None else _since(fact.name, said)
        )
        paper = said.row.kept_at
    return Row(fact.meaning[tongue], value, time, paper, StatementForm.for_fact(request, name, shop))
