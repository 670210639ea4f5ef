"""Sixty tamperings with the trail by somebody who owns the database: each is noticed, and the first bad entry named."""

from __future__ import annotations

import json
import random
from datetime import date

import pytest
from django.db import connection, transaction

from cast import an_account
from flushing import without_triggers
from gainful.accounts.actor import Actor
from gainful.accounts.audit import verify
from gainful.accounts.chain import FIRST, link
from gainful.accounts.checkpoints import checkpoints_path, condense
from gainful.accounts.models import AddedArea, ChainHead, Entry
from gainful.accounts.trail import acting
from gainful.accounts.trail_sqlite import give_functions

NOBODY = Actor(account_id=None, label="nobody")
pytestmark = pytest.mark.django_db(transaction=True)


def a_trail() -> None:
    """Eight acts of a few rows each, all committed."""
    for number in range(8):
        with acting(NOBODY, f"test.act{number}"):
            for code in range(3):
                AddedArea.objects.create(code=number * 10 + code + 1, name="村", valid_from=date(2014, 1, 1))
            AddedArea.objects.filter(code=number * 10 + 1).update(name="乡")
    an_account("somebody")


def rechain(cursor, shard: int) -> None:
    """Recompute every link and the head of a shard, as a careful forger would."""
    moment = (
        "at || ''"
        if connection.vendor == "sqlite"
        else "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
    )
    cursor.execute(
        f"SELECT id, shard, {moment}, act_id, table_name, row_pk, op, before, after FROM accounts_entry"  # noqa: S608
        " WHERE shard = %s ORDER BY seq",
        [shard],
    )
    prev, seq = FIRST, 0
    for row in cursor.fetchall():
        seq += 1
        new = link(prev, row[0], row[1], seq, *row[2:])
        cursor.execute(
            "UPDATE accounts_entry SET seq = %s, prev_hash = %s, hash = %s WHERE id = %s",
            [seq, prev, new, row[0]],
        )
        prev = new
    cursor.execute("UPDATE accounts_chainhead SET seq = %s, hash = %s WHERE shard = %s", [seq, prev, shard])


EDITS = [
    ("after", "'{}'"),
    ("before", "'{}'"),
    ("op", "'delete'"),
    ("table_name", "'accounts_posting'"),
    ("row_pk", "row_pk + 1"),
    ("act_id", "act_id + 1"),
    ("act_id", "NULL"),
    ("at", "'2001-01-01 00:00:00'"),
    ("hash", "prev_hash"),
    ("prev_hash", "hash"),
    ("seq", "seq + 1000"),
    ("id", "id + 1000"),
]


def edit(cursor, chosen: Entry, chance: random.Random) -> None:
    column, value = chance.choice(EDITS)
    cursor.execute(f"UPDATE accounts_entry SET {column} = {value} WHERE id = %s", [chosen.pk])  # noqa: S608


def delete(cursor, chosen: Entry, chance: random.Random) -> None:
    cursor.execute("DELETE FROM accounts_entry WHERE id = %s", [chosen.pk])


def insert(cursor, chosen: Entry, chance: random.Random) -> None:
    """A forged entry at the end of the shard, well linked; the head moved on with it in every other case."""
    last = Entry.objects.filter(shard=chosen.shard).order_by("seq").last()
    moment = "2020-11-02 08:00:00.000000"
    fields = (
        last.hash,
        100_000,
        last.shard,
        last.seq + 1,
        moment,
        None,
        "accounts_addedarea",
        1,
        "delete",
        "{}",
        None,
    )
    new = link(*fields)
    cursor.execute(
        "INSERT INTO accounts_entry (prev_hash, id, shard, seq, at, act_id, table_name, row_pk, op,"
        " before, after, hash)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [*fields[:4], moment + ("+00" if connection.vendor == "postgresql" else ""), *fields[5:], new],
    )
    if chance.random() < 0.5:
        cursor.execute(
            "UPDATE accounts_chainhead SET seq = %s, hash = %s WHERE shard = %s",
            [last.seq + 1, new, last.shard],
        )


