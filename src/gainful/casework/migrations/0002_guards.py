"""What the database itself refuses in casework, and the audit of its tables."""

from django.db import migrations

from gainful.accounts.guards import audit_tables, install
from gainful.casework.guards import FIRST, TABLES


def install_guards(apps, schema_editor):
    """Triggers and functions, by vendor."""
    install(schema_editor, FIRST)
    audit_tables(schema_editor, TABLES)


class Migration(migrations.Migration):
    """They name tables of the registry and of jobs: a migration altering those drops and installs them again."""

    dependencies = [
        ("accounts", "0002_guards"),
        ("registry", "0001_initial"),
        ("jobs", "0001_initial"),
        ("casework", "0001_initial"),
    ]

    operations = [migrations.RunPython(install_guards, migrations.RunPython.noop)]
