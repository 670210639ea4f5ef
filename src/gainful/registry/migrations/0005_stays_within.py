"""How far somebody can leave home; the guards and the audit of wishes read the new column too."""

from django.db import migrations, models

from gainful.accounts.guards import audit_tables, reinstall
from gainful.registry.guards import WISH_GUARDS


def guard_again(apps, schema_editor):
    """The triggers name every column, and adding one takes them away on SQLite."""
    reinstall(schema_editor, WISH_GUARDS)
    audit_tables(schema_editor, ["registry_wish"])


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_learning")]

    operations = [
        migrations.AddField(
            model_name="wish",
            name="stays_within",
            field=models.CharField(
                blank=True,
                choices=[
                    ("own_village", "Village"),
                    ("own_township", "Township"),
                    ("own_county", "County"),
                    ("nothing_keeps", "Free"),
                ],
                default="",
                max_length=14,
            ),
            preserve_default=False,
        ),
        migrations.RunPython(guard_again, migrations.RunPython.noop),
    ]
