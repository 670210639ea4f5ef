"""Since when everything paid of a benefit in an area is kept here, as declared; guarded and under audit."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import gainful.accounts.scope
from gainful.accounts.folding import folded
from gainful.accounts.guards import audit_tables, install
from gainful.benefits.guards_complete_books import BOOKS_TABLES, COMPLETE_BOOKS


def install_guards(apps, schema_editor):
    """The guards and the audit of the new table."""
    install(schema_editor, COMPLETE_BOOKS)
    audit_tables(schema_editor, BOOKS_TABLES)


class Migration(migrations.Migration):
    dependencies = [
        ("benefits", "0010_own_loans"),
        ("registry", "0009_home_recorded"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = folded(
        [
            migrations.CreateModel(
                name="CompleteBooks",
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
                    ("rule", models.CharField(max_length=60)),
                    ("complete_since", models.DateField(null=True)),
                    ("kept_at", models.CharField(max_length=120)),
                    ("declared_on", models.DateField()),
                    ("declared_at", models.DateTimeField(default=django.utils.timezone.now)),
                    (
                        "declared_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "indexes": [models.Index(fields=["area", "rule"], name="complete_books_of_area")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("rule", ""), _negated=True),
                                models.Q(("kept_at", ""), _negated=True),
                            ),
                            name="complete_books_say_of_what_and_on_what",
                        )
                    ],
                },
            ),
            migrations.RunPython(install_guards, migrations.RunPython.noop),
        ]
    )
