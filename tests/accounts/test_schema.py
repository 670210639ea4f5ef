"""A guard, index, key or limit dropped or altered is told by its name, and put back by an upgrade."""

from __future__ import annotations

import time
from collections.abc import Iterable

import pytest
from django.db import connection

from cast import COUNTY, TODAY
from gainful.accounts import schema, schema_postgresql, schema_sqlite
from gainful.accounts.audit import verify
from gainful.accounts.backup import upgrade
from gainful.accounts.models import Entry, Restoration
from gainful.cli.operator import operator
from gainful.jobs.models import Workshop, WorkshopRecognition

POSTGRESQL = connection.vendor == "postgresql"
on_postgresql = pytest.mark.skipif(not POSTGRESQL, reason="SQLite keeps these inside its tables")
on_sqlite = pytest.mark.skipif(POSTGRESQL, reason="PostgreSQL puts these back")
KIND = schema_postgresql if POSTGRESQL else schema_sqlite


def run(*statements: str) -> None:
    """What somebody does who owns the database."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def rows(query: str) -> list[tuple]:
    """What the database answers."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


@pytest.fixture
def wanted_once(monkeypatch, db):
    """The wanted side is made once for the many looks of one test."""
    make, kept = KIND._wanted, {}

    def wanted(*given):
        if 0 not in kept:
            kept[0] = make(*given)
        return kept[0]

    monkeypatch.setattr(KIND, "_wanted", wanted)


def unnoticed(breaks: dict[str, tuple[str, ...]]) -> list[str]:
    """Break things and put them back: the names that were not told, or not put back.

    SQLite one thing after the other; PostgreSQL, whose looks cost more, a hundred at once.
    """
    missed, at_once = [], 100 if POSTGRESQL else 1
    for lot in batched(breaks.items(), at_once):
        run(*(statement for _, statements in lot for statement in statements))
        found = schema.faults()
        told = " | ".join(fault.sentence + " " for fault in found)
        missed += [f"{name} was not told" for name, _ in lot if name not in told]
        left = schema.mend(found).left + schema.sentences()
        missed += [f"not put back of {[name for name, _ in lot]}: {left}"] if left else []
    return missed


def batched(things: Iterable, size: int) -> list[list]:
    """The things in lots of so many."""
    every = list(things)
    return [every[at : at + size] for at in range(0, len(every), size)]


@pytest.mark.django_db
def test_a_database_made_by_the_migrations_is_in_order_and_the_look_is_quick():
    begun = time.process_time()
    assert schema.sentences() == []
    assert time.process_time() - begun < 3


def test_each_trigger_dropped_is_told_and_put_back(wanted_once):
    if POSTGRESQL:
        found = rows(schema_postgresql._TRIGGERS.format(schema=schema_postgresql._HERE))
        breaks = {
            f"{name} on {table}": (f'DROP TRIGGER "{name}" ON "{table}"',) for table, name, _, _ in found
        }
    else:
        found = rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        breaks = {f"trigger {name} ": (f'DROP TRIGGER "{name}"',) for (name,) in found}
    assert len(breaks) > 150 and unnoticed(breaks) == []


