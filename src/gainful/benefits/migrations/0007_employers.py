"""Claims of employers as such, the workshop that one is about, and what papers state of employers; all guarded."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gainful.accounts.scope
import gainful.accounts.sealed
from gainful.accounts.guards import audit_tables, install
from gainful.benefits.guards_claims_of_employers import CLAIMS_OF_EMPLOYERS
from gainful.benefits.guards_statements import STATEMENT_TABLES, STATEMENTS


def install_guards(apps, schema_editor):
    """The guards, and the audit of the claim's new column and of the new table."""
    install(schema_editor, CLAIMS_OF_EMPLOYERS)
    install(schema_editor, STATEMENTS)
    audit_tables(schema_editor, ["benefits_claim", *STATEMENT_TABLES])


class Migration(migrations.Migration):
    """A column that may be empty is added in place on SQLite, so that no trigger is lost."""

    dependencies = [
        ("benefits", "0006_told_to_the_end"),
        ("jobs", "0005_limits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="workshop",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="claims",
                to="jobs.workshop",
            ),
        ),
        migrations.CreateModel(
            name="Statement",
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
                ("fact", models.CharField(max_length=60)),
                ("value_sealed", models.TextField()),
                ("since", models.DateField(null=True)),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("kept_at", models.CharField(max_length=120)),
                ("recorded_on", models.DateField()),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="jobs.employer",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="jobs.workshop",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["employer", "fact"], name="statement_of_employer")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fact", ""), _negated=True),
                            models.Q(("value_sealed", ""), _negated=True),
                            models.Q(("kept_at", ""), _negated=True),
                        ),
                        name="a_statement_says_on_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("since", None), ("year__isnull", False)),
                            models.Q(("since__isnull", False), ("year", None)),
                            _connector="OR",
                        ),
                        name="a_statement_is_since_a_day_or_for_a_year",
                    ),
                ],
            },
            bases=(gainful.accounts.sealed.SealedMixin, models.Model),
        ),
        migrations.RunPython(install_guards, migrations.RunPython.noop),
    ]
