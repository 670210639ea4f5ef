"""From the operational database to the event tables of fraud tests: everybody at home in the actor's areas.

The tables stay in memory and are gone when the tests have run. Numbers in them are the database's own; an employer
that a job only names, without a record of its own, has a number below 0. `due` holds what was claimed, or proposed
by the system, and neither refused nor withdrawn; how much is due is known once a grant of it is approved.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pyarrow as pa
from django.conf import settings
from django.db.models import F, Q, QuerySet

from gainful.accounts.action import require
from gainful.accounts.actor import Actor
from gainful.accounts.sealed import key_for
from gainful.accounts.snapshot import one_instant
from gainful.benefits.fraud.tables import TABLES, digest_number, digests_of_number, to_arrow
from gainful.benefits.models import Claim, Payment
from gainful.benefits.paying import standing_grants
from gainful.casework.models import Attendance, PayEvidence, PayrollLine, Spell
from gainful.casework.posts import post_channels
from gainful.jobs.models import Employer
from gainful.pack import load
from gainful.registry.models import BankAccount, Membership, Person
from gainful.terms.periods import last_day_of_month
from gainful.training.models import Course, Enrolment, RollMark

RIGHT = "flags.find"
CHUNK = 10_000
LONGEST_PAID_FOR = 31
"""Days of the longest period that is time paid for: a month."""
Rows = Iterator[tuple[Any, ...]]


def read_tables(actor: Actor, on: date) -> dict[str, pa.Table]:
    """Every event table, of everybody in the actor's areas, as of a day and all of one instant.

    Raises NotAllowed without the right.
    """
    require(actor, RIGHT)
    with one_instant():
        return _Reading(actor, on).tables()


def account_number(digest: str) -> int:
    """An account's look-up digest as the signed number that stands in the tables."""
    return int.from_bytes(bytes.fromhex(digest[:16]), "big", signed=True)


def _time_paid_for(first: date, last: date) -> tuple[date | None, date | None]:
    """A claim's period where it is the time paid for, as a month is. A year or a life says only what the limit counts:
    read as time, every award paid once a life would begin before its payee was born."""
    return (first, last) if (last - first).days <= LONGEST_PAID_FOR else (None, None)


