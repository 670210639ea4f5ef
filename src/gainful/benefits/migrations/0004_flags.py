"""Flags of fraud tests, under audit; a review once made stays."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gainful.accounts.scope
from gainful.accounts.guards import audit_tables, install
from gainful.benefits.guards_flags import FLAG_TABLES, FLAGS


def install_guards(apps, schema_editor):
    """The guards and the audit of the new table."""
    install(schema_editor, FLAGS)
    audit_tables(schema_editor, FLAG_TABLES)


class Migration(migrations.Migration):
    dependencies = [
        ("benefits", "0003_payments"),
        ("jobs", "0005_limits"),
        ("registry", "0007_by_person_and_day"),
        ("training", "0004_limits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FraudFlag",
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
                ("test", models.CharField(max_length=40)),
                ("how_many", models.PositiveIntegerField()),
                ("from_on", models.DateField(null=True)),
                ("to_on", models.DateField(null=True)),
                ("amount_fen", models.BigIntegerField(null=True)),
                ("found_on", models.DateField(db_index=True)),
                (
                    "finding",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("explained", "Explained"),
                            ("record_wrong", "Record Wrong"),
                            ("handed_on", "Handed On"),
                        ],
                        max_length=12,
                    ),
                ),
                ("because", models.CharField(blank=True, max_length=600)),
                ("settled_on", models.DateField(null=True)),
                (
                    "course",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fraud_flags",
                        to="training.course",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fraud_flags",
                        to="jobs.employer",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fraud_flags",
                        to="registry.person",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["settled_on", "found_on"], name="flag_waiting")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("course", None), ("employer", None), ("person__isnull", False)),
                            models.Q(("course", None), ("employer__isnull", False), ("person", None)),
                            models.Q(("course__isnull", False), ("employer", None), ("person", None)),
                            _connector="OR",
                        ),
                        name="a_flag_is_about_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("because", ""), ("finding", ""), ("reviewed_by", None), ("settled_on", None)
                            ),
                            models.Q(
                                ("reviewed_by__isnull", False),
                                ("settled_on__isnull", False),
                                models.Q(("finding", ""), _negated=True),
                                models.Q(("because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_settled_flag_says_who_and_why",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("settled_on", None)),
                        fields=("test", "person"),
                        name="one_open_flag_a_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("settled_on", None)),
                        fields=("test", "employer"),
                        name="one_open_flag_an_employer",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("settled_on", None)),
                        fields=("test", "course"),
                        name="one_open_flag_a_course",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gte", 0)),
                        name="benefits_fraudflag_amount_fen_bounds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("finding__in", ["explained", "record_wrong", "handed_on", ""])),
                        name="benefits_fraudflag_finding_words",
                    ),
                ],
            },
        ),
        migrations.RunPython(install_guards, migrations.RunPython.noop),
    ]
