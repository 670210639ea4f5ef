"""The lists of the People screen: who is on each, and for whom the list is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gainful.accounts.actor import Actor
from gainful.casework import worklists
from gainful.casework.models import Assignment
from gainful.registry.models import Household, Membership, Person
from gainful.terms.areas import area_range
from gainful.training.models import Enrolment

Words = str
EVERYBODY = "all"


@dataclass(frozen=True)
class SavedList:
    """One list: its name, its words, the right it needs, and its rows for an actor on a day."""

    name: str
    words: Words
    right: str
    rows: Callable[[Actor, date], QuerySet]
    empty: Words
    of_households: bool = False


def _left(actor: Actor, on: date) -> QuerySet:
    spells = worklists.left_within_90_days(actor, on).order_by()
    who = spells.annotate(who=Coalesce("person__merged_into_id", "person_id")).values("who")
    return Person.objects.visible_to(actor, "casework.see").current().filter(pk__in=who)


def _in_training(actor: Actor, on: date) -> QuerySet:
    return Person.objects.visible_to(actor, "people.see").current().filter(pk__in=in_training(on))


def _everybody(actor: Actor, on: date) -> QuerySet:
    return Person.objects.visible_to(actor, "people.see").current()


def in_training(on: date) -> QuerySet:
    """Ids of the people in a course that has begun and is known to end on a day or later."""
    return Enrolment.objects.filter(course__starts_on__lte=on, course__ends_on__gte=on).values("person_id")


LISTS = {
    one.name: one
    for one in (
        SavedList(
            "willing", _("Wants work, has none"), "casework.see", worklists.willing_not_in_work,
            _("Everybody who said that they want work has some. Look at those whom nobody has asked."),
        ),
        SavedList(
            "zero", _("Households with nobody in work"), "casework.see",
            worklists.zero_employment_households,
            _("In every household where somebody can and wants to work, somebody does."), of_households=True,
        ),
        SavedList(
            "unasked", _("Nobody has asked"), "casework.see", worklists.nobody_has_asked,
            _("Everybody who is able to work has been asked, or is in work."),
        ),
        SavedList(
            "no_contact", _("No contact in 30 days"), "casework.see", worklists.no_contact,
            _("Everybody who wants work was met within the last 30 days."),
        ),
        SavedList(
            "left", _("Left a job within 90 days"), "casework.see", _left,
            _("Nobody left a job within 90 days of its start and is without work now."),
        ),
        SavedList(
            "training", _("In training"), "training.see", _in_training,
            _("No course is under way. Courses come with the training roster that you import."),
        ),
        SavedList(
            EVERYBODY, _("Everybody"), "people.see", _everybody,
            _("Nobody is recorded here yet. Import the registration workbook of your county."),
        ),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Chosen:
    """What a reader asked to see: a list, a search, a township, only their own households."""

    list: SavedList
    text: str
    area: int | None
    mine: bool

    @property
    def query(self) -> dict[str, str]:
        """The same as an address has it."""
        said = {"list": self.list.name, "q": self.text, "area": str(self.area or ""), "mine": "1" * self.mine}
        return {name: value for name, value in said.items() if value}


def chosen(actor: Actor, query: QueryDict) -> Chosen:
    """What an address asks for; an unknown list, or one that the actor may not see, is the first they may."""
    open_to = [one for one in LISTS.values() if actor.may(one.right)]
    found = next((one for one in open_to if one.name == query.get("list")), open_to[0])
    area = query.get("area", "")
    number = int(area) if area.isascii() and area.isdigit() and len(area) == 12 else None
    return Chosen(found, query.get("q", "").strip()[:60], number, query.get("mine") == "1")


def rows_of(actor: Actor, on: date, asked: Chosen) -> QuerySet:
    """People, or households, that the list holds for this actor, as narrowed."""
    rows = asked.list.rows(actor, on)
    if asked.area is not None:
        rows = rows.in_area(*area_range(asked.area))
    if asked.text:
        rows = rows.search(asked.text)
    if asked.mine:
        own = Assignment.objects.filter(officer=actor.account_id, until_on=None).values("household_id")
        held = Membership.objects.filter(household__in=own, until_on=None).values("person_id")
        rows = rows.filter(Q(pk__in=own) if asked.list.of_households else Q(pk__in=held))
    return rows.order_by("area", "village", "number") if asked.list.of_households else rows.by_household()


def areas_of(actor: Actor) -> list[int]:
    """The areas with households that the actor sees; none where there are too many to choose from."""
    seen = Household.objects.visible_to(actor, "people.see").order_by().values_list("area", flat=True)
    found = sorted(seen.distinct()[: MOST_AREAS + 1])
    return found if len(found) <= MOST_AREAS else []


MOST_AREAS = 120
