"""Counts that are kept: after any row was written, in whatever way, they are the counts of the lists."""

from __future__ import annotations

import random
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError, RestrictedError
from django.test.utils import CaptureQueriesContext

from casework.test_worklists_plain import nothing_kept, somebody
from cast import COUNTY, OTHER_TOWNSHIP, TODAY, TOWNSHIP, assemble
from flushing import without_triggers
from gainful.accounts import changes as changes_module
from gainful.accounts.changes import CHANGES, Changes, tables_named, tables_read
from gainful.accounts.models import ChainHead
from gainful.casework import help, worklists
from gainful.casework.actions import record_contact
from gainful.casework.concerned import TRACED, Kind
from gainful.casework.contacts import last_met
from gainful.casework.counting import Listed
from gainful.casework.models import (
    Attendance,
    Contact,
    FollowUp,
    Offer,
    PayEvidence,
    Service,
    Spell,
)
from gainful.casework.new_openings import opened_since_met
from gainful.jobs.models import Opening
from gainful.registry.models import Consent, Household, HouseholdIncome, Membership, Person, Wish
from gainful.training.models import Course, Enrolment
from make import a_consent, a_household, a_person, a_wish, an_opening

WRITTEN = (
    Person, Wish, Consent, Household, Membership, HouseholdIncome, Spell, PayEvidence, FollowUp, Offer, Service,
    Contact, Opening, Enrolment, Course, Attendance,
)  # fmt: skip


def a_day(chance):
    return TODAY - timedelta(days=chance.choice([-5, 0, 1, 29, 30, 31, 89, 90, 91, chance.randint(0, 300)]))


def something_else(chance, row, field):
    """Another value of a field: another row to name, another day, another word of its list; None to leave it."""
    if field.is_relation:
        others = list(field.related_model.objects.values_list("pk", flat=True)[:40])
        return chance.choice([*others, None] if field.null else others) if others else None
    kind = field.get_internal_type()
    if kind == "DateField":
        return chance.choice([a_day(chance), a_day(chance), *([None] if field.null else [])])
    if kind == "BooleanField":
        return chance.choice([True, False, *([None] if field.null else [])])
    if field.name == "area":
        return chance.choice([TOWNSHIP, OTHER_TOWNSHIP])
    if field.name in ("state", "origin", "kind", "labour_capacity"):
        known = list(type(row).objects.values_list(field.name, flat=True).distinct())
        return chance.choice([*known, *(value for value, _words in field.choices or ())])
    return None


