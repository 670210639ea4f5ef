"""`gainful audit verify`: walk the whole trail, and name the first entry that is not as it was written.

Noticed: an entry edited, deleted, inserted or moved; an act edited, deleted or invented; a head edited; a tail cut,
even with its head set back (by the signed checkpoints outside the database); a checkpoint edited; a trigger switched
off or altered; a row written behind the trail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

from gainful.accounts.audit_rows import first_entry_out_of_turn, first_row_behind_the_trail
from gainful.accounts.chain import FIRST, link
from gainful.accounts.checkpoints import read
from gainful.accounts.schema import sentences

BATCH = 5_000

# The moment as text, as the triggers hashed it; the driver would make a bare column a datetime.
_ENTRIES = {
    "sqlite": """SELECT prev_hash, id, shard, seq, at || '', act_id, table_name, row_pk, op, "before", "after", hash
FROM accounts_entry ORDER BY shard, seq""",
    "postgresql": """SELECT prev_hash, id, shard, seq, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'),
act_id, table_name, row_pk, op, "before", "after", hash FROM accounts_entry ORDER BY shard, seq""",
}
# Acts that differ from the entry made of them, lack it, or are named by an entry and do not exist.
_BAD_ACTS = {
    "sqlite": """SELECT coalesce(e.row_pk, a.id) FROM accounts_act a FULL JOIN
(SELECT id, row_pk, "after" FROM accounts_entry WHERE table_name = 'accounts_act') e ON e.row_pk = a.id
WHERE a.id IS NULL OR e.id IS NULL OR e."after" <> json_object('id', a.id, 'key', a."key",
  'account_id', a.account_id, 'person_id', a.person_id, 'action', a.action, 'at', a.at, 'source', a.source)
UNION ALL SELECT act_id FROM accounts_entry WHERE act_id IS NOT NULL AND act_id NOT IN (SELECT id FROM accounts_act)
ORDER BY 1 LIMIT 1""",
    "postgresql": """SELECT coalesce(e.row_pk, a.id) FROM accounts_act a FULL JOIN
(SELECT id, row_pk, "after" FROM accounts_entry WHERE table_name = 'accounts_act') e ON e.row_pk = a.id
WHERE a.id IS NULL OR e.id IS NULL OR e."after"::jsonb <> to_jsonb(a)
UNION ALL SELECT act_id FROM accounts_entry WHERE act_id IS NOT NULL AND act_id NOT IN (SELECT id FROM accounts_act)
ORDER BY 1 LIMIT 1""",
}


@dataclass(frozen=True)
class Verdict:
    """What a walk found: how many entries in how many begun shards, and the first bad one (None: all is well)."""

    entries: int
    shards: int
    first_bad: str | None


@dataclass
class _Place:
    """Where the walk stands in one shard."""

    seq: int = 0
    hash: str = FIRST
    act: int | None = None


def _on_postgresql() -> bool:
    return bool(connection.vendor == "postgresql")


def _rows(query: str) -> Iterator[tuple[Any, ...]]:
    """A query's rows, a batch at a time."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(query)
        while rows := cursor.fetchmany(BATCH):
            yield from rows


@contextmanager
def _one_moment() -> Iterator[None]:
    """All queries inside see the database at one moment, and nobody who writes meanwhile has to wait.

    Inside a transaction its own chain is closed first, which otherwise happens when it commits.
    """
    with connection.cursor() as cursor:
        if connection.in_atomic_block:
            if _on_postgresql():
                cursor.execute("SET CONSTRAINTS accounts_close_chain IMMEDIATE")
                cursor.execute("SET CONSTRAINTS accounts_close_chain DEFERRED")
            yield
            return
        cursor.execute(
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if _on_postgresql() else "BEGIN DEFERRED"
        )
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def verify() -> Verdict:
    """Walk every shard, its head, acts and checkpoints; then the triggers, and the rows against the trail.

    Reads only, at one moment of the database; names the first thing that is not as it should be.
    """
    # Checkpoints first: lines that are appended while the entries are read belong to entries not seen here.
    wanted, bad_line = _checkpoints()
    # The triggers too: PostgreSQL is asked how it would write each, on temporary tables that this moment forbids.
    lacking = sentences()
    with _one_moment():
        return _walk(wanted, bad_line, lacking)


def _walk(wanted: dict[tuple[int, int], str], bad_line: str | None, lacking: Sequence[str]) -> Verdict:
    places: dict[int, _Place] = {}
    entries = 0
    for row in _rows(_ENTRIES[connection.vendor]):
        entries += 1
        place = places.setdefault(row[2], _Place())
        fault = _fault_of_entry(row, place)
        if fault:
            return Verdict(entries, len(places), f"{fault} (shard {row[2]}, place {place.seq + 1})")
        place.seq, place.hash, place.act = row[3], row[11], row[5]
        noted = wanted.pop((row[2], row[3]), None)
        if noted is not None and noted != row[11]:
            fault = "another entry was here when the checkpoint was signed"
            return Verdict(entries, len(places), f"{fault} (shard {row[2]}, place {row[3]})")
    first_bad = _bad_head(places) or _cut(wanted) or _bad_act() or bad_line
    first_bad = first_bad or first_entry_out_of_turn() or next(iter(lacking), None)
    first_bad = first_bad or first_row_behind_the_trail()
    return Verdict(entries, len(places), first_bad)


def _fault_of_entry(row: tuple[Any, ...], place: _Place) -> str | None:
    name = f"entry {row[1]}"
    if row[3] != place.seq + 1:
        return f"an entry is missing before {name}" if row[3] > place.seq else f"{name} was inserted"
    if row[0] != place.hash:
        return f"{name} does not follow the one before it"
    if link(*row[:11]) != row[11]:
        return f"{name} was edited"
    begins_act = row[6] == "accounts_act" and row[7] == row[5]
    if row[5] not in (None, place.act) and not begins_act:
        return f"{name} joins an act that had ended"
    return None


def _bad_head(places: dict[int, _Place]) -> str | None:
    heads = {
        shard: (seq, hash_) for shard, seq, hash_ in _rows("SELECT shard, seq, hash FROM accounts_chainhead")
    }
    for shard in sorted(heads.keys() | places.keys()):
        place = places.get(shard, _Place())
        if shard not in heads:
            return f"the head of shard {shard} is missing"
        seq, hash_ = heads[shard]
        if seq > place.seq:
            return f"the entries after place {place.seq} of shard {shard} were cut off"
        if (seq, hash_) != (place.seq, place.hash):
            return f"the head of shard {shard} was edited"
    return None


def _checkpoints() -> tuple[dict[tuple[int, int], str], str | None]:
    """(shard, place) → hash of every checkpoint since the database last came from a backup; the first bad line."""
    wanted: dict[tuple[int, int], str] = {}
    bad: str | None = None
    for number, point in read():
        if point is None:
            bad = bad or f"line {number} of the checkpoints was edited"
        elif point.begins:
            wanted.clear()
        else:
            wanted[point.shard, point.seq] = point.hash
    return wanted, bad


def _cut(unmet: dict[tuple[int, int], str]) -> str | None:
    if not unmet:
        return None
    shard, seq = min(unmet)
    return f"the entry at place {seq} of shard {shard}, which a signed checkpoint names, is gone"


def _bad_act() -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(_BAD_ACTS[connection.vendor])
        row = cursor.fetchone()
    return f"act {row[0]} was edited, deleted or invented" if row else None
