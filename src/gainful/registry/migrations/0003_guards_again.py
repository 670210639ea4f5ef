"""The guards of registry as they read now, put in place of those of an older database: half withdrawals, consents ahead of time."""

from django.db import migrations

from gainful.accounts.guards import reinstall
from gainful.registry.guards import FIRST_GUARDS


def install_again(apps, schema_editor):
    """Drop and make each trigger; rows are not touched."""
    reinstall(schema_editor, FIRST_GUARDS)


class Migration(migrations.Migration):
    """On a database made today 0002 has already installed the same."""

    dependencies = [("registry", "0002_guards")]

    operations = [migrations.RunPython(install_again, migrations.RunPython.noop)]
