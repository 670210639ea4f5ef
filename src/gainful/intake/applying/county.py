"""A county as the database knows it, loaded once for a hand-in and kept up to date as its rows are taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from gainful.accounts.sealed import digest
from gainful.casework.models import Spell
from gainful.intake.applying.lists import Lists
from gainful.jobs.models import Employer, Leader, Opening, Workshop
from gainful.pack import Pack
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
from gainful.terms.places import Gazetteer, Level, area_number, area_range
from gainful.training.models import Certificate, Course, Enrolment

TOWNSHIP_DIGITS = slice(6, 9)


@dataclass
class County:
    """What a hand-in meets. Every look-up is one dictionary; a county of 20,000 people loads in seconds.

    `coming` holds the numbers' digests of people whom an earlier row of the same hand-in will bring.
    """

    area: int
    filed_on: date
    pack: Pack
    gazetteer: Gazetteer
    source: str = ""
    coming: set[str] = field(default_factory=set)
    coming_households: set[str] = field(default_factory=set)

    def rows(self, queryset: QuerySet) -> QuerySet:
        """The rows of this county."""
        low, high = area_range(self.area)
        return queryset.filter(area__range=(low, high))

    @cached_property
    def households(self) -> dict[str, Household]:
        """By number."""
        return {row.number: row for row in self.rows(Household.objects.all())}

    @cached_property
    def members(self) -> dict[str, Membership]:
        """Current memberships by member number."""
        current = self.rows(Membership.objects.filter(until_on=None)).select_related("person", "household")
        return {row.number: row for row in current if row.number}

    @cached_property
    def membership_of(self) -> dict[int, Membership]:
        """Current memberships by person."""
        current = self.rows(Membership.objects.filter(until_on=None)).select_related("household")
        return {row.person_id: row for row in current}

    @cached_property
    def people(self) -> dict[str, Person]:
        """People with a good number, by its digest."""
        return {
            row.id_digest: row
            for row in self.rows(Person.objects.filter(merged_into=None))
            if row.id_state == Person.IdState.VALID
        }

    @cached_property
    def heads(self) -> dict[int, Person]:
        """Each household's head, by household."""
        heads = self.rows(Membership.objects.filter(until_on=None, relation="head")).select_related("person")
        return {row.household_id: row.person for row in heads}

    @cached_property
    def events(self) -> set[tuple[int, str, int]]:
        """(household, kind, year) of what happened to registrations."""
        return set(self.rows(RegistrationEvent.objects.all()).values_list("household_id", "kind", "year"))

    @cached_property
    def accounts(self) -> dict[int, str]:
        """Digest of the open account, by person."""
        return dict(
            self.rows(BankAccount.objects.filter(closed_on=None)).values_list("person_id", "account_digest")
        )

    @cached_property
    def incomes(self) -> dict[tuple[int, int], HouseholdIncome]:
        """By household and year."""
        return {(row.household_id, row.year): row for row in self.rows(HouseholdIncome.objects.all())}

    @cached_property
    def wishes(self) -> dict[tuple[int, date], list[Wish]]:
        """By person and day asked."""
        found: dict[tuple[int, date], list[Wish]] = {}
        for row in self.rows(Wish.objects.order_by("id")):
            found.setdefault((row.person_id, row.asked_on), []).append(row)
        return found

    @cached_property
    def consents(self) -> set[tuple[int, str, date]]:
        """(person, purpose, day) of every consent ever given: a withdrawn one is never given back by a file."""
        return set(self.rows(Consent.objects.all()).values_list("person_id", "purpose", "given_on"))

    @cached_property
    def live_consents(self) -> set[tuple[int, str]]:
        """(person, purpose) of the consents now live."""
        return set(self.rows(Consent.objects.live()).values_list("person_id", "purpose"))

    @cached_property
    def employers(self) -> dict[tuple[str, str], Employer]:
        """By name and code, as this county keeps them."""
        return {(row.name, row.code): row for row in self.rows(Employer.objects.all())}

    @cached_property
    def workshops(self) -> dict[tuple[str, int], Workshop]:
        """By name and township."""
        return {(row.name, row.area): row for row in self.rows(Workshop.objects.all())}

    def workshop_named(self, name: str | None) -> Workshop | None:
        """The one workshop of a name, None when there is none or more than one."""
        found = [row for (known, _), row in self.workshops.items() if known == name]
        return found[0] if len(found) == 1 else None

    @cached_property
    def leaders(self) -> dict[tuple[int | None, str], Leader]:
        """By person and business."""
        return {(row.person_id, row.business_name): row for row in self.rows(Leader.objects.all())}

    @cached_property
    def openings(self) -> dict[tuple[str, str, str], Opening]:
        """By number, employer and title."""
        rows = self.rows(Opening.objects.select_related("employer"))
        return {(row.number, row.employer.name, row.title): row for row in rows}

    @cached_property
    def spells(self) -> dict[tuple[int, date, str, str], Spell]:
        """By person, start, employer and occupation; called-off ones left out."""
        return {
            (row.person_id, row.starts_on, row.employer_name, row.occupation): row
            for row in self.rows(Spell.objects.exclude(state="called_off"))
        }

    @cached_property
    def courses(self) -> dict[tuple[str, str], Course]:
        """By number and provider."""
        return {(row.number, row.provider): row for row in self.rows(Course.objects.all())}

    @cached_property
    def enrolments(self) -> dict[tuple[int, int], Enrolment]:
        """By course and person."""
        rows = self.rows(Enrolment.objects.select_related("course"))
        return {(row.course_id, row.person_id): row for row in rows}

    @cached_property
    def certificates(self) -> set[tuple[int, str, str]]:
        """(person, occupation, level)."""
        return set(self.rows(Certificate.objects.all()).values_list("person_id", "occupation", "level"))

    @cached_property
    def townships(self) -> dict[str, int]:
        """Township numbers by name, as the area list has them."""
        found = self.gazetteer.inside(self.area, Level.TOWNSHIP, self.filed_on)
        return {area.name: area.number for area in found}

    def township(self, name: str | None, household_number: str | None = None) -> int:
        """The number of a township: by name from the area list, else from the digits of a household's number.

        The county's own number where neither says anything certain.
        """
        known = self.townships.get(name or "")
        if known:
            return known
        text = household_number or ""
        prefix = str(self.area)[:6]
        if text.isdigit() and text.startswith(prefix) and text[TOWNSHIP_DIGITS].strip("0"):
            return area_number(text[:9])
        return self.area

    def person(self, id_number: str | None) -> Person | None:
        """The person of a good number, as the database has them by now."""
        return self.people.get(digest(id_number, "id")) if id_number else None

    def is_coming(self, id_number: str | None) -> bool:
        """Whether an earlier row of this hand-in will bring the person."""
        return bool(id_number) and digest(id_number or "", "id") in self.coming

    @cached_property
    def lists(self) -> Lists:
        """What payrolls, rolls and insurance lists told before, and the jobs they are about."""
        return Lists(self.rows)
