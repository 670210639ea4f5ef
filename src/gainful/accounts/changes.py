"""Answers kept while nothing that they were read from was written: what changed is read off the audit chain.

Every write to a chapter's table leaves an entry in the chain in the same transaction, whoever writes, and moves the
head of a shard. Whoever sees the same heads sees the same rows. So an answer holds until an entry names one of the
tables it was read from; one's own write, once committed, is seen by one's very next look. Inside a transaction
nothing kept is used, and nothing is kept: the heads do not tell yet what it has written.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from sys import intern
from threading import Lock
from typing import Any

from django.db import connection
from django.db.models import Q

from gainful.accounts.guards import audited_tables
from gainful.accounts.models import ChainHead, Entry

MOST_ENTRIES = 2_000
"""After more entries than these (an import) everything is asked anew rather than read through."""
MOST_REMEMBERED = 10_000
"""Written rows of which it is remembered what they name: some ten megabytes, most of an hour of a busy office."""

Written = Mapping[str, Mapping[str, frozenset[int]]]
"""Tables that were written: column → the numbers that the written rows hold there or held before. Columns that name
rows only: `id`, and every one that ends in `_id`."""

_Heads = dict[int, tuple[int, str]]
_Names = frozenset[tuple[str, int]]
_QUOTED = re.compile(r'"(\w+)"')
# Read by statements that count, and no answer hangs on what it says.
_NO_MATTER = {ChainHead._meta.db_table}


class Changes:
    """When each table was last seen to change, in ticks that only this process knows."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._heads: _Heads = {}
        self._changed: dict[str, int] = {}
        self._all_changed = 0
        self._tick = 0
        self._log: deque[tuple[int, str, _Names]] = deque()
        self._forgotten = 0

    def look(self) -> int | None:
        """The tick of this moment, after noticing what was committed by now; None inside a transaction. One query
        where nothing was written since the last look, three otherwise.
        """
        if connection.in_atomic_block:
            return None
        heads = _heads()
        with self._lock:
            if heads != self._heads:
                # Read again: another thread may have noticed later heads while this one waited with earlier ones,
                # which would look like a chain that does not go on.
                self._notice(_heads())
            return self._tick

    def _notice(self, heads: _Heads) -> None:
        if heads == self._heads:
            return
        self._tick += 1
        rows = self._written(heads)
        if rows is None:
            self._all_changed = self._forgotten = self._tick
            self._log.clear()
        else:
            self._changed |= {table: self._tick for table, _names in rows}
            self._log.extend((self._tick, table, names) for table, names in rows)
        while len(self._log) > MOST_REMEMBERED:
            self._forgotten = self._log.popleft()[0]
        self._heads = heads

    def _written(self, heads: _Heads) -> list[tuple[str, _Names]] | None:
        """The audited rows written between the heads known and these, each with its table and what it names, before
        and after; None where the heads do not continue the known ones.
        """
        if heads.keys() != self._heads.keys() or any(heads[one][0] < self._heads[one][0] for one in heads):
            return None
        moved = {shard: self._heads[shard][0] for shard in heads if heads[shard] != self._heads[shard]}
        since = Q(pk__in=[])
        for shard, seq in moved.items():
            since |= Q(shard=shard, seq__gte=seq, seq__lte=heads[shard][0])
        rows = Entry.objects.filter(since).values_list(
            "shard", "seq", "hash", "table_name", "before", "after"
        )
        found = list(rows.order_by()[: MOST_ENTRIES + 1])
        known = {shard: text for shard, seq, text, *_row in found if seq == moved[shard]}
        goes_on = all(known.get(shard) == self._heads[shard][1] for shard, seq in moved.items() if seq)
        if len(found) > MOST_ENTRIES or not goes_on:
            return None
        return [
            (table, _names(*images))
            for shard, seq, _, table, *images in found
            if seq > moved[shard] and table in _audited()
        ]

    def untouched(self, tables: frozenset[str], tick: int) -> bool:
        """Whether none of these tables has been seen to change since a tick."""
        with self._lock:
            return self._all_changed <= tick and all(self._changed.get(one, 0) <= tick for one in tables)

    def since(self, tick: int) -> Written | None:
        """What was written after a tick, as far as it was noticed by the last look; None where that is not known."""
        found: dict[str, dict[str, set[int]]] = {}
        with self._lock:
            if max(self._all_changed, self._forgotten) > tick:
                return None
            for when, table, names in self._log:
                if when > tick:
                    for column, number in names:
                        found.setdefault(table, {}).setdefault(column, set()).add(number)
        return {
            table: {name: frozenset(numbers) for name, numbers in columns.items()}
            for table, columns in found.items()
        }


def _heads() -> _Heads:
    return {shard: (seq, text) for shard, seq, text in ChainHead.objects.values_list("shard", "seq", "hash")}


def _names(*images: str | None) -> _Names:
    """The numbers by which a row, as it was and as it is, names itself and others."""
    return frozenset(
        (intern(column), value)
        for image in images
        for column, value in json.loads(image or "{}").items()
        if (column == "id" or column.endswith("_id")) and isinstance(value, int)
    )


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

    def last(self, question: Hashable) -> tuple[int, frozenset[str], Any] | None:
        """The answer kept last, which may hold no longer: the tick from which it was known, its tables, itself."""
        return self._answers.get(question)

    def hold(self, question: Hashable, answer: Any, tick: int) -> None:
        """Note that an answer kept, just found to hold, is known to hold at the look of `tick`."""
        with self._lock:
            found = self._answers.get(question)
            if found is not None and found[2] is answer and found[0] < tick:
                self._answers[question] = (tick, *found[1:])

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
