"""Everything that is kept about one person as plain data, for that person to take away."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models

from gainful.registry.models import Person
from gainful.web.worker_record import PARTS, of, rows_of
from gainful.web.worker_record_words import raw


def own_data(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Rows by table, each with every column of `worker_record.PARTS`; sealed values are opened, None is unknown."""
    whose = of(person)
    found: dict[str, list[dict[str, Any]]] = {}
    for part in PARTS:
        columns = [column.split(":")[0] for column in part.columns]
        found[str(part.model._meta.model_name)] = [
            {"key": getattr(row, "key", row.pk)} | {column: raw(row, column) for column in columns}
            for row in rows_of(part, whose)
        ]
    return found


def linked_models() -> list[tuple[type[models.Model], str]]:
    """(model, field) of every table with a foreign key to a person, their household, or a job of theirs."""
    linked = {"registry.Person", "registry.Household", "casework.Spell"}
    return [
        (model, field.name)
        for config in apps.get_app_configs()
        if config.name.startswith("gainful.")
        for model in config.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is not None and field.related_model._meta.label in linked
    ]
