"""Rolls by day, cases where they differ, months of training through work, awards."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gainful.accounts.scope
from gainful.accounts.folding import folded
from gainful.accounts.guards import audit_tables
from gainful.training.guards import ROLL_TABLES


def audit(apps, schema_editor):
    """Each table is under audit."""
    audit_tables(schema_editor, ROLL_TABLES)


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0004_learning"),
        ("training", "0002_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = folded(
        [
            migrations.CreateModel(
                name="Award",
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
                    ("kind", models.CharField(max_length=40)),
                    ("title", models.CharField(max_length=120)),
                    ("placing", models.CharField(blank=True, max_length=40)),
                    ("occupation", models.CharField(blank=True, max_length=40)),
                    ("awarded_on", models.DateField(null=True)),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="awards",
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
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("person", "title", "awarded_on"), name="one_award_a_title_and_day"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="RollCase",
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
                    ("day", models.DateField()),
                    ("opened_on", models.DateField()),
                    ("closed_on", models.DateField(null=True)),
                    ("outcome", models.CharField(blank=True, max_length=300)),
                    (
                        "closed_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "enrolment",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="roll_cases",
                            to="training.enrolment",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="roll_cases",
                            to="registry.person",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(fields=("enrolment", "day"), name="one_roll_case_a_day"),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("closed_on", None),
                                models.Q(
                                    ("closed_by__isnull", False), models.Q(("outcome", ""), _negated=True)
                                ),
                                _connector="OR",
                            ),
                            name="a_closed_roll_case_says_who_and_what",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="RollMark",
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
                    ("day", models.DateField()),
                    (
                        "roll",
                        models.CharField(choices=[("paper", "Paper"), ("phone", "Phone")], max_length=5),
                    ),
                    ("present", models.BooleanField()),
                    (
                        "enrolment",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="roll_marks",
                            to="training.enrolment",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="roll_marks",
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
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("enrolment", "day", "roll"), name="one_mark_a_day_and_roll"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="WorkMonth",
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
                    ("month", models.DateField()),
                    ("evidence", models.CharField(max_length=200)),
                    ("recorded_on", models.DateField()),
                    (
                        "enrolment",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="work_months",
                            to="training.enrolment",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="work_months",
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
                options={
                    "constraints": [
                        models.UniqueConstraint(fields=("enrolment", "month"), name="one_work_month_a_seat")
                    ],
                },
            ),
            migrations.RunPython(audit, migrations.RunPython.noop),
        ]
    )
