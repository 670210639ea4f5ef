"""How a household stands on a date: somebody in work, nobody though somebody could and would, nobody able …

Zero employment means at least one member of working age who is able and willing, and none in work. A household
without able members is another class, and one where it is not known who is able a third: unknown is not no.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gainful.casework.models import Spell
from gainful.casework.programme import capacities, quantity
from gainful.registry.models import Household, Membership, Wish
from gainful.terms.areas import NATION
from gainful.terms.periods import add_months


class Standing(StrEnum):
    """How a household stands on a date."""

    IN_WORK = "in_work"
    ZERO_EMPLOYMENT = "zero_employment"
    NOBODY_WILLING = "nobody_willing"
    NO_LABOUR = "no_labour"
    CAPACITY_UNKNOWN = "capacity_unknown"


def people_in_work(on: date) -> QuerySet:
    """Ids of the people in work on a date; work found under a record merged into another counts for that one."""
    working = Spell.objects.working_on(on).order_by()
    return working.annotate(who=Coalesce("person__merged_into_id", "person_id")).values("who")


def willing_people(on: date) -> QuerySet:
    """Ids of the people whose latest answer by a date is that they want work."""
    return Wish.objects.latest_by_person(on).filter(willing=True).order_by().values("person_id")


def who_want_work(rows: QuerySet, on: date, person: str = "pk") -> QuerySet:
    """The rows whose person's latest answer by a date is that they want work: `willing_people`, asked a row at a time.

    One look into an index a row, however many answers there are: for rows of one's own areas.
    """
    answers = Wish.objects.filter(person=OuterRef(person), asked_on__lte=on).order_by("-asked_on", "-id")
    return rows.alias(wants_work=Subquery(answers.values("willing")[:1])).filter(wants_work=True)


def without_work(rows: QuerySet, on: date, person: str = "pk") -> QuerySet:
    """The rows whose person is not among `people_in_work` on a date, asked a row at a time."""
    working = Spell.objects.working_on(on).order_by()
    own = working.filter(person=OuterRef(person), person__merged_into=None)
    return rows.filter(~Exists(own), ~Exists(working.filter(person__merged_into=OuterRef(person))))


def born_by(on: date) -> date:
    """The latest date of birth of somebody of working age on a date."""
    return add_months(on, -12 * quantity("minimum_working_age", NATION, on))


def members_on(on: date) -> QuerySet:
    """Memberships in force on a date, of people alive and not merged."""
    begun = Q(from_on=None) | Q(from_on__lte=on)
    lasting = Q(until_on=None) | Q(until_on__gt=on)
    current = Q(person__died_on=None, person__merged_into=None)
    return Membership.objects.filter(begun, lasting, current).order_by()


def able_members(on: date) -> QuerySet:
    """Memberships of people of working age whose capacity allows work."""
    return members_on(on).filter(
        person__born_on__lte=born_by(on), person__labour_capacity__in=capacities(True)
    )


def with_standing(households: QuerySet, on: date) -> QuerySet:
    """Households with what their standing is read off: somebody_works, _able, _able_and_willing, _unknown."""
    here = Q(household=OuterRef("pk"))
    able = able_members(on)
    may_be_able = members_on(on).exclude(person__labour_capacity__in=capacities(False))
    unknown = may_be_able.filter(Q(person__labour_capacity="") | Q(person__born_on=None)).exclude(
        person__born_on__gt=born_by(on)
    )
    return households.annotate(
        somebody_works=Exists(members_on(on).filter(here, person__in=people_in_work(on))),
        somebody_able=Exists(able.filter(here)),
        somebody_able_and_willing=Exists(able.filter(here, person__in=willing_people(on))),
        somebody_unknown=Exists(unknown.filter(here)),
    )


def zero_employment(households: QuerySet, on: date) -> QuerySet:
    """The households in zero employment on a date."""
    here = Q(household=OuterRef("pk"))
    could = who_want_work(able_members(on).filter(here), on, "person")
    works = Exists(members_on(on).filter(here).filter(_in_work(on)))
    return households.filter(Exists(could), ~works)


def _in_work(on: date) -> Q:
    """A member who is in work: a current person's own job, or one found under a record merged into theirs."""
    working = Spell.objects.working_on(on).order_by()
    own = Exists(working.filter(person=OuterRef("person")))
    return Q(own) | Q(Exists(working.filter(person__merged_into=OuterRef("person"))))


def standing_of(household: Household) -> Standing:
    """The standing of a household read with `with_standing`."""
    if household.somebody_works:
        return Standing.IN_WORK
    if household.somebody_able_and_willing:
        return Standing.ZERO_EMPLOYMENT
    if household.somebody_able:
        return Standing.NOBODY_WILLING
    return Standing.CAPACITY_UNKNOWN if household.somebody_unknown else Standing.NO_LABOUR


TIERS = ("zero_employment", "monitored", "registered", "exited", "other")
"""Need tiers for scarce seats, the neediest first; a tier is its place in this list."""


def tiers(households: QuerySet, on: date) -> dict[int, int]:
    """Need tier by household id: zero employment, monitored or back in, registered, exited, any other."""
    from gainful.registry.models import RegistrationEvent

    found = {
        pk: TIERS.index("zero_employment")
        for pk in zero_employment(households, on).values_list("pk", flat=True)
    }
    happened = RegistrationEvent.objects.filter(household__in=households).filter(
        Q(happened_on__lte=on) | Q(happened_on=None, year__lte=on.year)
    )
    last: dict[int, str] = dict(happened.order_by("year", F("happened_on").asc(nulls_first=True), "pk")
                                .values_list("household_id", "kind"))  # fmt: skip
    for pk, year in households.values_list("pk", "registered_year"):
        if pk in found:
            continue
        kind = last.get(pk) or ("registered" if year and year <= on.year else "")
        found[pk] = TIERS.index(_TIER_OF.get(kind, "other"))
    return found


_TIER_OF = {
    "monitored": "monitored",
    "reentered": "monitored",
    "registered": "registered",
    "exited": "exited",
}
