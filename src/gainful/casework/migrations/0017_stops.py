"""Stops bind every record of an employer, and nobody is seated for or sent to one with whom placements stop.

A seat in a group outside the county needs its own consent.
"""

from django.db import migrations

from gainful.accounts.guards import install, reinstall
from gainful.casework import guards_freeze
from gainful.casework.guards_together import TOGETHER

GUARDS = {"sqlite": guards_freeze.SQLITE, "postgresql": guards_freeze.POSTGRESQL}
BIND = """UPDATE jobs_employer SET name = name WHERE frozen_on IS NULL
  AND EXISTS (SELECT 1 FROM casework_employerfreeze f WHERE f.lifted_on IS NULL)"""


def install_guards(apps, schema_editor):
    """The guards of stops as they stand now; the stops that stand bind the other records of their employers."""
    reinstall(schema_editor, GUARDS)
    install(schema_editor, TOGETHER)
    schema_editor.execute(BIND, params=None)


class Migration(migrations.Migration):
    dependencies = [("casework", "0016_refusing")]

    operations = [migrations.RunPython(install_guards, migrations.RunPython.noop)]
