"""What the trail can tell and give back: a row's history, what an act wrote, and undoing a whole act.

`restore` plays an act's entries backwards. Every state that it passes through has existed before, so no constraint
can stand in the way; what came after the act can, and then it refuses, naming what. It is itself an act, and audited.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from importlib import import_module, util
from itertools import groupby
from string import Template
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.utils.translation import get_language

from gainful.accounts.actor import Actor
from gainful.accounts.guards import MASKED, audited_tables, columns_of
from gainful.accounts.models import Entry
from gainful.accounts.refusals import Refused
from gainful.accounts.trail import acting, undoing

PAGE = 2_000

_CHANGED_SINCE = Template("""SELECT a.table_name, count(*) FROM
(SELECT table_name, row_pk, max(id) AS last_id FROM accounts_entry WHERE act_id = %s GROUP BY table_name, row_pk) a
JOIN accounts_entry mine ON mine.id = a.last_id
JOIN accounts_entry latest ON latest.id =
  (SELECT max(x.id) FROM accounts_entry x WHERE x.table_name = a.table_name AND x.row_pk = a.row_pk)
WHERE latest."after" $differs mine."after" GROUP BY a.table_name""")

_WRITES = {
    "sqlite": {
        "delete": Template('DELETE FROM "$table" WHERE id = %s'),
        "insert": Template('INSERT INTO "$table" ($columns) VALUES ($places)'),
        "update": Template('UPDATE "$table" SET $settings WHERE id = %s'),
    },
    "postgresql": {
        "delete": Template('DELETE FROM "$table" WHERE id = %s'),
        "insert": Template(
            'INSERT INTO "$table" ($columns) SELECT $columns FROM jsonb_populate_record(NULL::"$table", %s::jsonb)'
        ),
        "update": Template(
            'UPDATE "$table" SET ($columns) = '
            '(SELECT $columns FROM jsonb_populate_record(NULL::"$table", %s::jsonb)) WHERE id = %s'
        ),
    },
}
_UNDO = {"insert": "delete", "update": "update", "delete": "insert"}


@dataclass(frozen=True)
class RowWritten:
    """One row that an act wrote, and how: insert, update or delete."""

    table: str
    pk: int
    op: str


class TableCounts(Counter[str]):
    """Table → rows, which reads as words: "2 people, 1 wish" in the language in force."""

    def __str__(self) -> str:
        english = (get_language() or "").startswith("en")
        parts = [f"{count} {table_words(table, count)}" for table, count in sorted(self.items())]
        return ", ".join(parts) if english else "、".join(parts)

    def __format__(self, spec: str) -> str:
        return str(self)


def model_of(table: str) -> type[models.Model] | None:
    """The model kept in a table, None for a table of an older version."""
    every = apps.get_models(include_auto_created=True)
    return next((model for model in every if model._meta.db_table == table), None)


def table_words(table: str, count: int = 2) -> str:
    """What a table's rows are called: from TABLES in its chapter's refusal_words, else the model's own name."""
    model = model_of(table)
    if model is None:
        return table
    words = f"gainful.{model._meta.app_label}.refusal_words"
    known = getattr(import_module(words), "TABLES", {}) if util.find_spec(words) else {}
    english = (get_language() or "").startswith("en")
    if table in known:
        one, many = known[table]["en"]
        return str((one if count == 1 else many) if english else known[table]["zh"])
    return str(model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural)


def entries_of(table: str, pk: int) -> models.QuerySet[Entry]:
    """A row's entries, oldest first, each with its act and account."""
    return Entry.objects.filter(table_name=table, row_pk=pk).select_related("act__account").order_by("id")


def rows_written(act: int) -> list[RowWritten]:
    """What an act wrote, in its order; a row written twice is there twice. The act's own row is left out."""
    entries = Entry.objects.filter(act_id=act).exclude(table_name="accounts_act").order_by("id")
    return [RowWritten(*row) for row in entries.values_list("table_name", "row_pk", "op")]


def changes(entry: Entry) -> list[tuple[str, Any, Any]]:
    """(column, before, after) of what an entry changed; None where the row was not there yet or no longer."""
    before, after = _values(entry.table_name, entry.before), _values(entry.table_name, entry.after)
    names = list(before or after)
    return [
        (name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)
    ]


def _values(table: str, text: str | None) -> dict[str, Any]:
    """An image as values; SQLite's images hold JSON as text and truth as 0 and 1."""
    values: dict[str, Any] = json.loads(text) if text else {}
    model = model_of(table)
    for field in model._meta.concrete_fields if model else ():
        value = values.get(field.column)
        if isinstance(field, models.JSONField) and isinstance(value, str):
            values[field.column] = json.loads(value)
        if isinstance(field, models.BooleanField) and value is not None:
            values[field.column] = bool(value)
    return values