def reorder(cursor, chosen: Entry, chance: random.Random) -> None:
    """Two entries exchange places, links recomputed or not."""
    other = chance.choice(
        list(Entry.objects.filter(shard=chosen.shard).exclude(pk=chosen.pk).order_by("seq"))
    )
    cursor.execute("UPDATE accounts_entry SET seq = -1 WHERE id = %s", [chosen.pk])
    cursor.execute("UPDATE accounts_entry SET seq = %s WHERE id = %s", [chosen.seq, other.pk])
    cursor.execute("UPDATE accounts_entry SET seq = %s WHERE id = %s", [other.seq, chosen.pk])
    if chance.random() < 0.5:
        rechain(cursor, chosen.shard)


def head(cursor, chosen: Entry, chance: random.Random) -> None:
    change = chance.choice(["seq = seq - 1", "seq = seq + 1", f"hash = '{FIRST}'"])
    cursor.execute(f"UPDATE accounts_chainhead SET {change} WHERE shard = %s", [chosen.shard])  # noqa: S608


def cut_tail(cursor, chosen: Entry, chance: random.Random) -> None:
    """The tail from an act's own entry on, or from any entry of an act; the head as it was."""
    cursor.execute("DELETE FROM accounts_entry WHERE shard = %s AND seq >= %s", [chosen.shard, chosen.seq])


def cut_tail_and_head(cursor, chosen: Entry, chance: random.Random) -> None:
    cut_tail(cursor, chosen, chance)
    rechain(cursor, chosen.shard)


def rewrite(cursor, chosen: Entry, chance: random.Random) -> None:
    """History rewritten from one entry on, with every link and the head recomputed."""
    cursor.execute("UPDATE accounts_entry SET op = 'delete' WHERE id = %s", [chosen.pk])
    rechain(cursor, chosen.shard)


def act(cursor, chosen: Entry, chance: random.Random) -> None:
    number = chosen.act_id
    if chance.random() < 0.3:
        cursor.execute("DELETE FROM accounts_act WHERE id = %s", [number])
    else:
        change = chance.choice(
            ["account_id = 77", "action = 'other'", "source = 'x'", "at = '2001-01-01 00:00:00'"]
        )
        cursor.execute(f"UPDATE accounts_act SET {change} WHERE id = %s", [number])  # noqa: S608


def row(cursor, chosen: Entry, chance: random.Random) -> None:
    """A row of the programme written while the triggers are off."""
    statement = chance.choice(
        [
            "UPDATE accounts_addedarea SET name = 'x' WHERE code = 12",
            "DELETE FROM accounts_addedarea WHERE code = 12",
            "UPDATE accounts_account SET password = 'known'",
            "INSERT INTO accounts_posting (account_id, role, area, from_on)"
            " SELECT id, 'administrator', 0, '2020-01-01' FROM accounts_account",
        ]
    )
    cursor.execute(statement)


TAMPERINGS = [edit, delete, insert, reorder, head, cut_tail, cut_tail_and_head, rewrite, act, row]


def test_sixty_of_sixty_tamperings_are_noticed():
    a_trail()
    assert verify().first_bad is None
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f'CREATE TEMP TABLE copy_{table} AS SELECT * FROM "{table}"')  # noqa: S608
    # Entries of an act, so that a checkpoint outside the database has seen them.
    pool = list(Entry.objects.exclude(act=None).filter(seq__gt=1).order_by("shard", "seq"))
    unnoticed = []
    for tamper in TAMPERINGS:
        for seed in range(6):
            chance = random.Random(seed)
            with without_triggers(), connection.cursor() as cursor:
                tamper(cursor, chance.choice(pool), chance)
            if verify().first_bad is None:
                unnoticed.append((tamper.__name__, seed))
            with without_triggers(), transaction.atomic(), connection.cursor() as cursor:
                _put_back(cursor)
    assert not unnoticed
    assert verify().first_bad is None


