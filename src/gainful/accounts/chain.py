"""The audit chain: how one entry is linked to the one before it.

Both databases and the verifier compute the same link. On PostgreSQL the triggers do it in SQL
(trail_postgresql.py); SQLite's triggers call `link` through the connection; `gainful audit verify` recomputes it.
"""

from __future__ import annotations

import hashlib

# A transaction takes a free shard, so that offices do not wait for one another; SQLite has one writer anyway.
SHARDS = {"sqlite": 1, "postgresql": 32}
FIRST = "0" * 64


def link(
    prev_hash: str,
    entry_id: int,
    shard: int,
    seq: int,
    at: str,
    act: int | None,
    table: str,
    row_pk: int,
    op: str,
    before: str | None,
    after: str | None,
) -> str:
    """SHA-256, in hexadecimal, of an entry and of the link before it.

    `at` is UTC as the database writes it. No field but the images can hold free text, and JSON escapes line
    breaks, so that the lines below can be read in one way only.
    """
    fields = (prev_hash, entry_id, shard, seq, at, act, table, row_pk, op, before, after)
    lines = "\n".join("" if field is None else str(field) for field in fields)
    return hashlib.sha256(lines.encode()).hexdigest()


def fingerprint(text: str | None) -> str | None:
    """SHA-256 of a column that the trail must not show; None stays None."""
    return None if text is None else hashlib.sha256(text.encode()).hexdigest()
