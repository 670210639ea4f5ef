"""When a record got the home that it has: books of an area say something of whoever was at home there then."""

from django.db import migrations, models

from gainful.accounts.guards import audit_tables

TABLE = "registry_person"


def lay_audit_anew(apps, schema_editor):
    """The audit names every column."""
    audit_tables(schema_editor, [TABLE])


class Migration(migrations.Migration):
    """A column that may be empty is added in place on SQLite, so that no trigger is lost."""

    dependencies = [("registry", "0008_accounts_recorded")]

    operations = [
        migrations.AddField(
            model_name="person", name="home_recorded_at", field=models.DateTimeField(null=True)
        ),
        migrations.RunPython(lay_audit_anew, migrations.RunPython.noop),
    ]
