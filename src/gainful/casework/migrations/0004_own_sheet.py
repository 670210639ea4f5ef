"""The one sheet of a person, and its audit."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gainful.accounts.scope
from gainful.accounts.guards import audit_tables


def under_audit(apps, schema_editor):
    """The new table is recorded like every other."""
    audit_tables(schema_editor, ["casework_ownsheet"])


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0003_guards_again"),
        ("registry", "0003_guards_again"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnSheet",
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
                ("token_digest", models.CharField(max_length=64, unique=True)),
                ("made_on", models.DateField()),
                ("good_until", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="registry.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("good_until__gte", models.F("made_on"))),
                        name="a_sheet_is_good_for_a_while",
                    )
                ],
            },
        ),
        migrations.RunPython(under_audit, migrations.RunPython.noop),
    ]
