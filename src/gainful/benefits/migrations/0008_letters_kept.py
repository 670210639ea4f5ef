"""What a letter says is kept with it, so that it prints the same words for ever; guards and audit of its table anew."""

from django.db import migrations, models

from gainful.accounts.guards import audit_tables, install, reinstall
from gainful.benefits.guards_letters import BEFORE, LETTERS


def lay_guards_anew(apps, schema_editor):
    """A column added drops a table's triggers on SQLite; the audit names every column."""
    reinstall(schema_editor, BEFORE)
    install(schema_editor, LETTERS)
    audit_tables(schema_editor, ["benefits_letter"])


class Migration(migrations.Migration):
    dependencies = [("benefits", "0007_employers")]

    operations = [
        migrations.AddField(
            model_name="letter", name="text_sealed", field=models.TextField(blank=True, default="")
        ),
        migrations.RunPython(lay_guards_anew, migrations.RunPython.noop),
    ]
