"""What matching is told: people as seekers and openings as of a date, read in a fixed number of queries.

Nothing of what a person declined, was offered, or is (sex, health, cause of poverty) goes along: matching has no
column for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce

from gainful.casework.late_pay import stopped_for_pay
from gainful.casework.models import Offer, Spell
from gainful.casework.need import tiers
from gainful.casework.programme import hazardous, programme, where
from gainful.casework.shared import PLACEABLE_FROM
from gainful.jobs import models as jobs
from gainful.jobs.channels import channel_of
from gainful.matching import Opening, Scope, Seeker, agreed
from gainful.registry.models import Consent, Household, Membership, Person, Wish
from gainful.terms.areas import LocationClass
from gainful.terms.periods import age_on
from gainful.training.models import Certificate, Enrolment

# The one scope that location classes cannot tell from "own township".
OWN_VILLAGE = "village"
STAYS: dict[str, Scope | None] = {
    Wish.StaysWithin.VILLAGE: Scope.IN_VILLAGE,
    Wish.StaysWithin.TOWNSHIP: Scope.IN_TOWNSHIP,
    Wish.StaysWithin.COUNTY: Scope.IN_COUNTY,
    Wish.StaysWithin.FREE: None,
}
"""How far somebody can leave home, as matching knows it."""


def seekers(people: QuerySet, on: date, *, seats: bool = True) -> list[Seeker]:
    """These people as matching may know them on a date, in order of their number (the row's own).

    Without their need tiers where no `seats` are to be given: lists do not read them, and they are dear to tell.
    """
    rows = list(people.order_by("pk"))
    known = _Known([person.pk for person in rows], on, seats)
    return [known.seeker(person) for person in rows]


class _Known:
    """What is known of a set of people on a date, one query a subject."""

    def __init__(self, ids: list[int], on: date, seats: bool) -> None:
        self.on = on
        self.wishes = {
            wish.person_id: wish for wish in Wish.objects.filter(person__among=ids).latest_by_person(on)
        }
        stays = Wish.objects.filter(person__among=ids).of_how_far_they_can_leave(on)
        self.stays = {wish.person_id: STAYS[wish.stays_within] for wish in stays}
        referral = Consent.objects.live(Consent.Purpose.REFERRAL).filter(person__among=ids, given_on__lte=on)
        self.consenting = set(referral.values_list("person_id", flat=True))
        self.certificates = _sets(
            Certificate.objects.filter(person__among=ids)
            .exclude(awarded_on__gt=on)
            .values_list("person_id", "occupation")
        )
        worked = Spell.objects.counted().filter(starts_on__lte=on).exclude(occupation="")
        worked = worked.annotate(who=Coalesce("person__merged_into_id", "person_id")).filter(who__among=ids)
        self.worked_as = _sets(worked.values_list("who", "occupation"))
        trained = Enrolment.objects.filter(person__among=ids, course__ends_on__lte=on, attended_days__gt=0)
        self.trained_in = _sets(trained.values_list("person_id", "course__occupation"))
        held = Membership.objects.filter(person__among=ids, until_on=None)
        self.household: dict[int, int] = {}
        self.tiers: dict[int, int] = {}
        if seats:
            self.household = dict(held.values_list("person_id", "household_id"))
            self.tiers = tiers(Household.objects.filter(pk__among=sorted(set(self.household.values()))), on)

    def seeker(self, person: Person) -> Seeker:
        """One of the people, as a seeker."""
        wish = self.wishes.get(person.pk)
        nearest, furthest, named = _places(wish.scope if wish else "")
        household = self.household.get(person.pk, 0)
        return Seeker(
            number=person.pk,
            key=person.key,
            home=person.area,
            tier=self.tiers.get(household, 255),
            consents=person.pk in self.consenting and _placeable(person),
            willing=wish.willing if wish else None,
            scope=furthest,
            no_nearer_than=nearest,
            place_named=named,
            occupations=_occupations(wish),
            pay_at_least_fen=wish.pay_at_least_fen if wish else None,
            available_on=wish.available_on if wish else None,
            education_rank=_rank("education", person.education),
            certificates=self.certificates.get(person.pk),
            worked_as=self.worked_as.get(person.pk, frozenset()),
            trained_in=self.trained_in.get(person.pk, frozenset()),
            age_years=_age(person, self.on),
            care=_care(wish),
            cannot_leave=self.stays.get(person.pk),
        )


def openings(rows: QuerySet, home: int, on: date) -> list[Opening]:
    """These openings as matching may know them on a date; places without a code are seen from the county `home`.

    Closed ones are left out; those held back, or of an employer under a freeze, go along with the reason.
    """
    rows = rows.exclude(state=jobs.Opening.State.CLOSED).select_related("employer").order_by("pk")
    taken = seats_taken(rows)
    stopped = stopped_for_pay({row.employer for row in rows}, on)
    return [
        _opening(row, row.seats - taken.get(row.pk, 0), home, on, stopped=_stopped(row, stopped))
        for row in rows
    ]


def _stopped(row: jobs.Opening, overdue: Collection[int]) -> bool:
    """Whether placements with the employer are stopped, by a stop on record or by the calendar of pay."""
    return row.employer.frozen_on is not None or row.employer_id in overdue


def seats_taken(rows: QuerySet) -> dict[int, int]:
    """Seats taken by opening id: agreed or working placements, and own yeses without one yet."""
    ids = rows.order_by().values("pk")
    placed = Spell.objects.filter(
        opening__in=ids,
        origin=Spell.Origin.BROUGHT_ABOUT,
        state__in=[Spell.State.AGREED, Spell.State.WORKING],
    )
    accepted = Offer.objects.filter(opening__in=ids, state=Offer.State.ACCEPTED, spell=None)
    counts: dict[int, int] = defaultdict(int)
    for found in (placed, accepted):
        for opening_id, count in found.order_by().values_list("opening_id").annotate(n=Count("pk")):
            counts[opening_id] += count
    return dict(counts)


def _opening(row: jobs.Opening, seats_free: int, home: int, on: date, *, stopped: bool) -> Opening:
    held = [str(finding["code"]) for finding in row.held_because]
    if stopped:
        held.append("employer_frozen")
    return Opening(
        number=row.pk,
        key=row.key,
        place=row.place,
        place_class=_place_class(row, home, on),
        occupation=row.occupation or None,
        seats_free=seats_free,
        pay_low_fen=row.pay_low_fen,
        pay_high_fen=row.pay_high_fen,
        hours_per_week=row.hours_per_week,
        contract_months=row.contract_months,
        education_rank=_rank("education", row.education) or None,
        certificate=_certificate(row),
        certificate_required=row.certificate_required if row.certificate else False,
        housing=_lodging(row.housing),
        valid_until=row.valid_until,
        held=row.state == jobs.Opening.State.HELD or stopped,
        held_for=tuple(held),
        channel=row.channel,
        hazardous=hazardous(row.occupation),
        last_resort=channel_of(row.channel).last_resort,
        deductions_stated=row.deductions_stated,
    )


def _place_class(row: jobs.Opening, home: int, on: date) -> LocationClass | None:
    if row.place is not None or not row.place_text:
        return None
    found = where(home, None, row.place_text, on)
    return None if found is LocationClass.UNKNOWN else found


def _places(code: str) -> tuple[Scope | None, Scope | None, Scope | None]:
    """(nearest, furthest, named) place agreed to; a code that is on no list is nothing agreed."""
    item = programme().codes["wish_scopes"].get(code) if code else None
    if item is None:
        return None, None, None
    classes = [LocationClass(one) for one in item.attributes.get("location_classes", "").split()]
    nearest, furthest = agreed(classes)
    if code == OWN_VILLAGE:
        furthest = Scope.IN_VILLAGE
    return nearest, furthest, (None if furthest is Scope.ANYWHERE and nearest is None else furthest)


def _occupations(wish: Wish | None) -> frozenset[str] | None:
    """Occupations agreed to: any is the empty set, never asked is None."""
    if wish is None:
        return None
    if wish.any_occupation:
        return frozenset()
    return frozenset(wish.occupations) or None


def _care(wish: Wish | None) -> frozenset[str]:
    return frozenset() if wish is None or wish.care in ("", "none") else frozenset({wish.care})


def _placeable(person: Person) -> bool:
    return (
        person.id_state == Person.IdState.VALID and person.died_on is None and person.merged_into_id is None
    )


def _age(person: Person, on: date) -> int | None:
    """Age in years on a day, the younger by the birth date stated and by the personal number. None, so that nobody
    places a possible child: no date is stated, one is still to come, or one makes a child of them and the other not.
    """
    if person.born_on is None:
        return None
    dates = [one for one in (person.born_on, person.born_on_by_number(on)) if one is not None]
    if max(dates) > on:
        return None
    young, old = age_on(max(dates), on), age_on(min(dates), on)
    return None if young < PLACEABLE_FROM <= old else young


def _rank(name: str, code: str) -> int | None:
    item = programme().codes[name].get(code) if code else None
    return item.rank if item else None


def _certificate(row: jobs.Opening) -> str | None:
    """The occupation whose certificate is asked for, whichever list the opening names it from."""
    item = programme().codes["skill_requirements"].get(row.certificate) if row.certificate else None
    return (item.attributes.get("occupation") if item else row.certificate) or None


def _lodging(code: str) -> bool | None:
    item = programme().codes["housing"].get(code) if code else None
    return item.is_marked("lodging") if item else None


def _sets(pairs: Any) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for who, code in pairs:
        found[who].add(code)
    return {who: frozenset(codes) for who, codes in found.items()}
