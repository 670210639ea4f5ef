"""Have batches and their files recorded by the audit triggers; staged rows and findings decide nothing."""

from typing import Any

from django.db import migrations

from gainful.accounts.guards import audit_tables

TABLES = ("intake_batch", "intake_batchfile")


def install(apps: Any, schema_editor: Any) -> None:
    """Install the triggers."""
    audit_tables(schema_editor, TABLES)


class Migration(migrations.Migration):
    """Guards of intake."""

    dependencies = [("intake", "0001_initial")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop, elidable=False)]
