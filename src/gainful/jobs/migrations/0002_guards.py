"""The guards of jobs, and the audit of its tables."""

from django.db import migrations

from gainful.accounts.guards import audit_tables, install
from gainful.jobs.guards import GUARDS, TABLES


def install_guards(apps, schema_editor):
    """Triggers and functions, by vendor."""
    install(schema_editor, GUARDS)
    audit_tables(schema_editor, TABLES)


class Migration(migrations.Migration):
    """Installed once; a later change of an audited table calls audit_tables again."""

    dependencies = [("jobs", "0001_initial"), ("accounts", "0002_guards")]

    operations = [migrations.RunPython(install_guards, migrations.RunPython.noop)]
