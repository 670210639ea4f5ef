"""From the operational database to the event tables: read in one snapshot, without names, numbers or phones.

The only module of this chapter that meets Django. It writes no row. The same database, day, areas and key give the
same bytes. It holds an extract in memory (about 0.5 kB a row): a province at a time, not a nation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from gainful.accounts.action import require
from gainful.accounts.actor import Actor
from gainful.accounts.models import AddedArea
from gainful.accounts.sealed import key_for
from gainful.accounts.snapshot import one_instant
from gainful.casework.models import Service, Spell
from gainful.figures.counting import Counting, counting_of
from gainful.figures.pseudonyms import dense_numbers, dense_numbers_of
from gainful.figures.tables import to_arrow, write_extract
from gainful.jobs.models import Leader, Opening, Workshop
from gainful.pack.pack import Pack, load
from gainful.registry.models import Household, HouseholdIncome, Membership, Person, RegistrationEvent, Wish
from gainful.terms.places import (
    NATION,
    Area,
    Level,
    area_range,
    area_text,
    contains,
    county_of,
    level_of,
    province_of,
)
from gainful.training.models import Certificate, Enrolment

CHUNK = 10_000
Rows = Iterator[Sequence[Any]]


def extract(
    to: Path,
    on: date,
    areas: Iterable[int] = (NATION,),
    *,
    actor: Actor | None = None,
    pack: Pack | None = None,
) -> str:
    """Write the event tables of everybody at home in the areas, as known on a day, into a new folder.

    Returns the hash of the extract. With an actor, the right to release is asked in every area (NotAllowed). Raises
    FileExistsError when the folder stands already.
    """
    scope = tuple(sorted(set(areas)))
    for area in scope:
        if actor is not None:
            require(actor, "figures.release", area)
    to.mkdir(parents=True)
    pack = pack or load(settings.GAINFUL_PACK)
    with one_instant():
        tables = _Reading(on, scope, pack).tables()
    facts = {"on": on.isoformat(), "areas": [area_text(area) for area in scope], "pack": pack.name}
    return write_extract(to, tables, facts)


@dataclass
class _Reading:
    """One reading of the database: the numbers drawn so far, and the tables made with them."""

    on: date
    scope: tuple[int, ...]
    pack: Pack
    worker: dict[int, int] = field(default_factory=dict)
    household: dict[int, int] = field(default_factory=dict)
    workshop: dict[int, int] = field(default_factory=dict)
    registered: set[int] = field(default_factory=set)

    def tables(self) -> dict[str, pa.Table]:
        """Every event table. Households and people come first: the others use their numbers."""
        rows = {
            "households": list(self.households()),
            "people": list(self.people()),
            "household_years": self.household_years(),
            "workshops": list(self.workshops()),
            "spells": self.spells(),
            "services": self.by_worker(Service.objects.all(), "kind", "given_on"),
            "trainings": self.trainings(),
            "wishes": self.wishes(),
            "leaders": self.leaders(),
            "openings": self.openings(),
        }
        rows["coverage"] = self.coverage({county_of(row[1]) for row in rows["households"]})
        return {name: to_arrow(name, listed) for name, listed in rows.items()}

    def inside(self, path: str = "area") -> Q:
        """The condition that a row's area lies in the areas asked for."""
        condition = Q(pk__in=[])
        for area in self.scope:
            condition |= Q(**{f"{path}__range": area_range(area)})
        return condition

    def drawn(self, kind: str, keys: dict[int, tuple[str, int]], start: int = 0) -> dict[int, int]:
        """Dense numbers of rows by primary key, given each one's public key and area."""
        label = f"{self.on}|{','.join(area_text(area) for area in self.scope)}|{kind}"
        homes = {key: province_of(area) for key, area in keys.values()}
        numbers = dense_numbers(homes, secret=key_for("pseudonym"), label=label, start=start)
        return {row: numbers[key] for row, (key, _) in keys.items()}

    def households(self) -> Rows:
        """Registered and other households with their members on the day."""
        found = Household.objects.filter(self.inside())
        keys = {row: (key, area) for row, key, area in _values(found, "pk", "key", "area")}
        self.household = self.drawn("household", keys)
        self.registered = set(found.registered_on(self.on).values_list("pk", flat=True))
        members: dict[int, int] = {}
        for household in _values(self.memberships(), "household_id"):
            members[household[0]] = members.get(household[0], 0) + 1
        exits = self.exits()
        for row, area, year in _values(found, "pk", "area", "registered_year"):
            known = row in self.registered
            yield self.household[row], area, known, year, exits.get(row), members.get(row, 0)

    def memberships(self) -> QuerySet:
        """Who belongs to which household on the day; a record merged into another belongs to none."""
        not_over = Q(until_on=None) | Q(until_on__gt=self.on)
        gone = Q(person__died_on__lte=self.on) | Q(person__moved_away_on__lte=self.on)
        return self.ever_members().filter(not_over).exclude(gone)

    def ever_members(self) -> QuerySet:
        """Who belonged to which household by the day, whether or not it ended since."""
        begun = Q(from_on=None) | Q(from_on__lte=self.on)
        return Membership.objects.filter(begun & self.inside("household__area") & Q(person__merged_into=None))

    def lives_in(self) -> dict[int, int]:
        """Each person's household on the day; of the dead and the moved, the last one, where they still count."""
        columns = ("person_id", "household_id", "person__died_on", "person__moved_away_on", "until_on")
        found: dict[int, int] = {}
        for person, household, died, moved, until in _values(
            self.ever_members().order_by(F("until_on").asc(nulls_last=True), "pk"), *columns
        ):
            gone = any(day is not None and day <= self.on for day in (died, moved))
            if gone or until is None or until > self.on:
                found[person] = household
        return found

    def exits(self) -> dict[int, int]:
        """The year of each household's latest exit that no return followed."""
        events = RegistrationEvent.objects.filter(self.inside("household__area"), year__lte=self.on.year)
        events = events.filter(kind__in=["exited", "reentered"]).order_by("year", "happened_on", "pk")
        last: dict[int, int | None] = {}
        for household, kind, year in _values(events, "household_id", "kind", "year"):
            last[household] = year if kind == "exited" else None
        return {household: year for household, year in last.items() if year is not None}

    def people(self) -> Rows:
        """One row a person. Records merged into another count as that one, wherever they stand."""
        found = Person.objects.filter(self.inside(), merged_into=None)
        keys = {row: (key, area) for row, key, area in _values(found, "pk", "key", "area")}
        self.worker = self.drawn("worker", keys)
        merged = Person.objects.exclude(merged_into=None).values_list("pk", "merged_into")
        into = dict(merged.iterator(chunk_size=CHUNK))
        for row in into:
            kept = into[row]
            while kept in into:
                kept = into[kept]
            if kept in self.worker:
                self.worker[row] = self.worker[kept]
        lives_in = self.lives_in()
        years = dict(_values(Household.objects.filter(self.inside()), "pk", "registered_year"))
        columns = ("born_on", "sex", "education", "labour_capacity", "died_on", "moved_away_on", "id_state")
        for row, area, born, sex, education, capacity, died, moved, id_state in _values(
            found, "pk", "area", *columns
        ):
            home = lives_in.get(row, -1)
            gone = min((day for day in (died, moved) if day is not None), default=None)
            yield (
                self.worker[row], self.household.get(home), area, home in self.registered, years.get(home),
                id_state == Person.IdState.VALID, born and born.year, sex or None, education or None,
                capacity or None, gone and gone.replace(day=1),
            )  # fmt: skip

    def household_years(self) -> Rows:
        """Incomes, blanks kept blank."""
        columns = ("wage_fen", "business_fen", "property_fen", "transfer_fen", "business_cost_fen", "net_fen")
        found = HouseholdIncome.objects.filter(self.inside("household__area"))
        for household, area, year, *income in _values(
            found, "household_id", "household__area", "year", *columns
        ):
            yield self.household[household], area, year, *income

    def of_worker(self, found: QuerySet) -> QuerySet:
        """Rows of the people read, those of records merged into them included."""
        return found.filter(self.inside("person__area") | Q(person__merged_into__isnull=False))

    def by_worker(self, found: QuerySet, *columns: str) -> Rows:
        """Rows that have a person: worker, area, then the columns, empty texts as unknown."""
        for person, area, *values in _values(self.of_worker(found), "person_id", "area", *columns):
            if person in self.worker:
                yield self.worker[person], area, *(None if value == "" else value for value in values)

    def spells(self) -> Rows:
        """Spells that happened or are agreed; those called off are none."""
        found = Spell.objects.exclude(state=Spell.State.CALLED_OFF)
        grades = self.pack.codes["evidence_grades"]
        ranks = {item.code: item.rank for item in grades}
        columns = (
            "origin", "state", "channel", "occupation", "location_class", "place", "starts_on", "ends_on",
            "contract_months", "insured", "pay_low_fen", "pay_high_fen", "evidence", "workshop_id", "employer_id",
            "employer__key", "left_because",
        )  # fmt: skip
        listed = list(_values(self.of_worker(found), "person_id", "area", *columns))
        employers = {row[-3]: (row[-2], NATION) for row in listed if row[-3] is not None}
        employer = self.drawn("employer", employers)
        begun = (Spell.State.WORKING, Spell.State.ENDED)
        for person, area, origin, state, channel, occupation, place_class, place, *rest in listed:
            starts, ends, months, insured, low, high, evidence, shop, employer_id, _, left = rest
            if person in self.worker:
                yield (
                    self.worker[person], area, origin, state in begun, channel, occupation or None, place_class,
                    None if place is None else county_of(place), starts, ends, months, insured, low, high, evidence,
                    ranks.get(evidence), self.workshop.get(shop), employer.get(employer_id), left or None,
                )  # fmt: skip

    def trainings(self) -> Rows:
        """Enrolments with their course, and whether a certificate came of it."""
        certified = Exists(Certificate.objects.filter(enrolment=OuterRef("pk")))
        found = self.of_worker(Enrolment.objects.annotate(certified=certified))
        course = ("occupation", "kind", "starts_on", "ends_on", "days")
        columns = (*(f"course__{name}" for name in course), "attended_days", "certified")
        for person, area, *values in _values(found, "person_id", "area", *columns):
            if person in self.worker:
                yield self.worker[person], area, *(None if value == "" else value for value in values)

    def wishes(self) -> Rows:
        """Answers about work, all of them with their day."""
        return self.by_worker(
            Wish.objects.all(), "asked_on", "willing", "scope", "training_willing", "pay_at_least_fen"
        )

    def workshops(self) -> Rows:
        """Workshops of the areas."""
        found = Workshop.objects.filter(self.inside())
        keys = {row: (key, area) for row, key, area in _values(found, "pk", "key", "area")}
        self.workshop = self.drawn("workshop", keys)
        columns = (
            "kind",
            "recognised_on",
            "exited_on",
            "running",
            "workers_stated",
            "registered_workers_stated",
        )
        for row, area, kind, recognised, exited, running, *stated in _values(found, "pk", "area", *columns):
            yield self.workshop[row], area, kind or None, recognised, exited, running or None, *stated

    def leaders(self) -> Rows:
        """Leaders and their businesses; one business is one name in one county."""
        columns = ("business_kind", "recognised_on", "households_brought_along", "people_brought_along")
        found = Leader.objects.filter(self.inside())
        listed = list(_values(found, "pk", "key", "person_id", "area", "business_name", *columns))
        unlinked = {pk: (key, area) for pk, key, person, area, *_ in listed if person not in self.worker}
        own = self.drawn("leader", unlinked, start=len(set(self.worker.values())))
        names = {f"{county_of(area)}|{name}" for _, _, _, area, name, *_ in listed}
        label = f"{self.on}|entity"
        entities = dense_numbers_of(names, secret=key_for("pseudonym"), label=label)
        for pk, _, person, area, name, kind, *rest in listed:
            leader = self.worker[person] if person in self.worker else own[pk]
            yield leader, entities[f"{county_of(area)}|{name}"], area, kind or None, *rest

    def openings(self) -> Rows:
        """Openings recorded in the areas."""
        columns = (
            "channel",
            "occupation",
            "place",
            "seats",
            "state",
            "pay_low_fen",
            "pay_high_fen",
            "valid_until",
        )
        for area, channel, occupation, place, *rest in _values(
            Opening.objects.filter(self.inside()), "area", *columns
        ):
            yield area, channel, occupation or None, None if place is None else county_of(place), *rest

    def coverage(self, counties: set[int]) -> Rows:
        """Counties and larger areas held wholly, and since when their ledgers are complete."""
        counting: Counting = counting_of(self.pack, self.on)
        held = {
            county
            for county in counties
            if level_of(county) is Level.COUNTY and any(contains(area, county) for area in self.scope)
        }
        for area in sorted(held | self.larger(held)):
            yield area, "people", None, "registry"
        for county in sorted(held):
            said = counting.complete_from(county, "spells")
            if said is not None:
                yield county, "spells", said.since, said.source

    def larger(self, held: set[int]) -> set[int]:
        """Prefectures, provinces and the nation, where every county in force on the day is held."""
        added = [
            Area(row.code, row.name, level_of(row.code), row.valid_from, row.valid_until)
            for row in AddedArea.objects.all()
        ]
        gazetteer = self.pack.gazetteer(added)
        around = {NATION} | {county - county % size for county in held for size in (10**8, 10**10)}
        whole = set()
        for area in around:
            counties = {inside.number for inside in gazetteer.inside(area, Level.COUNTY, self.on)}
            if counties and counties <= held:
                whole.add(area)
        return whole


def _values(found: QuerySet, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Columns of a query in bulk, without building objects."""
    return found.values_list(*columns).iterator(chunk_size=CHUNK)
