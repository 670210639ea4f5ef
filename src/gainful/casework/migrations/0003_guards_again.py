"""The guards of casework as they read now, put in place of those of an older database: words, past facts, days of consent."""

from django.db import migrations

from gainful.accounts.guards import reinstall
from gainful.casework.guards import FIRST


def install_again(apps, schema_editor):
    """Drop and make each trigger; rows are not touched."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "DROP FUNCTION IF EXISTS casework_needs_consent(bigint, bigint, text)", params=None
        )
    reinstall(schema_editor, FIRST)


class Migration(migrations.Migration):
    """On a database made today 0002 has already installed the same."""

    dependencies = [("casework", "0002_guards")]

    operations = [migrations.RunPython(install_again, migrations.RunPython.noop)]
