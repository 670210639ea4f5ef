"""Whether a worker was trained through work in a month, as the roll says. The table's audit is laid anew."""

from django.db import migrations, models

from gainful.accounts.guards import audit_tables, install
from gainful.casework.guards_rolls import TRAINED


def put_under_audit(apps, schema_editor):
    """The audit's triggers, with the new column, which is never rewritten either."""
    install(schema_editor, TRAINED)
    audit_tables(schema_editor, ["casework_rollline"])


class Migration(migrations.Migration):
    dependencies = [("casework", "0017_stops")]

    operations = [
        migrations.AddField(model_name="rollline", name="trained", field=models.BooleanField(null=True)),
        migrations.RunPython(put_under_audit, migrations.RunPython.noop),
    ]
