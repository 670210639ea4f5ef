"""Openings: what work there is to show people, what is held back and why, what must still be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.places import gazetteer
from gainful.casework.models import Offer, Spell
from gainful.intake.write import ListColumn, list_workbook
from gainful.jobs.models import Opening
from gainful.terms.places import Gazetteer
from gainful.web.import_files import workbook_answer
from gainful.web.people_status import pay_words
from gainful.web.screen import screen
from gainful.web.shortlist_words import held_words, place_words
from gainful.words import label, pack

SEE = "jobs.see"
REMEMBERED = "openings_list"
PAGE = 50
SOON_DAYS = 7

Narrow = Callable[[Any, date], Any]


@dataclass(frozen=True)
class Filter:
    """One list of openings: its name in the address, its words, what it keeps."""

    name: str
    words: Any
    keep: Narrow


def _soon(rows: Any, on: date) -> Any:
    return rows.open_on(on).filter(valid_until__lte=on + timedelta(days=SOON_DAYS))


FILTERS = {
    one.name: one
    for one in (
        Filter("open", gettext_lazy("Open"), lambda rows, on: rows.open_on(on)),
        Filter("held", gettext_lazy("Held back"), lambda rows, on: rows.held()),
        Filter(
            "deductions",
            gettext_lazy("Deductions not stated"),
            lambda rows, on: rows.exclude(state="closed").deductions_not_stated(),
        ),
        Filter("soon", gettext_lazy("Closing soon"), _soon),
        Filter("all", gettext_lazy("All, with closed ones"), lambda rows, on: rows),
    )
}


@dataclass(frozen=True)
class Seats:
    """Seats of an opening: taken by people at work, agreed with people, and those left."""

    all: int
    at_work: int
    agreed: int

    @property
    def taken(self) -> int:
        """Seats that somebody works in or has agreed to."""
        return self.at_work + self.agreed

    @property
    def free(self) -> int:
        """Seats that nobody has agreed to or works in; never below 0."""
        return max(0, self.all - self.at_work - self.agreed)


@dataclass(frozen=True)
class State:
    """How an opening stands: a word, its shape, and what holds it back."""

    word: str
    shape: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One opening as the list and its page show it."""

    opening: Opening
    seats: Seats
    state: State
    place: str
    pay: str
    warnings: tuple[str, ...]


def seats_of(openings: Iterable[Opening]) -> dict[int, Seats]:
    """Seats by opening id, two queries for any number: as matching counts them."""
    rows = list(openings)
    at_work: dict[int, int] = {}
    agreed: dict[int, int] = {}
    placed = Spell.objects.filter(opening__in=rows, origin=Spell.Origin.BROUGHT_ABOUT)
    for opening_id, state in placed.filter(state__in=["agreed", "working"]).values_list(
        "opening_id", "state"
    ):
        into = at_work if state == "working" else agreed
        into[opening_id] = into.get(opening_id, 0) + 1
    waiting = Offer.objects.filter(opening__in=rows, state=Offer.State.ACCEPTED, spell=None)
    for opening_id in waiting.values_list("opening_id", flat=True):
        agreed[opening_id] = agreed.get(opening_id, 0) + 1
    return {row.pk: Seats(row.seats, at_work.get(row.pk, 0), agreed.get(row.pk, 0)) for row in rows}


def state_of(opening: Opening, seats: Seats, on: date) -> State:
    """How an opening stands on a day, in words."""
    if opening.state == Opening.State.CLOSED:
        return State(_("closed"), "")
    if opening.state == Opening.State.HELD:
        words = dict.fromkeys(held_words(one) for one in opening.held_because)
        return State(_("held back"), "refused", tuple(words))
    if opening.employer.frozen_on is not None:
        return State(_("employer stopped"), "refused", (_("placements with the employer are stopped"),))
    if opening.valid_until is not None and opening.valid_until < on:
        return State(_("expired"), "")
    if seats.free == 0:
        return State(_("full"), "")
    if opening.valid_until is not None and opening.valid_until <= on + timedelta(days=SOON_DAYS):
        return State(_("closing soon"), "due")
    return State(_("seats free"), "good")


def row_of(opening: Opening, seats: Seats, on: date, places: Gazetteer) -> Row:
    """An opening, prepared."""
    return Row(
        opening,
        seats,
        state_of(opening, seats, on),
        place_words(opening.place, opening.place_text, on, places),
        pay_words(opening.pay_low_fen, opening.pay_high_fen),
        tuple(held_words(one) for one in opening.warned_of),
    )


def rows_of(openings: Iterable[Opening], on: date) -> list[Row]:
    """Openings, prepared."""
    rows = list(openings)
    seats = seats_of(rows)
    places = gazetteer()
    return [row_of(one, seats[one.pk], on, places) for one in rows]


def in_reach(request: HttpRequest, right: str = SEE) -> Any:
    """The openings of the counties where this reader holds the right: a township helper shows the county's."""
    return Opening.objects.of_their_counties(request.actor, right).select_related("employer", "workshop")


