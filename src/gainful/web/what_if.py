"""What if: a rule with another value, against today. For the ministry's analyst, who sees counts and no person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts import running
from gainful.accounts.models import Run
from gainful.accounts.places import gazetteer
from gainful.benefits import facts_runs
from gainful.benefits.facts_build import known_facts
from gainful.benefits.what_if import LEVELS, Change, ChangeRefused, change_of, staying
from gainful.figures import charts
from gainful.rules.benefit import Benefit
from gainful.rules.parameters import Parameter, Span
from gainful.rules.words import value_in_words
from gainful.terms.areas import NATION, Level, area_text
from gainful.terms.facts import FACTS
from gainful.terms.money import format_yuan
from gainful.web.rules import bounds_of, place_named, rows_of
from gainful.web.screen import screen
from gainful.web.what_if_words import LEVEL_WORDS, TIER_WORDS, refused_words
from gainful.words import language, pack

ASKED = ("rule", "parameter", "place", "value", "level")
_PAIRS = (("cost", "_fen"), ("people", ""), ("households", ""), ("unknown", ""))


@dataclass(frozen=True)
class Line:
    """One row of the result: whose, then pairs now and then, then who gets more, less, and is newly told or not."""

    name: str
    pairs: tuple[tuple[str, str, str], ...]
    more: str
    less: str
    newly_told: str
    no_longer_told: str


@screen(right="whatif.run", title=gettext_lazy("What if"))
def what_if(request: HttpRequest) -> HttpResponse:
    """Choose a rule, see its values, try another one, and see what it would come to. Nothing is changed."""
    asked = {name: request.GET.get(name, "").strip() for name in ASKED}
    asked["level"] = asked["level"] if asked["level"] in LEVELS else "province"
    latest = facts_runs.latest_facts()
    rules = pack().rules
    chosen = rules.get(asked["rule"])
    context: dict[str, Any] = {
        "title": _("What if"),
        "asked": asked,
        "facts_on": latest[0] if latest else None,
        "rules": [(name, rule.title[language()]) for name, rule in rules.items() if rule.parameters],
        "levels": [(level, LEVEL_WORDS[level]) for level in LEVELS],
        "chosen": chosen,
        "threshold": facts_runs.threshold_on(request.on),
        "building": _run_of(request, "build_facts"),
    }
    if chosen is not None:
        context |= _values(chosen, latest[0] if latest else request.on)
    if request.GET.get("run"):
        context |= _of_run(request, request.GET["run"])
    elif chosen is not None and latest and asked["parameter"] and asked["value"]:
        answer = _answer(request, chosen, asked, latest)
        if isinstance(answer, HttpResponse):
            return answer
        context |= answer
    return render(request, "what_if/page.html", context, status=422 if context.get("refused") else 200)


@screen(right="whatif.run", title=gettext_lazy("Build everybody's facts"), methods=("POST",))
def what_if_build(request: HttpRequest) -> HttpResponse:
    """Have everybody's facts of today built in the background."""
    facts_runs.start_building(actor=request.actor, on=request.on)
    return redirect("what_if")


@screen(right="whatif.run", title=gettext_lazy("Ask it of everybody"), methods=("POST",))
def what_if_ask(request: HttpRequest) -> HttpResponse:
    """Have a change that takes longer asked in the background."""
    asked = {name: request.POST.get(name, "").strip() for name in ASKED}
    asked["level"] = asked["level"] if asked["level"] in LEVELS else "province"
    address = reverse("what_if")
    try:
        change_of(pack().rules, asked["rule"], asked["parameter"], asked["place"], asked["value"], request.on)
    except ChangeRefused:
        return redirect(f"{address}?{urlencode(asked)}")
    run = facts_runs.start_asking(actor=request.actor, on=request.on, asked=asked)
    return redirect(f"{address}?{urlencode(asked | {'run': run.key})}")


@screen(right="whatif.run", title=gettext_lazy("Stop"), methods=("POST",))
def what_if_stop(request: HttpRequest, key: str) -> HttpResponse:
    """Ask one's own work under way to stop."""
    running.ask_to_stop(_own(request, key).key)
    return redirect("what_if")


def _own(request: HttpRequest, key: str) -> Run:
    run = Run.objects.filter(
        key=key, kind__in=("build_facts", "what_if"), account_id=request.actor.account_id
    )
    found = run.first()
    if found is None:
        raise Http404
    return found


def _run_of(request: HttpRequest, kind: str) -> dict[str, Any] | None:
    """The reader's own work of a kind that is under way, with how far it is."""
    mine = Run.objects.filter(kind=kind, account_id=request.actor.account_id, state__in=Run.UNDER_WAY)
    run = mine.order_by("-pk").first()
    return _under_way(run) if run else None


def _under_way(run: Run) -> dict[str, Any]:
    """How far a run is, and where it is stopped."""
    return {"standing": running.standing(run.key), "stop": reverse("what_if_stop", kwargs={"key": run.key})}


def _of_run(request: HttpRequest, key: str) -> dict[str, Any]:
    """What a run found, or how far it is."""
    run = _own(request, key)
    if run.state in Run.UNDER_WAY:
        return {"asking": _under_way(run)}
    cells = run.outcome.get("cells")
    chosen = pack().rules.get(run.outcome.get("asked", {}).get("rule", ""))
    if cells is None or chosen is None:
        return {"broke_off": True}
    return _result(cells, run.outcome["asked"], chosen, date.fromisoformat(run.outcome["on"]))


