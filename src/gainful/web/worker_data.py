"""Everything kept about a person: to read on their own page, and to take away as a workbook or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.intake.write import ListColumn, list_workbook
from gainful.registry.models import Person
from gainful.web.import_files import workbook_answer
from gainful.web.offers_terms import offer_lines
from gainful.web.own_data import own_data
from gainful.web.shortlist_words import reasons_words
from gainful.web.worker import Worker, own_page, page_context
from gainful.web.worker_record import PARTS, Part, of, rows_of
from gainful.web.worker_record_words import NAMES, in_words

SHOWN = 30
"""Rows of a table that the page shows; the files hold all."""


def _lines(part: Part, row: Any, on: Any) -> list[tuple[str, str]]:
    """A row as (name, value) in words, empty values left out."""
    found = []
    for column in part.columns:
        name = column.split(":")[0]
        if name == "terms":
            found += [(str(words), str(value)) for words, value in offer_lines(row)]
        elif name == "reasons":
            found.append((str(NAMES[name]), " ".join(reasons_words(row.reasons, on)[0])))
        else:
            found.append((str(NAMES[name]), in_words(row, column, on)))
    return [(words, value) for words, value in found if value]


@own_page(title=gettext_lazy("Everything kept about me"))
def my_record(request: HttpRequest, worker: Worker) -> HttpResponse:
    """All tables in words."""
    whose = of(worker.person)
    parts = []
    for part in PARTS:
        rows = rows_of(part, whose)[-SHOWN:]
        if rows:
            parts.append({"words": part.words, "rows": [_lines(part, row, request.on) for row in rows]})
    context = page_context(worker, _("Everything kept about me")) | {"parts": parts}
    return render(request, "worker/record.html", context)


@own_page(title=gettext_lazy("My data, for a machine"))
def my_data(request: HttpRequest, worker: Worker) -> HttpResponse:
    """All tables as JSON, every column that is theirs."""
    text = json.dumps(own_data(worker.person), ensure_ascii=False, indent=1)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer


@own_page(title=gettext_lazy("My data as a workbook"))
def my_workbook(request: HttpRequest, worker: Worker) -> HttpResponse:
    """All tables in words, as a workbook."""
    columns = [ListColumn(str(words), "text") for words in (_("About"), _("Row"), _("What"), _("Value"))]
    content = list_workbook(_("Everything kept about me"), columns, _rows(worker.person, request.on))
    return workbook_answer(content, f"{_('my-data')}.xlsx")


def _rows(person: Person, on: Any) -> Iterator[list[str]]:
    whose = of(person)
    for part in PARTS:
        for number, row in enumerate(rows_of(part, whose), start=1):
            for words, value in _lines(part, row, on):
                yield [str(part.words), str(number), words, value]
