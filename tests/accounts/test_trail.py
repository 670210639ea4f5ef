"""The trail records every write of every audited table, whoever writes, on both databases."""

from __future__ import annotations

import json

import pytest
from django.db import IntegrityError, connection, transaction

from cast import COUNTY, an_account
from gainful.accounts import schema
from gainful.accounts.actor import Actor, Role
from gainful.accounts.audit import verify
from gainful.accounts.models import Account, Act, AddedArea, ChainHead, Entry, Posting, ReadEntry
from gainful.accounts.trail import acting

NOBODY = Actor(account_id=None, label="nobody")


def added(code: int = 621298_000_000, name: str = "某县") -> AddedArea:
    return AddedArea.objects.create(code=code, name=name, valid_from="2014-01-01")


@pytest.mark.django_db
def test_a_row_made_changed_and_deleted_leaves_three_entries():
    with acting(NOBODY, "test.three"):
        row = added()
        pk = row.pk
        row.name = "另县"
        row.save()
        row.delete()
    entries = list(Entry.objects.filter(table_name="accounts_addedarea").order_by("seq"))
    assert [entry.op for entry in entries] == ["insert", "update", "delete"]
    assert {entry.row_pk for entry in entries} == {pk}
    assert json.loads(entries[1].before)["name"] == "某县"
    assert json.loads(entries[1].after)["name"] == json.loads(entries[2].before)["name"] == "另县"
    assert {entry.act.action for entry in entries} == {"test.three"}


@pytest.mark.django_db
def test_bulk_and_raw_writes_are_recorded_too():
    with acting(NOBODY, "test.bulk"):
        AddedArea.objects.bulk_create(
            AddedArea(code=code, name="村", valid_from="2014-01-01") for code in range(1, 51)
        )
        AddedArea.objects.update(name="乡")
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM accounts_addedarea WHERE code <= 10")
    ops = list(Entry.objects.filter(table_name="accounts_addedarea").values_list("op", flat=True))
    assert (ops.count("insert"), ops.count("update"), ops.count("delete")) == (50, 50, 10)


@pytest.mark.django_db
def test_an_update_that_changes_nothing_leaves_no_entry():
    row = added()
    before = Entry.objects.count()
    row.save()
    assert Entry.objects.count() == before


@pytest.mark.django_db
def test_a_write_outside_any_act_is_recorded_as_such_and_chained():
    added()
    assert Entry.objects.get(table_name="accounts_addedarea").act is None
    assert verify().first_bad is None


@pytest.mark.django_db
def test_an_action_inside_another_joins_it():
    with acting(NOBODY, "test.outer"):
        with acting(NOBODY, "test.inner"):
            added(1)
        added(2)
    assert list(Act.objects.values_list("action", flat=True)) == ["test.outer"]
    assert set(Entry.objects.values_list("act__action", flat=True)) == {"test.outer"}


@pytest.mark.django_db
def test_two_acts_in_one_transaction_keep_their_own_rows():
    with acting(NOBODY, "test.first"):
        added(1)
    added(2)
    with acting(NOBODY, "test.second"):
        added(3)
    entries = Entry.objects.filter(table_name="accounts_addedarea").order_by("id")
    assert [entry.act and entry.act.action for entry in entries] == ["test.first", None, "test.second"]
    assert verify().first_bad is None


@pytest.mark.django_db
def test_a_refused_act_leaves_nothing_in_the_trail():
    with pytest.raises(ZeroDivisionError), acting(NOBODY, "test.refused"):
        added()
        raise ZeroDivisionError
    added(2)
    assert not Act.objects.exists()
    assert Entry.objects.get().act is None


@pytest.mark.django_db
def test_what_a_savepoint_takes_back_is_not_in_the_trail():
    with acting(NOBODY, "test.part"):
        added(1)
        with pytest.raises(IntegrityError), transaction.atomic():
            added(2)
            added(2)
        added(3)
    assert Entry.objects.filter(table_name="accounts_addedarea").count() == 2
    assert verify().first_bad is None


@pytest.mark.django_db
def test_a_password_is_recorded_as_changed_and_never_shown():
    account = an_account("somebody", (Role.HELPER, COUNTY))
    account.set_password("correct horse battery")
    account.save()
    images = " ".join(
        f"{entry.before}{entry.after}" for entry in Entry.objects.filter(table_name="accounts_account")
    )
    assert account.password not in images and "argon2" not in images
    assert Entry.objects.filter(table_name="accounts_account", op="update").count() == 1


@pytest.mark.django_db
def test_signing_in_leaves_no_entry():
    account = an_account("somebody")
    before = Entry.objects.count()
    Account.objects.filter(pk=account.pk).update(last_login="2020-11-02T08:00:00Z")
    assert Entry.objects.count() == before


FROZEN_WRITES = [
    "UPDATE accounts_entry SET op = 'delete'",
    "DELETE FROM accounts_entry",
    "UPDATE accounts_act SET action = 'other'",
    "DELETE FROM accounts_act",
    "DELETE FROM accounts_chainhead",
    "UPDATE accounts_chainhead SET seq = 0 WHERE seq > 0",
    "INSERT INTO accounts_chainhead (shard, seq, hash) VALUES (99, 0, '')",
    "UPDATE accounts_readentry SET screen = 'other'",
    "DELETE FROM accounts_readentry",
    "INSERT INTO accounts_entry (id, at, table_name, row_pk, op, shard, seq, prev_hash, hash)"
    " VALUES (999, '2020-11-02 08:00:00', 'x', 1, 'insert', 0, 999, '', '')",
]