@contextmanager
def the_trail_alone():
    """Inside, the trail records every write, and no guard refuses one."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
                "WHERE NOT tgisinternal AND tgname NOT LIKE 'accounts_%'"
            )
            guards = cursor.fetchall()
            off = [f'ALTER TABLE "{table}" DISABLE TRIGGER "{name}"' for table, name in guards]
            on = [f'ALTER TABLE "{table}" ENABLE TRIGGER "{name}"' for table, name in guards]
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            guards = [
                (name, sql) for name, sql in cursor.fetchall() if not name.startswith(("audit_", "accounts_"))
            ]
            off, on = [f'DROP TRIGGER "{name}"' for name, _sql in guards], [sql for _name, sql in guards]
        for statement in off:
            cursor.execute(statement)
        try:
            yield
        finally:
            for statement in on:
                cursor.execute(statement)


def write_somewhere(chance):
    """Some row gets other values somewhere, comes anew as a copy, or goes; whether the database took it."""
    model = chance.choice(WRITTEN)
    rows = list(model.objects.order_by("pk"))
    if not rows:
        return False
    row = chance.choice(rows)
    fields = [one for one in model._meta.concrete_fields if one.name not in ("id", "key")]
    for field in chance.sample(fields, 4):
        value = something_else(chance, row, field)
        if value is not None or field.null:
            setattr(row, field.attname, value)
    gone = chance.random() < 0.08
    if new := chance.random() < 0.3:
        row.pk, row.key = None, f"{chance.getrandbits(64):016x}"
    try:
        with transaction.atomic():
            model.objects.filter(pk=row.pk).delete() if gone else row.save(force_insert=new)
    except (DatabaseError, ProtectedError, RestrictedError):
        return False
    return True


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(3))
def test_after_any_row_was_written_a_kept_count_is_the_count_of_its_list(seed, monkeypatch):
    chance, cast = random.Random(seed), assemble()
    opening = an_opening(seats=500, recorded_on=TODAY - timedelta(days=2))
    course = Course.objects.create(area=COUNTY, number="K1", starts_on=TODAY - timedelta(days=5))
    with without_triggers():
        for home in [a_household(area=chance.choice([TOWNSHIP, OTHER_TOWNSHIP])) for _ in range(5)]:
            for person in [somebody(chance, home, opening, course) for _ in range(2)]:
                if not Consent.objects.live("referral").filter(person=person).exists():
                    a_consent(person)
    for spell in Spell.objects.all():
        FollowUp.objects.create(
            area=spell.area, spell=spell, days=30, due_on=spell.starts_on + timedelta(days=30)
        )
    taken = 0
    with the_trail_alone():
        while taken < 30:
            if not write_somewhere(chance):
                continue
            taken += 1
            actor = chance.choice((cast.officer, cast.officer, cast.helper))
            kept, told = worklists.today(actor, TODAY), opened_since_met(actor, TODAY) if taken % 3 else []
            with nothing_kept(monkeypatch):
                assert kept == worklists.today(actor, TODAY)
                assert told == (opened_since_met(actor, TODAY) if taken % 3 else [])


@pytest.mark.django_db(transaction=True)
def test_after_a_write_a_long_list_is_asked_about_whom_it_concerns_alone():
    cast = assemble()
    people = [a_person() for _ in range(3)]
    for person in people:
        a_wish(person)
    before = worklists.today(cast.officer, TODAY)
    record_contact(actor=cast.officer, person=people[1], met_on=TODAY, how="phone", words="x")
    with CaptureQueriesContext(connection) as seen:
        after = worklists.today(cast.officer, TODAY)
    (asked,) = [one["sql"] for one in seen.captured_queries if "casework_contact" in tables_named(one["sql"])]
    assert f'"registry_person"."id" IN ({people[1].pk})' in asked
    assert after["no_contact"] == before["no_contact"] - 1 and len(seen) <= 6


@pytest.mark.django_db(transaction=True)
def test_what_was_written_too_long_ago_to_be_remembered_is_counted_anew(monkeypatch):
    cast = assemble()
    people = [a_person() for _ in range(4)]
    for person in people:
        a_wish(person)
    worklists.today(cast.officer, TODAY)
    monkeypatch.setattr("gainful.accounts.changes.MOST_REMEMBERED", 1)
    for person in people[:3]:
        record_contact(actor=cast.officer, person=person, met_on=TODAY, how="phone", words="x")
        CHANGES.look()
    assert (
        worklists.today(cast.officer, TODAY)["no_contact"]
        == worklists.no_contact(cast.officer, TODAY).count()
    )


@pytest.mark.django_db(transaction=True)
def test_heads_read_before_another_thread_noticed_later_ones_let_nothing_go(monkeypatch):
    cast, person = assemble(), a_person()
    changes = Changes()
    tick = changes.look()
    early = {one.shard: (one.seq, one.hash) for one in ChainHead.objects.all()}
    record_contact(actor=cast.officer, person=person, met_on=TODAY, how="phone", words="x")
    changes.look()
    late = [early]
    real = changes_module._heads
    monkeypatch.setattr(changes_module, "_heads", lambda: late.pop() if late else real())
    assert changes.look() == tick + 1
    assert changes.untouched(frozenset({"casework_spell"}), tick)
    assert not changes.untouched(frozenset({"casework_contact"}), tick)


@pytest.mark.django_db
def test_every_traced_table_stands_and_has_the_columns_that_are_read():
    with connection.cursor() as cursor:
        for kind, tables in TRACED.items():
            for table, columns in tables.items():
                standing = {one.name for one in connection.introspection.get_table_description(cursor, table)}
                assert standing and set(columns) <= standing, (kind, table)


@pytest.mark.django_db
def test_every_table_of_a_long_list_is_traced_but_courses(cast):
    lists = {
        name: (hangs, worklists.LISTS[name](cast.officer, TODAY)) for name, hangs in worklists.HANGS.items()
    }
    lists |= {
        code: (help.hangs(code), help.listed(cast.officer, code, TODAY)) for code in help.listed_codes()
    }
    for name, (hangs, rows) in lists.items():
        if hangs is not None:
            read = Listed(rows).tables
            assert read - TRACED[hangs.kind].keys() <= {"training_course"}, name


@pytest.mark.django_db
def test_every_table_that_late_pay_and_the_last_meeting_are_read_from_is_traced(cast):
    with tables_read() as late:
        worklists.pay_unconfirmed(cast.officer, TODAY)
    assert late - TRACED[Kind.PLACEMENTS].keys() <= {"jobs_employer"}
    with tables_read() as met:
        last_met(worklists.willing_not_in_work(cast.officer, TODAY), TODAY)
    assert met <= TRACED[Kind.PEOPLE].keys()


@pytest.mark.django_db(transaction=True)
def test_a_write_about_somebody_elsewhere_asks_nothing_of_a_list_and_one_who_comes_is_counted():
    cast = assemble()
    here, elsewhere = a_person(area=TOWNSHIP), a_person(area=OTHER_TOWNSHIP)
    for person in (here, elsewhere):
        a_wish(person)
    before = worklists.today(cast.helper, TODAY)
    record_contact(actor=cast.officer, person=elsewhere, met_on=TODAY, how="phone", words="x")
    with CaptureQueriesContext(connection) as seen:
        assert worklists.today(cast.helper, TODAY) == before
    assert not any("casework_contact" in tables_named(one["sql"]) for one in seen.captured_queries)
    for area, change in ((TOWNSHIP, 1), (OTHER_TOWNSHIP, 0)):
        Person.objects.filter(pk=elsewhere.pk).update(area=area)
        found = worklists.today(cast.helper, TODAY)
        assert found["willing_not_in_work"] == before["willing_not_in_work"] + change


@pytest.mark.django_db(transaction=True)
def test_the_first_rows_of_a_list_are_those_of_after_ones_own_write():
    cast = assemble()
    with without_triggers():
        chance, opening = random.Random(1), an_opening(seats=500)
        course = Course.objects.create(area=COUNTY, number="K1", starts_on=TODAY - timedelta(days=5))
        for _ in range(6):
            somebody(chance, a_household(), opening, course)
    for spell in Spell.objects.all():
        FollowUp.objects.create(area=spell.area, spell=spell, days=30, due_on=TODAY - timedelta(days=2))

    def first():
        return worklists.first_of("follow_ups_due", cast.officer, TODAY, CHANGES.look())

    before = first()
    assert before == list(worklists.follow_ups_due(cast.officer, TODAY)[:10])
    Person.objects.filter(pk=before[0].spell.person_id).update(name="某某")
    assert first()[0].spell.person.name == "某某"
    with the_trail_alone():
        FollowUp.objects.filter(pk=before[0].pk).update(due_on=TODAY + timedelta(days=9))
    assert first() == list(worklists.follow_ups_due(cast.officer, TODAY)[:10]) != before
