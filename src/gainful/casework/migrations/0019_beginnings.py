"""Beginnings recorded by mistake; who heard an answer; the questions before a start; late pay of one employer's records."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gainful.accounts.scope
from gainful.accounts.guards import audit_tables, install, reinstall
from gainful.accounts.limits import NewColumns
from gainful.casework.guards_heard import HEARD
from gainful.casework.guards_pay import PAY
from gainful.casework.guards_retracted import RETRACTED, TABLES
from gainful.casework.guards_signs import ASKED_FIRST


def install_guards(apps, schema_editor):
    """Triggers and functions by vendor; the new table is under audit, offers again with their new column."""
    reinstall(schema_editor, PAY)
    for guards in (RETRACTED, ASKED_FIRST, HEARD):
        install(schema_editor, guards)
    audit_tables(schema_editor, [*TABLES, "casework_offer"])


def key(related_name, to, **more):
    """A reference that keeps the row it names."""
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to=to, **more
    )


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0018_roll_training"),
        ("registry", "0008_accounts_recorded"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        NewColumns(
            [
                migrations.AddField(
                    model_name="offer",
                    name="heard_by",
                    field=key("+", settings.AUTH_USER_MODEL, null=True),
                )
            ]
        ),
        migrations.CreateModel(
            name="RetractedBeginning",
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
                ("began_on", models.DateField()),
                ("stands", models.BooleanField()),
                ("because", models.CharField(max_length=200)),
                ("paper", models.CharField(blank=True, max_length=120)),
                ("retracted_on", models.DateField()),
                ("person", key("retracted_beginnings", "registry.person")),
                ("recorded_by", key("+", settings.AUTH_USER_MODEL, null=True)),
                ("spell", key("retracted_beginnings", "casework.spell")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("because", ""), _negated=True),
                        name="a_retracted_beginning_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("retracted_on__gte", models.F("began_on"))),
                        name="a_beginning_is_retracted_after_it",
                    ),
                ]
            },
        ),
        migrations.RunPython(install_guards, migrations.RunPython.noop),
    ]
