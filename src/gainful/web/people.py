"""People: the lists that help to decide whom to see next, searched, narrowed, remembered, and out to Excel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.reading import OUT_AS_A_LIST
from gainful.accounts.second_factor import note_shown, require_step_up
from gainful.casework.shared import spells_worked_here
from gainful.intake.write import ListColumn, list_workbook
from gainful.registry.models import Person
from gainful.terms.people_numbers import mask
from gainful.web.import_files import workbook_answer
from gainful.web.people_lists import LISTS, Chosen, areas_of, chosen, rows_of
from gainful.web.people_rows import HouseholdRow, PersonRow, household_rows, person_rows, township_names
from gainful.web.screen import screen
from gainful.words import label

REMEMBERED = "people_list"
LAST_IN_BULK = "people_last_in_bulk"
PAGE = 50


@screen(right="people.see", title=gettext_lazy("People"))
def people(request: HttpRequest) -> HttpResponse:
    """One list, a page of it; without any wish in the address, the list looked at last."""
    if not request.GET and request.session.get(REMEMBERED):
        return redirect(f"{request.path}?{urlencode(request.session[REMEMBERED])}")
    asked = chosen(request.actor, request.GET)
    if request.session.get(REMEMBERED) != asked.query:
        request.session[REMEMBERED] = asked.query
    rows = rows_of(request.actor, request.on, asked)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    areas = township_names(areas_of(request.actor), request.on)
    context = {
        "title": _("People"),
        "asked": asked,
        "lists": [one for one in LISTS.values() if request.actor.may(one.right)],
        "page": page,
        "rows": _shown(list(page), request, asked),
        "areas": sorted(areas.items()),
        "may_assign": request.actor.may("casework.assign"),
        "may_brief": request.actor.may("casework.follow_up") and not asked.list.of_households,
        "may_export": request.actor.may("people.export"),
        "may_see_number": request.actor.may("people.see_number"),
        "may_record": request.actor.may("people.record"),
        "may_merge": request.actor.may("people.merge"),
        "query": urlencode(asked.query),
        "from_elsewhere": _from_elsewhere(request),
        "last_in_bulk": request.session.get(LAST_IN_BULK),
    }
    return render(request, "people/list.html", context)


def _from_elsewhere(request: HttpRequest) -> int:
    """How many people from other counties work here: they are not on these lists."""
    return spells_worked_here(request.actor).count() if request.actor.may("casework.see") else 0


def _shown(rows: list, request: HttpRequest, asked: Chosen) -> list[PersonRow] | list[HouseholdRow]:
    return household_rows(rows, request.on) if asked.list.of_households else person_rows(rows, request.on)


@screen(right="people.export", title=gettext_lazy("People as a workbook"))
def people_workbook(request: HttpRequest) -> HttpResponse:
    """The whole list as a workbook: numbers as their last four, in full for who may see them and asks for it."""
    require_step_up(request)
    asked = chosen(request.actor, request.GET)
    rows = rows_of(request.actor, request.on, asked)
    title = f"{asked.list.words} {request.on.isoformat()}"
    if asked.list.of_households:
        content = list_workbook(title, _columns(HOUSEHOLD_COLUMNS), _household_lines(rows, request))
    else:
        note_shown(request, list(rows.order_by().values_list("key", flat=True)), OUT_AS_A_LIST)
        content = list_workbook(title, _columns(PERSON_COLUMNS), _person_lines(rows, request))
    return workbook_answer(content, f"{title}.xlsx")


PERSON_COLUMNS: tuple[tuple[Any, str], ...] = (
    (gettext_lazy("Household number"), "identifier"),
    (gettext_lazy("Name"), "name"),
    (gettext_lazy("Personal number"), "person_number"),
    (gettext_lazy("Relation to the head"), "text"),
    (gettext_lazy("Township"), "text"),
    (gettext_lazy("Village"), "text"),
    (gettext_lazy("Sex"), "text"),
    (gettext_lazy("Age"), "text"),
    (gettext_lazy("Standing"), "text"),
    (gettext_lazy("In words"), "text"),
    (gettext_lazy("Wishes"), "text"),
    (gettext_lazy("Last contact"), "date"),
    (gettext_lazy("Looked after by"), "text"),
)
HOUSEHOLD_COLUMNS: tuple[tuple[Any, str], ...] = (
    (gettext_lazy("Household number"), "identifier"),
    (gettext_lazy("Township"), "text"),
    (gettext_lazy("Village"), "text"),
    (gettext_lazy("Could work and wants to"), "text"),
    (gettext_lazy("Looked after by"), "text"),
)


def _columns(named: Sequence[tuple[Any, str]]) -> list[ListColumn]:
    return [ListColumn(str(words), kind) for words, kind in named]


def _in_pages(rows: QuerySet) -> Iterator[list[Any]]:
    """The rows five hundred at a time: the questions asked about a page name each of its rows."""
    whole = list(rows)
    for first in range(0, len(whole), 500):
        yield whole[first : first + 500]


def _person_lines(rows: QuerySet, request: HttpRequest) -> Iterator[list[Any]]:
    in_full = request.GET.get("numbers") == "full"
    for page in _in_pages(rows):
        for row in person_rows(page, request.on):
            yield [
                row.household.number if row.household else "",
                row.name,
                _number(row.person, in_full and request.actor.may("people.see_number", row.person.area)),
                label("relations", row.relation),
                row.township,
                row.household.village if row.household else "",
                label("sexes", row.person.sex),
                row.age,
                row.status.word,
                row.status.sentence,
                _("; ").join(row.wish),
                row.contact,
                row.officer,
            ]


def _number(person: Person, in_full: bool) -> str:
    number = person.unsealed("id_number")
    if number is None:
        return ""
    return number if in_full else mask(number)


def _household_lines(rows: QuerySet, request: HttpRequest) -> Iterator[list[Any]]:
    for page in _in_pages(rows):
        for row in household_rows(page, request.on):
            names = _(", ").join(person.name for person in row.people)
            yield [row.household.number, row.township, row.household.village, names, row.officer]
