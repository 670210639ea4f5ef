"""Rows against the trail: each entry must begin where the row's entry before it ended, and the row end at the last.

It shows what was written while triggers were off, and entries forged at the end of a chain, which a chain cannot.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from string import Template
from typing import Any

from django.db import connection

from gainful.accounts.guards import LEFT_OUT, MASKED, audited_tables, columns_of
from gainful.accounts.trail_sqlite import image

BATCH = 5_000

_DIFFER = Template("""SELECT t.id, $image, e."after" FROM "$table" t LEFT JOIN accounts_entry e ON e.id =
(SELECT max(x.id) FROM accounts_entry x WHERE x.table_name = '$table' AND x.row_pk = t.id)
WHERE e."after" IS NULL OR $same = 0 ORDER BY t.id""")
_GONE = Template("""SELECT e.row_pk FROM accounts_entry e WHERE e.table_name = '$table' AND e.op <> 'delete'
AND NOT EXISTS (SELECT 1 FROM "$table" t WHERE t.id = e.row_pk)
AND e.id = (SELECT max(x.id) FROM accounts_entry x WHERE x.table_name = '$table' AND x.row_pk = e.row_pk)
ORDER BY e.row_pk LIMIT 1""")

_OUT_OF_TURN = """SELECT id, was, "before" FROM (SELECT id, "before",
lag("after") OVER (PARTITION BY table_name, row_pk ORDER BY id) AS was FROM accounts_entry) AS turns
WHERE coalesce("before", '') <> coalesce(was, '') ORDER BY id"""


def first_entry_out_of_turn() -> str | None:
    """The first entry that does not begin where its row stood after the entry before it."""
    for number, was, before in _rows(_OUT_OF_TURN):
        if was is None or before is None or not _same_where_both(json.loads(was), json.loads(before)):
            return f"entry {number} does not begin where its row stood"
    return None


def first_row_behind_the_trail() -> str | None:
    """The first row, by table and number, that differs from its last entry, has none, or is gone without one."""
    for table in audited_tables():
        for pk, now, then in _differing(table):
            if then is None or not _same_where_both(json.loads(now), json.loads(then)):
                return f"row {pk} of {table} was written behind the trail"
        with connection.cursor() as cursor:
            cursor.execute(_GONE.substitute(table=table))
            gone = cursor.fetchone()
        if gone:
            return f"row {gone[0]} of {table} was deleted behind the trail"
    return None


def _differing(table: str) -> Iterator[tuple[Any, ...]]:
    if connection.vendor == "sqlite":
        now = image(columns_of(connection, table), MASKED.get(table, ()), "t")
        same = f'(e."after" = {now})'
    else:
        left_out, masked = ",".join(LEFT_OUT.get(table, ())), ",".join(MASKED.get(table, ()))
        now = f"gainful_image(to_jsonb(t), '{{{left_out}}}', '{{{masked}}}')"
        same = f'(e."after"::jsonb = {now})::int'
        now += "::text"
    return _rows(_DIFFER.substitute(table=table, image=now, same=same))


def _rows(query: str) -> Iterator[tuple[Any, ...]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(query)
        while rows := cursor.fetchmany(BATCH):
            yield from rows


def _same_where_both(now: dict[str, Any], then: dict[str, Any]) -> bool:
    """Whether the columns that both know agree: a later version may have added or dropped some."""
    return all(now[name] == then[name] for name in now.keys() & then.keys())