def _values(rule: Benefit, on: date) -> dict[str, Any]:
    spoken = language()
    today = {
        name: replace(one, spans=_holding(one, on), bounds=tuple(b for b in one.bounds if b.holds(on)))
        for name, one in rule.parameters.items()
    }
    listed = [(name, one.called(spoken), one, rows_of(one, on, spoken, rule.jurisdiction), bounds_of(one, on, spoken))
              for name, one in today.items()]  # fmt: skip
    codes = {span.place for *_others, one, _rows, _bounds in listed for span in one.spans if span.place}
    codes |= {bound.place for *_others, one, _rows, _bounds in listed for bound in one.bounds if bound.place}
    provinces = {area_text(one.number) for one in gazetteer().inside(NATION, Level.PROVINCE, on)}
    codes |= {code for code in provinces if rule.jurisdiction in ("0", code)}
    return {
        "parameters": [(name, called, rows, bounds, one.unit) for name, called, one, rows, bounds in listed],
        "places": sorted((code, place_named(code, on)) for code in codes),
    }


def _holding(parameter: Parameter, on: date) -> tuple[Span, ...]:
    """The values that hold on a day, one a place."""
    places = {span.place for span in parameter.spans}
    held = (parameter.span_on(on, () if place is None else (place,)) for place in places)
    return tuple({(span.place, span.first): span for span in held if span is not None}.values())


def _answer(
    request: HttpRequest, rule: Benefit, asked: dict[str, str], latest: tuple[date, Any]
) -> dict[str, Any] | HttpResponse:
    on, facts = latest
    try:
        change = change_of(
            pack().rules, asked["rule"], asked["parameter"], asked["place"], asked["value"], on
        )
    except ChangeRefused as refusal:
        return {"refused": refused_words(refusal, rule, on)}
    if facts_runs.rows_about(facts, rule.subject) > facts_runs.AT_ONCE:
        return {"ask_in_background": True, "change_words": _change_words(change, rule, on)}
    shown = facts_runs.ask_what_if(
        actor=request.actor, facts=facts, on=on, changes=[change], level=asked["level"]
    )
    return _result([(one.cell.split, one.cell.key, one.numbers) for one in shown], asked, rule, on)


def _change_words(change: Change, rule: Benefit, on: date) -> str:
    parameter = rule.parameters[change.parameter]
    return _("%(name)s: %(value)s, %(place)s") % {
        "name": parameter.called(language()),
        "value": value_in_words(change.value, parameter.kind, language()),
        "place": place_named(change.place, on) if change.place else _("wherever no place has its own"),
    }


def _result(cells: Any, asked: Mapping[str, str], rule: Benefit, on: date) -> dict[str, Any]:
    """The tables and the chart of a result."""
    change = change_of(pack().rules, asked["rule"], asked["parameter"], asked["place"], asked["value"], on)
    lines: dict[str, list[Line]] = {"all": [], "place": [], "tier": []}
    costs = []
    for split, key, numbers in cells:
        name = _name(split, key, on)
        lines[split].append(_line(name, numbers))
        if split == "place":
            both = (numbers["cost_now_fen"], numbers["cost_then_fen"])
            costs.append((name, None if None in both else (both[1] - both[0]) / 100))
    return {
        "change_words": _change_words(change, rule, on),
        "tables": [
            (_("In all"), lines["all"]),
            (LEVEL_WORDS[asked["level"]], lines["place"]),
            (_("By need tier of the household"), lines["tier"]),
        ],
        "nobody": not lines["place"],
        "lacking": _lacking(rule),
        "staying": [place_named(code, on) for code in staying(pack().rules, change, on)],
        "chart": _chart(costs),
    }


def _lacking(rule: Benefit) -> list[str]:
    """The facts of a rule that no row of this installation's facts has, by their meaning."""
    latest = facts_runs.latest_facts()
    if latest is None:
        return []
    known = known_facts(latest[1]).get(rule.subject, set())
    return [FACTS[name].meaning[language()] for name in rule.ready.used if name not in known]


def _name(split: str, key: str, on: date) -> str:
    if split == "all":
        return _("Everybody")
    if not key:
        return _("not known")
    return place_named(key, on) if split == "place" else str(TIER_WORDS.get(key, key))


def _line(name: str, numbers: Mapping[str, int | None]) -> Line:
    def said(key: str, money: bool = False) -> str:
        value = numbers[key]
        if value is None:
            return _("few")
        return format_yuan(value, language()) if money else f"{value:,}"

    pairs = tuple(
        (key, said(f"{key}_now{end}", bool(end)), said(f"{key}_then{end}", bool(end))) for key, end in _PAIRS
    )
    rest = (said(key) for key in ("winners", "losers", "newly_told", "no_longer_told"))
    return Line(name, pairs, *rest)


def _chart(costs: list[tuple[str, float | None]]) -> charts.Drawing | None:
    """How much more or less each place would cost; None where nothing differs or no font can draw it."""
    known = [value for _name, value in costs if value is not None]
    if not known or not any(known):
        return None
    less = all(value <= 0 for value in known)
    title = _("How much less it would cost") if less else _("How much more it would cost (below 0: less)")
    values = [(name, -value if less and value is not None else value) for name, value in costs]
    style = charts.Style(font_dir=settings.GAINFUL_FONTS, language=language())
    try:
        return charts.by_class(values, title=title, unit=_("yuan"), style=style)
    except charts.FontMissing:
        return None
