"""Two records of one person: found alike, seen side by side, merged with a reason, taken apart again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.refusals import Refused
from gainful.accounts.second_factor import note_shown
from gainful.registry.actions import merge_people, unmerge_people
from gainful.registry.duplicates import Reason, find
from gainful.registry.models import Membership, Merge, Person
from gainful.terms.areas import area_range
from gainful.terms.people_numbers import mask
from gainful.web.people_lists import areas_of, chosen
from gainful.web.people_rows import PersonRow, person_rows, township_names
from gainful.web.people_status import age_words, name_words
from gainful.web.person import person_of
from gainful.web.screen import done, screen
from gainful.words import day, label

MOST_COMPARED = 20_000
RIGHT = "people.merge"
REASONS = {
    Reason.SAME_NUMBER: gettext_lazy("the same personal number"),
    Reason.SAME_NAME_BIRTH_AND_VILLAGE: gettext_lazy("the same name, date of birth and village"),
    Reason.TRANSPOSED_DIGITS: gettext_lazy("two digits of the number exchanged"),
}


@dataclass(frozen=True)
class Alike:
    """Two records that may be one person, and why."""

    first: PersonRow
    second: PersonRow
    reasons: list[str]


@dataclass(frozen=True)
class Line:
    """One fact of two records side by side."""

    words: str
    one: str
    other: str

    @property
    def differs(self) -> bool:
        """Whether the two records say different things."""
        return self.one != self.other


@screen(right=RIGHT, title=gettext_lazy("Records that may be one person"))
def duplicates(request: HttpRequest) -> HttpResponse:
    """Pairs of records with the reasons to look at them; nothing merges itself."""
    asked = chosen(request.actor, request.GET)
    people = Person.objects.visible_to(request.actor, RIGHT)
    if asked.area is not None:
        people = people.in_area(*area_range(asked.area))
    if people.count() > MOST_COMPARED:
        raise Refused("too_many_to_compare", most=MOST_COMPARED)
    pairs = find(people.duplicate_records())
    page = Paginator(pairs, 25).get_page(request.GET.get("page"))
    keys = {key for pair in page for key in (pair.first, pair.second)}
    rows = {row.person.key: row for row in person_rows(list(people.filter(key__in=keys)), request.on)}
    context = {
        "title": _("Records that may be one person"),
        "page": page,
        "pairs": [
            Alike(rows[pair.first], rows[pair.second], [str(REASONS[why]) for why in pair.reasons])
            for pair in page
        ],
        "areas": sorted(township_names(areas_of(request.actor), request.on).items()),
        "area": asked.area,
    }
    return render(request, "person/duplicates.html", context)


@screen(right=RIGHT, title=gettext_lazy("Merge with another record"))
def merge_search(request: HttpRequest, key: str) -> HttpResponse:
    """Search the record that is the same person."""
    person = person_of(request, key, RIGHT)
    text = request.GET.get("q", person.name).strip()
    others: QuerySet = Person.objects.visible_to(request.actor, RIGHT).filter(merged_into=None)
    found = list(others.search(text).exclude(pk=person.pk).order_by("pk")[:20]) if text else []
    context = {
        "title": _("Merge with another record"),
        "person": person,
        "name": name_words(person),
        "text": text,
        "rows": person_rows(found, request.on),
    }
    return render(request, "person/merge_search.html", context)


@screen(right=RIGHT, title=gettext_lazy("Two records side by side"), methods=("GET", "POST"))
def merge(request: HttpRequest, key: str, other: str) -> HttpResponse:
    """Both records side by side; which one is kept, and why they are one person."""
    one, two = person_of(request, key, RIGHT), person_of(request, other, RIGHT)
    if request.method == "POST":
        kept, merged = (two, one) if request.POST.get("kept") == two.key else (one, two)
        merge_people(
            actor=request.actor,
            kept=kept,
            merged=merged,
            reason=request.POST.get("reason", "")[:200],
            on=request.on,
        )
        sentence = _("The two records are one person now. You can take them apart again on the card.")
        return done(request, sentence, reverse("person", kwargs={"key": kept.key}))
    note_shown(request, [one.key, two.key], "merge")
    rows = person_rows([one, two], request.on)
    context = {
        "title": _("Two records side by side"),
        "one": rows[0],
        "other": rows[1],
        "lines": _lines(rows[0], rows[1], request),
        "alone": not Membership.objects.filter(person=one, until_on=None).exists(),
    }
    return render(request, "person/merge.html", context)


def _lines(one: PersonRow, other: PersonRow, request: HttpRequest) -> list[Line]:
    """Every fact that tells two people apart, as both records have it."""
    left, right = _facts(one, request), _facts(other, request)
    return [Line(words, left[words], right[words]) for words in left]


def _facts(row: PersonRow, request: HttpRequest) -> dict[str, str]:
    person = row.person
    known: dict[str, Any] = {
        _("Name"): row.name,
        _("Personal number"): mask(person.unsealed("id_number"))
        if person.id_number_sealed
        else _("not known"),
        _("Sex"): label("sexes", person.sex),
        _("Born on"): day(person.born_on),
        _("Age"): age_words(person, request.on),
        _("Household"): row.household.number if row.household else _("none"),
        _("Relation to the head"): label("relations", row.relation),
        _("Village"): f"{row.township} {row.household.village}" if row.household else row.township,
        _("Education"): label("education", person.education),
        _("Labour capacity"): label("labour_capacity", person.labour_capacity),
        _("Standing"): row.status.sentence,
        _("Last contact"): day(row.contact),
    }
    return known


@screen(right=RIGHT, title=gettext_lazy("Take two records apart"), methods=("POST",))
def unmerge(request: HttpRequest, key: str) -> HttpResponse:
    """Give both records back as they were."""
    found = Merge.objects.visible_to(request.actor, RIGHT).select_related("kept").filter(key=key).first()
    if found is None:
        raise Http404
    unmerge_people(actor=request.actor, merge=found)
    sentence = _("Taken apart: both records are as they were.")
    return done(request, sentence, reverse("person", kwargs={"key": found.kept.key}))
