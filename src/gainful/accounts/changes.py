"""Answers kept while nothing that they were read from was written: what changed is read off the audit chain.

Every write to a chapter's table leaves an entry in the chain in the same transaction, whoever writes, and moves the
head of a shard. Whoever sees the same heads sees the same rows. So an answer holds until an entry names one of the
tables it was read from; one's own write, once committed, is seen by one's very next look. Inside a transaction
nothing kept is used, and nothing is kept: the heads do not tell yet what it has written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any

from django.db import connection
from django.db.models import Q

from gainful.accounts.guards import audited_tables
from gainful.accounts.models import ChainHead, Entry

MOST_ENTRIES = 2_000
"""After more entries than these (an import) everything is asked anew rather than read through."""

_QUOTED = re.compile(r'"(\w+)"')
# Read by statements that count, and no answer hangs on what it says.
_NO_MATTER = {ChainHead._meta.db_table}


class Changes:
    """When each table was last seen to change, in ticks that only this process knows."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._heads: dict[int, tuple[int, str]] = {}
        self._changed: dict[str, int] = {}
        self._all_changed = 0
        self._tick = 0

    def look(self) -> int | None:
        """The tick of this moment, after noticing what was committed by now; None inside a transaction. One query
        where nothing was written since the last look, two otherwise.
        """
        if connection.in_atomic_block:
            return None
        heads = {
            shard: (seq, text) for shard, seq, text in ChainHead.objects.values_list("shard", "seq", "hash")
        }
        with self._lock:
            if heads != self._heads:
                self._notice(heads)
            return self._tick

    def _notice(self, heads: dict[int, tuple[int, str]]) -> None:
        self._tick += 1
        tables = self._written(heads)
        if tables is None:
            self._all_changed = self._tick
        else:
            self._changed |= dict.fromkeys(tables, self._tick)
        self._heads = heads

    def _written(self, heads: dict[int, tuple[int, str]]) -> set[str] | None:
        """The tables written between the heads known and these; None where they do not continue the known ones."""
        if heads.keys() != self._heads.keys() or any(heads[one][0] < self._heads[one][0] for one in heads):
            return None
        moved = {shard: self._heads[shard][0] for shard in heads if heads[shard] != self._heads[shard]}
        since = Q(pk__in=[])
        for shard, seq in moved.items():
            since |= Q(shard=shard, seq__gte=seq, seq__lte=heads[shard][0])
        rows = Entry.objects.filter(since).values_list("shard", "seq", "table_name", "hash")
        found = list(rows.order_by()[: MOST_ENTRIES + 1])
        known = {shard: text for shard, seq, _table, text in found if seq == moved[shard]}
        goes_on = all(known.get(shard) == self._heads[shard][1] for shard, seq in moved.items() if seq)
        if len(found) > MOST_ENTRIES or not goes_on:
            return None
        return {table for shard, seq, table, _hash in found if seq > moved[shard]}

    def untouched(self, tables: frozenset[str], tick: int) -> bool:
        """Whether none of these tables has been seen to change since a tick."""
        with self._lock:
            return self._all_changed <= tick and all(self._changed.get(one, 0) <= tick for one in tables)


CHANGES = Changes()


class Kept:
    """Answers by question, each with the tables it was read from. At most so many; then all are let go."""

    def __init__(self, most: int = 4_096) -> None:
        self._most = most
        self._answers: dict[Hashable, tuple[int, frozenset[str], Any]] = {}
        self._locks: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def get(self, question: Hashable) -> Any | None:
        """The answer kept, if it still holds."""
        tick, tables, answer = self._answers.get(question, (0, frozenset(), None))
        return answer if answer is not None and CHANGES.untouched(tables, tick) else None

    def keep(self, question: Hashable, answer: Any, tables: frozenset[str], tick: int) -> None:
        """Keep an answer that was asked for after the look of `tick`. From a table without audit nothing is kept."""
        if not tables <= _audited():
            return
        with self._lock:
            if len(self._answers) >= self._most:
                self._answers.clear()
            self._answers[question] = (tick, tables, answer)

    @contextmanager
    def alone(self, question: Hashable) -> Iterator[None]:
        """One thread at a time answers a question; the others wait, and find the answer kept."""
        with self._lock:
            if len(self._locks) >= self._most:
                self._locks = {name: lock for name, lock in self._locks.items() if lock.locked()}
            lock = self._locks.setdefault(question, Lock())
        with lock:
            yield


@cache
def _audited() -> frozenset[str]:
    return frozenset(audited_tables())


@cache
def _every_table() -> frozenset[str]:
    return frozenset(connection.introspection.django_table_names())


def tables_named(statement: str) -> frozenset[str]:
    """The tables that an SQL statement of Django's names."""
    return frozenset(_QUOTED.findall(statement)) & _every_table() - _NO_MATTER


@contextmanager
def tables_read() -> Iterator[set[str]]:
    """Collects the tables named by every statement run inside."""
    found: set[str] = set()

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        found.update(tables_named(sql))
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield found
