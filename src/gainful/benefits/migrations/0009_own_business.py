"""People's own businesses, and what papers say of them; guarded and under audit."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gainful.accounts.scope
import gainful.accounts.sealed
from gainful.accounts.folding import folded
from gainful.accounts.guards import audit_tables, install
from gainful.benefits.guards_own import BUSINESS_TABLES, BUSINESSES


def install_guards(apps, schema_editor):
    """The guards and the audit of the new tables."""
    install(schema_editor, BUSINESSES)
    audit_tables(schema_editor, BUSINESS_TABLES)


class Migration(migrations.Migration):
    dependencies = [
        ("benefits", "0008_letters_kept"),
        ("registry", "0008_accounts_recorded"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = folded(
        [
            migrations.CreateModel(
                name="Business",
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
                    ("name", models.CharField(max_length=120)),
                    ("kind", models.CharField(blank=True, max_length=40)),
                    ("registered_on", models.DateField()),
                    ("kept_at", models.CharField(max_length=120)),
                    ("recorded_on", models.DateField()),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="businesses",
                            to="registry.person",
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
                ],
            ),
            migrations.CreateModel(
                name="BusinessStatement",
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
                        "business",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="statements",
                            to="benefits.business",
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
                ],
                options={},
                bases=(gainful.accounts.sealed.SealedMixin, models.Model),
            ),
            migrations.AddConstraint(
                model_name="business",
                constraint=models.UniqueConstraint(
                    fields=("person", "registered_on"), name="one_business_a_person_and_day"
                ),
            ),
            migrations.AddConstraint(
                model_name="business",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("name", ""), _negated=True), models.Q(("kept_at", ""), _negated=True)
                    ),
                    name="a_business_says_on_what",
                ),
            ),
            migrations.AddIndex(
                model_name="businessstatement",
                index=models.Index(fields=["business", "fact"], name="statement_of_business"),
            ),
            migrations.AddConstraint(
                model_name="businessstatement",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("fact", ""), _negated=True),
                        models.Q(("value_sealed", ""), _negated=True),
                        models.Q(("kept_at", ""), _negated=True),
                    ),
                    name="businessstatement_says_on_what",
                ),
            ),
            migrations.AddConstraint(
                model_name="businessstatement",
                constraint=models.CheckConstraint(
                    condition=models.Q(("since", None), ("year", None), _connector="OR"),
                    name="businessstatement_is_for_one_time",
                ),
            ),
            migrations.RunPython(install_guards, migrations.RunPython.noop),
        ]
    )