def restore(*, actor: Actor, act: int, leaving: Collection[str] = ()) -> TableCounts:
    """Put every row that an act wrote back as it was; returns how many rows by table.

    Tables in `leaving` stay as they are. Refused, with the tables and counts, where a later act changed one of the
    rows or where rows written later refer to one that the act made. Undoing that later act first opens the way.
    """
    with acting(actor, "accounts.restore"):
        tables = _tables_of(act, leaving)
        if not tables:
            raise Refused("nothing_to_undo")
        for table in tables:
            _lock(act, table)
        changed = _changed_since(act, leaving)
        if changed:
            raise Refused("changed_since", what=changed)
        referring = _referring_since(act, tables)
        if referring:
            raise Refused("referred_to_since", what=referring)
        with undoing():
            return _play_backwards(act, tables)


def _tables_of(act: int, leaving: Collection[str]) -> list[str]:
    own = {"accounts_act", *leaving}
    tables = set(Entry.objects.filter(act_id=act).values_list("table_name", flat=True)) - own
    unknown = tables - set(audited_tables())
    if unknown:
        raise Refused("cannot_undo_older_version", what=", ".join(sorted(unknown)))
    return sorted(tables)


def _touched(act: int, table: str) -> models.QuerySet[Entry]:
    return Entry.objects.filter(act_id=act, table_name=table)


def _model(table: str) -> type[models.Model]:
    model = model_of(table)
    assert model is not None, table
    return model


def _lock(act: int, table: str) -> None:
    rows = _model(table)._base_manager.filter(pk__in=_touched(act, table).values("row_pk"))
    list(rows.select_for_update().values_list("pk", flat=True))


def _changed_since(act: int, leaving: Collection[str]) -> TableCounts:
    """Rows that are no longer as the act left them. One changed and changed back is as it was left."""
    differs = "IS DISTINCT FROM" if connection.vendor == "postgresql" else "IS NOT"
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED_SINCE.substitute(differs=differs), [act])
        return TableCounts({table: count for table, count in cursor.fetchall() if table not in leaving})


def _referring_since(act: int, tables: Collection[str]) -> TableCounts:
    """Rows that the act did not write and that refer to rows it made."""
    found = TableCounts()
    for table in tables:
        made = _touched(act, table).filter(op="insert").values("row_pk")
        for relation in _model(table)._meta.get_fields(include_hidden=True):
            field = getattr(relation, "field", None)
            if (
                not isinstance(field, models.ForeignKey)
                or not relation.auto_created
                or not field.db_constraint
            ):
                continue
            other = field.model
            rows = other._base_manager.filter(**{f"{field.name}__in": made})
            if other._meta.db_table in tables:
                rows = rows.exclude(pk__in=_touched(act, other._meta.db_table).values("row_pk"))
            count = rows.count()
            if count:
                found[other._meta.db_table] += count
    return found


def _backwards(act: int, tables: Collection[str]) -> Iterator[Entry]:
    """The act's entries, last first, a page at a time: writing goes on between pages."""
    entries = Entry.objects.filter(act_id=act, table_name__in=tables).order_by("-id")
    page = list(entries[:PAGE])
    while page:
        yield from page
        page = list(entries.filter(id__lt=page[-1].pk)[:PAGE])


def _play_backwards(act: int, tables: Collection[str]) -> TableCounts:
    done: set[tuple[str, int]] = set()
    columns = {table: columns_of(connection, table) for table in tables}
    for (table, op), run in groupby(_backwards(act, tables), key=lambda entry: (entry.table_name, entry.op)):
        entries = list(run)
        done |= {(table, entry.row_pk) for entry in entries}
        _take_back(table, op, entries, columns[table])
    return TableCounts(Counter(table for table, _ in done))


def _take_back(table: str, op: str, entries: list[Entry], columns: list[str]) -> None:
    """Take back a run of writes of one kind in one table."""
    hidden = MASKED.get(table, ())
    if op == "delete" and hidden:
        raise Refused("cannot_restore_hidden", what=TableCounts({table: len(entries)}))
    for keys, run in groupby(entries, key=lambda entry: _columns_in(entry.before, columns, hidden)):
        quoted = [f'"{name}"' for name in keys]
        statement = _WRITES[connection.vendor][_UNDO[op]].substitute(
            table=table,
            columns=", ".join(quoted),
            places=", ".join(["%s"] * len(keys)),
            settings=", ".join(f"{name} = %s" for name in quoted),
        )
        with connection.cursor() as cursor:
            cursor.executemany(statement, [_parameters(entry, keys) for entry in run])


def _columns_in(image: str | None, columns: list[str], hidden: tuple[str, ...]) -> tuple[str, ...]:
    """Columns of the table that an image holds in clear: a later version may have added or dropped some."""
    held = json.loads(image) if image else {}
    return tuple(name for name in columns if name in held and name not in hidden)


def _parameters(entry: Entry, keys: tuple[str, ...]) -> list[Any]:
    if entry.op == "insert":
        return [entry.row_pk]
    image = json.loads(entry.before or "{}")
    values = [entry.before] if connection.vendor == "postgresql" else [image[name] for name in keys]
    return values if entry.op == "delete" else [*values, json.loads(entry.after or "{}")["id"]]
