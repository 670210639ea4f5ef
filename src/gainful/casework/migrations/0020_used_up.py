"""A retraction is used up by the beginning that it lets go. Rows of before let nothing go any more."""

from django.db import migrations, models

from gainful.accounts.guards import audit_tables, install, reinstall
from gainful.casework.guards_retracted import RETRACTED, TABLES, USED_UP


def lay_guards_anew(apps, schema_editor):
    """What stays as written names its columns now; the audit has the new one."""
    reinstall(schema_editor, RETRACTED)
    install(schema_editor, USED_UP)
    audit_tables(schema_editor, TABLES)


class Migration(migrations.Migration):
    dependencies = [("casework", "0019_beginnings")]

    operations = [
        migrations.AddField(
            model_name="retractedbeginning", name="unused", field=models.BooleanField(null=True)
        ),
        migrations.RunPython(lay_guards_anew, migrations.RunPython.noop),
    ]
