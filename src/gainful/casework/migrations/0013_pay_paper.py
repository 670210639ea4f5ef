"""On which paper a worker confirmed their pay. The table's audit is laid anew: SQLite drops it with the old table."""

from django.db import migrations, models

from gainful.accounts.guards import audit_tables


def put_under_audit(apps, schema_editor):
    """The audit's triggers, with the new column."""
    audit_tables(schema_editor, ["casework_payevidence"])


class Migration(migrations.Migration):
    dependencies = [("casework", "0012_limits")]

    operations = [
        migrations.AddField(
            model_name="payevidence",
            name="paper",
            field=models.CharField(blank=True, default="", max_length=120),
            preserve_default=False,
        ),
        migrations.RunPython(put_under_audit, migrations.RunPython.noop),
    ]
