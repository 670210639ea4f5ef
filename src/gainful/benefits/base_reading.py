"""From the operational database to the base tables of facts, in one snapshot and a stretch of rows at a time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from gainful.accounts.action import require
from gainful.accounts.actor import Actor
from gainful.accounts.snapshot import one_instant
from gainful.benefits.base_tables import TABLES, Meanings, path_of
from gainful.benefits.models import (
    Business,
    BusinessStatement,
    Loan,
    LoanInterest,
    LoanStatement,
    Statement,
)
from gainful.benefits.models.own_business import OwnStatement
from gainful.benefits.own_business import STATED_OF_BUSINESS, TAXES, total
from gainful.benefits.own_loans import STATED_OF_LOAN
from gainful.benefits.paid_before import COLUMNS, claims_that_count, kept_rows, tells_rows
from gainful.benefits.statements import STATED
from gainful.casework.facts import PROOF_FROM
from gainful.casework.models import PayEvidence, RollLine, Spell
from gainful.casework.programme import evidence_rank, programme, quantity
from gainful.jobs.channels import channels
from gainful.jobs.channels.organised_export import CHANNEL as ORGANISED_EXPORT
from gainful.jobs.models import Employer, Workshop, WorkshopRecognition
from gainful.pack import load
from gainful.registry.models import Household, HouseholdIncome, Membership, Person, RegistrationEvent, Wish
from gainful.registry.querysets import AT_SCHOOL, able_codes
from gainful.terms.areas import NATION, area_range
from gainful.training.models import Certificate, Enrolment

CHUNK = 50_000
Progress = Callable[[str, int, int], None]


def read_base(
    folder: Path, on: date, *, actor: Actor, area: int = NATION,
    progress: Progress = lambda step, done, total: None,
) -> Meanings:  # fmt: skip
    """Writes every base table of the people at home in an area into a folder; says what the programme's codes mean.

    Households are read with all who ever belonged to them, so that a member at home elsewhere counts. `on` is the last
    day that will be asked about. Raises NotAllowed for an actor who may not have facts
    built there.
    """
    require(actor, "whatif.run", area)
    return write_base(folder, on, area=area, progress=progress)


def write_base(
    folder: Path, on: date, *, area: int, progress: Progress = lambda step, done, total: None
) -> Meanings:
    """The same for the installation's own work, which has asked for its own right."""
    folder.mkdir(parents=True, exist_ok=True)
    with one_instant():
        queries = _queries(area)
        for done, (name, (rows, columns)) in enumerate(queries.items()):
            progress("reading the record", done, len(queries))
            _write(path_of(folder, name), TABLES[name], rows, columns)
        _write_what_tells(folder)
        progress("reading the record", len(queries), len(queries))
    return meanings(on)


def meanings(on: date) -> Meanings:
    """What the codes of the loaded programme mean to the facts."""
    grades = programme().codes["evidence_grades"]
    proof = evidence_rank(PROOF_FROM)
    return Meanings(
        able=sorted(able_codes(True)),
        not_able=sorted(able_codes(False)),
        at_school=[AT_SCHOOL],
        proving=sorted(item.code for item in grades if (item.rank or 0) >= proof),
        last_resort=sorted(code for code, channel in channels().items() if channel.last_resort),
        organised=[ORGANISED_EXPORT.code],
        working_age=quantity("minimum_working_age", NATION, on),
    )


def _queries(area: int) -> dict[str, tuple[QuerySet, Sequence[str]]]:
    """Each table's rows and the columns to read, in the order of its schema."""
    main = Coalesce("merged_into_id", "pk")
    near = _near(area)

    def of(path: str) -> Q:
        return Q() if near is None else Q(**{f"{path}__in": near})

    homes = household = Q()
    if near is not None:
        shared = Membership.objects.filter(of("person")).values("household")
        homes = Q(area__range=area_range(area)) | Q(pk__in=shared)
        household = Q(household__in=Household.objects.filter(homes).values("pk"))
    return {
        "people": (
            Person.objects.filter(of("pk")).annotate(main=main),
            ("pk", "main", "key", "area", "born_on", "died_on", "labour_capacity", "education", "student", "health",
             "home_recorded_at"),
        ),
        "households": (Household.objects.filter(homes), ("pk", "key", "area", "registered_year")),
        "memberships": (
            Membership.objects.filter(household), ("pk", "household_id", "person_id", "from_on", "until_on")
        ),
        "events": (
            RegistrationEvent.objects.filter(household), ("pk", "household_id", "kind", "year", "happened_on")
        ),
        "incomes": (
            HouseholdIncome.objects.filter(household), ("household_id", "year", "net_per_head_fen", "wage_fen")
        ),
        "wishes": (Wish.objects.filter(of("person")), ("pk", "person_id", "asked_on", "willing")),
        **_queries_of_work(of),
        **_queries_of_own(of),
        **_queries_of_places(area, of),
    }  # fmt: skip


