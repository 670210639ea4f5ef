"""The service standard: what the programme owes each person who wants work and has none, and what is still owed.

How often each service is due, and within how many days, are parameters of the programme, by area and date: the
smallest area around a person that has a value wins. Services of the last so many days count. An opening shown is a
referral, whatever was answered; a seat in a course that began then is a training offer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import add

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual

from gainful.accounts.actor import Actor
from gainful.casework.models import Assignment, Offer, Service
from gainful.casework.need import who_want_work, without_work
from gainful.casework.programme import programme
from gainful.registry.models import Person, Wish
from gainful.terms.areas import area_range
from gainful.terms.codes import Code
from gainful.training.models import Enrolment

PREFIX = "service_standard_"
WITHIN = "service_standard_days"
SEE = "casework.see"


@dataclass(frozen=True)
class Standard:
    """What is due in an area on a date: times by kind of service, within a number of days."""

    due: dict[str, int]
    days: int
    verified: bool


@dataclass(frozen=True)
class Owed:
    """One kind of service: how often it is due, how often it was given in time, and what is still owed."""

    kind: str
    due: int
    given: int

    @property
    def missing(self) -> int:
        """How many are still owed."""
        return max(0, self.due - self.given)


def standard_of(area: int, on: date) -> Standard | None:
    """The standard that holds in an area on a date; None where the programme sets none."""
    parameters = programme().parameters
    within = parameters.value(WITHIN, area, on) if WITHIN in parameters else None
    if within is None:
        return None
    found = {
        kind.code: value
        for kind in _kinds()
        if PREFIX + kind.code in parameters and (value := parameters.value(PREFIX + kind.code, area, on))
    }
    verified = within.verified and all(value.verified for value in found.values())
    due = {kind: int(value.value) for kind, value in found.items() if int(value.value)}
    return Standard(due, int(within.value), verified) if due else None


def _kinds() -> list[Code]:
    return list(programme().codes["service_needs"])


def owed_to(people: Sequence[Person], on: date) -> dict[int, list[Owed]]:
    """What each person still has to be given, by their id, with all kinds that are due; three queries an area's
    standard. People in work, or who do not want work, are asked for by the caller."""
    found: dict[int, list[Owed]] = {}
    by_area: dict[int, list[Person]] = defaultdict(list)
    for person in people:
        by_area[person.area].append(person)
    same: dict[tuple[tuple[tuple[str, int], ...], int], list[Person]] = defaultdict(list)
    for area, inside in by_area.items():
        standard = standard_of(area, on)
        if standard is not None:
            same[tuple(sorted(standard.due.items())), standard.days] += inside
    order = [kind.code for kind in _kinds()]
    for (due, days), inside in same.items():
        given = given_to([person.pk for person in inside], on, days)
        for person in inside:
            had = given.get(person.pk, {})
            rows = [Owed(kind, times, had.get(kind, 0)) for kind, times in due]
            found[person.pk] = sorted(rows, key=lambda one: order.index(one.kind))
    return found


def given_to(ids: Collection[int], on: date, days: int) -> dict[int, dict[str, int]]:
    """How often each kind of service was given to these people in the days up to a date, by person."""
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for kind, rows in _given(on, days):
        mine = rows.filter(person__in=ids).order_by()
        if kind is None:
            for who, what, count in mine.values_list("person_id", "kind").annotate(n=Count("pk")):
                found[who][what] += count
        else:
            for who, count in mine.values_list("person_id").annotate(n=Count("pk")):
                found[who][kind] += count
    return {who: dict(kinds) for who, kinds in found.items()}


def _given(on: date, days: int) -> list[tuple[str | None, QuerySet]]:
    """What counts as given in the days up to a date; the kind is None where each row says its own."""
    since = on - timedelta(days=days)
    return [
        (None, Service.objects.filter(given_on__gt=since, given_on__lte=on)),
        (_marked("shown_opening"), Offer.objects.filter(shown_on__gt=since, shown_on__lte=on)),
        (_marked("course_seat"), Enrolment.objects.filter(course__starts_on__gt=since, course__starts_on__lte=on)),
    ]  # fmt: skip


def _marked(what: str) -> str:
    """The kind of service that an opening shown, or a seat in a course, stands for in the programme's list."""
    return next((kind.code for kind in _kinds() if kind.is_marked(what)), "")


def services_owed(actor: Actor, on: date) -> QuerySet:
    """People who want work, have none, and have not had all that the standard of their area owes them."""
    people = who_want_work(Person.objects.visible_to(actor, SEE).current(), on)
    return without_work(people, on).filter(_owed_somewhere(on)).order_by("area", "pk")


def _owed_somewhere(on: date) -> Q:
    """Whose area has a standard that they have not had in full: one condition for each standard in force."""
    owed = Q(pk__in=[])
    areas = _areas_with_a_value(on)
    for area in areas:
        standard = standard_of(area, on)
        inside = Q(area__range=area_range(area))
        for smaller in areas:
            if smaller != area and _within(smaller, area):
                inside &= ~Q(area__range=area_range(smaller))
        if standard is not None:
            owed |= inside & ~_had_all(standard, on)
    return owed


def _areas_with_a_value(on: date) -> list[int]:
    parameters = programme().parameters
    return sorted(
        {
            value.area
            for name, parameter in parameters.by_name.items()
            if name.startswith(PREFIX)
            for value in parameter.values
            if value.in_force(on)
        }
    )


def _within(inner: int, outer: int) -> bool:
    low, high = area_range(outer)
    return low <= area_range(inner)[0] and area_range(inner)[1] <= high


def _had_all(standard: Standard, on: date) -> Q:
    had = Q()
    for kind, times in standard.due.items():
        had &= _had(kind, times, on, standard.days)
    return had


def _had(kind: str, times: int, on: date, days: int) -> Q:
    """Given to the outer row's person at least so often, counted over the tables that may hold it."""
    rows = [
        (found.filter(kind=kind) if what is None else found).filter(person=OuterRef("pk")).order_by()
        for what, found in _given(on, days)
        if what in (None, kind)
    ]
    counts = (Coalesce(Subquery(one.values("person").annotate(n=Count("pk")).values("n")), 0) for one in rows)
    return Q(GreaterThanOrEqual(reduce(add, counts), times))


def wanting_since(people: Collection[int], on: date) -> dict[int, date]:
    """The day from which each person has wanted work without saying otherwise since; being asked again changes
    nothing. What is owed counts as late from then."""
    since: dict[int, date] = {}
    answers = Wish.objects.filter(person__in=people, asked_on__lte=on).order_by("asked_on", "pk")
    for who, willing, asked_on in answers.values_list("person_id", "willing", "asked_on"):
        if willing:
            since.setdefault(who, asked_on)
        else:
            since.pop(who, None)
    return since


def who_answers(people: Collection[int]) -> dict[int, str]:
    """The officer who looks after each person's household, by person; nobody where none does."""
    held = Assignment.objects.filter(until_on=None, household__memberships__until_on=None)
    rows = held.filter(household__memberships__person__in=people).values_list(
        "household__memberships__person_id", "officer__display_name"
    )
    return dict(rows)