TABLES = (
    "accounts_entry",
    "accounts_act",
    "accounts_chainhead",
    "accounts_addedarea",
    "accounts_account",
    "accounts_posting",
)


def _put_back(cursor) -> None:
    for table in reversed(TABLES):
        cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608
        cursor.execute(f'INSERT INTO "{table}" SELECT * FROM copy_{table}')  # noqa: S608


@pytest.fixture(autouse=True)
def no_copies():
    """Temporary tables go with the test."""
    yield
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"DROP TABLE IF EXISTS copy_{table}")


def test_the_first_bad_entry_is_named():
    a_trail()
    chosen = Entry.objects.filter(seq__gt=5).order_by("shard", "seq").first()
    with without_triggers(), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_entry SET op = 'delete' WHERE id = %s", [chosen.pk])
    assert verify().first_bad == f"entry {chosen.pk} was edited (shard {chosen.shard}, place {chosen.seq})"


def test_an_edited_or_unsigned_checkpoint_is_noticed():
    a_trail()
    path = checkpoints_path()
    lines = path.read_text().splitlines()
    fields = json.loads(lines[2])
    lines[2] = json.dumps(fields | {"seq": fields["seq"] + 1})
    path.write_text("\n".join(lines) + "\n")
    assert verify().first_bad == "line 3 of the checkpoints was edited"
    path.write_text("not a checkpoint\n")
    assert verify().first_bad == "line 1 of the checkpoints was edited"


def test_condensed_checkpoints_still_notice_a_cut_tail():
    a_trail()
    condense()
    begun = ChainHead.objects.filter(seq__gt=0).count()
    assert len(checkpoints_path().read_text().splitlines()) == begun
    assert verify().first_bad is None
    last = Entry.objects.order_by("shard", "seq").last()
    with without_triggers(), connection.cursor() as cursor:
        cut_tail_and_head(cursor, last, random.Random(1))
    assert "signed checkpoint" in verify().first_bad


def test_a_tail_cut_before_the_next_write_stays_visible_for_ever():
    a_trail()
    last = Entry.objects.order_by("shard", "seq").last()
    with without_triggers(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_entry WHERE id = %s", [last.pk])
    with acting(NOBODY, "test.after"):
        AddedArea.objects.create(code=999, name="后", valid_from=date(2014, 1, 1))
    assert "missing" in verify().first_bad


def test_a_trigger_switched_off_is_noticed():
    a_trail()
    with connection.cursor() as cursor:
        on = " ON accounts_posting" if connection.vendor == "postgresql" else ""
        name = "accounts_audit" if connection.vendor == "postgresql" else "audit_delete_accounts_posting"
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [name])
            again = cursor.fetchone()[0]
        else:
            again = "ALTER TABLE accounts_posting ENABLE TRIGGER accounts_audit"
        cursor.execute(
            "ALTER TABLE accounts_posting DISABLE TRIGGER accounts_audit" if on else f"DROP TRIGGER {name}"
        )
        try:
            assert "accounts_posting" in verify().first_bad
        finally:
            cursor.execute(again)
    assert verify().first_bad is None


def test_a_raw_write_passed_off_as_part_of_a_finished_act_is_noticed():
    a_trail()
    finished = Entry.objects.exclude(act=None).order_by("id").first().act_id
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT set_config('gainful.act', %s, false)", [str(finished)])
        else:
            connection.connection.create_function("gainful_act", 0, lambda: finished)
        cursor.execute("UPDATE accounts_addedarea SET name = 'x' WHERE code = 1")
        if connection.vendor == "postgresql":
            cursor.execute("SELECT set_config('gainful.act', '', false)")
        else:
            give_functions(connection)
    assert "joins an act that had ended" in verify().first_bad