def _queries_of_work(of: Callable[[str], Q]) -> dict[str, tuple[QuerySet, Sequence[str]]]:
    """Those of jobs, pay, courses and certificates; `of` narrows a column of people to those looked at."""
    return {
        "spells": (
            Spell.objects.counted().filter(of("person")),
            ("pk", "person_id", "key", "employer_name", "channel", "occupation", "location_class", "starts_on",
             "ends_on", "contract_months", "insured", "evidence", "pay_low_fen", "opening__hours_per_week",
             "employer_id", "workshop_id"),
        ),
        "pay": (
            PayEvidence.objects.filter(of("spell__person"), confirmed_by_worker=True),
            ("spell_id", "month", "received_fen", "recorded_on"),
        ),
        "rolled": (
            RollLine.objects.filter(of("spell__person")).exclude(trained=None),
            ("spell_id", "roll__month", "trained", "told_on"),
        ),
        "seats": (
            Enrolment.objects.filter(of("person")),
            ("pk", "person_id", "key", "course__occupation", "course__starts_on", "course__ends_on",
             "course__days", "attended_days", "passed"),
        ),
        "certificates": (
            Certificate.objects.filter(of("person"), enrolment__isnull=False),
            ("pk", "enrolment_id", "level", "awarded_on"),
        ),
    }  # fmt: skip


def _queries_of_own(of: Callable[[str], Q]) -> dict[str, tuple[QuerySet, Sequence[str]]]:
    """Those of people's own businesses and loans."""
    return {
        "businesses": (Business.objects.filter(of("person")), ("pk", "person_id", "key", "registered_on")),
        "said_of_businesses": (
            BusinessStatement.objects.filter(of("business__person")),
            ("pk", "business_id", "fact", "key", "value_sealed", "since", "year"),
        ),
        "loans": (
            Loan.objects.filter(of("person")),
            ("pk", "person_id", "key", "applied_on", "amount_fen", "months", "partners"),
        ),
        "said_of_loans": (
            LoanStatement.objects.filter(of("loan__person")),
            ("pk", "loan_id", "fact", "key", "value_sealed", "since", "year"),
        ),
        "loan_interest": (
            LoanInterest.objects.filter(of("loan__person")),
            ("pk", "loan_id", "key", "period_from", "period_to", "paid_fen", "paid_on"),
        ),
    }


def _queries_of_places(area: int, of: Callable[[str], Q]) -> dict[str, tuple[QuerySet, Sequence[str]]]:
    """Those of employers and workshops: in the area, or where the people looked at work."""
    here = worked = made = stated = claimed = Q()
    if area != NATION:
        jobs = Spell.objects.counted().filter(of("person"))
        inside = Q(area__range=area_range(area))
        here = inside | Q(pk__in=jobs.exclude(employer=None).values("employer"))
        worked = (
            inside
            | Q(employer__area__range=area_range(area))
            | Q(pk__in=jobs.exclude(workshop=None).values("workshop"))
        )
        stated = Q(employer__in=Employer.objects.filter(here).values("pk"))
        stated |= Q(workshop__in=Workshop.objects.filter(worked).values("pk"))
        claimed = of("person") | Q(person=None, employer__in=Employer.objects.filter(here).values("pk"))
        made = Q(workshop__in=Workshop.objects.filter(worked).values("pk"))
    return {
        "employers": (Employer.objects.filter(here), ("pk", "key", "area", "kind")),
        "workshops": (
            Workshop.objects.filter(worked), ("pk", "key", "area", "employer_id", "recognised_on", "exited_on")
        ),
        "statements": (
            Statement.objects.filter(stated),
            ("pk", "employer_id", "workshop_id", "fact", "key", "value_sealed", "since", "year"),
        ),
        "claimed": (claims_that_count().filter(claimed), COLUMNS),
        "recognitions": (
            WorkshopRecognition.objects.filter(made), ("workshop_id", "recognised_on", "exited_on")
        ),
    }  # fmt: skip


