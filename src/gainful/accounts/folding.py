"""Steps of a migration, with constraints and indexes made together with their new table.

Written one by one, as Django writes them, each constraint renders every related model anew, and on SQLite copies the
table as well: a fresh home would wait longest for constraints of tables that are still empty.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db.migrations.operations import AddConstraint, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation


def folded(operations: Sequence[Operation]) -> list[Operation]:
    """The same steps with those constraints and indexes inside the table's own step; the models come out the same.

    A table is only added to while nothing else has been done to it, and no code has run, since it was made.
    """
    found: list[Operation] = []
    made: dict[str, int] = {}
    for one in operations:
        name = getattr(one, "model_name", "").lower()
        if isinstance(one, CreateModel):
            made[one.name.lower()] = len(found)
            found.append(one)
        elif isinstance(one, AddConstraint | AddIndex) and name in made:
            found[made[name]] = _with(found[made[name]], one)
        else:
            found.append(one)
            if name:
                made.pop(name, None)
            else:
                made.clear()
    return [step for new, run in itertools.groupby(found, _is_new) for step in _steps(new, list(run))]


def _is_new(one: Operation) -> bool:
    return isinstance(one, CreateModel)


def _steps(new: bool, run: list[Any]) -> list[Operation]:
    return [Tables(run)] if new and len(run) > 1 else run


def _with(table: Operation, one: AddConstraint | AddIndex) -> CreateModel:
    """The table's step, with one constraint or index more."""
    kind, added = ("indexes", one.index) if isinstance(one, AddIndex) else ("constraints", one.constraint)
    assert isinstance(table, CreateModel)
    options = {**table.options, kind: [*table.options.get(kind, []), added]}
    return CreateModel(table.name, table.fields, options, table.bases, table.managers)


class Tables(Operation):
    """New tables, one after another; related models are rendered anew once, when all are known."""

    reduces_to_sql = True

    def __init__(self, operations: Sequence[CreateModel]) -> None:
        self.operations = list(operations)

    def describe(self) -> str:
        """What the step does."""
        return "Create " + ", ".join(one.name for one in self.operations)

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models are there."""
        with rendered_once(state, [(app_label, one.name.lower()) for one in self.operations]):
            for one in self.operations:
                one.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Make the tables, in their order."""
        for one in self.operations:
            one.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take the tables away, the last first."""
        for one in reversed(self.operations):
            one.database_backwards(app_label, schema_editor, from_state, to_state)


@contextmanager
def rendered_once(state: Any, models: Sequence[tuple[str, str]]) -> Iterator[None]:
    """Changes to the state of these models (app, name), rendered when they are all made and not after each."""
    apps = state.__dict__.pop("apps", None)
    yield
    if apps is not None:
        state.__dict__["apps"] = apps
        state.reload_models(set(models))
