"""Bounds of columns that the database holds: words of a list, amounts and counts that cannot be below nothing.

`limited` puts a CHECK constraint on each column with a list of words and on each amount in fen; further bounds are
named. `Limits` is the migration step that installs them: on SQLite a constraint can only be added by copying the
table, which drops its triggers and which triggers of other tables forbid, so that they are put aside meanwhile.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, TypeVar

from django.db import models
from django.db.migrations.operations import SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation
from django.db.models import CheckConstraint, Q

from gainful.accounts.folding import rendered_once
from gainful.accounts.refusals import Refused

Bounds = tuple[int, int | None]
Row = TypeVar("Row", bound=type[models.Model])
AMOUNT = "_fen"


def limited(*, may_be_negative: Sequence[str] = (), **bounds: Bounds) -> Callable[[Row], Row]:
    """Give a model the constraints of its columns: (least, most) of a number, most None where there is none.

    Columns with choices take those words alone (and nothing, where they may be blank); amounts in fen are not
    negative, but those named. An unknown number stays unknown: no bound forbids NULL.
    """

    def decorate(model: Row) -> Row:
        found = []
        for field in model._meta.local_concrete_fields:
            if field.choices:
                found.append(_words(model, field))
            elif field.name in bounds:
                found.append(_bounds(model, field.name, bounds[field.name]))
            elif field.name.endswith(AMOUNT) and field.name not in may_be_negative:
                found.append(_bounds(model, field.name, (0, None)))
        model._meta.constraints = [*model._meta.constraints, *found]
        # What a migration is written from: the options as the class gave them.
        model._meta.original_attrs["constraints"] = model._meta.constraints
        return model

    return decorate


def _words(model: type[models.Model], field: Any) -> CheckConstraint:
    words = [word for word, _ in field.choices] + ([""] if field.blank else [])
    return CheckConstraint(
        condition=Q((f"{field.name}__in", words)), name=f"{model._meta.db_table}_{field.name}_words"
    )


def _bounds(model: type[models.Model], name: str, bounds: Bounds) -> CheckConstraint:
    least, most = bounds
    inside = Q((f"{name}__gte", least))
    if most is not None:
        inside &= Q((f"{name}__lte", most))
    return CheckConstraint(condition=inside, name=f"{model._meta.db_table}_{name}_bounds")


class Limits(Operation):
    """Add constraints to tables that stand, each table once, with every trigger as it was afterwards.

    Refuses before anything is changed where a row does not keep to a limit: rows_break_a_limit.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, operations: Sequence[Any]) -> None:
        self.operations = list(operations)

    def describe(self) -> str:
        """What the step does."""
        return "Limit columns to their words and bounds"

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models then have the constraints; they are rendered anew once, and not for each."""
        with rendered_once(state, [(app_label, one.model_name.lower()) for one in self.operations]):
            for one in self.operations:
                one.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Look at the rows, then install."""
        for one in self.operations:
            _refuse_rows(schema_editor, to_state.apps.get_model(app_label, one.model_name), one.constraint)
        if schema_editor.connection.vendor == "sqlite":
            self._copy_tables(app_label, schema_editor, to_state, _with)
            return
        for one in self.operations:
            one.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take the constraints away again."""
        if schema_editor.connection.vendor == "sqlite":
            self._copy_tables(app_label, schema_editor, from_state, _without)
            return
        for one in reversed(self.operations):
            one.database_backwards(app_label, schema_editor, from_state, to_state)

    def _copy_tables(
        self, app_label: str, schema_editor: Any, state: Any, change: Callable[[str, str], str]
    ) -> None:
        wanted: dict[str, list[str]] = {}
        for one in self.operations:
            model = state.apps.get_model(app_label, one.model_name)
            text = str(one.constraint.constraint_sql(model, schema_editor))
            wanted.setdefault(model._meta.db_table, []).append(text)
        with triggers_aside(schema_editor):
            for table, texts in wanted.items():
                _copy_table(
                    schema_editor, table, functools.reduce(change, texts, _sql_of(schema_editor, table))
                )


class NewColumns(SeparateDatabaseAndState):
    """Adds columns to a table that triggers name. SQLite makes the table anew for it: its triggers stand aside."""

    def __init__(self, operations: Sequence[Any]) -> None:
        super().__init__(database_operations=operations, state_operations=operations)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """What makes this step again."""
        return self.__class__.__qualname__, [], {"operations": self.state_operations}

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Add them."""
        with _aside(schema_editor):
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take them away again."""
        with _aside(schema_editor):
            super().database_backwards(app_label, schema_editor, from_state, to_state)


def _aside(schema_editor: Any) -> AbstractContextManager[None]:
    return triggers_aside(schema_editor) if schema_editor.connection.vendor == "sqlite" else nullcontext()


def _with(sql: str, constraint: str) -> str:
    body, _, rest = sql.rpartition(")")
    return f"{body}, {constraint}){rest}"


def _without(sql: str, constraint: str) -> str:
    return sql.replace(f", {constraint}", "")


def _sql_of(schema_editor: Any, table: str) -> str:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = %s", [table])
        return str(cursor.fetchone()[0])


def _copy_table(schema_editor: Any, table: str, sql: str) -> None:
    """Make a table anew from its changed text: columns in their order, rows, indexes, the last number given.

    Django's own copy puts the columns into another order, and the trail's images follow the table's order.
    """
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL",
            [table],
        )
        indexes = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
    old, new = schema_editor.quote_name(table), schema_editor.quote_name(f"new__{table}")
    schema_editor.execute(sql.replace(old, new, 1), params=None)
    schema_editor.execute(f"INSERT INTO {new} SELECT * FROM {old}", params=None)  # noqa: S608 our own tables
    schema_editor.execute(f"DROP TABLE {old}", params=None)
    schema_editor.execute(f"ALTER TABLE {new} RENAME TO {old}", params=None)
    for index in indexes:
        schema_editor.execute(index, params=None)
    if last:
        schema_editor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
        schema_editor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last[0]])


@contextmanager
def triggers_aside(schema_editor: Any) -> Iterator[None]:
    """On SQLite: no trigger stands inside; afterwards each stands again with the same text."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
    for name, _ in triggers:
        schema_editor.execute(f'DROP TRIGGER "{name}"', params=None)
    yield
    for _, sql in triggers:
        schema_editor.execute(sql, params=None)


def _refuse_rows(schema_editor: Any, model: Any, constraint: CheckConstraint) -> None:
    """Refuse where rows do not keep to a constraint, with the keys of the first three."""
    wrong = f"NOT ({constraint._get_check_sql(model, schema_editor)})"
    table = schema_editor.quote_name(model._meta.db_table)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table} WHERE {wrong} ORDER BY id LIMIT 3")  # noqa: S608 our own
        rows = [str(row[0]) for row in cursor.fetchall()]
    if rows:
        raise Refused(
            "rows_break_a_limit",
            table=model._meta.db_table,
            limit=constraint.name,
            rows=", ".join(rows),
        )