def _write_what_tells(folder: Path) -> None:
    """Which benefit tells which fact about what was paid before, and where the books are complete for one."""
    homes = set(pq.read_table(path_of(folder, "people"), columns=["area"])["area"].to_pylist())
    told = {"tells": tells_rows(load(settings.GAINFUL_PACK).rules), "kept": kept_rows(homes)}
    for name, rows in told.items():
        names = TABLES[name].names
        table = pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in rows], TABLES[name])
        pq.write_table(table, path_of(folder, name))


def _near(area: int) -> QuerySet | None:
    """The people at home in an area or at work for an employer of it, all who ever shared a household with them, and
    records merged into those.

    None means everybody.
    """
    if area == NATION:
        return None
    inside = area_range(area)
    working = Spell.objects.counted().filter(
        Q(employer__area__range=inside) | Q(employer=None, workshop__employer__area__range=inside)
    )
    hired = Q(pk__in=working.values("person")) | Q(pk__in=working.values("person__merged_into"))
    at_home = Person.objects.filter(Q(area__range=inside) | hired)
    shared = Membership.objects.filter(household__memberships__person__in=at_home.values("pk"))
    named = Q(pk__in=at_home.values("pk")) | Q(pk__in=shared.values("person"))
    people = Person.objects.filter(named)
    return Person.objects.filter(named | Q(merged_into__in=people.values("pk"))).values("pk")


def _write(path: Path, schema: pa.Schema, rows: QuerySet, columns: Sequence[str]) -> None:
    """Streams a query into a Parquet file, a stretch of rows at a time."""
    found = rows.order_by().values_list(*columns).iterator(chunk_size=10_000)
    opened = _OPENED.get(rows.model)
    job = columns.index("employer_name") if "employer_name" in columns else None
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while stretch := list(islice(found, CHUNK)):
            listed = stretch if job is None else [_with_job(row, job) for row in stretch]
            listed = [opened(row) for row in listed] if opened is not None else listed
            arrays = [
                pa.array(values, field.type)
                for values, field in zip(zip(*listed, strict=True), schema, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _opened(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A statement's row with how long one of its fact holds, and its value opened, as JSON."""
    number, employer, workshop, fact, key, sealed, *time = row
    value = Statement(key=key, value_sealed=sealed).unsealed("value")
    return (number, employer, workshop, fact, STATED.get(fact, ""), value, *time)


def _opened_own(of: type[OwnStatement], lasts: Mapping[str, str], row: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same of what is said of a business or a loan; the taxes of a year as their sum."""
    number, about, fact, key, sealed, *time = row
    value = of(key=key, value_sealed=sealed).unsealed("value") or "null"
    if fact == TAXES and value != "null":
        value = json.dumps(total(json.loads(value)))
    return (number, about, fact, lasts.get(fact, ""), value, *time)


_OPENED: dict[type[Any], Callable[[tuple[Any, ...]], tuple[Any, ...]]] = {
    Statement: _opened,
    BusinessStatement: partial(_opened_own, BusinessStatement, STATED_OF_BUSINESS),
    LoanStatement: partial(_opened_own, LoanStatement, STATED_OF_LOAN),
}
"""How rows with a sealed value are opened, by their table."""


def _with_job(row: tuple[Any, ...], at: int) -> tuple[Any, ...]:
    """The row with a digest in place of the employer's name; without a name the spell is a job of its own."""
    name = row[at]
    job = hashlib.blake2b(name.encode(), digest_size=16).hexdigest() if name else f"spell {row[0]}"
    return (*row[:at], job, *row[at + 1 :])
