"""Households: recording, correcting, moving; what happened to their registration; what they earned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from django.utils import timezone

from gainful.accounts.action import action, require
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.registry.models import (
    BankAccount,
    Consent,
    Household,
    HouseholdIncome,
    Membership,
    Person,
    RegistrationEvent,
    Wish,
)


class HouseholdChanges(TypedDict, total=False):
    """What may be corrected about a household; what is left out stays."""

    number: str
    village: str
    registered_year: int | None
    main_cause: str
    other_causes: list[str]


class Income(TypedDict, total=False):
    """A household's income of one year by source, in fen. What is left out or None is unknown."""

    wage_fen: int | None
    business_fen: int | None
    property_fen: int | None
    transfer_fen: int | None
    business_cost_fen: int | None
    net_fen: int | None
    net_per_head_fen: int | None


SOURCES = tuple(Income.__annotations__)


@action(right="people.record", on_what="area")
def record_household(
    *,
    actor: Actor,
    area: int,
    number: str,
    village: str = "",
    registered_year: int | None = None,
    main_cause: str = "",
    other_causes: Sequence[str] = (),
) -> Household:
    """A new household in a township. Refused when the number is already recorded."""
    if Household.objects.filter(number=number).exists():
        raise Refused("household_already_recorded")
    return Household.objects.create(
        area=area,
        number=number,
        village=village,
        registered_year=registered_year,
        main_cause=main_cause,
        other_causes=list(other_causes),
    )


@action(right="people.record", on_what="household")
def correct_household(*, actor: Actor, household: Household, changes: HouseholdChanges) -> Household:
    """Put right what was recorded of a household; writes nothing when nothing differs."""
    unknown = set(changes) - set(HouseholdChanges.__annotations__)
    if unknown:
        raise Refused("not_a_household_fact", names=", ".join(sorted(unknown)))
    number = changes.get("number", household.number)
    if number != household.number and Household.objects.filter(number=number).exists():
        raise Refused("household_already_recorded")
    changed = [name for name, value in changes.items() if getattr(household, name) != value]
    for name in changed:
        setattr(household, name, changes[name])  # type: ignore[literal-required]
    if changed:
        household.save(update_fields=changed)
    return household


@action(right="people.record", on_what="household")
def move_household(
    *, actor: Actor, household: Household, to_area: int, village: str = "", from_on: date
) -> Household:
    """A household moves, members and their records with it. The right is needed where it goes, too.

    Raises Refused when it already lives there.
    """
    require(actor, "people.record", to_area)
    if household.area == to_area and household.village == village:
        raise Refused("household_already_there")
    household.area, household.village = to_area, village
    household.save(update_fields=["area", "village"])
    people = list(
        Membership.objects.filter(household=household, until_on=None).values_list("person_id", flat=True)
    )
    Membership.objects.filter(household=household, until_on=None).update(area=to_area)
    RegistrationEvent.objects.filter(household=household).update(area=to_area)
    HouseholdIncome.objects.filter(household=household).update(area=to_area)
    take_over_records(actor=actor, people=people, area=to_area)
    return household


@action(right="people.record", on_what="area")
def take_over_records(*, actor: Actor, people: Sequence[int], area: int) -> None:
    """Give people's own registry rows the area where they now live, so that its officers see them."""
    Person.objects.filter(pk__in=people).exclude(area=area).update(area=area, home_recorded_at=timezone.now())
    for kept in (Wish, Consent, BankAccount):
        kept.objects.filter(person__in=people).exclude(area=area).update(area=area)


@action(right="people.record", on_what="household")
def record_registration_event(
    *,
    actor: Actor,
    household: Household,
    kind: RegistrationEvent.Kind,
    year: int,
    happened_on: date | None = None,
    notice_from: date | None = None,
    notice_until: date | None = None,
    source: str = "",
) -> RegistrationEvent:
    """Registered, exited, registered again, watched or struck off in a year.

    The same event of the same year is not recorded twice. Refused before the year of registration, and when a
    notice ends before it begins.
    """
    same = RegistrationEvent.objects.filter(household=household, kind=kind, year=year).first()
    if same is not None:
        return same
    if household.registered_year and year < household.registered_year:
        raise Refused("event_before_registration", year=household.registered_year)
    if notice_from and notice_until and notice_until < notice_from:
        raise Refused("notice_ends_before_it_begins")
    return RegistrationEvent.objects.create(
        area=household.area,
        household=household,
        kind=kind,
        year=year,
        happened_on=happened_on,
        notice_from=notice_from,
        notice_until=notice_until,
        source=source,
    )


@action(right="people.record", on_what="household")
def record_income(
    *,
    actor: Actor,
    household: Household,
    year: int,
    income: Income,
    on: date,
    expected: bool = False,
) -> HouseholdIncome:
    """What a household earned in a year, as known on a day; a source left out stays unknown, never 0.

    Income that is only expected is refused: people were struck off the lists for money they never saw.
    Recorded again for the same year, it replaces what was recorded; the history keeps both.
    """
    if expected or year > on.year:
        raise Refused("forecast_income", year=year)
    unknown = set(income) - set(SOURCES)
    if unknown:
        raise Refused("not_an_income_source", names=", ".join(sorted(unknown)))
    values = {name: income.get(name) for name in SOURCES}
    kept = HouseholdIncome.objects.filter(household=household, year=year).first()
    if kept is None:
        return HouseholdIncome.objects.create(area=household.area, household=household, year=year, **values)
    changed = [name for name in SOURCES if getattr(kept, name) != values[name]]
    for name in changed:
        setattr(kept, name, values[name])
    if changed:
        kept.save(update_fields=changed)
    return kept
