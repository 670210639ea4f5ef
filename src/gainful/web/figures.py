"""Figures: what is published, how it was counted, and how it stands beside what others published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.places import gazetteer
from gainful.accounts.refusals import Refused
from gainful.figures import charts
from gainful.figures.compare import Compared
from gainful.figures.desk import compared, make_release, release_named, releases_home
from gainful.figures.disclosure import WITHHELD
from gainful.figures.indicator import Indicator, read_indicator
from gainful.figures.manifest import read_manifest
from gainful.figures.measure import State
from gainful.figures.reason_words import reason_sentence
from gainful.figures.release import ReleaseRefused, definition_of, figures_of, releases
from gainful.terms.areas import NATION, Level, contains, level_of
from gainful.web.definition_words import in_plain_words
from gainful.web.screen import done, screen
from gainful.web.shared_notes import said_once, why_once
from gainful.words import label, language, pack, refusal_sentence

HEADLINES = (
    "gone_out_in_year",
    "gone_out_on_day",
    "households_with_a_member_working",
    "persons_in_workshops",
    "share_beyond_half_year",
    "support_coverage",
)
FILES = {"public.csv", "manifest.json"}
PERIODS = {
    "cumulative in the calendar year": gettext_lazy("cumulative in the calendar year"),
    "stock on the day": gettext_lazy("stock on the day"),
    "each calendar year": gettext_lazy("each calendar year"),
    "last full calendar year": gettext_lazy("last full calendar year"),
    "ever up to the day": gettext_lazy("ever up to the day"),
}

BREAKDOWNS = {
    "location_class": "location_classes",
    "workshop_type": "workshop_types",
    "entity_type": "entity_types",
}
"""The code list that a breakdown's codes are of."""


@dataclass(frozen=True)
class Shown:
    """One figure as a page shows it: never without its day, period, evidence and definition."""

    name: str
    title: str
    text: str
    breakdown: str
    period: str
    as_of: date
    note: str
    evidence_share: float | None
    split_withheld: bool
    left_out: int | None
    left_out_few: bool


def _release(name: str) -> Path:
    found = release_named(name)
    if found is None:
        raise Http404
    return found


@lru_cache(maxsize=256)
def _indicator(release: Path, name: str) -> Indicator:
    """A definition as it was released; a release never changes, so it is read once."""
    try:
        return read_indicator(name, definition_of(release, name))
    except KeyError:
        raise Http404 from None


def _title(indicator: Indicator) -> str:
    return indicator.title if language() == "en" else indicator.title_zh


def number(value: float | None, kind: str) -> str:
    """A value as people read it: counts whole with thousands marked, shares as a percentage, fen as yuan."""
    if value is None:
        return "—"
    if kind == "share":
        return f"{value * 100:.1f} %"
    return f"{value:,.0f}" if kind == "count" else f"{value:,.2f}"


def _shown(row: dict[str, Any], indicator: Indicator, internal: bool) -> Shown:
    note = reason_sentence(row["reason"], row["reason_value"], language()) if row["reason"] else ""
    value = row["value"]
    kind = "share" if indicator.unit.startswith("share") else row["kind"]
    if indicator.unit == "fen per person" and value is not None:
        value = value / 100
    breakdown = row["breakdown"]
    return Shown(
        name=indicator.name,
        title=_title(indicator),
        text=number(value, kind),
        breakdown=_breakdown_words(indicator, breakdown) if breakdown else "",
        period=str(PERIODS.get(row["period"], row["period"])),
        as_of=row["as_of"],
        note=note,
        evidence_share=row["well_evidenced_share"],
        split_withheld=row["evidence"] == WITHHELD,
        left_out=row["left_out"],
        left_out_few=internal and row["left_out"] is None and row["state"] != State.SUPPRESSED,
    )


def _breakdown_words(indicator: Indicator, code: str) -> str:
    if indicator.breakdown == "days":
        return _("within %(days)s days") % {"days": code}
    name = BREAKDOWNS.get(indicator.breakdown, "")
    try:
        return label(name, code) if name else code
    except KeyError:
        return code


def _internal(request: HttpRequest) -> bool:
    return request.actor.may("figures.see")


