"""The register of releases is audited like every table."""

from django.db import migrations

from gainful.accounts.guards import audit_tables


def install_guards(apps, schema_editor):
    """The audit triggers."""
    audit_tables(schema_editor, ["figures_publication"])


class Migration(migrations.Migration):
    """Installed once; a later change of the table calls audit_tables again."""

    dependencies = [("figures", "0001_initial"), ("accounts", "0002_guards")]

    operations = [migrations.RunPython(install_guards, migrations.RunPython.noop)]
