"""The one table of attendance: what the migration that brought two tables together names."""

from __future__ import annotations

from importlib import import_module

from django.apps import apps


def test_the_migration_names_what_it_brings_together():
    rolls = import_module("gainful.casework.migrations.0010_one_attendance").ROLLS
    assert dict(rolls) == {"paper": "paper_days", "phone": "phone_days"}
    assert not any(model.__name__ == "PostAttendance" for model in apps.get_models())