def test_each_trigger_emptied_is_told_and_put_back(wanted_once):
    if POSTGRESQL:
        found = rows(schema_postgresql._TRIGGERS.format(schema=schema_postgresql._HERE))
        breaks = {
            f"{name} on {table} is switched off": (f'ALTER TABLE "{table}" DISABLE TRIGGER "{name}"',)
            for table, name, _, _ in found
        }
    else:
        found = rows("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        idle = 'CREATE TRIGGER "{0}" BEFORE INSERT ON "{1}" BEGIN SELECT 1; END'
        breaks = {
            f"trigger {name} on {table} was altered": (f'DROP TRIGGER "{name}"', idle.format(name, table))
            for name, table in found
            if table != "accounts_recording"
        }
    assert len(breaks) > 150 and unnoticed(breaks) == []


def test_each_index_dropped_is_told_and_put_back(wanted_once):
    if POSTGRESQL:
        found = [one[:2] for one in rows(schema_postgresql._INDEXES.format(schema=schema_postgresql._HERE))]
    else:
        found = rows("SELECT tbl_name, name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    ours = [name for table, name in found if table in schema.own_tables()]
    assert {"one_live_consent_a_purpose", "one_spell_a_start_and_employer"} <= set(ours)
    assert unnoticed({f"index {name} ": (f'DROP INDEX "{name}"',) for name in ours}) == []


def test_a_unique_index_that_is_not_unique_any_more_is_told_and_put_back(wanted_once):
    name = "one_live_consent_a_purpose"
    again = f"CREATE INDEX {name} ON registry_consent (person_id, purpose) WHERE withdrawn_at IS NULL"
    assert unnoticed({f"index {name} on registry_consent was altered": (f"DROP INDEX {name}", again)}) == []


@on_postgresql
def test_each_constraint_dropped_is_told_and_put_back(wanted_once):
    found = rows(schema_postgresql._CONSTRAINTS.format(schema=schema_postgresql._HERE))
    breaks = {
        f"constraint {name} of {table} ": (f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"',)
        for table, name, text in found
        if table in schema.own_tables() and not text.startswith("PRIMARY")
    }
    assert len(breaks) > 150 and unnoticed(breaks) == []


@on_postgresql
def test_a_constraint_weakened_under_its_own_name_is_told_and_put_back(wanted_once):
    drop = "ALTER TABLE casework_offer DROP CONSTRAINT a_worker_pays_no_fee"
    add = "ALTER TABLE casework_offer ADD CONSTRAINT a_worker_pays_no_fee CHECK (worker_fee_fen {}"
    told = "constraint a_worker_pays_no_fee of casework_offer was altered"
    for weaker in (">= 0)", "= 0) NOT VALID"):
        assert unnoticed({told: (drop, add.format(weaker))}) == []


@on_postgresql
def test_what_else_is_switched_off_on_postgresql_is_told(wanted_once):
    breaks = {
        "column person_id of registry_consent": (
            "ALTER TABLE registry_consent ALTER person_id DROP NOT NULL",
        ),
        "the foreign keys of casework_offer": ("ALTER TABLE casework_offer DISABLE TRIGGER ALL",),
        "function casework_spell_checked was altered": (
            "CREATE OR REPLACE FUNCTION casework_spell_checked() RETURNS trigger LANGUAGE plpgsql AS "
            "'BEGIN RETURN NEW; END'",
        ),
        "function gainful_record was altered": ("ALTER FUNCTION gainful_record() SECURITY INVOKER",),
    }
    assert unnoticed(breaks) == []
    run("SET LOCAL session_replication_role = replica")
    assert "session_replication_role is replica" in schema.sentences()[0]


@on_postgresql
@pytest.mark.parametrize(
    ("planted", "told"),
    [
        ("CREATE RULE gone AS ON INSERT TO casework_followup DO INSTEAD NOTHING", "rule gone on casework_followup"),
        ("ALTER TABLE jobs_opening ADD CONSTRAINT small CHECK (seats < 3)", "constraint small of jobs_opening"),
        ("CREATE FUNCTION casework_refuse(reason integer) RETURNS void LANGUAGE sql AS ''", "casework_refuse stands 2"),
        ("ALTER TABLE jobs_opening ADD COLUMN score integer", "column score of jobs_opening is not known"),
    ],
)  # fmt: skip
def test_what_is_too_many_on_postgresql_is_told_and_left(wanted_once, planted, told):
    run(planted)
    found = schema.faults()
    assert [told in fault.sentence for fault in found] == [True]
    assert schema.mend(found).left == [str(found[0])] and len(schema.faults()) == 1


def test_a_foreign_trigger_that_swallows_rows_is_told_and_left(wanted_once):
    if POSTGRESQL:
        run(
            "CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
            "CREATE TRIGGER swallow BEFORE INSERT ON casework_followup FOR EACH ROW EXECUTE FUNCTION swallow()",
        )
    else:
        run("CREATE TRIGGER swallow BEFORE INSERT ON casework_followup BEGIN SELECT RAISE(IGNORE); END")
    assert "trigger swallow on casework_followup is not known" in str(verify().first_bad)
    mended = schema.mend(schema.faults())
    assert mended.done == [] and "remove it by hand" in mended.left[0]


def test_a_foreign_unique_index_is_told_and_a_plain_one_is_somebodys_tuning(wanted_once):
    run("CREATE INDEX quick ON registry_wish (asked_on)")
    assert schema.sentences() == []
    run("CREATE UNIQUE INDEX only_one ON registry_wish (area)")
    assert schema.sentences() == ["unique index only_one on registry_wish is not known"]


def rewritten(table: str, old: str, new: str) -> None:
    """A table's text changed by hand, as `PRAGMA writable_schema` lets its owner do."""
    before = rows(f"SELECT sql FROM sqlite_master WHERE name = '{table}'")  # noqa: S608
    run("PRAGMA writable_schema = ON")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE sqlite_master SET sql = replace(sql, %s, %s) WHERE name = %s", [old, new, table]
        )
    run("PRAGMA writable_schema = OFF")
    assert rows(f"SELECT sql FROM sqlite_master WHERE name = '{table}'") != before  # noqa: S608


@on_sqlite
@pytest.mark.parametrize(
    ("table", "old", "new", "told"),
    [
        ("casework_offer", '"worker_fee_fen" = 0', '"worker_fee_fen" >= 0',
         "constraint a_worker_pays_no_fee of casework_offer was altered"),
        ("casework_offer", ', CONSTRAINT "a_worker_pays_no_fee" CHECK ("worker_fee_fen" = 0)', "",
         "constraint a_worker_pays_no_fee of casework_offer is missing"),
        ("registry_consent", '"evidence" varchar(120) NOT NULL', '"evidence" varchar(120)',
         "column evidence of registry_consent was altered"),
        ("casework_spell", ' REFERENCES "registry_person" ("id") DEFERRABLE INITIALLY DEFERRED', "",
         "column person_id of casework_spell was altered"),
        ("registry_person", '"key" varchar(16) NOT NULL UNIQUE', '"key" varchar(16) NOT NULL',
         "column key of registry_person was altered"),
    ],
)  # fmt: skip
def test_a_table_rewritten_by_hand_is_told(wanted_once, table, old, new, told):
    rewritten(table, old, new)
    found = schema.faults()
    assert [told in fault.sentence for fault in found] == [True] and told in str(verify().first_bad)
    assert "restore the last backup" in schema.mend(found).left[0]


@on_sqlite
def test_each_constraint_rewritten_away_is_told(wanted_once):
    missed, seen = [], 0
    for table, sql in rows("SELECT name, sql FROM sqlite_master WHERE type = 'table'"):
        named = [part for part in schema_sqlite.parts(sql) if part.startswith("CONSTRAINT")]
        for part in named if table in schema.own_tables() else []:
            seen += 1
            rewritten(table, f", {part}", "")
            if not any(part.split('"')[1] in sentence for sentence in schema.sentences()):
                missed.append(part)
            run("PRAGMA writable_schema = ON")
            with connection.cursor() as cursor:
                cursor.execute("UPDATE sqlite_master SET sql = %s WHERE name = %s", [sql, table])
            run("PRAGMA writable_schema = OFF")
    assert seen > 80 and not missed


def test_what_the_rows_contradict_by_now_is_left_and_told(wanted_once):
    run("DROP INDEX one_recognition_in_force")
    workshop = Workshop.objects.create(area=COUNTY, name="扶贫车间")
    for plaque in ("first", "second"):
        WorkshopRecognition.objects.create(area=COUNTY, workshop=workshop, plaque=plaque, recognised_on=TODAY)
    if POSTGRESQL:
        run("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED")
    mended = schema.mend(schema.faults())
    assert mended.done == [] and "one_recognition_in_force" in mended.left[0]
    assert "it cannot be put back, since the database says" in mended.left[0]


@pytest.mark.django_db(transaction=True)
def test_an_upgrade_puts_back_what_lacks_says_so_and_notes_it_in_the_trail():
    on = " ON casework_offer" if POSTGRESQL else ""
    run(f"DROP TRIGGER casework_offer_shown{on}", "DROP INDEX one_spell_a_start_and_employer")
    assert "one_spell_a_start_and_employer" in str(verify().first_bad)
    done = upgrade(operator())
    assert done.faults == [] and len(done.put_back) == 2
    assert sorted(Restoration.objects.values_list("what", flat=True)) == sorted(done.put_back)
    act = Entry.objects.filter(table_name="accounts_restoration").values_list("act__action", flat=True)
    assert set(act) == {"accounts.note_restorations"}
    assert verify().first_bad is None and upgrade(operator()).put_back == []
