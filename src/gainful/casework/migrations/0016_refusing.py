"""Hazardous work is kept from anybody under 18 by the database itself."""

from django.db import migrations

from gainful.accounts.guards import install
from gainful.casework.guards_hazard import HAZARD


def install_guards(apps, schema_editor):
    """Triggers and functions, by vendor."""
    install(schema_editor, HAZARD)


class Migration(migrations.Migration):
    dependencies = [("casework", "0015_by_person_and_day")]

    operations = [migrations.RunPython(install_guards, migrations.RunPython.noop)]
