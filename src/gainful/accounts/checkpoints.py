"""Checkpoints: how far each chain had grown, signed, and kept outside the database.

Whoever may write the database can cut a chain's tail and set its head back; only what is kept elsewhere shows it.
At each act's commit one line is appended to GAINFUL_HOME/checkpoints.jsonl: shard, place, hash, moment, signature
(HMAC-SHA-256 with the key "audit"). Copy the file, and the keys, to another machine now and then.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from gainful.accounts.sealed import key_for


@dataclass(frozen=True)
class Checkpoint:
    """A chain had reached this place, with this hash. `begins` marks a restored database: older lines end there."""

    shard: int
    seq: int
    hash: str
    begins: bool = False


def checkpoints_path() -> Path:
    """The file of this installation."""
    return Path(settings.GAINFUL_HOME) / "checkpoints.jsonl"


def _signature(fields: dict[str, Any]) -> str:
    text = json.dumps(fields, sort_keys=True, separators=(",", ":"))
    return hmac.new(key_for("audit"), text.encode(), hashlib.sha256).hexdigest()


def append(checkpoints: Iterable[Checkpoint]) -> None:
    """Append signed lines. One write for all, so that two processes never mix a line."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    lines = []
    for point in checkpoints:
        fields = {
            "shard": point.shard,
            "seq": point.seq,
            "hash": point.hash,
            "at": at,
            "begins": point.begins,
        }
        lines.append(json.dumps(fields | {"signature": _signature(fields)}))
    if not lines:
        return
    path = checkpoints_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write("\n".join(lines) + "\n")


def read() -> Iterator[tuple[int, Checkpoint | None]]:
    """(line number, checkpoint) of the whole file; None where a line was edited or is not signed by our key."""
    path = checkpoints_path()
    if not path.is_file():
        return
    with path.open() as file:
        for number, line in enumerate(file, start=1):
            yield number, _parse(line)


def _parse(line: str) -> Checkpoint | None:
    try:
        fields = json.loads(line)
        signature = fields.pop("signature")
        good = hmac.compare_digest(signature, _signature(fields))
        return Checkpoint(fields["shard"], fields["seq"], fields["hash"], fields["begins"]) if good else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def note_on_commit(act: int) -> None:
    """Once the transaction is committed, note how far the act's chain has grown."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT shard, seq, hash FROM accounts_entry WHERE act_id = %s ORDER BY seq DESC LIMIT 1", [act]
        )
        row = cursor.fetchone()
    if row is None:
        raise RuntimeError(
            "the trail's triggers are missing, so nothing may be written: run `gainful upgrade`"
        )
    shard, seq, hash_ = row
    # A full disk must not undo what the database has already kept: robust logs it instead.
    transaction.on_commit(partial(append, [Checkpoint(shard, seq, hash_)]), robust=True)


def heads() -> list[Checkpoint]:
    """Where every chain that has begun stands now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT shard, seq, hash FROM accounts_chainhead WHERE seq > 0 ORDER BY shard")
        return [Checkpoint(shard, seq, hash_) for shard, seq, hash_ in cursor.fetchall()]


def condense() -> None:
    """Replace the file by one line a chain. Call it only after `verify` found nothing."""
    points = heads()
    path = checkpoints_path()
    fresh = path.with_suffix(".new")
    if path.exists():
        path.replace(fresh)
    append(points)
    fresh.unlink(missing_ok=True)


def begin_again() -> None:
    """Say that this database was restored from a backup: from here on its chains count from where they stand."""
    points = heads()
    append([Checkpoint(-1, 0, "", begins=True), *points])