def _visible_areas(request: HttpRequest, rows: list[dict[str, Any]], internal: bool) -> list[int]:
    """Areas whose figures this reader may see: everybody the counties', staff also their own areas' parts."""
    areas = sorted({row["area"] for row in rows})
    if not internal:
        return areas
    spans = request.actor.spans("figures.see")
    counties = {row["area"] for row in rows if row["level"] == "county"}
    return [area for area in areas if area in counties or any(low <= area <= high for low, high in spans)]


@screen(right=None, title=gettext_lazy("Figures"), public=True)
def figures(request: HttpRequest) -> HttpResponse:
    """The latest release: headline figures of an area, and everything else by definition."""
    name = request.GET.get("release", "")
    release = release_named(name)
    if release is None:
        if name:
            raise Http404
        return render(
            request, "figures/none.html", {"title": _("Figures"), "may_release": _may_release(request)}
        )
    internal = _internal(request)
    rows = figures_of(release, for_everybody=not internal).to_pylist()
    areas = _visible_areas(request, rows, internal)
    area = _chosen(request, areas, rows)
    known = {n: _indicator(release, n) for n in sorted({row["indicator"] for row in rows})}
    mine = [row for row in rows if row["area"] == area]
    on = date.fromisoformat(str(read_manifest(release)["on"]))
    context = {
        "title": _("Figures"),
        "release": release.name,
        "on": request.on,
        "areas": [(one, _place_words(one, on)) for one in areas],
        "area": area,
        "place": _place_words(area, on),
        **said_once(_in_groups(mine, known, internal)),
        "internal": internal,
        "releases": list(reversed(releases(releases_home()))),
        "chart": _chart(release.name, language()),
        "may_release": _may_release(request),
    }
    return render(request, "figures/figures.html", context)


def _in_groups(
    mine: list[dict[str, Any]], known: dict[str, Indicator], internal: bool
) -> dict[str, list[Shown]]:
    """An area's figures as the page groups them: headlines in their order, their parts by class, and the others."""
    groups: dict[str, list[Shown]] = {"headlines": [], "others": [], "parts": []}
    for row in mine:
        headline = row["indicator"] in HEADLINES
        group = "others" if not headline else "parts" if row["breakdown"] else "headlines"
        groups[group].append(_shown(row, known[row["indicator"]], internal))
    groups["headlines"].sort(key=lambda one: HEADLINES.index(one.name))
    return groups


def _may_release(request: HttpRequest) -> bool:
    return request.actor.may("figures.release", 0)


def _chosen(request: HttpRequest, areas: list[int], rows: list[dict[str, Any]]) -> int:
    text = request.GET.get("area", "")
    if text:
        if not text.isdigit() or int(text) not in areas:
            raise Http404
        return int(text)
    posted = [grant.span[0] for grant in request.actor.grants]
    if NATION in posted and NATION in areas:
        return NATION
    counties = [row["area"] for row in rows if row["level"] == "county" and row["area"] in areas]
    own = [
        area for area in counties if any(contains(area, one) or contains(one, area) for one in posted if one)
    ]
    return (own or counties or areas or [NATION])[0]


def _place_words(area: int, on: date) -> str:
    """An area's name; a township's with its county's before it, since counties use the same names."""
    if area == NATION:
        return _("All counties here")
    names = gazetteer().path(area, on, language())
    return " ".join(names[-2:]) if level_of(area) in (Level.TOWNSHIP, Level.VILLAGE) else names[-1]


@lru_cache(maxsize=16)
def _chart(name: str, tongue: str) -> charts.Drawing | None:
    """Bars of the headline figure by county; None where no font can draw it, and the numbers speak alone."""
    release = release_named(name)
    assert release is not None
    rows = figures_of(release, for_everybody=True).to_pylist()
    places = gazetteer()
    values = [
        (places.name(row["area"], row["as_of"], tongue), row["value"])
        for row in rows
        if row["indicator"] == HEADLINES[0] and row["level"] == "county" and not row["breakdown"]
    ]
    if not values:
        return None
    indicator = _indicator(release, HEADLINES[0])
    title = indicator.title if tongue == "en" else indicator.title_zh
    style = charts.Style(font_dir=settings.GAINFUL_FONTS, language=tongue)
    try:
        return charts.by_class(values, title=title, unit=indicator.meaning[tongue]["unit"], style=style)
    except charts.FontMissing:
        return None


