"""What the database refuses about claims, no two for one period, and facts that an officer saw for one."""

import django.db.models.deletion
from django.conf import settings
from django.db import ProgrammingError, migrations, models

import gainful.accounts.scope
import gainful.accounts.sealed
from gainful.accounts.guards import audit_tables, install
from gainful.accounts.refusals import Refused
from gainful.benefits.guards_claims import CLAIMS, TABLES

STANDS = "SELECT 1 FROM pg_extension WHERE extname = 'btree_gist'"


def add_extension(apps, schema_editor):
    """PostgreSQL excludes overlapping claims with btree_gist; where the owner may not create it, say who must."""
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(STANDS)
        if cursor.fetchone():
            return
    try:
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist", params=None)
    except ProgrammingError as error:
        raise Refused("extension_missing", name="btree_gist") from error


def install_guards(apps, schema_editor):
    """The guards of claims and decisions, and the audit of the new table."""
    install(schema_editor, CLAIMS)
    audit_tables(schema_editor, TABLES)


class Migration(migrations.Migration):
    """A new table alone: no table that a trigger names is altered."""

    dependencies = [
        ("benefits", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FactSeen",
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
                ("seen_on", models.DateField()),
                ("kept_at", models.CharField(max_length=120)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts_seen",
                        to="benefits.claim",
                    ),
                ),
                (
                    "seen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fact", ""), _negated=True),
                            models.Q(("value_sealed", ""), _negated=True),
                            models.Q(("kept_at", ""), _negated=True),
                        ),
                        name="a_fact_seen_says_on_what",
                    )
                ],
            },
            bases=(gainful.accounts.sealed.SealedMixin, models.Model),
        ),
        migrations.RunPython(add_extension, migrations.RunPython.noop),
        migrations.RunPython(install_guards, migrations.RunPython.noop),
    ]