def opening_of(request: HttpRequest, key: str, right: str = SEE) -> Opening:
    """The opening of a key; to be changed only where the right is held in its very area."""
    rows = in_reach(request) if right == SEE else Opening.objects.visible_to(request.actor, right)
    found: Opening | None = rows.select_related("employer", "workshop").filter(key=key).first()
    if found is None:
        raise Http404
    return found


def _asked(request: HttpRequest) -> dict[str, str]:
    """The filters in the address, known ones only."""
    name = request.GET.get("list", "open")
    asked = {"list": name if name in FILTERS else "open"}
    if text := request.GET.get("q", "").strip()[:60]:
        asked["q"] = text
    if (channel := request.GET.get("channel", "")) in pack().codes["channels"]:
        asked["channel"] = channel
    return asked


def _found(request: HttpRequest, asked: dict[str, str]) -> QuerySet:
    rows = in_reach(request)
    if "q" in asked:
        text = asked["q"]
        rows = rows.filter(Q(title__contains=text) | Q(employer__name__contains=text) | Q(number=text))
    if "channel" in asked:
        rows = rows.in_channel(asked["channel"])
    return rows


@screen(right=SEE, title=gettext_lazy("Openings"))
def openings(request: HttpRequest) -> HttpResponse:
    """One list of openings; without any wish in the address, the list looked at last."""
    if not request.GET and request.session.get(REMEMBERED):
        return redirect(f"{request.path}?{urlencode(request.session[REMEMBERED])}")
    asked = _asked(request)
    if request.session.get(REMEMBERED) != asked:
        request.session[REMEMBERED] = asked
    found = _found(request, asked)
    rows = FILTERS[asked["list"]].keep(found, request.on).order_by("valid_until", "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    channels = sorted(set(in_reach(request).order_by().values_list("channel", flat=True)))
    context = {
        "title": _("Openings"),
        "asked": asked,
        "filters": [(one, one.keep(found, request.on).count()) for one in FILTERS.values()],
        "channels": [(code, label("channels", code)) for code in channels],
        "page": page,
        "rows": rows_of(page, request.on),
        "query": urlencode(asked),
        "may_record": request.actor.may("jobs.record"),
        "may_export": request.actor.may("jobs.export"),
        "may_invite": request.actor.may("employers.invite"),
    }
    return render(request, "openings/list.html", context)


COLUMNS: tuple[tuple[Any, str], ...] = (
    (gettext_lazy("Number"), "identifier"),
    (gettext_lazy("Kind of work"), "text"),
    (gettext_lazy("Occupation"), "text"),
    (gettext_lazy("Employer"), "text"),
    (gettext_lazy("Channel"), "text"),
    (gettext_lazy("Place"), "text"),
    (gettext_lazy("Seats"), "integer"),
    (gettext_lazy("At work"), "integer"),
    (gettext_lazy("Agreed"), "integer"),
    (gettext_lazy("Free"), "integer"),
    (gettext_lazy("Pay from (yuan a month)"), "money"),
    (gettext_lazy("Pay to (yuan a month)"), "money"),
    (gettext_lazy("Hours a week"), "integer"),
    (gettext_lazy("Months of contract"), "integer"),
    (gettext_lazy("Housing"), "text"),
    (gettext_lazy("Deductions"), "text"),
    (gettext_lazy("Open until"), "date"),
    (gettext_lazy("State"), "text"),
    (gettext_lazy("Held back because"), "text"),
)


@screen(right="jobs.export", title=gettext_lazy("Openings as a workbook"))
def openings_workbook(request: HttpRequest) -> HttpResponse:
    """The whole list as a workbook, as filtered."""
    asked = _asked(request)
    mine = Opening.objects.visible_to(request.actor, "jobs.export")
    rows = FILTERS[asked["list"]].keep(_found(request, asked), request.on).filter(pk__in=mine)
    title = f"{_('Openings')} {request.on.isoformat()}"
    columns = [ListColumn(str(words), kind) for words, kind in COLUMNS]
    content = list_workbook(title, columns, _lines(rows_of(rows.order_by("valid_until", "pk"), request.on)))
    return workbook_answer(content, f"{title}.xlsx")


def deductions_words(opening: Opening) -> str:
    """What is taken off the pay, as stated."""
    return (opening.deductions_text or _("none")) if opening.deductions_stated else _("not stated")


def _lines(rows: list[Row]) -> Iterator[list[Any]]:
    for row in rows:
        one = row.opening
        yield [
            one.number,
            one.title,
            label("occupations", one.occupation),
            one.employer.name,
            label("channels", one.channel),
            row.place,
            row.seats.all,
            row.seats.at_work,
            row.seats.agreed,
            row.seats.free,
            one.pay_low_fen,
            one.pay_high_fen,
            one.hours_per_week,
            one.contract_months,
            label("housing", one.housing),
            deductions_words(one),
            one.valid_until,
            row.state.word,
            "; ".join(row.state.because),
        ]