class _Reading:
    """One reading: which record stands for whom, and the numbers given to employers that are only named."""

    def __init__(self, actor: Actor, on: date) -> None:
        self.actor, self.on = actor, on
        self.person: dict[int, int] = {}
        self.named: dict[str, int] = {}
        self.providers: dict[str, int] = {}
        self.employer_of: dict[int, int | None] = {}

    def tables(self) -> dict[str, pa.Table]:
        """People come first, then jobs: the others use what these know."""
        rows = {name: list(getattr(self, name)()) for name in ("people", "spells")}
        rest = [name for name in TABLES if name not in rows]
        rows |= {name: list(getattr(self, name)()) for name in rest}
        found = {}
        for name, schema in TABLES.items():
            columns = zip(*rows[name], strict=True) if rows[name] else ([] for _ in schema)
            found[name] = to_arrow(name, dict(zip(schema.names, columns, strict=True)))
        return found

    def values(self, rows: QuerySet, *columns: str) -> Rows:
        """Columns of rows that hang on a person read here, the record that stands for them first."""
        theirs = rows.filter(Q(person__in=self.here) | Q(person__merged_into__isnull=False))
        for person, *values in theirs.values_list("person_id", *columns).iterator(chunk_size=CHUNK):
            if person in self.person:
                yield self.person[person], *values

    @property
    def here(self) -> QuerySet:
        """The records that stand for somebody in the actor's areas."""
        return Person.objects.visible_to(self.actor, RIGHT).filter(merged_into=None)

    def people(self) -> Rows:
        """Everybody, with the household they live in, or last lived in."""
        home = dict(
            Membership.objects.filter(person__in=self.here)
            .order_by(F("until_on").asc(nulls_last=True), "pk")
            .values_list("person_id", "household_id")
        )
        columns = ("pk", "area", "born_on", "died_on", "moved_away_on")
        for pk, area, *days in self.here.values_list(*columns).iterator(chunk_size=CHUNK):
            self.person[pk] = pk
            yield pk, home.get(pk), area, *days
        merged = dict(Person.objects.exclude(merged_into=None).values_list("pk", "merged_into"))
        for pk in merged:
            kept = merged[pk]
            while kept in merged:
                kept = merged[kept]
            if kept in self.person:
                self.person[pk] = kept

    def ids(self) -> Rows:
        """Digests of numbers that are good, of names and of phones."""
        key = key_for("lookup")
        for one in self.here.iterator(chunk_size=CHUNK):
            number = one.unsealed("id_number") if one.id_state == Person.IdState.VALID else None
            for part, digest in digests_of_number(key, number) if number else ():
                yield one.pk, part, digest
            marks = {"name": one.name, "name_sound": one.name_pinyin, "phone": one.unsealed("phone")}
            for part, text in marks.items():
                if text:
                    yield one.pk, part, digest_number(key, part, text.strip().casefold())

    def accounts(self) -> Rows:
        """Accounts that people gave as their own."""
        columns = ("account_digest", "stated_on", "closed_on")
        for person, digest, stated, closed in self.values(BankAccount.objects.all(), *columns):
            yield person, account_number(digest), stated, closed

    def employers(self) -> Rows:
        """Employers on record."""
        yield from Employer.objects.values_list("pk", "area", "kind")

    def employer(self, pk: int | None, name: str) -> int | None:
        """The number of an employer: of its record, or of its name alone; None where neither is known."""
        if pk is not None or not name.strip():
            return pk
        return self.named.setdefault("".join(name.split()).casefold(), -1 - len(self.named))

    def spells(self) -> Rows:
        """Jobs that began; those agreed or called off are none."""
        posts = set(post_channels())
        ranks = {item.code: item.rank for item in load(settings.GAINFUL_PACK).codes["evidence_grades"]}
        begun = Spell.objects.filter(state__in=[Spell.State.WORKING, Spell.State.ENDED])
        columns = (
            "pk", "employer_id", "employer_name", "workshop_id", "channel", "place", "starts_on", "ends_on",
            "contract_months", "pay_low_fen", "evidence",
        )  # fmt: skip
        for person, pk, employer, name, shop, channel, *rest, evidence in self.values(begun, *columns):
            self.employer_of[pk] = self.employer(employer, name)
            yield pk, person, self.employer_of[pk], shop, channel in posts, *rest, ranks.get(evidence)

    def pay(self) -> Rows:
        """Payrolls; and pay that people confirmed, for months that no payroll has."""
        told = set()
        columns = ("spell_id", "employer_name", "month", "paid_fen")
        for person, spell, name, month, paid in self.values(PayrollLine.objects.all(), *columns):
            told.add((spell, month))
            known = self.employer_of.get(spell) if spell is not None else None
            yield person, spell, known if known is not None else self.employer(None, name), month, paid
        spells = {pk: person for person, pk in self.values(Spell.objects.all(), "pk")}
        confirmed = PayEvidence.objects.values_list("spell_id", "month", "received_fen")
        for spell, month, paid in confirmed.iterator(chunk_size=CHUNK):
            if spell in spells and (spell, month) not in told:
                yield spells[spell], spell, self.employer_of.get(spell), month, paid

    def work_attendance(self) -> Rows:
        """Rolls at work, by day or by month."""
        columns = ("spell_id", "unit", "begins_on", "present_days", "due_days")
        for person, spell, unit, first, present, due in self.values(Attendance.objects.all(), *columns):
            last = first if unit == Attendance.Unit.DAY else last_day_of_month(first)
            yield person, spell, first, last, present, due

    def courses(self) -> Rows:
        """Courses. One whose provider is somebody's employer trains that employer's own workers."""
        own = {
            "".join(name.split()).casefold(): pk for pk, name in Employer.objects.values_list("pk", "name")
        }
        own |= self.named
        columns = ("pk", "provider", "area", "starts_on", "ends_on", "days")
        for pk, provider, area, *rest in Course.objects.values_list(*columns).iterator(chunk_size=CHUNK):
            name = "".join(provider.split()).casefold()
            number = self.providers.setdefault(name, len(self.providers)) if name else None
            yield pk, number, own.get(name), area, *rest, None

    def enrolments(self) -> Rows:
        """Seats taken."""
        yield from self.values(Enrolment.objects.all(), "course_id", "attended_days", "passed")

    def course_attendance(self) -> Rows:
        """Rolls of courses by day."""
        yield from self.values(RollMark.objects.all(), "enrolment__course_id", "day", "roll", "present")

    def payments(self) -> Rows:
        """Payments that were not cancelled or sent back, and whom each is about."""
        gone = (Payment.State.CANCELLED, Payment.State.RETURNED)
        paid = Payment.objects.filter(purpose=Payment.Purpose.PAY).exclude(state__in=gone)
        paid = paid.visible_to(self.actor, RIGHT)
        columns = (
            "pk", "decision__claim__rule", "decision__claim__person_id", "employer_id",
            "decision__claim__employer_id", "person_id", "account__account_digest", "decision__claim__spell_id",
            "decision__claim__enrolment__course_id", "amount_fen", "decision__decided_on", "state", "settled_on",
            "decision__claim__period_from", "decision__claim__period_to",
        )  # fmt: skip
        for row in paid.values_list(*columns):
            (
                pk,
                rule,
                about,
                employer,
                claimed_by,
                payee,
                account,
                *rest,
                decided,
                state,
                settled,
                first,
                last,
            ) = row
            person = self.person.get(about if about is not None else payee, about)
            account = account_number(account) if account else None
            paid_on = settled if state == Payment.State.PAID else None
            firm = employer if employer is not None else claimed_by
            period = _time_paid_for(first, last)
            yield pk, rule, person, firm, payee is not None, account, *rest, *period, decided, paid_on

    def due(self) -> Rows:
        """What was claimed or proposed, and neither refused nor withdrawn."""
        not_live = (Claim.State.REFUSED, Claim.State.WITHDRAWN)
        claims = Claim.objects.filter(asked_on__lte=self.on).exclude(state__in=not_live)
        granted = dict(standing_grants().order_by("pk").values_list("claim_id", "amount_fen"))
        columns = ("pk", "rule", "spell_id", "enrolment__course_id", "asked_on")
        for person, pk, *rest in self.values(claims, *columns):
            yield person, *rest, granted.get(pk)
