"""Whom a written row concerns: the people, households, placements and employers on whom rows of lists hang.

A list hangs on a kind of subject when each of its rows names one, and nothing decides whether it stands on the list
but rows traced to that subject here. Whatever is written to a table that is not traced concerns everybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from enum import StrEnum
from functools import cached_property

from django.db.models import Q

from gainful.accounts.changes import Written
from gainful.casework.models import FollowUp, SignsNotAsked, Spell
from gainful.registry.models import Household, HouseholdIncome, Membership, Person


class Kind(StrEnum):
    """What a list hangs on."""

    PEOPLE = "people"
    HOUSEHOLDS = "households"
    PLACEMENTS = "placements"
    EMPLOYERS = "employers"


TRACED: Mapping[Kind, Mapping[str, tuple[str, ...]]] = {
    Kind.PEOPLE: {
        "registry_person": ("id", "merged_into_id"),
        "registry_wish": ("person_id",),
        "registry_consent": ("person_id",),
        "casework_spell": ("person_id",),
        "casework_service": ("person_id",),
        "casework_offer": ("person_id",),
        "casework_contact": ("person_id",),
        "casework_helpoffered": ("person_id",),
        "casework_followup": (),
        "training_enrolment": ("person_id",),
    },
    Kind.HOUSEHOLDS: {
        "registry_household": ("id",),
        "registry_membership": ("household_id",),
        "registry_registrationevent": ("household_id",),
        "registry_householdincome": ("household_id",),
        "casework_helpoffered": (),
        "registry_person": (),
        "registry_wish": (),
        "casework_spell": (),
    },
    Kind.PLACEMENTS: {
        "casework_spell": ("id",),
        "casework_followup": ("spell_id",),
        "casework_payevidence": ("spell_id",),
        "casework_consentreask": ("spell_id",),
        "casework_postterm": ("spell_id",),
        "casework_attendance": ("spell_id",),
        "casework_passenger": ("spell_id",),
        "casework_travelanswer": ("spell_id",),
        "casework_safetycheck": ("spell_id",),
        "casework_signsnotasked": ("spell_id",),
        "casework_helpoffered": ("spell_id",),
        "registry_person": (),
        "registry_consent": (),
    },
    Kind.EMPLOYERS: {
        "jobs_opening": ("employer_id",),
        "casework_spell": ("employer_id",),
        "casework_employerfreeze": ("employer_id",),
        "casework_payevidence": (),
    },
}
"""Kind → table → columns that name a subject; () where the way leads over further rows (see `Concerned`)."""


class Concerned:
    """Whom the rows written since a look concern, a query or two a kind, each asked when first needed."""

    def __init__(self, written: Written) -> None:
        self._written = written

    def by(self, kind: Kind) -> frozenset[int]:
        """The numbers of the subjects of a kind."""
        found: frozenset[int] = getattr(self, kind.value)
        return found

    def _named(self, kind: Kind) -> set[int]:
        tables = TRACED[kind].items()
        return {number for table, columns in tables for name in columns for number in self._of(table, name)}

    def _of(self, table: str, column: str = "id") -> frozenset[int]:
        return self._written.get(table, {}).get(column, frozenset())

    @cached_property
    def people(self) -> frozenset[int]:
        """People, those of jobs followed up or on which help was offered, and into whose records theirs are merged."""
        named = self._named(Kind.PEOPLE)
        jobs = self._of("casework_helpoffered", "spell_id") | self._of("casework_followup", "spell_id")
        if jobs:
            named.update(Spell.objects.filter(pk__in=jobs).order_by().values_list("person_id", flat=True))
        if named:
            merged = Person.objects.filter(pk__in=named, merged_into__isnull=False).order_by()
            named.update(merged.values_list("merged_into_id", flat=True))
        return frozenset(named)

    @cached_property
    def households(self) -> frozenset[int]:
        """Households: of people all that they are or were members of, of help offered that of the income."""
        named = self._named(Kind.HOUSEHOLDS)
        if self.people:
            held = Membership.objects.filter(person__in=self.people).order_by()
            named.update(held.values_list("household_id", flat=True))
        if incomes := self._of("casework_helpoffered", "income_id"):
            told = HouseholdIncome.objects.filter(pk__in=incomes).order_by()
            named.update(told.values_list("household_id", flat=True))
        return frozenset(named)

    @cached_property
    def placements(self) -> frozenset[int]:
        """Spells; of people and consents those that name them."""
        named = self._named(Kind.PLACEMENTS)
        people, consents = self._of("registry_person"), self._of("registry_consent")
        if people or consents:
            theirs = Spell.objects.filter(Q(person__in=people) | Q(consent__in=consents))
            named.update(theirs.order_by().values_list("pk", flat=True))
        return frozenset(named)

    @cached_property
    def employers(self) -> frozenset[int]:
        """Employers; of pay that of its spell."""
        named = self._named(Kind.EMPLOYERS)
        if paid := self._of("casework_payevidence", "spell_id"):
            of_pay = Spell.objects.filter(pk__in=paid, employer__isnull=False).order_by()
            named.update(of_pay.values_list("employer_id", flat=True))
        return frozenset(named)


_PLACES = {
    Kind.PEOPLE: ((Person, "pk", "area"), (Spell, "person_id", "area"), (Spell, "person_id", "place")),
    Kind.HOUSEHOLDS: ((Household, "pk", "area"), (HouseholdIncome, "household_id", "area")),
    Kind.PLACEMENTS: (
        (Spell, "pk", "area"),
        (Spell, "pk", "place"),
        (FollowUp, "spell_id", "area"),
        (SignsNotAsked, "spell_id", "area"),
    ),
}
"""Kind → the rows by whose areas lists of that kind say who sees them: the table, its column that names the subject,
and the column of the area."""


def places_of(kind: Kind, subjects: Collection[int]) -> Mapping[int, frozenset[int]]:
    """The areas with which these subjects have to do, by subject; one query. Employers are not asked about so."""
    parts = [
        model._default_manager.filter(**{f"{column}__in": subjects}).order_by().values_list(column, area)
        for model, column, area in _PLACES[kind]
    ]
    found: dict[int, set[int]] = defaultdict(set)
    for subject, area in parts[0].union(*parts[1:]):
        if area is not None:
            found[subject].add(area)
    return {subject: frozenset(areas) for subject, areas in found.items()}
