"""Phones of offices, which workers are told to call."""

from django.db import migrations, models

import gainful.accounts.scope
from gainful.accounts.guards import audit_tables


def audit(apps, schema_editor):
    """The new table is under audit."""
    audit_tables(schema_editor, ["accounts_officephone"])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_limits")]

    operations = [
        migrations.CreateModel(
            name="OfficePhone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        default=gainful.accounts.scope.new_key, editable=False, max_length=16, unique=True
                    ),
                ),
                ("area", models.BigIntegerField(db_index=True)),
                ("of_desk", models.BooleanField(default=False)),
                ("phone", models.CharField(max_length=30)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("area", "of_desk"), name="one_phone_an_office"),
                    models.CheckConstraint(
                        condition=models.Q(("phone", ""), _negated=True), name="an_office_phone_has_a_number"
                    ),
                ]
            },
        ),
        migrations.RunPython(audit, migrations.RunPython.noop),
    ]