@pytest.mark.django_db
@pytest.mark.parametrize("statement", FROZEN_WRITES)
def test_the_trail_itself_cannot_be_written(statement):
    account = an_account("somebody")
    with acting(NOBODY, "test.frozen"):
        ReadEntry.objects.create(account=account, person_key="00", screen="card", at="2020-11-02T08:00:00Z")
        Posting.objects.create(account=account, role="helper", area=1, from_on="2020-01-01")
    connection.check_constraints()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "table", ["accounts_entry", "accounts_act", "accounts_addedarea", "accounts_chainhead"]
)
def test_no_audited_table_can_be_emptied_at_a_stroke(table):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE; DELETE fires the row triggers")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")


@pytest.mark.django_db
def test_replacing_a_row_records_what_was_replaced():
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has REPLACE")
    row = added()
    with connection.cursor() as cursor:
        cursor.execute(
            "REPLACE INTO accounts_addedarea (id, code, name, valid_from) VALUES (%s, 5, 'x', '2014-01-01')",
            [row.pk],
        )
    assert list(Entry.objects.order_by("id").values_list("op", flat=True)) == ["insert", "delete", "insert"]


@pytest.mark.django_db(transaction=True)
def test_a_client_that_lacks_the_functions_cannot_write(tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's functions live in the server")
    import sqlite3

    copy = sqlite3.connect(tmp_path / "copy.sqlite3")
    connection.connection.backup(copy)
    with pytest.raises(sqlite3.OperationalError, match="no such function"):
        copy.execute("INSERT INTO accounts_addedarea (code, name, valid_from) VALUES (1, 'x', '2014-01-01')")
    copy.close()


@pytest.mark.django_db(transaction=True)
def test_heads_stand_at_the_last_entry_once_committed():
    with acting(NOBODY, "test.heads"):
        added(1)
        added(2)
    added(3)
    grown = ChainHead.objects.filter(seq__gt=0)
    assert sum(head.seq for head in grown) == Entry.objects.count() == 4
    assert not ChainHead.objects.exclude(writer=None).exists()
    assert verify().first_bad is None


@pytest.mark.django_db
def test_entries_chain_on_where_constraints_are_immediate():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for code in range(5):
            added(code)
        verdict = verify()
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    assert (verdict.first_bad, verdict.entries) == (None, 5)


@pytest.mark.django_db
def test_no_trigger_is_missing_and_a_dropped_one_is_told():
    assert schema.sentences() == []
    with connection.cursor() as cursor:
        on = " ON accounts_posting" if connection.vendor == "postgresql" else ""
        name = "accounts_audit" if connection.vendor == "postgresql" else "audit_update_accounts_posting"
        cursor.execute(f"DROP TRIGGER {name}{on}")
    assert any("accounts_posting" in fault for fault in schema.sentences())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "guard", ["casework_spell_placed", "registry_consent_fixed", "jobs_opening_held_new"]
)
def test_a_guard_of_a_chapter_dropped_or_emptied_is_told(guard):
    table = {"c": "casework_spell", "r": "registry_consent", "j": "jobs_opening"}[guard[0]]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP TRIGGER {guard} ON {table}")
            idle = f"CREATE TRIGGER {guard} BEFORE INSERT ON {table} FOR EACH ROW WHEN (false) "
            idle += "EXECUTE FUNCTION gainful_refuse()"
        else:
            cursor.execute(f"DROP TRIGGER {guard}")
            idle = f"CREATE TRIGGER {guard} BEFORE INSERT ON {table} BEGIN SELECT 1; END"
        assert [fault for fault in schema.sentences() if guard in fault and "missing" in fault]
        cursor.execute(idle)
    assert [fault for fault in schema.sentences() if guard in fault and "altered" in fault]
    assert guard in str(verify().first_bad)


@pytest.mark.django_db
def test_a_guards_function_that_was_emptied_is_told():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite's guards are whole in their triggers")
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION casework_spell_checked() RETURNS trigger LANGUAGE plpgsql AS "
            "'BEGIN RETURN NEW; END'"
        )
    assert schema.sentences() == ["function casework_spell_checked was altered"]


@pytest.mark.django_db
def test_a_trigger_switched_off_or_altered_is_told():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE accounts_posting DISABLE TRIGGER accounts_audit")
            cursor.execute(
                "CREATE OR REPLACE FUNCTION gainful_refuse() RETURNS trigger LANGUAGE plpgsql AS "
                "'BEGIN RETURN OLD; END'"
            )
        else:
            cursor.execute("DROP TRIGGER accounts_entry_no_delete")
            cursor.execute(
                "CREATE TRIGGER accounts_entry_no_delete BEFORE DELETE ON accounts_entry BEGIN SELECT 1; END"
            )
    faults = [fault for fault in schema.sentences() if "altered" in fault or "switched off" in fault]
    assert len(faults) == (2 if connection.vendor == "postgresql" else 1)


def test_a_column_that_json_cannot_give_back_is_not_audited(db):
    from gainful.accounts.guards import columns_of

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE inexact (id bigint, share real)")
    with pytest.raises(ValueError, match="inexact"):
        columns_of(connection, "inexact")
