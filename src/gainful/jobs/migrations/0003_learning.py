"""The day on which an opening became known here; the audit of openings reads the new column too."""

from django.db import migrations, models

from gainful.accounts.guards import audit_tables


def audit_again(apps, schema_editor):
    """The audit triggers name every column."""
    audit_tables(schema_editor, ["jobs_opening"])


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0002_guards"),
    ]

    operations = [
        migrations.AddField(
            model_name="opening",
            name="recorded_on",
            field=models.DateField(db_index=True, null=True),
        ),
        migrations.RunPython(audit_again, migrations.RunPython.noop),
    ]
