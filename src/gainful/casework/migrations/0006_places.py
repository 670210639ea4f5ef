"""Attendance, terms of public posts, signs looked into."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gainful.accounts.scope
from gainful.accounts.folding import folded
from gainful.accounts.guards import audit_tables
from gainful.casework.guards import PLACES


def audit(apps, schema_editor):
    """The new tables are under audit from the start."""
    audit_tables(schema_editor, PLACES)


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0005_learning"),
        ("jobs", "0002_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = folded(
        [
            migrations.CreateModel(
                name="Attendance",
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
                    ("unit", models.CharField(choices=[("day", "Day"), ("month", "Month")], max_length=5)),
                    ("begins_on", models.DateField(db_index=True)),
                    (
                        "source",
                        models.CharField(
                            choices=[("paper", "Paper"), ("phone", "Phone"), ("screen", "Screen")],
                            max_length=6,
                        ),
                    ),
                    ("present_days", models.PositiveSmallIntegerField()),
                    ("recorded_on", models.DateField()),
                    ("note", models.CharField(blank=True, max_length=200)),
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
                        "spell",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="attendance",
                            to="casework.spell",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("spell", "unit", "begins_on", "source"),
                            name="one_attendance_a_period_and_roll",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("present_days__lte", 1), ("unit", "day")),
                                models.Q(("present_days__lte", 31), ("unit", "month")),
                                _connector="OR",
                            ),
                            name="nobody_is_present_more_days_than_there_are",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="PostTerm",
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
                    ("ends_on", models.DateField(db_index=True)),
                    ("monthly_wage_fen", models.BigIntegerField(null=True)),
                    (
                        "because",
                        models.CharField(
                            choices=[
                                ("nothing_else_fits", "Nothing Else Fits"),
                                ("cannot_leave", "Cannot Leave"),
                                ("held_before", "Held Before"),
                            ],
                            max_length=20,
                        ),
                    ),
                    ("persons_word", models.CharField(max_length=300)),
                    ("agreed_on", models.DateField()),
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
                        "spell",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="post_term",
                            to="casework.spell",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("persons_word", ""), _negated=True),
                            name="a_post_has_the_persons_word",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("monthly_wage_fen", None), ("monthly_wage_fen__gt", 0), _connector="OR"
                            ),
                            name="a_post_wage_is_some_money",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("ends_on__gte", models.F("agreed_on")),
                                ("because", "held_before"),
                                _connector="OR",
                            ),
                            name="a_post_term_lies_ahead",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="SignReview",
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
                    ("sign", models.CharField(max_length=40)),
                    ("reviewed_on", models.DateField()),
                    ("found", models.CharField(max_length=300)),
                    (
                        "reviewed_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "spell",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="sign_reviews",
                            to="casework.spell",
                        ),
                    ),
                    (
                        "workshop",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="sign_reviews",
                            to="jobs.workshop",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("spell", None), ("workshop__isnull", False)),
                                models.Q(("spell__isnull", False), ("workshop", None)),
                                _connector="OR",
                            ),
                            name="a_sign_is_of_a_workshop_or_a_post",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("found", ""), _negated=True),
                            name="a_review_says_what_was_found",
                        ),
                    ],
                },
            ),
            migrations.RunPython(audit, migrations.RunPython.noop),
        ]
    )