@screen(right=None, title=gettext_lazy("What a figure counts"), public=True)
def definition(request: HttpRequest, name: str) -> HttpResponse:
    """One indicator: what it counts and does not, its query, and its values in the release."""
    release = _release(request.GET.get("release", ""))
    indicator = _indicator(release, name)
    internal = _internal(request)
    on = date.fromisoformat(str(read_manifest(release)["on"]))
    rows = [r for r in figures_of(release, for_everybody=not internal).to_pylist() if r["indicator"] == name]
    areas = set(_visible_areas(request, rows, internal))
    values = [
        (
            _place_words(row["area"], row["as_of"]),
            _shown(row, indicator, internal),
        )
        for row in rows
        if row["area"] in areas
    ]
    context = {
        "title": _title(indicator),
        "indicator": indicator,
        "meaning": in_plain_words(indicator.meaning[language()], on),
        "period": PERIODS.get(indicator.period, indicator.period),
        "release": release.name,
        "values": values,
    }
    return render(request, "figures/definition.html", context)


@screen(right=None, title=gettext_lazy("Published, and ours"), public=True)
def published(request: HttpRequest) -> HttpResponse:
    """Each published figure: the article's, the official one, ours, the difference and why."""
    release = _release(request.GET.get("release", ""))
    on = date.fromisoformat(str(read_manifest(release)["on"]))
    series = request.GET.get("series") == "1"
    lines = _compared(release, on, not _internal(request), series)
    context = {
        "title": _("Published, and ours"),
        "release": release.name,
        "series": series,
        **why_once([_line(line) for line in lines]),
    }
    return render(request, "figures/published.html", context)


@lru_cache(maxsize=16)
def _compared(release: Path, on: date, for_everybody: bool, series: bool) -> tuple[Compared, ...]:
    """Neither a release nor what others published changes while the site runs: compared once."""
    return tuple(compared(release, on, for_everybody=for_everybody, series=series))


def _line(line: Compared) -> dict[str, Any]:
    told = line.published
    return {
        "line": line,
        "name": told.titles.get(language(), line.indicator),
        "article": _value(line.article),
        "official": _value(line.official),
        "source": f"{_said(told.outlet)}, {told.published_on or _('no date')}",
        "as_of": told.as_of,
        "verified": told.verified,
        "counted": _said(told.counted),
        "coverage": _said(told.coverage),
        "in_county": told.in_county_counted,
        "period": _said(told.period),
        "note": _said(told.note),
        "ours": _plain(line.ours, told.unit),
        "why": line.why(language()),
        "difference": _plain(line.difference, told.unit),
    }


def _said(text: str) -> str:
    """What the pack says of a published figure, in the reader's language."""
    return pack().official_words[text][language()] if text else ""


def _value(told: Any) -> str:
    if told is None:
        return "—"
    return _("words only") if told.value is None else _plain(told.value, told.unit)


def _plain(value: Decimal | None, unit: str) -> str:
    """A number as published, with its unit where that is not a count of something the title names."""
    if value is None:
        return "—"
    after = {"%": " %", "CNY a person a year": " " + _("yuan")}.get(unit, "")
    return f"{value.normalize():,f}{after}"


@screen(right=None, title=gettext_lazy("A file of a release"), public=True)
def release_file(request: HttpRequest, name: str, file: str) -> FileResponse:
    """The public figures of a release as CSV, and its manifest."""
    if file not in FILES:
        raise Http404
    path = _release(name) / file
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"{name}-{file}")


@screen(right="figures.release", title=gettext_lazy("Release"), methods=("POST",))
def release(request: HttpRequest) -> HttpResponse:
    """Publish the figures of the day, or a correction of the latest release of it."""
    try:
        day = date.fromisoformat(request.POST.get("on") or request.on.isoformat())
    except ValueError:
        return _not_released(request, Refused("say_the_day"))
    try:
        path = make_release(
            actor=request.actor,
            on=day,
            revises=request.POST.get("revises", ""),
            because=request.POST.get("because", ""),
        )
    except ReleaseRefused as refusal:
        return _not_released(request, Refused(refusal.code, **refusal.values))
    return done(request, _("Released: %(name)s") % {"name": path.name}, reverse("figures"))


def _not_released(request: HttpRequest, refusal: Refused) -> HttpResponse:
    messages.error(request, _("Not released: %(why)s") % {"why": refusal_sentence(refusal)})
    return redirect("figures")
