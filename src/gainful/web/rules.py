"""Rules: every benefit of the programme as a page of law, with its values by day and place, and its worked examples."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.places import gazetteer
from gainful.benefits.answers import labels_in
from gainful.benefits.explained import explained
from gainful.rules.benefit import Benefit, Example
from gainful.rules.claim_terms import Deadline
from gainful.rules.expression import Expression
from gainful.rules.kinds import kind_of_fact
from gainful.rules.parameters import Parameter
from gainful.rules.words import sentence, value_in_words
from gainful.terms.areas import area_number
from gainful.terms.facts import FACTS
from gainful.web.screen import screen
from gainful.words import day, language, pack

SUBJECTS = {
    "person": gettext_lazy("a person"),
    "household": gettext_lazy("a household"),
    "spell": gettext_lazy("a job"),
    "employer": gettext_lazy("an employer"),
    "workshop": gettext_lazy("a workshop"),
    "business": gettext_lazy("a business"),
    "training": gettext_lazy("a course"),
    "loan": gettext_lazy("a loan"),
}


@dataclass(frozen=True)
class ValueRow:
    """One value of a parameter: where, from and until when, the value in words, its source, whether it was seen."""

    place: str
    first: date
    last: date | None
    value: str
    source: str
    verified: bool


@screen(right="rules.see", title=gettext_lazy("Rules"))
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule by what it is about, with whether it holds on the day and whether its source was seen."""
    spoken = language()
    groups: dict[str, list[dict[str, Any]]] = {}
    for rule in pack().rules.values():
        row = {
            "name": rule.name,
            "title": rule.title[spoken],
            "in_force": rule.in_force(request.on),
            "verified": rule.verified,
            "place": place_named(rule.jurisdiction, request.on),
            "valid_from": rule.valid_from,
            "valid_to": rule.valid_to,
        }
        groups.setdefault(rule.subject, []).append(row)
    listed = [(SUBJECTS[subject], groups[subject]) for subject in SUBJECTS if subject in groups]
    return render(request, "rules/list.html", {"title": _("Rules"), "groups": listed})


@screen(right="rules.see", title=gettext_lazy("A rule"))
def rule(request: HttpRequest, name: str) -> HttpResponse:
    """One rule: conditions and amount in words with the day's values, every value by day and place, its examples."""
    found = pack().rules.get(name)
    if found is None:
        raise Http404
    spoken = language()
    context = {
        "title": found.title[spoken],
        "rule": found,
        "source": found.source.get(spoken, ""),
        "subject": SUBJECTS[found.subject],
        "place": place_named(found.jurisdiction, request.on),
        "in_force": found.in_force(request.on),
        "conditions": [_said(found, one, spoken) for one in found.conditions.values()],
        "amount": _said(found, found.amount, spoken) if found.amount else "",
        "parameters": [
            (
                one.called(spoken),
                rows_of(one, request.on, spoken, found.jurisdiction),
                bounds_of(one, request.on, spoken),
            )
            for one in found.parameters.values()
        ],
        "examples": [_example(found, one, request.on, spoken) for one in found.examples],
        "pays": (found.limit.get("pays") or {}).get(spoken, ""),
        "evidence": [one[spoken] for one in found.evidence],
        "deadline": deadline_words(found.deadline, spoken) if found.deadline else "",
        "clawback": [one[spoken] for one in found.clawback],
        "notes": found.notes.get(spoken, ""),
        "excluded": [_title(other, spoken) for other in found.not_with],
    }  # fmt: skip
    return render(request, "rules/rule.html", context)


def _title(name: str, language: str) -> tuple[str, str]:
    other = pack().rules.get(name)
    return (name, other.title[language]) if other else ("", name)


def _said(rule: Benefit, expression: Expression, language: str) -> str:
    """An expression in words, with parameters by their names: values differ by place and stand in their own table."""
    names = {one: parameter.called(language) for one, parameter in rule.parameters.items()}
    return sentence(expression, language, facts=FACTS, names=names, labels=labels_in(language))


def place_named(code: str, on: date) -> str:
    """The name of a place from its code; "0" is the whole nation."""
    if code == "0":
        return _("the whole nation")
    number, places = area_number(code), gazetteer()
    # A township that the list of areas does not have is named by its county and its code.
    above = places.path(number, on, language())
    return places.name(number, on, language()) or " ".join([*above, code])


def rows_of(parameter: Parameter, on: date, language: str, within: str) -> list[ValueRow]:
    """A parameter's values by place and first day, in words; `within` is the place whose rule it is."""
    return [
        ValueRow(
            place=place_named(span.place or within, on),
            first=span.first,
            last=span.last,
            value=value_in_words(span.value, parameter.kind, language),
            source=(span.source or parameter.source or {}).get(language, ""),
            verified=span.verified,
        )
        for span in sorted(parameter.spans, key=lambda one: (one.place or "", one.first))
    ]


@dataclass(frozen=True)
class BoundRow:
    """What a higher level allows in a place: lowest and highest value in words ("": none), from when, until when."""

    place: str
    low: str
    high: str
    first: date | None
    last: date | None


def bounds_of(parameter: Parameter, on: date, language: str) -> list[BoundRow]:
    """A parameter's bounds by place and day, in words."""

    def words(value: Any) -> str:
        return "" if value is None else value_in_words(value, parameter.kind, language)

    return [
        BoundRow(place_named(one.place or "0", on), words(one.low), words(one.high), one.first, one.last)
        for one in parameter.bounds
    ]


def _example(rule: Benefit, example: Example, on: date, language: str) -> dict[str, Any]:
    """A worked example in words: what it changes in the case it is worked from, what comes out, and why."""
    said = {
        name: (
            FACTS[name].meaning[language],
            None if value is None else value_in_words(value, kind_of_fact(FACTS[name]), language, labels_in(language)),
        )
        for name, value in example.facts.items()
    }  # fmt: skip
    told = explained(rule, example.facts, example.on, example.places, language, labels_in(language))
    why = [_("it would take: {condition}").format(condition=one) for one in told.would_change]
    if told.due is None:
        why += [_("ask: {facts}").format(facts=one) for one in told.ask]
        why += [_("no value is loaded there: {name}").format(name=one) for one in told.missing]
    return {
        "facts": list(said.values()),
        "changed": [said[name] for name in example.changed if name in said],
        "on": example.on,
        "other_day": "as_of" in example.changed,
        "place": place_named(example.places[0], on) if example.places else "",
        "other_place": "places" in example.changed,
        "due": example.due,
        "amount": told.amount,
        "why": why,
    }


def deadline_words(deadline: Deadline, spoken: str) -> str:
    """Until when one may apply, in words."""
    parts = [day(deadline.until)] if deadline.until else []
    if deadline.after:
        meaning = FACTS[deadline.after].meaning[spoken]
        parts.append(
            _("%(months)s months and %(days)s days after: %(fact)s")
            % {"months": deadline.months, "days": deadline.days, "fact": meaning}
        )
    return _("; ").join(parts)
