"""The guards of registry, and the audit of its tables."""

from django.db import migrations

from gainful.accounts.guards import audit_tables, install
from gainful.registry.guards import FIRST_GUARDS, TABLES


def install_guards(apps, schema_editor):
    """Triggers and functions, by vendor."""
    install(schema_editor, FIRST_GUARDS)
    audit_tables(schema_editor, TABLES)


class Migration(migrations.Migration):
    """Installed once; a later change of an audited table calls audit_tables again."""

    dependencies = [("registry", "0001_initial"), ("accounts", "0002_guards")]

    operations = [migrations.RunPython(install_guards, migrations.RunPython.noop)]
